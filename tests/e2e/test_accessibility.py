"""Every page that links lead to, for each role, on a desk and on a phone, in light and in dark."""

from collections import Counter
from collections.abc import Callable
from io import StringIO
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from organisations.models import User
from promises.models import Promise
from tests.e2e.conftest import DESK, PHONE, RULES, check_accessibility
from tests.e2e.crawl import kind_of, pages
from tests.e2e.steps import follow
from tests.factories.organisations import MandateFactory
from tests.promises.scene import Scene

# Everything once; then what size or colours can change.
LOOKS = [
    (DESK, "light", RULES),
    (PHONE, "dark", ["color-contrast", "target-size", "scrollable-region-focusable", "link-in-text-block"]),
]
# So many pages of one kind are looked at: a promise's page differs by the promise's state and by who looks.
ENOUGH = 3

CITIZENS = [
    "/",
    "/?q=lekeberg",
    "/?q=xyzzy",
    "/loften/?q=xyzzy",
    "/loften/lekeberg-2021-2022/",
    "/loften/hallefors/",
]
# With how many pages at least they are led to.
COLLEAGUES = {"samordnare.lekeberg": 40, "polischef.orebro": 15, "utforare.lekeberg": 6}


@pytest.fixture
def demo(transactional_db: None, settings: Any, tmp_path: Any) -> None:
    """The whole demonstration: pages with something on them."""
    settings.DEMO, settings.DEMO_PASSWORD = True, "ett-demo-losen"
    settings.BASE_DIR = tmp_path
    for command in ("load_reference_data", "load_demo"):
        call_command(command, stdout=StringIO())


def look(page: Page, looks: list[Any] = LOOKS) -> None:
    """At the page as it stands, on a desk and on a phone, in light and in dark."""
    for size, scheme, rules in looks:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        check_accessibility(page, rules=rules)
    page.set_viewport_size(DESK)
    page.emulate_media(color_scheme="light")


def look_at(page: Page, starts: list[str], inside: tuple[str, ...], looked_at: Counter[str]) -> int:
    """How many pages there were. The first few pages of a kind are looked at, the titles of all."""
    titles: dict[str, str] = {}
    seen = 0
    for address in pages(page, starts, inside):
        kind = kind_of(address)
        looked_at[kind] += 1
        if looked_at[kind] <= ENOUGH:
            look(page)
        # Two tabs with the same name cannot be told apart. Queries and redirects show the same page.
        path = urlsplit(page.url).path
        assert titles.setdefault(page.title(), path) == path, f"{path} is called as {titles[page.title()]}"
        seen += 1
    return seen


def work_pages() -> list[str]:
    """Each promise in each state it can be in, beside what Min sida leads to."""
    numbers = Promise.objects.filter(slug__startswith="lekeberg").values_list("pk", flat=True)
    return ["/arbete/", *(f"/arbete/loften/{number}/" for number in numbers)]


def test_the_pages_of_citizens_and_of_each_kind_of_colleague(
    demo: None, open_browser: Callable[..., Page], log_in: Callable[..., Page]
) -> None:
    """One after the other in one test, since the demonstration takes long to load."""
    looked_at: Counter[str] = Counter()
    assert look_at(open_browser(), CITIZENS, ("/",), looked_at) >= 18

    for login, least in COLLEAGUES.items():
        page = log_in(User.objects.get(email=f"{login}@demo.example"))
        visible = [start for start in work_pages() if start == "/arbete/" or page.request.get(start).ok]
        assert look_at(page, visible, ("/arbete/", "/konto/"), looked_at) >= least, login
        page.context.close()

    look_at_those_who_look_after_people(log_in, looked_at)


def look_at_those_who_look_after_people(log_in: Callable[..., Page], looked_at: Counter[str]) -> None:
    """Inviting, handing over, mandates; among them the second pair of eyes on one that a colleague has entered."""
    secretary = User.objects.get(email="bra-sekreterare.lekeberg@demo.example")
    chair = User.objects.get(email="undertecknare.lekeberg@demo.example")
    home = secretary.memberships.get().organisation
    mandate = MandateFactory(user=chair, organisation=home, granted_by=secretary, needs_confirmation=True)
    page = log_in(User.objects.get(email="polisadministrator.orebro@demo.example"))

    page.goto("/arbete/")
    follow(page, page.locator("a[href$='/bekrafta/']"))
    assert page.url.endswith(f"/arbete/organisationer/mandat/{mandate.pk}/bekrafta/")
    look(page)
    page.context.close()

    page = log_in(secretary)
    starts = [f"/arbete/organisationer/{home.pk}/"]
    assert look_at(page, starts, ("/arbete/organisationer/",), looked_at) >= 18
    page.context.close()


def test_pages_that_scripts_have_changed(scene: Scene, log_in: Callable[..., Page]) -> None:
    draft = f"/arbete/loften/{scene.revision.promise_id}/"
    page = log_in(scene.coordinator)
    page.goto(f"{draft}aktiviteter/?ny=0")
    form = page.locator("form.quick")
    form.get_by_label("Vad ska göras?").fill("Trygghetsvandring.")
    form.get_by_role("textbox", name="Omfattning").fill("minst 4 st under 2027")
    expect(form.locator(".reading")).to_contain_text("4")
    look(page)

    form.get_by_label("Vad ska göras?").fill("")
    form.get_by_role("button", name="Lägg till", exact=True).last.click()
    expect(page.get_by_role("link", name="Vad ska göras?")).to_be_visible()
    look(page)

    page.goto(f"{draft}aktiviteter/")
    page.get_by_role("link", name="Ändra Trygghetsrond på Storgatan.").click()
    expect(page.locator("form.activity-form")).to_be_visible()
    look(page)
