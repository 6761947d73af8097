"""The light path: five rows on paper must be little work here too.

Measured from the login page to waiting for signature, the login itself included: 21 fields and 34 clicks.
"""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from promises.models import Revision
from promises.states import Status
from tests.e2e import steps

FIELDS_AT_MOST = 22
CLICKS_AT_MOST = 40


class Counted:
    """Counts what a hand does: fields written in, and boxes, links and buttons pressed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.fields = 0
        self.clicks = 0

    def fill(self, where: Locator, words: str) -> None:
        self.fields += 1
        where.fill(words)

    def choose(self, where: Locator, label: str) -> None:
        self.fields += 1
        where.select_option(label=label)

    def click(self, where: Locator) -> None:
        self.clicks += 1
        where.click()

    def press(self, role: Any, name: str) -> None:
        self.click(self.page.locator("main").get_by_role(role, name=name).first)

    def send(self, name: str) -> None:
        self.clicks += 1
        steps.send(self.page, self.page.locator("main").get_by_role("button", name=name).first)


def test_five_rows_go_from_login_to_waiting_for_signature_with_few_fields_and_clicks(
    coordinator: Any,
    municipal_police: Any,
    chair: Any,
    police_chief: Any,
    log_in_by_form: Callable[..., Page],
    javascript: bool,
) -> None:
    page = log_in_by_form(coordinator, javascript=javascript)
    # The two fields and the button of the login.
    hand = Counted(page)
    hand.fields, hand.clicks = 2, 1

    write(hand)
    draft = page.url.split("granskning/")[0]
    hand.press("button", "Godkänn texten")
    expect(page.get_by_text("Godkänt").first).to_be_visible()
    steps.approve(log_in_by_form(municipal_police, javascript=javascript), draft)
    page.reload()
    hand.press("link", "Fastställ texten")
    hand.press("button", "Fastställ texten")

    expect(page.get_by_text("Texten är fastställd").first).to_be_visible()
    assert Revision.objects.get().status == Status.FOR_SIGNATURE
    assert hand.fields <= FIELDS_AT_MOST
    assert hand.clicks <= CLICKS_AT_MOST


def write(hand: Counted) -> None:
    page = hand.page
    hand.press("link", "Skriv ett nytt löfte")
    hand.fill(page.get_by_label("Rubrik"), "Tryggt i Lekeberg")
    hand.fill(page.get_by_label("När gäller löftet?"), "2027")
    hand.press("button", "Börja skriva")
    expect(page.get_by_role("heading", level=1, name="Tryggt i Lekeberg")).to_be_visible()
    draft = page.url
    write_dialogue(hand)
    write_rows(hand, draft)
    write_follow_up(hand, draft)
    take_signatories(hand, draft)
    page.goto(f"{draft}granska/")
    hand.clicks += 1
    expect(page.get_by_role("heading", name="Hindrar underskrift", exact=True)).to_have_count(0)
    hand.press("button", "Lämna för granskning")
    expect(page.get_by_text("Löftet är lämnat för granskning").first).to_be_visible()


def write_dialogue(hand: Counted) -> None:
    page = hand.page
    draft = page.url
    page.goto(f"{draft}dialog/")
    hand.clicks += 1
    hand.fill(page.get_by_label("Vad har invånarna sagt?"), "På torgmötet nämnde många mörka gångvägar.")
    hand.send("Spara och gå vidare")


def write_rows(hand: Counted, draft: str) -> None:
    page = hand.page
    page.goto(f"{draft}aktiviteter/")
    hand.clicks += 1
    for number, (text, scope, executors, responsible) in enumerate(steps.ACTIVITIES[:5], start=1):
        form = page.locator("form.quick")
        hand.fill(form.get_by_label("Vad ska göras?"), text)
        hand.fill(form.get_by_role("textbox", name="Omfattning"), scope)
        for group, chosen in (("Utförare", executors), ("Ansvarig", responsible)):
            for party in steps.PARTIES["both"]:
                box = form.get_by_role("group", name=group).get_by_label(party)
                if box.is_checked() != (party in steps.PARTIES[chosen]):
                    hand.click(box)
        hand.click(form.get_by_role("button", name="Lägg till", exact=True).last)
        expect(page.locator("li.activity")).to_have_count(number)
        # The rows arrive before what stands below them.
        page.wait_for_load_state()
        if number < 5 and not page.locator("form.quick").count():
            hand.press("link", "Lägg till aktivitet")


def write_follow_up(hand: Counted, draft: str) -> None:
    page = hand.page
    page.goto(f"{draft}uppfoljning/")
    hand.clicks += 1
    hand.fill(page.get_by_label("Vem följer upp?"), "Säkerhetssamordnaren")
    hand.choose(page.get_by_label("Hur ofta?"), "varje månad")
    hand.fill(page.get_by_label("Första uppföljningen"), "2027-02-01")
    hand.fill(page.get_by_label("Till vem rapporterar ni?"), "Brottsförebyggande rådet")
    hand.fill(page.get_by_label("Invånarna får svar senast"), "2028-02-01")
    hand.fill(page.get_by_label("Hur får invånarna svar?"), "Kommunens webbplats")
    hand.send("Spara och gå vidare")


def take_signatories(hand: Counted, draft: str) -> None:
    """Those with a mandate are proposed and already marked."""
    page = hand.page
    page.goto(f"{draft}underskrifter/")
    hand.clicks += 1
    form = page.locator("form", has=page.get_by_label("Kommunstyrelsens ordförande"))
    for title in ("Kommunstyrelsens ordförande", "Lokalpolisområdeschef"):
        if not form.get_by_label(title).is_checked():
            hand.click(form.get_by_label(title))
    hand.send("Lägg till de markerade")
