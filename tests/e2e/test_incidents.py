"""Reporting what somebody has seen, with a phone in the hand: with a map and without, and several at once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lagesbild.models import IncidentReport, Place
from tests.e2e.conftest import DESK, Look, check_accessibility, check_width
from tests.e2e.steps import follow
from tests.factories.lagesbild import IncidentReportFactory, LagesbildPlaceFactory

SAVE = {"name": "Spara", "exact": True}
THANKS = "Tack, rapporten är sparad."
LEKEN = {"latitude": Decimal("59.146"), "longitude": Decimal("14.795")}


@pytest.fixture
def place(lekeberg: Any) -> Place:
    return LagesbildPlaceFactory(municipality=lekeberg, name="Badplats Leken", radius=200, **LEKEN)


@pytest.fixture
def open_form(log_in: Callable[..., Page], place: Place, reporter: Any) -> Callable[..., Page]:
    """The reporter at a phone, one press from Min sida: the form."""

    def opened(**how: Any) -> Page:
        page = log_in(reporter, phone=True, **how)
        page.get_by_role("link", name="Rapportera en händelse").click()
        expect(page.get_by_role("heading", level=1, name="Rapportera en händelse")).to_be_visible()
        page.wait_for_load_state()
        return page

    return opened


def test_three_presses_and_a_place_make_a_report(open_form: Callable[..., Page], javascript: bool) -> None:
    page = open_form(javascript=javascript)
    page.get_by_label("Skadegörelse").check()
    page.get_by_label("Plats", exact=True).select_option("Badplats Leken")
    page.get_by_role("button", **SAVE).click()

    expect(page.get_by_text(THANKS)).to_be_visible()
    report = IncidentReport.objects.get()
    assert (report.category, report.place.name, report.hour_is_known) == ("vandalism", "Badplats Leken", True)
    assert timezone.now() - report.happened_at < timedelta(minutes=10)


def test_several_at_once_and_then_one_is_put_right(open_form: Callable[..., Page], javascript: bool) -> None:
    page = open_form(javascript=javascript)
    page.get_by_label("Annat ordningsstörande").check()
    page.get_by_label("Klockslaget är okänt").check()
    page.get_by_label("Eller skriv var").fill("Busskuren vid skolan")
    page.get_by_role("button", name="Spara och skriv en till").click()

    expect(page.get_by_text("Tid och plats står kvar från förra rapporten.")).to_be_visible()
    expect(page.get_by_label("Eller skriv var")).to_have_value("Busskuren vid skolan")
    expect(page.get_by_label("Klockslaget är okänt")).to_be_checked()
    page.get_by_label("Trygg plats", exact=True).check()
    page.get_by_role("button", **SAVE).click()

    expect(page.get_by_role("heading", level=1, name="Trygg plats")).to_be_visible()
    assert set(IncidentReport.objects.values_list("address", "category")) == {
        ("Busskuren vid skolan", "disorder"),
        ("Busskuren vid skolan", "safe_place"),
    }
    page.get_by_role("link", name="Rätta", exact=True).click()
    page.get_by_label("Vad hände?").fill("Fritidsgårdens personal är här.")
    page.get_by_role("button", name="Spara rättelsen").click()
    expect(page.get_by_text("Fritidsgårdens personal är här.")).to_be_visible()
    page.get_by_role("link", name="Ta bort", exact=True).click()
    page.get_by_label("Den var ett prov").check()
    page.get_by_role("button", name="Ta bort", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Det vi har rapporterat")).to_be_visible()
    assert IncidentReport.objects.count() == 1


def test_a_press_on_the_map_and_the_devices_position(open_form: Callable[..., Page]) -> None:
    page = open_form()
    page.get_by_text("Karta och position").click()
    page.locator("[data-map]").click(position={"x": 60, "y": 150})
    expect(page.locator("[data-map-status]")).to_contain_text("Vald position:")
    expect(page.get_by_label("Latitud")).not_to_have_value("")

    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 59.17512, "longitude": 14.87312})
    page.get_by_role("button", name="Använd min position").click()
    expect(page.get_by_label("Latitud")).to_have_value("59,17512")
    page.get_by_label("Otrygg plats").check()
    page.get_by_role("button", **SAVE).click()

    expect(page.get_by_text(THANKS)).to_be_visible()
    assert IncidentReport.objects.get().longitude == Decimal("14.87312")


def test_a_long_list_of_places_is_narrowed_by_a_few_letters(
    log_in: Callable[..., Page], lekeberg: Any, reporter: Any
) -> None:
    for name in ("Källtorget", "Busstationen", *(f"Gata {number}" for number in range(8))):
        LagesbildPlaceFactory(municipality=lekeberg, name=name)
    page = log_in(reporter, phone=True)
    page.goto("/arbete/lagesbild/lekeberg/rapportera/")
    search, places = page.get_by_label("Sök bland platserna"), page.get_by_label("Plats", exact=True)

    search.fill("gata")
    expect(places.locator("option")).to_have_count(9)
    search.fill("kalltorg")
    expect(places.locator("option:checked")).to_have_text("Källtorget")
    search.press("Enter")
    search.fill("")
    expect(places.locator("option")).to_have_count(11)
    expect(places.locator("option:checked")).to_have_text("Källtorget")
    check_accessibility(page)


def test_the_map_can_be_used_without_a_mouse(open_form: Callable[..., Page]) -> None:
    page = open_form()
    page.get_by_text("Karta och position").click()
    expect(page.locator("[data-map]")).to_be_visible()
    page.locator("[data-map]").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")

    expect(page.locator("[data-map-status]")).to_contain_text("Vald position:")
    page.get_by_role("button", name="Ta bort positionen").click()
    expect(page.get_by_label("Latitud")).to_have_value("")


def test_a_position_elsewhere_is_asked_about(
    open_form: Callable[..., Page], javascript: bool, orebro: Any
) -> None:
    page = open_form(javascript=javascript)
    page.get_by_label("Skadegörelse").check()
    page.get_by_text("Karta och position").click()
    page.get_by_label("Latitud").fill("59,274")
    page.get_by_label("Longitud").fill("15,213")
    page.get_by_role("button", **SAVE).click()

    expect(page.get_by_text("Positionen ligger i Örebro kommun").first).to_be_visible()
    page.get_by_label("Positionen stämmer ändå").check()
    page.get_by_role("button", **SAVE).click()
    expect(page.get_by_text(THANKS)).to_be_visible()


def test_a_coordinator_draws_a_place_and_reads_what_is_told(
    log_in: Callable[..., Page], coordinator: Any, place: Place, lekeberg: Any
) -> None:
    IncidentReportFactory(municipality=lekeberg, place=place, text="Glas på stranden.")
    page = log_in(coordinator)
    page.goto("/arbete/lagesbild/lekeberg/platser/ny/")
    page.get_by_label("Namn").fill("Torget")
    page.get_by_role("button", name="Rita gränsen").click()
    box = page.locator("[data-map]")
    for x, y in [(200, 100), (260, 100), (260, 160), (300, 200)]:
        box.click(position={"x": x, "y": y})
    page.get_by_role("button", name="Ta bort senaste hörnet").click()
    expect(page.locator("[data-map-status]")).to_have_text("Hörn i gränsen: 3")
    _look(page)
    page.get_by_role("button", **SAVE).click()
    expect(page.get_by_role("heading", level=1, name="Torget")).to_be_visible()
    assert len(Place.objects.get(name="Torget").outline) == 3

    for address in ("platser/", f"platser/{place.pk}/", "handelser/", ""):
        page.goto(f"/arbete/lagesbild/lekeberg/{address}")
        _look(page)
    page.goto("/arbete/lagesbild/lekeberg/handelser/")
    expect(page.locator(".map__point--vandalism")).to_be_attached()
    # Without pictures behind it the whole municipality is seen, and a point is no stop without a name.
    expect(page.locator(".map__border")).to_be_attached()
    box, border = (page.locator(one).bounding_box() for one in ("[data-map]", ".map__border"))
    assert box
    assert border
    assert box["x"] <= border["x"]
    assert border["x"] + border["width"] <= box["x"] + box["width"]
    assert box["y"] <= border["y"]
    assert border["y"] + border["height"] <= box["y"] + box["height"]
    expect(page.locator("[data-map] path.leaflet-interactive:not([tabindex='-1'])")).to_have_count(0)
    follow(page, page.get_by_role("link", name="Skadegörelse,"))
    _look(page)


def test_the_reporters_pages_can_be_used_by_everybody(
    open_form: Callable[..., Page], javascript: bool
) -> None:
    look: Look = _look if javascript else check_width
    page = open_form(javascript=javascript)
    look(page)
    page.get_by_text("Karta och position").click()
    look(page)
    page.get_by_role("button", **SAVE).click()
    expect(page.get_by_text("Välj ett alternativ.").first).to_be_visible()
    look(page)
    page.get_by_label("Skadegörelse").check()
    page.get_by_label("Eller skriv var").fill("Torget")
    page.get_by_role("button", **SAVE).click()
    expect(page.get_by_text(THANKS)).to_be_visible()
    look(page)
    report = page.url
    follow(page, page.get_by_role("link", name="Rätta", exact=True))
    look(page)
    page.goto(report)
    follow(page, page.get_by_role("link", name="Ta bort", exact=True))
    look(page)
    page.goto("/arbete/lagesbild/rapporterat/")
    look(page)


def _look(page: Page) -> None:
    """On a phone and on a desk, in light and in dark."""
    size = page.viewport_size
    check_accessibility(page)
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="dark")
    check_accessibility(page)
    page.emulate_media(color_scheme="light")
    assert size is not None
    page.set_viewport_size(size)
