"""The kommunpolis joins what the two parties have seen, weighs it and finds its causes: with JavaScript and without."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lagesbild.models import CauseAnalysis, Problem
from tests.e2e.conftest import DESK, PHONE, Look, check_accessibility, check_width
from tests.e2e.steps import follow, press
from tests.factories.lagesbild import LagesbildPlaceFactory, ProblemFactory

ROOM = "/arbete/lagesbild/lekeberg/problem/"


@pytest.fixture
def two(lekeberg: Any, orebro_area: Any) -> list[Problem]:
    """The same thing as the municipality and the police have written it, and what only the police has seen."""
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Lanna badgruva")
    found: list[Any] = [
        ProblemFactory(municipality=lekeberg, title="Skräp vid badet", what="Skräp lämnas kvar."),
        ProblemFactory(
            municipality=lekeberg,
            owner=orebro_area,
            title="Bänkar slås sönder",
            when="Fredagar efter klockan 18.",
        ),
    ]
    for one in found:
        one.places.add(place)
    ProblemFactory(
        municipality=lekeberg,
        owner=orebro_area,
        title="Bedrägerier mot äldre",
        theme="victims",
        what="Samtal.",
    )
    return found


def look_at_both_widths(page: Page) -> None:
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        check_accessibility(page)
    page.set_viewport_size(DESK)


@pytest.fixture
def look(javascript: bool) -> Look:
    """axe is a script; without scripts only the width is looked at."""
    return look_at_both_widths if javascript else check_width


def save(page: Page, name: str = "Lägg till") -> None:
    press(page, name)


def test_the_kommunpolis_joins_weighs_and_finds_the_causes(
    two: list[Problem], municipal_police: Any, log_in: Callable[..., Page], javascript: bool, look: Look
) -> None:
    page = log_in(municipal_police, javascript=javascript)
    join_the_two(page, look)
    weigh(page, look)
    find_the_causes(page, look)


def join_the_two(page: Page, look: Look) -> None:
    page.goto("/arbete/lagesbild/lekeberg/")
    follow(page, page.get_by_role("link", name="Sammanfoga problem"))
    expect(page.get_by_text("Bara polisen")).to_be_visible()
    expect(page.get_by_text("Kommunen har inget liknande.")).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name=re.compile("Läs båda och sammanfoga")))
    expect(page.get_by_label("Vad händer?")).to_have_value(re.compile("^Lekebergs kommun: Skräp lämnas kvar"))
    expect(page.get_by_text("Bara en part har skrivit något").first).to_be_visible()
    look(page)
    page.get_by_label("Problemet i korthet").fill("")
    save(page, "Spara det gemensamma problemet")
    expect(page.get_by_text("Fyll i fältet.").first).to_be_visible()
    page.get_by_label("Problemet i korthet").fill("Skadegörelse och skräp vid badet")
    save(page, "Spara det gemensamma problemet")
    expect(page.get_by_role("heading", level=1, name="Skadegörelse och skräp vid badet")).to_be_visible()
    expect(page.get_by_role("link", name="Skräp vid badet", exact=True)).to_be_visible()
    look(page)


def weigh(page: Page, look: Look) -> None:
    page.goto(f"{ROOM}matris/")
    save(page, "Börja med de sex kriterierna")
    page.get_by_label("Skadegörelse och skräp vid badet: Hur ofta").select_option("4")
    page.get_by_label("Skadegörelse och skräp vid badet: Skada").select_option("2")
    look(page)
    save(page, "Spara poängen")
    expect(page.get_by_text("Poängen är sparade.")).to_be_visible()
    expect(
        page.get_by_role("row", name=re.compile("Skadegörelse och skräp")).get_by_text("14", exact=True)
    ).to_be_visible()
    follow(page, page.get_by_role("link", name="Skadegörelse och skräp vid badet"))
    follow(page, page.get_by_role("link", name="Prioritera eller välj bort"))
    page.get_by_label("Prioriterat", exact=True).check()
    page.get_by_label("Skäl").fill("Går att påverka.")
    look(page)
    save(page, "Spara beslutet")
    expect(page.get_by_text("Går att påverka.")).to_be_visible()


def find_the_causes(page: Page, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Gör en orsaksanalys"))
    look(page)
    follow(page, page.get_by_role("link", name="Triangeln"))
    page.get_by_label("Hur ser platsen ut?").fill("Avsides, utan insyn från vägen.")
    page.get_by_label("Vem har ansvar för platsen?").fill("Tekniska enheten.")
    look(page)
    save(page, "Spara och gå vidare")
    for text in ("Badet stänger.", "Grupper kommer dit."):
        page.get_by_label("Vad händer?").fill(text)
        save(page)
        expect(page.locator("main").get_by_text(text).first).to_be_visible()
    follow(page, page.get_by_role("button", name="Flytta upp Grupper kommer dit."))
    expect(page.locator("ol.row-list > li").first).to_contain_text("Grupper kommer dit.")
    follow(page, page.get_by_role("link", name="Ändra Badet stänger."))
    page.get_by_label("Hur kan kedjan brytas här?").fill("Håll öppet längre.")
    look(page)
    save(page, "Spara")
    follow(page, page.get_by_role("link", name="Vidare till orsaksträdet"))
    page.get_by_label("Orsak", exact=True).fill("Ingen vuxen är där.")
    page.get_by_label("Del av triangeln").select_option(label="Platsen")
    save(page)
    follow(page, page.get_by_role("link", name="Lägg till en orsak under Ingen vuxen är där."))
    page.get_by_label("Orsak", exact=True).fill("Schemat slutar klockan 18.")
    save(page)
    expect(page.get_by_text("Indirekt orsak.")).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Vidare till beläggen"))
    follow(page, page.get_by_role("link", name=re.compile("Lägg till belägg.*Ingen vuxen är där")))
    page.get_by_label("Vad talar för det?").fill("14 av 17 skador skedde efter klockan 18.")
    page.get_by_label("Väl belagt").check()
    save(page)
    look(page)
    follow(page, page.get_by_role("link", name="Vidare till sammanfattningen"))
    look(page)
    save(page, "Analysen är klar")
    expect(page.get_by_role("img", name=re.compile("Orsaksträd"))).to_be_visible()
    look(page)
    assert CauseAnalysis.objects.get().is_done


def test_two_join_the_same_problems_and_nothing_typed_is_lost(
    two: list[Problem],
    coordinator: Any,
    municipal_police: Any,
    log_in: Callable[..., Page],
    javascript: bool,
    look: Look,
) -> None:
    theirs, ours = (log_in(one, javascript=javascript) for one in (coordinator, municipal_police))
    address = f"{ROOM}sammanfoga/skriv/?" + "&".join(f"problem={one.pk}" for one in two)
    for page, text in ((theirs, "Samordnarens text."), (ours, "Kommunpolisens text.")):
        page.goto(address)
        page.get_by_label("Vad händer?").fill(text)

    save(theirs, "Spara det gemensamma problemet")
    expect(theirs.get_by_role("heading", level=1)).to_be_visible()
    save(ours, "Spara det gemensamma problemet")

    expect(ours.get_by_text("En kollega hann sammanfoga före dig")).to_be_visible()
    expect(ours.get_by_label("Vad händer?")).to_have_value("Kommunpolisens text.")
    expect(ours.get_by_text("Samordnarens text.")).to_be_visible()
    look(ours)
    ours.get_by_label("Vad händer?").fill("Bådas text.")
    save(ours, "Spara det gemensamma problemet")
    expect(ours.get_by_text("Bådas text.")).to_be_visible()
    assert Problem.objects.get(is_joint=True).what == "Bådas text."
