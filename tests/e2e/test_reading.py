"""A promise as it is read: every column in sight on a desk, nothing that sticks out on a phone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from promises.models import ActivityActor, Revision
from promises.states import Status
from tests.factories.promises import ActivityActorFactory
from tests.promises.scene import Scene

# How far something reaches outside what it stands in.
STICKS_OUT = """() => [
  document.documentElement.scrollWidth - innerWidth,
  ...[...document.querySelectorAll(".table-frame")].map(frame => frame.scrollWidth - frame.clientWidth),
  ...[...document.querySelectorAll(".tag")].map(
    tag => tag.getBoundingClientRect().right - tag.parentElement.getBoundingClientRect().right)
].filter(pixels => pixels > 1)"""


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_no_column_is_cut_and_nothing_sticks_out(
    phone: bool, scene: Scene, open_browser: Callable[..., Page]
) -> None:
    activity = scene.revision.activities.first()
    for part in ActivityActor.Part:
        if not activity.actors.filter(part=part).exists():
            ActivityActorFactory(activity=activity, part=part, organisation=scene.police)
    scene.advance(Status.PUBLISHED)
    scene.revision.refresh_from_db()
    # A period that is over has the longest of the labels.
    summary = scene.revision.summary or {}
    over = {**summary["period"], "start": "2001-01-01", "end": "2001-12-31"}
    Revision.objects.filter(pk=scene.revision.pk).update(summary={**summary, "period": over})
    page = open_browser(phone=phone)

    for path in (f"/loften/{scene.revision.promise.slug}/", "/loften/", "/"):
        page.goto(path)
        assert page.evaluate(STICKS_OUT) == [], path

    page.goto(f"/loften/{scene.revision.promise.slug}/")
    assert page.locator(".promise table").first.locator("thead th").all_inner_texts()[-1] == "Utvärdering"
