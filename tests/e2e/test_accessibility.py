"""Every page that links lead to, for each role, on a desk and on a phone, in light and in dark."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from organisations.models import User
from promises.models import Promise
from tests.e2e.conftest import DESK, PHONE, check_accessibility
from tests.e2e.crawl import pages

LOOKS = [(DESK, "light"), (PHONE, "dark"), (DESK, "dark"), (PHONE, "light")]


@pytest.fixture
def demo(transactional_db: None, settings: Any, tmp_path: Any) -> None:
    """The whole demonstration: pages with something on them."""
    settings.DEMO, settings.DEMO_PASSWORD = True, "ett-demo-losen"
    settings.BASE_DIR = tmp_path
    for command in ("load_reference_data", "load_demo"):
        call_command(command, stdout=StringIO())


def look_at(page: Page, starts: list[str], inside: tuple[str, ...], looks: int) -> int:
    seen = 0
    for _address in pages(page, starts, inside):
        for size, scheme in LOOKS[:looks]:
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            check_accessibility(page)
        page.set_viewport_size(DESK)  # type: ignore[arg-type]
        seen += 1
    return seen


def work_pages() -> list[str]:
    """Each promise in each state it can be in, beside what Min sida leads to."""
    numbers = Promise.objects.filter(slug__startswith="lekeberg").values_list("pk", flat=True)
    return ["/arbete/", *(f"/arbete/loften/{number}/" for number in numbers)]


def test_a_citizens_pages(demo: None, open_browser: Callable[..., Page]) -> None:
    starts = [
        "/",
        "/?q=lekeberg",
        "/?q=xyzzy",
        "/loften/?q=xyzzy",
        "/loften/lekeberg-2021-2022/",
        "/loften/hallefors/",
    ]

    seen = look_at(open_browser(), starts, ("/",), looks=4)

    assert seen > 20


@pytest.mark.parametrize(
    ("login", "least"),
    [
        ("samordnare.lekeberg", 40),
        ("kommunpolis.orebro", 20),
        ("polischef.orebro", 15),
        ("utforare.lekeberg", 6),
    ],
)
def test_a_colleagues_pages(login: str, least: int, demo: None, log_in: Callable[..., Page]) -> None:
    page = log_in(User.objects.get(email=f"{login}@demo.example"))
    visible = [start for start in work_pages() if start == "/arbete/" or page.request.get(start).ok]

    seen = look_at(page, visible, ("/arbete/", "/konto/"), looks=2)

    assert seen >= least
