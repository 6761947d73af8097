"""Without a mouse: every step by Tab, Space and Enter, and always in sight where one is."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from promises.models import Activity, Signature
from promises.states import Status
from tests.e2e.conftest import PASSWORD
from tests.promises.scene import Scene

FURTHEST = 120
IS_FOCUSED = "element => element === document.activeElement"
# A box to tick shows it around itself and its label.
SHOWS_FOCUS = """() => [document.activeElement, document.activeElement.closest(".ds-field")].some(element => {
  if (!element) return false;
  const {outlineStyle, outlineWidth, boxShadow} = getComputedStyle(element);
  return (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none";
})"""


def tab_to(page: Page, target: Locator) -> None:
    """Press Tab until the target has focus; wherever focus comes on the way it must be seen."""
    expect(target).to_be_visible()
    for _press in range(FURTHEST):
        if target.evaluate(IS_FOCUSED):
            return
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement !== document.body"):
            where = page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            assert page.evaluate(SHOWS_FOCUS), f"{page.url}: no visible focus on {where}"
    raise AssertionError(f"{page.url}: {FURTHEST} presses of Tab do not lead to {target}")


def write(page: Page, target: Locator, words: str) -> None:
    tab_to(page, target)
    page.keyboard.type(words)


def press(page: Page, target: Locator, key: str = "Enter") -> None:
    tab_to(page, target)
    page.keyboard.press(key)


def log_in_by_keyboard(page: Page, person: Any) -> None:
    person.set_password(PASSWORD)
    person.save(update_fields=["password"])
    page.goto("/konto/login/")
    write(page, page.get_by_label("E-post"), person.email)
    write(page, page.get_by_label("Lösenord", exact=True), PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbete/")


def test_a_draft_and_an_activity_are_written_with_the_keyboard_alone(
    coordinator: Any, orebro_area: Any, open_browser: Callable[..., Page]
) -> None:
    page = open_browser()
    log_in_by_keyboard(page, coordinator)
    press(page, page.get_by_role("link", name="Skriv ett nytt löfte"))
    write(page, page.get_by_label("Rubrik"), "Tryggt i Mullhyttan")
    press(page, page.get_by_role("button", name="Börja skriva"), "Space")
    expect(page.get_by_role("heading", level=1, name="Tryggt i Mullhyttan")).to_be_visible()

    press(page, page.get_by_role("link", name="Fokusområden och aktiviteter").first)
    form = page.locator("form.quick")
    write(page, form.get_by_label("Vad ska göras?"), "Trygghetsvandring i Mullhyttan.")
    write(page, form.get_by_role("textbox", name="Omfattning"), "2 st under 2027")
    press(page, form.get_by_role("group", name="Utförare").get_by_label("Lekebergs kommun"), "Space")
    press(page, form.get_by_role("group", name="Ansvarig").get_by_label("Lekebergs kommun"), "Space")
    press(page, form.get_by_role("button", name="Lägg till", exact=True).last)

    expect(page.locator("li.activity")).to_contain_text("Trygghetsvandring i Mullhyttan.")
    assert Activity.objects.get().scope == "2 st under 2027"


def test_what_is_wrong_comes_first_for_the_keyboard(
    open_browser: Callable[..., Page], javascript: bool
) -> None:
    """On a public page, which has no script of its own."""
    page = open_browser(javascript=javascript)
    page.goto("/tillganglighet/brist/")
    press(page, page.get_by_role("button", name="Skicka"))

    expect(page.locator("#felsammanfattning")).to_be_focused()
    press(page, page.get_by_role("link", name="Vad är fel?"))
    expect(page.get_by_label("Vad är fel?")).to_be_focused()


def test_a_promise_is_signed_with_the_keyboard_alone(scene: Scene, open_browser: Callable[..., Page]) -> None:
    scene.advance(Status.FOR_SIGNATURE)
    page = open_browser()
    log_in_by_keyboard(page, scene.chair)
    press(page, page.get_by_role("link", name=scene.revision.title).first)
    write(page, page.get_by_label("Lösenord"), PASSWORD)
    press(page, page.get_by_role("button", name="Skriv under", exact=True), "Space")
    expect(page.get_by_text("Tack, du har skrivit under").first).to_be_visible()
    assert Signature.objects.get().user == scene.chair
