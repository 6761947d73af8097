"""Reading what reports and figures say: chosen, compared and pictured; at a desk, and on a phone without JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from lagesbild.models import Category, IncidentReport, Place
from lagesbild.periods import Period, latest
from tests.e2e.conftest import Look, look_of
from tests.e2e.steps import arrive, fill, press
from tests.factories.lagesbild import FigureFactory, LagesbildPlaceFactory, SeriesFactory
from tests.factories.organisations import MunicipalityFactory

ROOM = "/arbete/lagesbild/lekeberg/"


@pytest.fixture
def period() -> Period:
    return latest("kvartal", timezone.localdate())


@pytest.fixture
def reported(lekeberg: Any, period: Period) -> None:
    """Forty here and there over the quarter, five the quarter before, and fifteen at one place in three days."""
    square = LagesbildPlaceFactory(municipality=lekeberg, name="Torget")

    def report(
        day: float, category: Category, latitude: float, longitude: float, **more: Any
    ) -> IncidentReport:
        return IncidentReport(
            municipality=lekeberg,
            owner=lekeberg,
            category=category,
            happened_at=period.begins_at + timedelta(days=day, hours=19),
            latitude=f"{latitude:.5f}",
            longitude=f"{longitude:.5f}",
            **more,
        )

    spread = [(n * 37 % period.days, 59.15 + n * 7 % 40 / 400, 14.80 + n * 11 % 40 / 200) for n in range(40)]
    rows = [report(day, Category.VANDALISM, north, east) for day, north, east in spread]
    rows += [report(-n - 1, Category.VANDALISM, 59.2, 14.9) for n in range(5)]
    rows += [report(40 + n % 3, Category.DISORDER, 59.24, 14.96) for n in range(15)]
    rows += [report(10, Category.DISORDER, 59.2, 14.9, place=square)]
    IncidentReport.objects.bulk_create(rows)


@pytest.fixture
def measured(lekeberg: Any) -> None:
    """Two series; of the first, the county and the country have figures enough to be compared with."""
    crimes = SeriesFactory(title="Anmälda brott", unit="antal/100 000 inv", theme="Brott")
    others = [MunicipalityFactory(county=lekeberg.county, population=10_000) for _n in range(3)]
    for year in (2023, 2024, 2025):
        FigureFactory(series=crimes, municipality=lekeberg, year=year, value=year - 1000)
        for other in others:
            FigureFactory(series=crimes, municipality=other, year=year, value=5000)
    shops = SeriesFactory(title="Trygga i butiken", unit="procent", theme="Trygghet")
    FigureFactory(series=shops, municipality=lekeberg, year=2025, value=71)


both_ways = pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone-without-javascript"])


@both_ways
def test_reports_are_chosen_compared_and_searched_for_hot_spots(
    phone: bool, reported: None, period: Period, coordinator: Any, log_in: Callable[..., Page]
) -> None:
    look = look_of(javascript=not phone)
    page = log_in(coordinator, phone=phone, javascript=not phone)
    page.goto(f"{ROOM}analys/")
    arrive(page, "Analys och hot spots", look)
    expect(page.get_by_text("Hot spots är inte beräknade än")).to_be_visible()

    # Forty against five is more than chance; nothing to compare the year before with.
    row = row_of(page, "Skadegörelse")
    expect(row).to_contain_text("40")
    expect(row.get_by_text("Fler", exact=True)).to_be_visible()
    expect(page.get_by_text("inga rapporter från samma tid året före att jämföra")).to_be_visible()
    picture_says_as_table(page)

    choose_days_and_area(page, period, look)
    find_hot_spots(page, period, look)


def row_of(page: Page, name: str) -> Locator:
    """The first table row of that name. On a phone its cells are blocks, each with its heading."""
    return page.locator("tr", has=page.locator("th", has_text=re.compile(f"^{name}$"))).first


def picture_says_as_table(page: Page) -> None:
    """The page has arrived and does not change: what stands there can be read."""
    labels, values = (page.locator(f".count__{part}").all_text_contents() for part in ("label", "value"))
    rows = page.get_by_role("table", name="Antal rapporter per kategori").locator("tbody tr:not(.total)")
    told = {row.locator("th").text_content(): row.locator("td").first.text_content() for row in rows.all()}
    assert dict(zip(labels, values, strict=True)) == told
    assert (told["Skadegörelse"], told["Annat ordningsstörande"]) == ("40", "16")


def choose_days_and_area(page: Page, period: Period, look: Look) -> None:
    page.get_by_text("Välj egna dagar, ett område eller vad som räknas").click()
    fill(page, {"Från": str(period.last), "Till och med": str(period.first)})
    press(page, "Visa")
    expect(page.get_by_role("link", name="Den sista dagen är före den första.")).to_be_visible()
    look(page)
    fill(page, {"Från": str(period.first), "Till och med": str(period.first + timedelta(days=30))})
    page.get_by_label("Område").select_option(label="Torget")
    press(page, "Visa")
    expect(page.get_by_role("heading", level=2, name=re.compile("^Torget, "))).to_be_visible()
    expect(row_of(page, "Annat ordningsstörande").locator("td").first).to_have_text("1")
    look(page)


def find_hot_spots(page: Page, period: Period, look: Look) -> None:
    """Computed by the command, shown beside what chance would give, and made a place that people have a name for."""
    call_command("find_hotspots", "--kommun=lekeberg", "--omkastningar=99", "--frö=2", verbosity=0)
    page.goto(f"{ROOM}analys/")
    table = page.get_by_role("table", name=re.compile("^Platser och dagar med fler rapporter"))
    first = table.locator("tbody tr").first
    expect(first).to_contain_text("59,24")
    expect(first).to_contain_text("15")
    expect(first).to_contain_text("0,010")
    look(page)
    press(page, "Gör till plats hot spot 1")
    expect(table.get_by_role("button", name="Gör till plats hot spot 1")).to_have_count(0)
    expect(first).to_contain_text("Hot spot")
    look(page)
    assert Place.objects.filter(kind=Place.Kind.HOT_SPOT).count() == 1


@both_ways
def test_figures_are_chosen_and_compared(
    phone: bool, measured: None, coordinator: Any, log_in: Callable[..., Page]
) -> None:
    look = look_of(javascript=not phone)
    page = log_in(coordinator, phone=phone, javascript=not phone)
    page.goto(f"{ROOM}statistik/")
    arrive(page, "Statistik", look)
    expect(page.get_by_role("img", name="Anmälda brott")).to_be_visible()
    for year in (2023, 2024, 2025):
        row = row_of(page, str(year))
        expect(row).to_contain_text(re.compile(f"1.0{year - 2000}"))
        expect(row).to_contain_text(re.compile("5.000"))
    # A mark for each year in the picture, and as many lines as areas that have figures.
    expect(page.locator("svg[role=img] path.chart__mark--0")).to_have_count(3)

    page.get_by_label("Välj serie").select_option(label="Trygga i butiken, procent (Kolada)")
    press(page, "Visa")
    expect(page.get_by_role("heading", level=2, name=re.compile("^Trygga i butiken"))).to_be_visible()
    expect(row_of(page, "2025")).to_contain_text("71")
    look(page)
