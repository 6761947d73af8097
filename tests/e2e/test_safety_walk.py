"""A safety walk from its route to the public protocol: planned at a desk, walked with a phone, published, read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lagesbild.models import SafetyWalk, WalkPoint
from tests.e2e.conftest import DESK, PHONE, Look, check_accessibility, check_width
from tests.e2e.steps import arrive, follow, press, send
from tests.factories.lagesbild import DialogueFactory, SafetyWalkFactory
from tests.factories.uploads import upload

SAVE = {"name": "Spara punkten", "exact": True}


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "lykta.jpg"
    file.write_bytes(upload(size=(800, 600)).read())
    return file


def look(page: Page) -> None:
    """On a phone and on a desk."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        check_accessibility(page)


def test_from_route_to_public_protocol(
    log_in: Callable[..., Page],
    open_browser: Callable[..., Page],
    lekeberg: Any,
    orebro_area: Any,
    coordinator: Any,
    javascript: bool,
    picture: Path,
) -> None:
    seen: Look = look if javascript else check_width
    page = log_in(coordinator, phone=True, javascript=javascript)
    _plan(page, seen)
    _record(page, picture, seen)
    _note_walked(page, seen)
    _publish(page, seen)

    reader = open_browser(phone=True, javascript=javascript)
    reader.goto("/kommuner/lekeberg/")
    reader.get_by_role("link", name="Trygghetsvandring i centrum").click()
    expect(reader.get_by_text("Tre lampor är släckta.")).to_be_visible()
    expect(reader.get_by_alt_text("En mörk gångväg.")).to_be_visible()
    expect(reader.get_by_text("Bara vi vet det här.")).to_have_count(0)
    expect(reader.get_by_text("Byta lampor.")).to_be_visible()
    seen(reader)
    _follow_up(page, seen)
    reader.reload()
    expect(reader.get_by_text("Åtgärdad", exact=True)).to_be_visible()
    seen(reader)


def _plan(page: Page, look: Look) -> None:
    page.goto("/arbete/lagesbild/lekeberg/trygghetsvandringar/")
    look(page)
    follow(page, page.get_by_role("link", name="Planera en trygghetsvandring").first)
    page.get_by_label("Namn").fill("Trygghetsvandring i centrum")
    page.get_by_label("Datum").fill(timezone.localdate().isoformat())
    page.get_by_label("Samling").fill("Torget")
    page.get_by_role("textbox", name="Vägen (frivilligt)").fill("Torget, gångtunneln, parken.")
    look(page)
    press(page, "Spara")
    arrive(page, "Trygghetsvandring i centrum", look)
    follow(page, page.get_by_role("link", name="Ändra checklistan"))
    page.get_by_label("Att titta på").fill("Lampor\nBuskar")
    look(page)
    press(page, "Spara")
    expect(page.get_by_text("Checklistan är sparad.")).to_be_visible()


def _record(page: Page, picture: Path, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Notera punkter"))
    look(page)
    page.get_by_label("Belysning").check()
    page.get_by_label("Vad ser ni?").fill("Tre lampor är släckta.")
    page.get_by_label("Var?").fill("Gångtunneln")
    page.get_by_label("Bild", exact=True).set_input_files(picture)
    page.get_by_role("button", **SAVE).first.click()
    expect(page.get_by_text("Skriv vad bilden visar").first).to_be_visible()
    look(page)
    page.get_by_label("Bild", exact=True).set_input_files(picture)
    page.get_by_label("Vad visar bilden?").fill("En mörk gångväg.")
    page.get_by_text("Åtgärd, vem som gör det").click()
    page.get_by_label("Vad ska göras?").fill("Byta lampor.")
    page.get_by_label("Som roll").fill("Gatuenheten")
    page.get_by_role("button", **SAVE).first.click()
    expect(page.get_by_text("1 punkt på vandringen.")).to_be_visible()

    page.get_by_label("Annat").check()
    page.get_by_label("Vad ser ni?").fill("Bara vi vet det här.")
    page.get_by_text("Åtgärd, vem som gör det").click()
    page.get_by_label("Med i det offentliga protokollet").uncheck()
    page.get_by_role("button", **SAVE).first.click()
    expect(page.get_by_text("2 punkter på vandringen.")).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Se alla"))
    look(page)


def _note_walked(page: Page, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Vandringen är genomförd"))
    page.get_by_label("Hur många var med?").fill("14")
    page.get_by_label("Vilka var med?").fill("Boende och kommunpolis")
    look(page)
    press(page, "Spara")
    expect(page.get_by_text("Genomförd", exact=True)).to_be_visible()
    look(page)


def _publish(page: Page, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Publicera protokollet"))
    expect(page.get_by_role("heading", name="Det här visas inte")).to_be_visible()
    look(page)
    press(page, "Publicera")
    expect(page.get_by_text("Protokollet är publicerat.").first).to_be_visible()
    look(page)


def _follow_up(page: Page, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Följ upp Tre lampor är släckta."))
    look(page)
    page.get_by_label("Åtgärdad", exact=True).check()
    send(page, page.get_by_role("button", name="Spara"))


def test_without_a_net_the_point_stays_and_is_sent_once(
    log_in: Callable[..., Page], lekeberg: Any, coordinator: Any
) -> None:
    walk = SafetyWalkFactory(municipality=lekeberg)
    page = log_in(coordinator, phone=True)
    address = f"/arbete/lagesbild/lekeberg/trygghetsvandringar/{walk.pk}/notera/"
    page.goto(address)
    page.wait_for_load_state()
    page.get_by_label("Belysning").check()
    page.get_by_label("Vad ser ni?").fill("Tre lampor är släckta.")
    page.context.set_offline(True)
    page.get_by_role("button", **SAVE).first.click()
    expect(page.get_by_text("Inget nät. Texten är kvar här")).to_be_visible()
    assert not WalkPoint.objects.exists()

    page.context.set_offline(False)
    page.goto(address)
    expect(page.get_by_text("Det du skrev förra gången är kvar här.")).to_be_visible()
    expect(page.get_by_label("Vad ser ni?")).to_have_value("Tre lampor är släckta.")
    page.get_by_role("button", **SAVE).first.click()
    expect(page.get_by_text("1 punkt på vandringen.")).to_be_visible()
    # A new point begins empty.
    expect(page.get_by_label("Vad ser ni?")).to_have_value("")
    assert WalkPoint.objects.count() == 1


def test_the_position_of_the_phone_goes_along_when_somebody_asks_for_it(
    log_in: Callable[..., Page], lekeberg: Any, coordinator: Any
) -> None:
    walk = SafetyWalkFactory(municipality=lekeberg)
    page = log_in(coordinator, phone=True)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 59.17512, "longitude": 14.98765, "accuracy": 9})
    page.goto(f"/arbete/lagesbild/lekeberg/trygghetsvandringar/{walk.pk}/notera/")
    page.get_by_text("Namngiven plats, karta och position").click()
    page.get_by_role("button", name="Använd min position").click()
    expect(page.get_by_label("Latitud")).to_have_value("59,17512")
    check_accessibility(page)
    page.get_by_label("Belysning").check()
    page.get_by_label("Vad ser ni?").fill("Mörkt.")
    page.get_by_role("button", **SAVE).first.click()
    expect(page.get_by_text("1 punkt på vandringen.")).to_be_visible()

    point = WalkPoint.objects.get()
    assert (str(point.latitude), str(point.longitude)) == ("59.17512", "14.98765")


def test_the_way_is_drawn_on_the_map(log_in: Callable[..., Page], lekeberg: Any, coordinator: Any) -> None:
    walk = SafetyWalkFactory(municipality=lekeberg)
    page = log_in(coordinator)
    page.goto(f"/arbete/lagesbild/lekeberg/trygghetsvandringar/{walk.pk}/andra/")
    page.get_by_text("Rita vägen på kartan").click()
    board = page.get_by_role("application", name="Karta där du kan rita vägen")
    # Where the keyboard is, a press adds the middle.
    board.focus()
    ground = page.locator(".leaflet-map-pane")
    for number, key in enumerate(("", "ArrowRight", "ArrowDown"), start=1):
        if key:
            lay = ground.get_attribute("style")
            page.keyboard.press(key)
            expect(ground).not_to_have_attribute("style", lay or "")
        page.keyboard.press("Enter")
        expect(page.get_by_text(f"Punkter på vägen: {number}")).to_be_visible()
    page.get_by_role("button", name="Ta bort senaste punkten").click()
    expect(page.get_by_text("Punkter på vägen: 2")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Vandringen är sparad.")).to_be_visible()
    expect(page.get_by_role("application", name="Karta över vägen och punkterna")).to_be_visible()
    expect(page.locator("path.map__line")).to_have_count(1)
    look(page)

    walk.refresh_from_db()
    assert len(walk.route_line) == 2


def test_the_pages_can_be_used_by_everybody(
    log_in: Callable[..., Page], lekeberg: Any, orebro_area: Any, coordinator: Any
) -> None:
    walk = SafetyWalkFactory(municipality=lekeberg)
    dialogue = DialogueFactory(municipality=lekeberg)
    page = log_in(coordinator)
    start = "/arbete/lagesbild/lekeberg/"
    one, told = f"{start}trygghetsvandringar/{walk.pk}/", f"{start}dialoger/{dialogue.pk}/"
    for address in (
        f"{start}trygghetsvandringar/",
        f"{start}trygghetsvandringar/ny/",
        one,
        f"{one}notera/",
        f"{one}checklista/",
        f"{one}protokoll/",
        f"{start}dialoger/ny/",
        f"{told}fordelning/",
        f"{told}avsluta/",
    ):
        page.goto(address)
        look(page)
    page.set_viewport_size(DESK)
    _write_findings(page, told)
    assert SafetyWalk.objects.count() == 1


def _write_findings(page: Page, told: str) -> None:
    """In place, one after another, and moved."""
    page.goto(told)
    for text in ("Narkotika säljs öppet.", "Bilar kör fort."):
        page.get_by_role("link", name="Lägg till det som sades").click()
        page.get_by_label("Ämne").select_option(label="Trafik")
        page.get_by_label("Vad sades?").fill(text)
        page.get_by_role("button", name="Spara", exact=True).click()
        expect(page.locator("li.row", has_text=text)).to_be_visible()
    look(page)
    page.set_viewport_size(DESK)
    page.get_by_role("button", name="Flytta upp Bilar kör fort.").click()
    expect(page.locator("li.row:visible").first).to_contain_text("Bilar kör fort.")
    page.get_by_role("link", name="Ta bort Bilar kör fort.").click()
    page.get_by_role("button", name="Ta bort", exact=True).click()
    expect(page.locator("li.row", has_text="Bilar kör fort.")).to_have_count(0)
