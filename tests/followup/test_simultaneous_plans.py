"""Two people press the button at the same moment."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from audit.models import Event
from followup.actions import calendars, planning
from followup.models import CalendarFeed, Occasion

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """Take the steps in as many threads, let go together; what each gives in the end."""
    ready, given = threading.Barrier(len(steps)), []

    def take(step: Callable[[], Any]) -> None:
        try:
            ready.wait(timeout=20)
            given.append(step())
        finally:
            connection.close()

    threads = [threading.Thread(target=take, args=[step]) for step in steps]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return given


def test_two_who_plan_at_once_make_one_plan(published, coordinator, municipal_police):
    made = at_once(
        *[lambda by=by: planning.generate_all(published, by=by) for by in (coordinator, municipal_police)]
    )

    assert sorted(made) == [0, 24]
    assert Occasion.objects.count() == 24
    assert Event.objects.filter(action="followup.plans_generated").count() == 1


def test_two_taps_make_one_address(published, coordinator):
    feeds = at_once(*[lambda: calendars.open_for_promise(published, by=coordinator)] * 2)

    assert len({feed.secret for feed in feeds}) == len(feeds) - 1 == 1
    assert CalendarFeed.objects.count() == 1
