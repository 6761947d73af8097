"""From verdicts to the conclusion and the next period, with and without JavaScript, on a phone too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from promises.models import Promise
from promises.states import Status
from tests.e2e.conftest import check_accessibility
from tests.promises.scene import Scene

Check = Callable[[Page], None]


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone"])
def test_a_promise_is_judged_answered_concluded_and_renewed(
    scene: Scene,
    log_in: Callable[..., Page],
    open_browser: Callable[..., Page],
    javascript: bool,
    phone: bool,
) -> None:
    scene.advance(Status.PUBLISHED)
    promise = scene.revision.promise
    page = log_in(scene.coordinator, phone=phone, javascript=javascript)
    # axe needs scripts; the pages are the same without.
    check: Check = check_accessibility if javascript else lambda page: None
    work = f"/arbete/uppfoljning/{promise.pk}/"

    _measure(page, work, check)
    _evaluate(page, work, check)
    _judge(page, work, check)
    _answer_and_conclude(page, check)
    _renew(page, check)

    assert Promise.objects.count() == 2
    _read(open_browser(phone=phone, javascript=javascript), promise.slug, check)


def _measure(page: Page, work: str, check: Check) -> None:
    page.goto(f"{work}matvarden/")
    page.get_by_role("link", name="Lägg till värde").click()
    check(page)
    page.get_by_label("Mätt den").fill("2026-11-01")
    page.get_by_label("Värde", exact=True).fill("43,5")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("td", has_text="43,5 procent")).to_be_visible()
    check(page)


def _evaluate(page: Page, work: str, check: Check) -> None:
    page.goto(f"{work}utvardering/")
    check(page)
    page.get_by_role("link", name="Utvärdera Hela löftet, Effekt").click()
    page.get_by_label("Går inte att bedöma").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv varför")
    check(page)
    page.get_by_label("Varför inte?").fill("Bara en mätning.")
    page.get_by_role("button", name="Spara").click()
    page.get_by_role("link", name="Läs igenom och visa för alla").click()
    check(page)
    page.get_by_role("button", name="Visa för alla").click()


def _judge(page: Page, work: str, check: Check) -> None:
    page.goto(f"{work}avsluta/")
    expect(page.get_by_text("saknar omdöme").first).to_be_visible()
    check(page)
    page.get_by_role("link", name="Till stegen").click()
    check(page)
    page.get_by_role("link", name="Omdöme om varje aktivitet").click()
    page.get_by_label("Ej genomförd").first.check()
    page.get_by_label("Varför?").first.fill("Det fanns ingen personal.")
    check(page)
    page.get_by_role("button", name="Spara").click()


def _answer_and_conclude(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Svar till invånarna").click()
    page.get_by_label("Så gick det").fill("Det blev inte av.")
    check(page)
    page.get_by_role("button", name="Spara och läs igenom").click()
    check(page)
    page.get_by_role("button", name="Visa svaret för alla").click()
    page.get_by_role("link", name="Avsluta löftet").click()
    page.get_by_label("Varför avslutas löftet?").fill("Perioden är slut.")
    check(page)
    page.get_by_role("button", name="Avsluta löftet").click()
    expect(page.get_by_text("Löftet är avslutat.")).to_be_visible()


def _renew(page: Page, check: Check) -> None:
    page.get_by_role("link", name="Börja på nästa periods löfte").click()
    page.get_by_label("Rubrik").fill("Tryggare kvällar 2028")
    page.get_by_label("Nästa period", exact=True).fill("2028")
    page.get_by_label("Igen").first.check()
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv vad som blir annorlunda")
    check(page)
    page.get_by_label("Vad blir annorlunda").first.fill("Vi anställer två.")
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.get_by_text("Vi anställer två.")).to_be_visible()
    check(page)


def _read(page: Page, slug: str, check: Check) -> None:
    page.goto(f"/loften/{slug}/")
    page.get_by_role("link", name="Ni sa, vi lovade, så gick det").click()
    for words in ("Det blev inte av.", "Det fanns ingen personal.", "Bara en mätning."):
        expect(page.get_by_text(words)).to_be_visible()
    check(page)
    page.goto(f"/loften/{slug}/matvarden/")
    expect(page.get_by_role("img", name="Andel som känner sig trygga")).to_be_visible()
    check(page)
