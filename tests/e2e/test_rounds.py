"""A round is confirmed and closed, and the council takes it up: with JavaScript and without, on a phone and a desk."""

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


def look(page: Page, name: str, javascript: bool) -> None:
    """At both widths. axe is a script that waits for other scripts, so it judges only where they run."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        if javascript:
            check_accessibility(page)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{name} scrolls sideways"
    page.set_viewport_size(DESK)


def test_from_confirmed_to_closed(followed: Scene, log_in: Callable[..., Page], javascript: bool) -> None:
    promise = followed.revision.promise_id
    officer = log_in(followed.officer, javascript=javascript, phone=True)
    officer.goto(f"/arbete/uppfoljning/{promise}/omgangar/")
    officer.get_by_role("link", name="Omgång 1", exact=True).click()
    officer.get_by_text("Bekräfta läget för Lokalpolisområde Örebro").click()
    officer.get_by_label("Ligger efter").check()
    officer.get_by_label("Kommentar").fill("Färre ronder än vi tänkt.")
    officer.get_by_role("button", name="Bekräfta läget").click()
    expect(officer.get_by_text("Läget är bekräftat.")).to_be_visible()

    page = log_in(followed.coordinator, javascript=javascript)
    page.goto(f"/arbete/uppfoljning/{promise}/omgangar/")
    look(page, "omgangar", javascript)
    page.get_by_role("link", name="Omgång 1", exact=True).click()
    expect(page.get_by_text("Färre ronder än vi tänkt.")).to_be_visible()
    look(page, "omgang", javascript)
    page.get_by_role("link", name="Avsluta omgången").click()
    look(page, "avsluta", javascript)
    page.get_by_label("Sammanfattning av omgången").fill("Ronderna kom igång sent.")
    page.get_by_label("Kommentar till aktivitet 1").fill("Inget rapporterat.")
    page.get_by_role("button", name="Avsluta omgången").click()
    expect(page.get_by_text("Ronderna kom igång sent.")).to_be_visible()
    look(page, "avslutad", javascript)


def test_the_council_takes_it_up(followed: Scene, log_in: Callable[..., Page], javascript: bool) -> None:
    council = GroupFactory(
        parent=followed.municipality, name="Rådet", group_kind=Group.GroupKind.COUNCIL, slug="radet"
    )
    GroupMemberFactory(group=council, organisation=followed.municipality, user=followed.chair)
    meeting = MeetingFactory(group=council, place="Kommunhuset")
    page = log_in(followed.coordinator, javascript=javascript)
    page.goto("/arbete/uppfoljning/tystnader/")
    expect(page.get_by_text("Trygghetsrond på Storgatan.")).to_be_visible()
    look(page, "tystnader", javascript)

    page.goto(f"/arbete/organisationer/grupper/{council.pk}/")
    page.get_by_role("link", name="Dagordning, anteckningar och beslut").click()
    page.get_by_role("link", name="Fyll på dagordningen").click()
    look(page, "fyll-pa", javascript)
    page.get_by_role("button", name="Lägg till punkterna").click()
    expect(page.get_by_role("heading", name="Försenad uppföljning: Tryggare kvällar").first).to_be_visible()

    page.get_by_role("link", name="Skriv in beslut", exact=True).click()
    look(page, "nytt-beslut", javascript)
    page.get_by_label("Beslut", exact=True).fill("Löftet ska ändras.")
    page.get_by_label("Löfte som ska ändras").fill(followed.revision.promise.slug)
    page.get_by_role("button", name="Spara").click()
    look(page, "mote", javascript)
    page.get_by_role("link", name="Börja på en ny version av löftet").click()
    expect(page).to_have_url(re.compile(f"/arbete/loften/{followed.revision.promise_id}/ny-version/"))

    page.goto("/arbete/organisationer/beslut/")
    look(page, "beslut", javascript)
    page.get_by_role("link", name="Beslutet är klart").click()
    look(page, "beslut-klart", javascript)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Inget beslut väntar")).to_be_visible()

    page.goto(f"/arbete/organisationer/moten/{meeting.pk}/upprepa/")
    look(page, "upprepa", javascript)
    page.goto("/arbete/uppfoljning/paminnelser/")
    look(page, "paminnelser", javascript)
