"""What people have called a place, on a map: read as text."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from playwright.sync_api import Page, expect

from tests.factories.lagesbild import LagesbildPlaceFactory


def test_a_name_with_markup_in_it_is_shown_as_it_is_written(
    lekeberg: Any, coordinator: Any, log_in: Callable[..., Page]
) -> None:
    at = {"latitude": Decimal("59.175"), "longitude": Decimal("14.873")}
    LagesbildPlaceFactory(municipality=lekeberg, name="<b>Torget</b><img src=x>", **at)
    page = log_in(coordinator)

    page.goto(f"/arbete/lagesbild/{lekeberg.slug}/platser/")
    page.locator(".leaflet-interactive.map__point").hover()

    expect(page.locator(".leaflet-tooltip")).to_have_text("<b>Torget</b><img src=x>")
    expect(page.locator(".leaflet-tooltip img")).to_have_count(0)
