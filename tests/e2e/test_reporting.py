"""Reporting what has been done, with a phone in the hand: in two presses, without a net, and never twice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from followup.models import Entry
from promises.models import Promise
from tests.e2e.conftest import DESK, check_accessibility
from tests.e2e.steps import follow
from tests.factories.followup import OccasionFactory
from tests.factories.promises import ActivityActorFactory, ActivityFactory
from tests.factories.published import publish
from tests.factories.uploads import upload
from tests.promises.scene import a_draft

KLART = {"name": "Klart", "exact": True}


@pytest.fixture
def promise(lekeberg: Any, orebro_area: Any, landlord: Any, coordinator: Any) -> Promise:
    """One in force since last month, with an activity of the landlord's planned to yesterday."""
    today = timezone.localdate()
    draft = a_draft(lekeberg, orebro_area)
    draft.period_start, draft.period_end = today - timedelta(days=30), today + timedelta(days=300)
    draft.save()
    lamps = ActivityFactory(revision=draft, text="Belysning på gården.", scope="2 st", position=2)
    ActivityActorFactory(activity=lamps, organisation=landlord)
    publish(draft, coordinator)
    OccasionFactory(
        promise=draft.promise,
        activity_key=lamps.key,
        organisation=landlord,
        starts_on=today - timedelta(days=1),
        place="Gård 4",
    )
    return draft.promise


@pytest.fixture
def open_form(promise: Promise, log_in: Callable[..., Page], landlord_executor: Any) -> Callable[..., Page]:
    """The executor at a phone, one press from Min sida: the form of the planned occasion."""

    def opened(**how: Any) -> Page:
        page = log_in(landlord_executor, phone=True, **how)
        page.get_by_role("link", name="Belysning på gården.").click()
        expect(page.get_by_role("button", **KLART).first).to_be_visible()
        # What is typed before the page's script has run is kept from the next sign on.
        page.wait_for_load_state()
        return page

    return opened


def drafts(page: Page) -> int:
    # What the server has is forgotten by a script that runs last.
    page.wait_for_load_state()
    return page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('rapport:')).length")


def test_two_presses_from_the_start_page_to_done(open_form: Callable[..., Page], javascript: bool) -> None:
    page = open_form(javascript=javascript)
    page.get_by_role("button", **KLART).first.click()

    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    entry = Entry.objects.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    assert (entry.status, entry.happened_on, entry.place) == ("done", yesterday, "Gård 4")
    page.get_by_role("link", name="Till Min sida").click()
    expect(page.get_by_role("link", name="Belysning på gården.")).to_have_count(0)


def test_a_deviation_asks_why_and_a_picture_goes_along(
    open_form: Callable[..., Page], javascript: bool, tmp_path: Any
) -> None:
    file = tmp_path / "lykta.jpg"
    file.write_bytes(upload(size=(800, 600)).read())
    page = open_form(javascript=javascript)
    expect(page.get_by_label("Varför blev det så?")).to_be_hidden()
    page.get_by_label("Delvis genomförd").check()
    page.get_by_role("button", **KLART).first.click()
    expect(page.get_by_text("Skriv varför det inte blev som det var tänkt.").first).to_be_visible()

    page.get_by_label("Varför blev det så?").fill("En stolpe saknas.")
    page.get_by_text("Berätta mer").click()
    page.get_by_label("Bild", exact=True).set_input_files(file)
    page.get_by_label("Vad visar bilden?").fill("En lykta på gården.")
    page.get_by_label("Text till invånarna").fill("En av två lyktor är på plats.")
    page.get_by_role("button", **KLART).first.click()

    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    assert Entry.objects.get().picture.alt == "En lykta på gården."


def test_without_a_net_the_text_stays_and_is_sent_once(open_form: Callable[..., Page]) -> None:
    page = open_form()
    form = page.url
    page.get_by_label("Var?").fill("Gård 7")
    page.context.set_offline(True)
    page.get_by_role("button", **KLART).first.click()

    expect(page.get_by_text("Inget nät. Texten är kvar här")).to_be_visible()
    expect(page.get_by_label("Var?")).to_have_value("Gård 7")
    assert not Entry.objects.exists()

    page.context.set_offline(False)
    page.goto("/arbete/")
    page.goto(form)
    expect(page.get_by_text("Det du skrev förra gången är kvar här.")).to_be_visible()
    expect(page.get_by_label("Var?")).to_have_value("Gård 7")
    page.get_by_role("button", **KLART).first.click()
    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    assert Entry.objects.get().place == "Gård 7"
    assert drafts(page) == 0


def test_an_answer_that_never_came_back_makes_no_second_report(open_form: Callable[..., Page]) -> None:
    page = open_form()
    form = page.url
    page.get_by_label("Var?").fill("Gård 7")
    # The server gets the report, and the net goes before the answer comes.
    page.route("**/rapportera/**", lambda route: (route.fetch(max_redirects=0), route.abort()))
    with page.expect_event("requestfailed"):
        page.get_by_role("button", **KLART).first.click()
    page.unroute("**/rapportera/**")
    assert Entry.objects.count() == 1

    page.goto(form)
    expect(page.get_by_label("Var?")).to_have_value("Gård 7")
    page.get_by_role("button", **KLART).first.click()

    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    assert Entry.objects.count() == 1
    assert drafts(page) == 0


def test_a_double_tap_makes_one_report(open_form: Callable[..., Page], javascript: bool) -> None:
    page = open_form(javascript=javascript)

    page.get_by_role("button", **KLART).first.dblclick()

    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    assert Entry.objects.count() == 1


def test_nothing_is_left_in_the_browser_after_logging_out(open_form: Callable[..., Page]) -> None:
    page = open_form()
    page.get_by_label("Var?").fill("Gård 7")
    assert drafts(page) == 1

    page.goto("/konto/logout/")
    page.locator("main").get_by_role("button", name="Logga ut").click()
    page.wait_for_url(lambda url: "logout" not in url)

    assert drafts(page) == 0


def test_the_pages_can_be_used_by_everybody(
    open_form: Callable[..., Page], log_in: Any, coordinator: Any
) -> None:
    page = open_form()
    page.get_by_text("Berätta mer").click()
    page.get_by_label("Text till invånarna").fill("Tre ungdomar hjälpte till.")
    _look(page)
    page.get_by_role("button", **KLART).first.click()
    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    _look(page)
    follow(page, page.get_by_role("link", name="Rätta rapporten"))
    _look(page)
    page.get_by_label("Hur många?").fill("-1")
    page.get_by_role("button", name="Spara rättelsen").first.click()
    expect(page.get_by_text("Antalet kan inte vara mindre än noll.").first).to_be_visible()
    _look(page)
    page.goto("/arbete/uppfoljning/att-rapportera/")
    _look(page)

    leader = log_in(coordinator, phone=True)
    leader.goto("/arbete/uppfoljning/att-godkanna/")
    _look(leader)
    leader.get_by_role("link", name="Visa inte, eller bara en del").click()
    expect(leader.get_by_label("Visa texten för alla")).to_be_visible()
    _look(leader)
    follow(leader, leader.get_by_role("link", name="Avbryt"))
    _look(leader)
    follow(leader, leader.get_by_role("link", name="Ta tillbaka"))
    _look(leader)


def _look(page: Page) -> None:
    """On a phone and on a desk."""
    phone = page.viewport_size
    check_accessibility(page)
    page.set_viewport_size(DESK)
    check_accessibility(page)
    assert phone is not None
    page.set_viewport_size(phone)
