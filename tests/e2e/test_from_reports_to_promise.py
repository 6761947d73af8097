"""From what reporters have seen to an adopted lägesbild, its plan and a promise: at a desk, and on a phone without
JavaScript."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from lagesbild.models import Lagesbild, Layer, Measure
from lagesbild.periods import latest
from promises.states import Status
from tests.cast import Cast
from tests.e2e import steps
from tests.e2e.conftest import Look, look_of
from tests.e2e.steps import arrive, fill, follow, press
from tests.factories.lagesbild import (
    DialogueFactory,
    FindingFactory,
    IncidentReportFactory,
    LagesbildPlaceFactory,
)
from tests.promises.scene import Scene

ROOM = "/arbete/lagesbild/lekeberg/"
SAID = "Det är otryggt på torget på kvällarna."
PROBLEM = "Skadegörelse på torget"
CAUSE = "Ingen vuxen är på torget efter klockan 20."
TOLD = "Rutor krossas på torget på kvällarna, och många undviker det."
WHY = "Få vuxna är ute på torget på kvällarna."
PICTURE = "Lägesbild för Lekeberg"
SUMMARY = "Mest händer på torget, på kvällarna. Vi ska vara där oftare."
MEASURE = "Polisen går till fots på torget på kvällarna."
ACTIVITY = steps.ACTIVITIES[0][0]


@pytest.fixture
def told(scene: Scene) -> Scene:
    """What a coordinator has to begin with: 25 reports from the square last quarter, and what people have said."""
    square = LagesbildPlaceFactory(municipality=scene.municipality, name="Torget i Fjugesta")
    begins_at = latest("kvartal", timezone.localdate()).begins_at
    for day in range(25):
        happened_at = begins_at + timedelta(days=day, hours=21)
        IncidentReportFactory(municipality=scene.municipality, place=square, happened_at=happened_at)
    dialogue = DialogueFactory(municipality=scene.municipality, layer=Layer.PUBLIC)
    FindingFactory(dialogue=dialogue, text=SAID, count=120, is_public=True)
    return scene


@pytest.mark.parametrize("phone", [False, True], ids=["desk", "phone-without-javascript"])
def test_from_reports_to_a_promise_that_everybody_reads(
    phone: bool, told: Scene, cast: Cast, log_in: Callable[..., Page], open_browser: Callable[..., Page]
) -> None:
    how = {"phone": phone, "javascript": not phone}
    look = look_of(javascript=not phone)
    page = log_in(told.coordinator, **how)
    analyse(page, look)
    describe(page, look)
    name_sources(page, look)
    find_causes(page, look)
    prioritise(page, look)
    compose(page, look)
    refuse(log_in(told.officer, **how), look)
    adopt(log_in(cast.council_secretary, **how), look)
    plan(page, look)
    promise(page, told, look)
    follow_the_thread(page, told, look)
    told.advance(Status.PUBLISHED)
    # What became of the row is told by the promise, once it is in force.
    page.goto(f"{ROOM}planer/{Measure.objects.get().plan_id}/")
    expect(page.get_by_role("link", name=ACTIVITY)).to_be_visible()
    look(page)
    read(open_browser(**how), told, look)


def open_section(page: Page, name: str) -> None:
    page.goto(ROOM)
    follow(page, page.get_by_role("main").get_by_role("link", name=name, exact=True))


def analyse(page: Page, look: Look) -> None:
    """What it adds up to: most of it in one place, in the evening."""
    open_section(page, "Analys och hot spots")
    arrive(page, "Analys och hot spots", look)
    counts = page.get_by_role("table", name="Antal rapporter per kategori")
    expect(counts.locator("tr", has_text="Skadegörelse").first).to_contain_text("25")
    follow(page, page.get_by_role("link", name="Torget i Fjugesta", exact=True))
    expect(page.get_by_role("heading", level=2, name=re.compile("^Torget i Fjugesta, "))).to_be_visible()
    look(page)


def describe(page: Page, look: Look) -> None:
    """The problem, with what people have said of it and what everybody may read."""
    open_section(page, "Problem")
    follow(page, page.get_by_role("link", name="Skriv ett problem", exact=True))
    arrive(page, "Nytt problem", look)
    fill(page, {"Problemet i korthet": PROBLEM, "Vad händer?": "Rutor och lyktor krossas."})
    page.get_by_label("Ämne", exact=True).select_option(label="Skadegörelse och nedskräpning")
    page.get_by_label("Torget i Fjugesta").check()
    fill(
        page, {"När?": "Kvällar, mest efter klockan 20.", "Hur stort är det?": "25 rapporter på ett kvartal."}
    )
    page.get_by_text("Vad invånare och medarbetare har sagt").click()
    page.get_by_label(SAID).check()
    page.get_by_label("Alla", exact=True).check()
    fill(page, {"Så här berättar vi om det för alla": TOLD})
    press(page, "Spara")
    arrive(page, PROBLEM, look)
    expect(page.get_by_role("listitem").filter(has_text=SAID)).to_be_visible()


def name_sources(page: Page, look: Look) -> None:
    """One that is used, and one that was looked at and is not."""
    follow(page, page.get_by_role("link", name="Skriv källorna"))
    arrive(page, "Källor", look)
    fill(page, {"Källa": "Händelserapporter", "Styrkor": "Visar var och när."})
    press(page, "Lägg till")
    expect(page.locator(".row-list__item", has_text="Händelserapporter")).to_be_visible()
    fill(page, {"Källa": "Anmälda brott", "Varför den inte används": "Få anmäler."})
    page.get_by_label("Vi har valt att inte använda den").check()
    press(page, "Lägg till")
    expect(page.locator(".row-list__item", has_text="Få anmäler.")).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Tillbaka till problemet"))
    arrive(page, PROBLEM)


def find_causes(page: Page, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Gör en orsaksanalys"))
    arrive(page, "Orsaksanalys", look)
    follow(page, page.get_by_role("link", name="Orsaksträdet", exact=True))
    arrive(page, "Orsaksträdet", look)
    fill(page, {"Orsak": CAUSE, "Så här berättar vi om den för alla": WHY})
    page.get_by_label("Del av triangeln").select_option(label="Platsen")
    press(page, "Lägg till")
    expect(page.locator("main").get_by_text(CAUSE).first).to_be_visible()
    follow(page, page.get_by_role("link", name="Vidare till beläggen"))
    arrive(page, "Belägg")
    follow(page, page.get_by_role("link", name=re.compile("^Lägg till belägg")))
    fill(
        page,
        {"Vad talar för det?": "Alla 25 rapporter gäller efter klockan 20.", "Källa": "Händelserapporter"},
    )
    look(page)
    press(page, "Lägg till")
    expect(page.get_by_text("Alla 25 rapporter gäller").first).to_be_visible()
    follow(page, page.get_by_role("link", name="Vidare till sammanfattningen"))
    arrive(page, "Sammanfattning", look)
    press(page, "Analysen är klar")
    expect(page.get_by_role("img", name=re.compile("Orsaksträd"))).to_be_visible()
    look(page)


def prioritise(page: Page, look: Look) -> None:
    open_section(page, "Problem")
    follow(page, page.get_by_role("link", name=PROBLEM, exact=True))
    follow(page, page.get_by_role("link", name="Prioritera eller välj bort"))
    arrive(page, "Prioritera eller välj bort", look)
    page.get_by_label("Prioriterat", exact=True).check()
    fill(page, {"Skäl": "Går att påverka, och många berörs."})
    press(page, "Spara beslutet")
    expect(page.get_by_text("Går att påverka, och många berörs.")).to_be_visible()


PARTS = {
    "Kartläggning av brottsligheten": (
        "Kartläggning av brottsligheten",
        "25 rapporter om skadegörelse på torget.",
    ),
    "Annan information av betydelse": (
        "Annan information av betydelse",
        "Många undviker torget på kvällarna.",
    ),
    "Analys": ("Analys", "Det händer när ingen vuxen är där."),
    "Sammanfattning för alla": ("Sammanfattning för alla", SUMMARY),
}


def compose(page: Page, look: Look) -> None:
    """A lägesbild, a part at a time; it cannot be adopted while one of the three that the law asks for is empty."""
    open_section(page, "Lägesbilder")
    follow(page, page.get_by_role("link", name="Ny lägesbild"))
    arrive(page, "Ny lägesbild", look)
    period = latest("ar", timezone.localdate())
    fill(page, {"Namn": PICTURE, "Perioden börjar": str(period.first), "Perioden slutar": str(period.last)})
    press(page, "Börja skriva")
    arrive(page, PICTURE, look)
    expect(page.get_by_text("3 saker hindrar att lägesbilden antas.")).to_be_visible()
    for part, (label, text) in PARTS.items():
        follow(page, page.get_by_role("main").get_by_role("link", name=part, exact=True))
        arrive(page, part)
        fill(page, {label: text})
        look(page)
        press(page, "Spara")
        arrive(page, PICTURE)
    choose_problem_and_basis(page, look)
    follow(page, page.get_by_role("link", name="Kontrollera", exact=True))
    expect(page.get_by_text("Lagens tre delar är ifyllda. Lägesbilden kan antas.")).to_be_visible()
    look(page)


def choose_problem_and_basis(page: Page, look: Look) -> None:
    follow(page, page.get_by_role("link", name="Problem som tas upp"))
    page.get_by_label(PROBLEM).check()
    press(page, "Ta med")
    expect(page.locator(".document-rows strong", has_text=PROBLEM)).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Till delarna"))
    follow(page, page.get_by_role("link", name="Vad den bygger på", exact=True))
    follow(page, page.get_by_role("link", name="Lägg till underlag"))
    fill(page, {"Underlag": "Händelserapporter", "Från när": "Förra kvartalet"})
    look(page)
    press(page, "Lägg till")
    expect(page.locator(".document-rows strong", has_text="Händelserapporter")).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Till delarna"))
    arrive(page, PICTURE)


def refuse(page: Page, look: Look) -> None:
    """The police write it too, but the decision is the municipality's."""
    page.goto(f"{ROOM}lagesbilder/{Lagesbild.objects.get().pk}/kontrollera/")
    expect(
        page.get_by_text("Beslutet antecknas av kommunens samordnare eller rådets sekreterare.")
    ).to_be_visible()
    expect(page.get_by_role("link", name="Anteckna beslut")).to_have_count(0)
    look(page)


def adopt(page: Page, look: Look) -> None:
    page.goto(f"{ROOM}lagesbilder/")
    follow(page, page.get_by_role("link", name=PICTURE))
    follow(page, page.get_by_role("link", name="Anteckna beslut"))
    arrive(page, "Anteckna att lägesbilden är antagen", look)
    decide(page)
    press(page, "Anta och frys texten")
    expect(page.get_by_text("Lägesbilden är antagen och texten är fryst.")).to_be_visible()
    expect(page.get_by_text("25 rapporter om skadegörelse på torget.")).to_be_visible()
    look(page)


def decide(page: Page) -> None:
    today = timezone.localdate().isoformat()
    fill(page, {"Vem beslutade?": "Kommunstyrelsen", "Beslutsdatum": today, "Paragraf": "12"})


def plan(page: Page, look: Look) -> None:
    """A plan on the adopted text, whose rows act on its causes."""
    open_section(page, "Lägesbilder")
    follow(page, page.get_by_role("link", name=PICTURE))
    follow(page, page.get_by_role("link", name="Skriv en åtgärdsplan"))
    arrive(page, "Ny åtgärdsplan", look)
    fill(page, {"Namn": "Åtgärdsplan för torget"})
    press(page, "Börja skriva")
    arrive(page, "Åtgärdsplan för torget")
    follow(page, page.get_by_role("link", name="Lägg till åtgärd"))
    page.get_by_label("Orsak ur lägesbilden").select_option(label=f"{PROBLEM}: {CAUSE}")
    fill(page, {"Åtgärd": MEASURE, "Mål": "Hälften så många rapporter.", "När": "Hela nästa år"})
    page.get_by_label("Vem (frivilligt)", exact=True).select_option(label="Lokalpolisområde Örebro")
    look(page)
    press(page, "Lägg till")
    expect(page.get_by_text("Åtgärden är tillagd.")).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Anteckna beslut"))
    arrive(page, "Anteckna beslut om planen", look)
    decide(page)
    press(page, "Anteckna beslutet")
    expect(page.get_by_text("Planen är beslutad.")).to_be_visible()
    look(page)


def promise(page: Page, scene: Scene, look: Look) -> None:
    """The row becomes an activity of a promise, which acts on the same cause."""
    draft = f"/arbete/loften/{scene.revision.promise_id}/"
    steps.add_activities(page, draft, 1)
    page.goto(f"{ROOM}planer/{Measure.objects.get().plan_id}/")
    follow(page, page.get_by_role("link", name="Vilka aktiviteter i löften genomför åtgärden?"))
    arrive(page, "Så blir åtgärden ett löfte", look)
    page.get_by_label(ACTIVITY).check()
    press(page, "Spara")
    expect(page.get_by_text("Det är sparat vilka aktiviteter som genomför åtgärden.")).to_be_visible()
    page.goto(f"{ROOM}planer/{Measure.objects.get().plan_id}/")
    expect(page.get_by_text("I ett löfte som skrivs")).to_be_visible()
    look(page)

    page.goto(f"{draft}aktiviteter/")
    follow(page, page.get_by_role("link", name=f"Välj vad aktiviteten svarar på {ACTIVITY}"))
    page.get_by_label(f"Orsak: {CAUSE}").check()
    look(page)
    press(page, "Spara")
    row = page.locator("li.activity", has_text=ACTIVITY)
    expect(row.get_by_text(f"Orsak: {CAUSE}")).to_be_visible()
    look(page)


def follow_the_thread(page: Page, scene: Scene, look: Look) -> None:
    """The same chain from the promise and from the problem."""
    page.goto(f"/arbete/loften/{scene.revision.promise_id}/")
    follow(page, page.get_by_role("link", name="Tråden bakom löftet"))
    expect_chain(page)
    look(page)
    open_section(page, "Problem")
    follow(page, page.get_by_role("link", name=PROBLEM, exact=True))
    follow(page, page.get_by_role("link", name="Tråden: från det som sagts till resultatet"))
    expect_chain(page)
    look(page)


def expect_chain(page: Page) -> None:
    chain = page.get_by_role("list", name=PROBLEM)
    for words in (SAID, CAUSE, ACTIVITY):
        expect(chain.get_by_text(words, exact=True)).to_be_visible()


def read(page: Page, scene: Scene, look: Look) -> None:
    """Everybody sees what was written for everybody, and nothing else."""
    page.goto("/kommuner/lekeberg/")
    look(page)
    follow(page, page.get_by_role("link", name="Läs sammanfattningen av lägesbilden"))
    expect(page.get_by_text(SUMMARY)).to_be_visible()
    expect(page.get_by_text("25 rapporter om skadegörelse på torget.")).to_have_count(0)
    look(page)
    page.goto(f"/loften/{scene.revision.promise.slug}/")
    part = page.get_by_role("region", name="Det här löftet bygger på")
    for words in (TOLD, WHY):
        expect(part.get_by_text(words).first).to_be_visible()
    expect(page.get_by_text(CAUSE)).to_have_count(0)
    look(page)
