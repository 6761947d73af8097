"""People at browsers: real Chromium against a real server, with JavaScript and without, on a desk and on a phone."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, Page, expect

from organisations.models import User
from tests.promises.scene import scene

__all__ = ["scene"]

HERE = Path(__file__).parent
AXE = HERE.parent.parent / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PASSWORD = "ett-riktigt-langt-losenord"
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 320, "height": 640}
LONGEST = ("test_accessibility.py", "test_admin.py", "test_from_plan_to_renewal.py")

# Nobody waits this long but where something is wrong, or where the machine has much else to do.
PATIENCE = 30_000

expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("e2e")
            # Every journey commits: the server answers in a thread with a connection of its own.
            item.add_marker(pytest.mark.django_db(transaction=True))
    # What takes longest first: it would leave the other browser without work at the end.
    items.sort(key=lambda item: item.path.name not in LONGEST)


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    return request.param


@pytest.fixture
def open_browser(
    browser: Browser, live_server: Any, browser_context_args: dict[str, Any]
) -> Iterator[Callable[..., Page]]:
    """``open_browser(phone=True, javascript=False, dark=True)``: a page of a new, empty browser."""
    contexts = []

    def opened(*, phone: bool = False, javascript: bool = True, dark: bool = False) -> Page:
        context = browser.new_context(
            **browser_context_args,
            base_url=live_server.url,
            viewport=PHONE if phone else DESK,
            java_script_enabled=javascript,
            color_scheme="dark" if dark else "light",
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", _no_violation)
        return page

    yield opened
    for context in contexts:
        context.close()


def _no_violation(message: Any) -> None:
    assert "Content Security Policy" not in message.text, message.text


@pytest.fixture
def log_in(open_browser: Callable[..., Page], live_server: Any) -> Callable[..., Page]:
    """``log_in(user, phone=True)``: the person in a browser of their own, logged in already, on Min sida."""

    def logged_in(user: User, **how: bool) -> Page:
        give_password(user)
        client = Client()
        client.force_login(user)
        name = settings.SESSION_COOKIE_NAME
        page = open_browser(**how)
        page.context.add_cookies(
            [{"name": name, "value": client.cookies[name].value, "url": live_server.url}]
        )
        page.goto("/arbete/")
        assert page.url.endswith("/arbete/"), page.url
        return page

    return logged_in


@pytest.fixture
def log_in_by_form(open_browser: Callable[..., Page]) -> Callable[..., Page]:
    """As ``log_in``, from the login page as people do: for the journeys that begin there."""

    def logged_in(user: User, **how: bool) -> Page:
        give_password(user)
        page = open_browser(**how)
        page.goto("/konto/login/")
        page.get_by_label("E-post").fill(user.email)
        page.get_by_label("Lösenord", exact=True).fill(PASSWORD)
        page.locator("main").get_by_role("button", name="Logga in", exact=True).first.click()
        page.wait_for_url("**/arbete/")
        return page

    return logged_in


def give_password(user: User) -> None:
    """Who signs is asked for it, however they have logged in."""
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])


Look = Callable[[Page], None]


def look_of(*, javascript: bool) -> Look:
    """How a page is looked at: by axe, or for its width alone where no scripts run, since axe is one."""
    return check_accessibility if javascript else check_width


AT_REST = """() => Promise.all(document.getAnimations()
    .filter(movement => movement.effect.getComputedTiming().endTime !== Infinity)
    .map(movement => movement.finished.catch(() => null)))"""


def check_accessibility(page: Page, *, rules: list[str] = RULES) -> None:
    """Fail with every rule of WCAG 2.2 AA (and axe's best practice) that the page as it stands breaks.

    Fewer ``rules`` for a look that only some of them can judge otherwise: contrast in other colours.
    """
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    # What is looked at half-way through a movement has another colour.
    page.evaluate(AT_REST)
    found = page.evaluate("values => axe.run({runOnly: values, resultTypes: ['violations']})", rules)
    broken = [(v["id"], [node["html"][:160] for node in v["nodes"]][:3]) for v in found["violations"]]
    assert not broken, f"{page.url}: {json.dumps(broken, ensure_ascii=False, indent=1)}"
    check_width(page)


def check_width(page: Page) -> None:
    """Fail when the page scrolls sideways: the one look that also works where the page may run no scripts."""
    # A click returns once the next page has begun to arrive, and then it has no body yet.
    page.wait_for_load_state()
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{page.url} scrolls sideways by {wide} px"
