"""The landlord's part of a promise in force: two lanterns, seen to by somebody who is no party."""

from collections.abc import Callable, Iterator
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from followup.models import Entry

TODAY = date(2027, 6, 15)


@pytest.fixture
def in_june() -> Iterator[None]:
    """In the middle of the period of the promise."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def lanterns(following: Any, landlord: Any, landlord_executor: Any) -> Any:
    """``found()`` is the promise as it stands, ``activity()`` the landlord's activity, ``entry(…)`` a report on it."""
    shown = following.followed

    def entry(**values: Any) -> Entry:
        given = {"organisation": landlord, "day": TODAY, "reporter": landlord_executor}
        return following.report(following.landlords, **{**given, **values})

    return SimpleNamespace(
        promise=following.promise,
        revision=shown.revision,
        version=shown.version,
        key=following.landlords.key,
        entry=entry,
        found=lambda: following.followed,
        activity=lambda: following.landlords,
    )


@pytest.fixture
def address() -> Callable[..., str]:
    return lambda name, *args: reverse(f"followup:{name}", args=args)
