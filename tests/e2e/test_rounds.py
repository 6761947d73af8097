"""The council takes up what is late and silent, and its decisions stay until they are done: on a phone and a desk."""

import re
from collections.abc import Callable
from datetime import date

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from organisations.models import Group
from promises.models import FollowUpPlan
from promises.states import Status
from tests.e2e.conftest import DESK, PHONE, check_accessibility
from tests.e2e.steps import follow, press
from tests.factories.organisations import GroupFactory, GroupMemberFactory, MeetingFactory
from tests.promises.scene import Scene


@pytest.fixture
def followed(scene: Scene) -> Scene:
    """Promised since the beginning of last year, so that rounds and a silence wait."""
    year = timezone.localdate().year
    scene.revision.period_start, scene.revision.period_end = date(year - 1, 1, 1), date(year, 12, 31)
    scene.revision.period_text = f"{year - 1}–{year}"
    scene.revision.save()
    FollowUpPlan.objects.update(first_on=date(year - 1, 4, 15))
    with time_machine.travel(f"{year - 1}-01-04 09:00:00+01:00"):
        scene.advance(Status.PUBLISHED)
    return scene


def look(page: Page) -> None:
    """At both widths."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        check_accessibility(page)
    page.set_viewport_size(DESK)


def test_the_council_takes_it_up(followed: Scene, log_in: Callable[..., Page]) -> None:
    council = GroupFactory(
        parent=followed.municipality, name="Rådet", group_kind=Group.GroupKind.COUNCIL, slug="radet"
    )
    GroupMemberFactory(group=council, organisation=followed.municipality, user=followed.chair)
    meeting = MeetingFactory(group=council, place="Kommunhuset")
    page = log_in(followed.coordinator)
    page.goto("/arbete/uppfoljning/tystnader/")
    expect(page.get_by_text("Trygghetsrond på Storgatan.")).to_be_visible()
    look(page)

    page.goto(f"/arbete/organisationer/grupper/{council.pk}/")
    follow(page, page.get_by_role("link", name="Dagordning, anteckningar och beslut"))
    follow(page, page.get_by_role("link", name="Fyll på dagordningen"))
    look(page)
    page.get_by_role("button", name="Lägg till punkterna").click()
    expect(page.get_by_role("heading", name="Försenad uppföljning: Tryggare kvällar").first).to_be_visible()

    follow(page, page.get_by_role("link", name="Skriv in beslut", exact=True))
    look(page)
    page.get_by_label("Beslut", exact=True).fill("Löftet ska ändras.")
    page.get_by_label("Löfte som ska ändras").select_option("Tryggare kvällar")
    press(page, "Spara")
    look(page)
    page.get_by_role("link", name="Börja på en ny version av löftet").click()
    expect(page).to_have_url(re.compile(f"/arbete/loften/{followed.revision.promise_id}/ny-version/"))

    page.goto("/arbete/organisationer/beslut/")
    look(page)
    follow(page, page.get_by_role("link", name="Beslutet är klart"))
    look(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Inget beslut väntar")).to_be_visible()

    page.goto(f"/arbete/organisationer/moten/{meeting.pk}/upprepa/")
    look(page)
    page.goto("/arbete/uppfoljning/paminnelser/")
    look(page)
