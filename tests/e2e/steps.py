"""What people do, in their words. Each step works the same with JavaScript and without."""

import re
from collections.abc import Mapping

from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PASSWORD, Look

ACTIVITIES = [
    ("Polisen patrullerar till fots i Fjugesta centrum.", "minst 6 timmar per vecka", "police", "police"),
    ("Trygghetsvandring i Fjugesta och Mullhyttan.", "4 st under 2027", "both", "municipality"),
    ("Kommunen lagar trasig belysning på gångvägar.", "inom 10 arbetsdagar efter att felet har anmälts", "municipality",
     "municipality"),
    ("Kommunpolisen håller lektioner om narkotika i årskurs 8.", "minst 12 lektioner under 2027", "police", "police"),
    ("Fritidsgården håller öppet på kvällar med två vuxna.", "3 kvällar i veckan", "municipality", "municipality"),
    ("Möte mellan skola, socialtjänst och polis om unga.", "varannan vecka", "both", "both"),
    ("Hastighetskontroller utanför skolorna.", "minst 2 kontroller i månaden", "police", "police"),
    ("Kommunen ställer ut skyltar som visar fart.", "2 skyltar senast 31 maj 2027", "municipality", "municipality"),
    ("Städning vid Lanna badgruva.", "varje vecka", "municipality", "municipality"),
    ("Besök vid badplatserna.", "minst 10 besök under 2027", "both", "both"),
    ("Öppna möten om grannsamverkan.", "2 st under 2027", "both", "police"),
]  # fmt: skip
PARTIES = {
    "municipality": ["Lekebergs kommun"],
    "police": ["Lokalpolisområde Örebro"],
    "both": ["Lekebergs kommun", "Lokalpolisområde Örebro"],
}


def send(page: Page, button: Locator) -> None:
    """Press a button that saves, and wait until it is saved: to go on at once would take the form back."""
    with page.expect_response(lambda response: response.request.method == "POST"):
        button.click()


def follow(page: Page, target: Locator) -> None:
    """Press what leads to another page, and wait until it is there: a click returns while the old one still is."""
    # Else the arrival of this page, when it has not all come yet, would be taken for the next one's.
    page.wait_for_load_state()
    with page.expect_event("load"):
        target.click()


def press(page: Page, name: str) -> None:
    """The same with a button, by its name."""
    follow(page, page.get_by_role("main").get_by_role("button", name=name, exact=True))


def fill(page: Page, values: Mapping[str, str]) -> None:
    """Write in fields, by their labels."""
    for label, words in values.items():
        page.get_by_role("main").get_by_label(re.compile(f"^{re.escape(label)}( \\(frivilligt\\))?$")).fill(
            words
        )


def arrive(page: Page, heading: str, look: Look | None = None) -> None:
    """Be on the page with the heading, and look at it."""
    expect(page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
    if look is not None:
        look(page)


def start_promise(page: Page, title: str) -> str:
    """From Min sida to an empty draft; gives the draft's address."""
    page.get_by_role("link", name="Skriv ett nytt löfte").click()
    page.get_by_label("Rubrik").fill(title)
    page.get_by_label("När gäller löftet?").fill("2027")
    page.get_by_role("button", name="Börja skriva").click()
    expect(page.get_by_role("heading", level=1, name=title)).to_be_visible()
    return page.url


def add_activities(page: Page, draft: str, count: int) -> None:
    page.goto(f"{draft}aktiviteter/ny/")
    for number, (text, scope, executors, responsible) in enumerate(ACTIVITIES[:count], start=1):
        form = page.locator("form", has=page.get_by_label("Vad ska göras?")).last
        form.get_by_label("Vad ska göras?").fill(text)
        form.get_by_label("Omfattning").fill(scope)
        for group, chosen in (("Utförare", executors), ("Ansvarig", responsible)):
            for party in PARTIES[chosen]:
                form.get_by_role("group", name=group).get_by_label(party).check()
        form.get_by_role("button", name="Lägg till", exact=True).click()
        expect(page.get_by_text(text).first).to_be_visible()
        if number < count:
            page.goto(f"{draft}aktiviteter/ny/")


def fill_dialogue(page: Page, draft: str) -> None:
    page.goto(f"{draft}dialog/")
    page.get_by_label("Vad har invånarna sagt?").fill("412 personer svarade. Mörka gångvägar nämndes oftast.")
    send(page, page.get_by_role("button", name="Spara", exact=True).first)


def fill_follow_up(page: Page, draft: str) -> None:
    page.goto(f"{draft}uppfoljning/")
    page.get_by_label("Vem följer upp?").fill("Säkerhetssamordnaren och kommunpolisen")
    page.get_by_label("Hur ofta?").select_option(label="varje månad")
    page.get_by_label("Första uppföljningen").fill("2027-02-01")
    page.get_by_label("Till vem rapporterar ni?").fill("Lekebergs brottsförebyggande råd")
    page.get_by_label("Invånarna får svar senast").fill("2028-02-01")
    page.get_by_label("Hur får invånarna svar?").fill("Kommunens webbplats")
    send(page, page.get_by_role("button", name="Spara", exact=True).first)


def name_signatories(page: Page, draft: str) -> None:
    """Those who have a mandate are proposed; take them."""
    page.goto(f"{draft}underskrifter/")
    form = page.locator("form", has=page.get_by_label("Kommunstyrelsens ordförande"))
    form.get_by_label("Kommunstyrelsens ordförande").check()
    form.get_by_label("Lokalpolisområdeschef").check()
    send(page, form.get_by_role("button", name="Lägg till de markerade"))


def write_promise(page: Page, title: str, activities: int) -> str:
    """A promise that can be reviewed, from Min sida."""
    draft = start_promise(page, title)
    add_activities(page, draft, activities)
    fill_dialogue(page, draft)
    fill_follow_up(page, draft)
    name_signatories(page, draft)
    return draft


def submit(page: Page, draft: str) -> None:
    page.goto(f"{draft}granska/")
    press(page, "Lämna för granskning")
    expect(page.get_by_text("Löftet är lämnat för granskning").first).to_be_visible()


def approve(page: Page, draft: str) -> None:
    page.goto(f"{draft}granskning/")
    press(page, "Godkänn texten")
    expect(page.get_by_text("Godkänt").first).to_be_visible()


def freeze(page: Page, draft: str) -> None:
    page.goto(f"{draft}granskning/")
    follow(page, page.get_by_role("link", name="Fastställ texten"))
    press(page, "Fastställ texten")
    expect(page.get_by_text("För underskrift").first).to_be_visible()


def sign(page: Page, draft: str) -> None:
    page.goto(f"{draft}skriv-under/")
    page.get_by_label("Lösenord").fill(PASSWORD)
    page.get_by_role("button", name="Skriv under", exact=True).click()
    page.wait_for_url(lambda url: "skriv-under" not in url)


def publish(page: Page, draft: str) -> None:
    page.goto(f"{draft}publicera/")
    press(page, "Publicera")
    expect(page.get_by_text("Publicerat").first).to_be_visible()


def amend(page: Page, draft: str) -> None:
    page.goto(f"{draft}ny-version/")
    press(page, "Skriv en ny version")
    expect(page.get_by_text("Utkastet är skapat").first).to_be_visible()


def open_activity(page: Page, draft: str, text: str) -> Locator:
    """The form of an activity that stands in the list."""
    page.goto(f"{draft}aktiviteter/")
    page.get_by_role("link", name=f"Ändra {text}").click()
    form = page.locator("form.activity-form")
    expect(form.get_by_label("Vad ska göras?")).to_be_visible()
    return form


def save_activity(form: Locator) -> None:
    form.get_by_role("button", name="Spara", exact=True).last.click()


def decline(page: Page, draft: str, reason: str) -> None:
    page.goto(f"{draft}skriv-under/")
    page.get_by_role("link", name="Avböj att skriva under").click()
    page.locator("main textarea").fill(reason)
    press(page, "Avböj")
    expect(page.get_by_text("Du har avböjt").first).to_be_visible()


def confirm(page: Page, draft: str) -> None:
    page.goto(f"{draft}bekrafta/")
    follow(page, page.get_by_role("button", name="Bekräfta för"))
    expect(page.get_by_text("Tack, löftet är bekräftat").first).to_be_visible()
