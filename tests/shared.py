"""What every test of a module begins with, made once for the module instead of once for each test."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
from django.db import transaction

from tests.cast import Cast


def shared(name: str, make: Callable[[Cast], Any]) -> tuple[Any, Any, Any, Any]:
    """The fixture ``name``, by what ``make`` makes of a new cast; and that cast, for all the module's tests.

    Written in the module as ``_made, _own, cast, scene = shared("scene", …)``. The rows are there before the first
    test and gone after the last, and what a test does to them is undone, as ever; each has the objects to itself.
    Not for modules with tests that commit.
    """

    @pytest.fixture(scope="module", name="_made")
    def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[tuple[Cast, Any]]:
        with django_db_blocker.unblock(), transaction.atomic():
            cast = Cast()
            yield cast, make(cast)
            transaction.set_rollback(True)

    @pytest.fixture(name="_own")
    def own(_made: tuple[Cast, Any], db: None) -> tuple[Cast, Any]:
        return deepcopy(_made)

    @pytest.fixture(name="cast")
    def cast(_own: tuple[Cast, Any]) -> Cast:
        return _own[0]

    @pytest.fixture(name=name)
    def value(_own: tuple[Cast, Any]) -> Any:
        return _own[1]

    return made, own, cast, value
