"""From what people have said and a problem with its cause to an activity that answers them, and to every reader."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lagesbild.models import Layer
from promises.states import Status
from tests.e2e.conftest import Look, look_of
from tests.e2e.steps import follow, press, send
from tests.factories.lagesbild import CauseFactory, DialogueFactory, FindingFactory, ProblemFactory

SAID = "Det är mörkt på Storgatan om kvällen."
BUS = "Bussen går för sällan."


@pytest.fixture
def known(scene: Any) -> dict[str, Any]:
    """What the lägesbild knows, all of it for everybody."""
    dialogue = DialogueFactory(municipality=scene.municipality, layer=Layer.PUBLIC)
    finding = FindingFactory(dialogue=dialogue, text=SAID, count=120, is_public=True)
    FindingFactory(dialogue=dialogue, text=BUS, position=9)
    problem = ProblemFactory(
        municipality=scene.municipality,
        layer=Layer.PUBLIC,
        title="Otrygghet på Storgatan",
        public_text="Många undviker Storgatan när det är mörkt.",
    )
    problem.findings.add(finding)
    CauseFactory(problem=problem, text="Lamporna är trasiga.", public_text="Belysningen fungerar dåligt.")
    return {"dialogue": dialogue, "problem": problem}


def test_a_coordinator_ties_the_thread_and_everybody_reads_it(
    scene: Any, known: dict[str, Any], log_in: Callable[..., Page], open_browser: Any, javascript: bool
) -> None:
    look = look_of(javascript=javascript)
    page = log_in(scene.coordinator, javascript=javascript)
    answer_what_was_said(page, known, look)
    choose_what_it_answers(page, scene, look)
    build_on_it(page, scene, look)
    follow_the_thread(page, scene, look)
    scene.advance(Status.PUBLISHED)
    for phone in (False, True):
        read_as_a_citizen(open_browser(phone=phone, javascript=javascript), scene, look)


def answer_what_was_said(page: Page, known: dict[str, Any], look: Look) -> None:
    page.goto(f"/arbete/loften/svar/dialog/{known['dialogue'].pk}/")
    expect(page.get_by_text("2 saker väntar på svar.")).to_be_visible()
    look(page)
    page.get_by_role("link", name=f"Svara {SAID}").click()
    page.get_by_label("Vi har lovat något").check()
    page.get_by_label("Vad har ni lovat?").select_option(label="Trygghetsrond på Storgatan.")
    look(page)
    press(page, "Spara och svara på nästa")
    expect(page.locator(".quoted").get_by_text(BUS)).to_be_visible()
    page.get_by_label("Vi har lämnat det vidare").check()
    page.get_by_label("Vem har fått det?").fill("Regionens trafikbolag")
    page.get_by_role("button", name="Spara", exact=True).click()
    expect(page.get_by_text("Allt som sagts har fått ett svar.")).to_be_visible()


def choose_what_it_answers(page: Page, scene: Any, look: Look) -> None:
    page.goto(f"/arbete/loften/{scene.revision.promise_id}/aktiviteter/")
    follow(page, page.get_by_role("link", name="Välj vad aktiviteten svarar på"))
    look(page)
    page.get_by_label("Orsak: Lamporna är trasiga.").check()
    page.get_by_role("button", name="Spara", exact=True).click()
    row = page.locator("li.activity", has_text="Trygghetsrond på Storgatan.")
    for words in (f"Sagt: {SAID}", "Problem: Otrygghet på Storgatan", "Orsak: Lamporna är trasiga."):
        expect(row.get_by_text(words)).to_be_visible()
    look(page)


def build_on_it(page: Page, scene: Any, look: Look) -> None:
    page.goto(f"/arbete/loften/{scene.revision.promise_id}/dialog/")
    page.get_by_role("link", name="Välj vad löftet bygger på").click()
    page.get_by_label(f"{SAID} (120)").check()
    look(page)
    send(page, page.get_by_role("button", name="Spara", exact=True))
    expect(page.get_by_text("Det är sparat vad löftet bygger på.").first).to_be_visible()
    look(page)


def follow_the_thread(page: Page, scene: Any, look: Look) -> None:
    page.goto(f"/arbete/loften/{scene.revision.promise_id}/")
    page.get_by_role("link", name="Tråden bakom löftet").click()
    expect(page.get_by_role("list", name="Otrygghet på Storgatan").get_by_text(SAID)).to_be_visible()
    look(page)
    page.get_by_role("link", name="Hela tråden i").click()
    expect(page.get_by_role("heading", name="Problem utan aktivitet")).to_be_visible()
    look(page)
    page.get_by_text("Samma sak som tabell").click()
    look(page)


def read_as_a_citizen(page: Page, scene: Any, look: Look) -> None:
    page.goto(f"/loften/{scene.revision.promise.slug}/")
    part = page.get_by_role("region", name="Det här löftet bygger på")
    for words in (
        SAID,
        "(120)",
        "Många undviker Storgatan när det är mörkt.",
        "Belysningen fungerar dåligt.",
    ):
        expect(part.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text("Lamporna är trasiga.")).to_have_count(0)
    expect(page.get_by_text("Regionens trafikbolag")).to_have_count(0)
    look(page)
