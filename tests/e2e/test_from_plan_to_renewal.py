"""A promise in force, from its plan to its end and the next period: everybody who keeps it, and who it was made to."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Page, expect

from followup.models import Entry
from organisations.models import Group
from promises import extent
from promises.models import FollowUpPlan, Promise
from promises.states import Status
from tests.cast import Cast
from tests.e2e.conftest import Look, look_of
from tests.e2e.steps import follow, press
from tests.factories.organisations import GroupFactory, GroupMemberFactory
from tests.factories.uploads import upload
from tests.promises.scene import Scene

WORK = "/arbete/uppfoljning"


@pytest.fixture
def kept(scene: Scene, cast: Cast) -> Scene:
    """In force for two months or three: the school walks every week, the police answer for it, a council meets."""
    begun = (timezone.localdate().replace(day=1) - timedelta(days=32)).replace(day=1)
    revision = scene.revision
    revision.period_start, revision.period_end = begun, begun + timedelta(days=364)
    revision.period_text = f"{begun} – {revision.period_end}"
    revision.save()
    activity = revision.activities.get()
    activity.scope = "varje vecka"
    activity.extent = extent.to_dict(extent.parse(activity.scope))
    activity.save()
    activity.actors.filter(part="executor").update(organisation=cast.school)
    FollowUpPlan.objects.update(interval=FollowUpPlan.Interval.MONTH, first_on=timezone.localdate())
    council = GroupFactory(
        parent=cast.lekeberg, name="Rådet", group_kind=Group.GroupKind.COUNCIL, slug="radet"
    )
    GroupMemberFactory(group=council, organisation=cast.lekeberg, user=cast.council_secretary)
    with time_machine.travel(f"{begun} 09:00:00+01:00"):
        scene.advance(Status.PUBLISHED)
    return scene


def test_from_plan_to_renewal(
    kept: Scene,
    cast: Cast,
    log_in: Callable[..., Page],
    open_browser: Callable[..., Page],
    javascript: bool,
    tmp_path: Any,
) -> None:
    look = look_of(javascript=javascript)
    promise = kept.revision.promise
    work = f"{WORK}/{promise.pk}/"
    coordinator = log_in(kept.coordinator, javascript=javascript)

    plan(coordinator, kept.revision.title)
    report(log_in(cast.executor, phone=True, javascript=javascript), tmp_path, look)
    release(coordinator, look)
    confirm(log_in(kept.chief, javascript=javascript), look)
    close(coordinator, look)
    meet(log_in(cast.council_secretary, javascript=javascript))
    measure(coordinator, work, look)
    evaluate(coordinator, work, look)
    judge(coordinator, work, look)
    answer_and_conclude(coordinator, look)
    renew(coordinator, look)
    assert Promise.objects.count() == 2
    read(open_browser(phone=True, javascript=javascript), promise.slug, look)


def plan(page: Page, title: str) -> None:
    """Min sida shows the promise; its plan comes out of what it says of how often."""
    page.get_by_role("heading", name=title).get_by_role("link").click()
    page.get_by_role("link", name="Plan", exact=True).click()
    page.get_by_role("button", name="Skapa plan").click()
    expect(page.get_by_text("tillfällen är planerade.")).to_be_visible()


def report(page: Page, folder: Any, look: Look) -> None:
    """Two presses are enough; this one also has words and a picture for those who live there."""
    look(page)
    page.get_by_role("link", name="Trygghetsrond på Storgatan.").first.click()
    page.get_by_text("Berätta mer").click()
    picture = folder / "lykta.jpg"
    picture.write_bytes(upload(size=(800, 600)).read())
    page.get_by_label("Bild", exact=True).set_input_files(picture)
    page.get_by_label("Vad visar bilden?").fill("En lykta på Storgatan.")
    page.get_by_label("Text till invånarna").fill("Vi gick Storgatan och lagade lyktan.")
    page.get_by_role("button", name="Klart", exact=True).first.click()
    expect(page.get_by_role("heading", name="Rapporten är sparad")).to_be_visible()
    assert Entry.objects.get().picture.alt == "En lykta på Storgatan."


def release(page: Page, look: Look) -> None:
    """What the executor wrote waits on Min sida until somebody has decided on it."""
    page.goto("/arbete/")
    look(page)
    page.locator("li", has_text="1 text till invånarna väntar på ditt beslut.").get_by_role("link").click()
    page.get_by_role("button", name="Visa för alla").click()
    expect(page.get_by_text("Det visas nu på löftets sida.")).to_be_visible()


def confirm(page: Page, look: Look) -> None:
    """The chief sees the promise among those of the area, and says for the police how it stands."""
    page.locator(".glance").get_by_role("link").first.click()
    page.get_by_role("link", name="Omgångar").click()
    page.get_by_role("link", name="Omgång 1", exact=True).click()
    page.get_by_text("Bekräfta läget för Lokalpolisområde Örebro").click()
    look(page)
    page.get_by_label("Ligger efter").check()
    page.get_by_label("Kommentar").fill("Färre ronder än vi tänkt.")
    page.get_by_role("button", name="Bekräfta läget").click()
    expect(page.get_by_text("Läget är bekräftat.")).to_be_visible()


def close(page: Page, look: Look) -> None:
    page.goto("/arbete/")
    page.locator("li", has_text="Avsluta uppföljningen senast").get_by_role("link").first.click()
    expect(page.get_by_text("Färre ronder än vi tänkt.")).to_be_visible()
    follow(page, page.get_by_role("link", name="Avsluta omgången"))
    look(page)
    page.get_by_label("Sammanfattning av omgången").fill("Ronderna kom igång sent.")
    page.get_by_role("button", name="Avsluta omgången").click()
    expect(page.get_by_text("Ronderna kom igång sent.")).to_be_visible()


def meet(page: Page) -> None:
    """The secretary calls the council, whose agenda fills itself, and writes down a decision until it is done."""
    page.get_by_role("link", name="Rådet").click()
    page.get_by_role("link", name="Lägg till möte").click()
    page.get_by_label("Datum").fill(timezone.localdate().isoformat())
    page.get_by_role("button", name="Lägg till").click()
    page.get_by_role("link", name="Dagordning, anteckningar och beslut").first.click()
    page.get_by_role("link", name="Fyll på dagordningen").click()
    page.get_by_role("button", name="Lägg till punkterna").click()
    page.get_by_role("link", name="Skriv in beslut", exact=True).click()
    page.get_by_label("Ansvarig organisation").select_option(label="Lekebergs kommun")
    page.get_by_label("Beslut", exact=True).fill("Skolan kallar till ronderna.")
    page.get_by_label("Klart senast").fill(timezone.localdate().isoformat())
    press(page, "Spara")
    page.goto("/arbete/")
    page.get_by_role("link", name="Skolan kallar till ronderna.").click()
    page.get_by_role("link", name="Beslutet är klart").click()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Inget beslut väntar")).to_be_visible()


def measure(page: Page, work: str, look: Look) -> None:
    page.goto(f"{work}matvarden/")
    page.get_by_role("link", name="Lägg till värde").click()
    expect(page.get_by_label("Mätt den")).to_be_visible()
    look(page)
    page.get_by_label("Mätt den").fill("2026-11-01")
    page.get_by_label("Värde", exact=True).fill("43,5")
    page.get_by_role("button", name="Spara").click()
    expect(page.locator("td", has_text="43,5 procent")).to_be_visible()
    look(page)


def evaluate(page: Page, work: str, look: Look) -> None:
    page.goto(f"{work}utvardering/")
    look(page)
    page.get_by_role("link", name="Utvärdera Hela löftet, Effekt").click()
    page.get_by_label("Går inte att bedöma").check()
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv varför")
    look(page)
    page.get_by_label("Varför inte?").fill("Bara en mätning.")
    press(page, "Spara")
    follow(page, page.get_by_role("link", name="Läs igenom och visa för alla"))
    look(page)
    press(page, "Visa för alla")


def judge(page: Page, work: str, look: Look) -> None:
    page.goto(f"{work}avsluta/")
    expect(page.get_by_text("saknar omdöme").first).to_be_visible()
    look(page)
    follow(page, page.get_by_role("link", name="Till stegen"))
    look(page)
    page.get_by_role("link", name="Omdöme om varje aktivitet").click()
    page.get_by_label("Ej genomförd").first.check()
    page.get_by_label("Varför?").first.fill("Det fanns ingen personal.")
    look(page)
    press(page, "Spara")


def answer_and_conclude(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Svar till invånarna").click()
    page.get_by_label("Så gick det").fill("Det blev inte av.")
    look(page)
    press(page, "Spara och läs igenom")
    look(page)
    press(page, "Visa svaret för alla")
    page.get_by_role("link", name="Avsluta löftet").click()
    page.get_by_label("Varför avslutas löftet?").fill("Perioden är slut.")
    look(page)
    page.get_by_role("button", name="Avsluta löftet").click()
    expect(page.get_by_text("Löftet är avslutat. Det går fortfarande att läsa.")).to_be_visible()


def renew(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Börja på nästa periods löfte").click()
    page.get_by_label("Rubrik").fill("Tryggare kvällar 2028")
    page.get_by_label("Nästa period", exact=True).fill("2028")
    page.get_by_label("Igen").first.check()
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.get_by_role("alert")).to_contain_text("Skriv vad som blir annorlunda")
    look(page)
    page.get_by_label("Vad blir annorlunda").first.fill("Vi anställer två.")
    page.get_by_role("button", name="Skapa utkastet").click()
    expect(page.get_by_text("Vi anställer två.")).to_be_visible()
    look(page)


def read(page: Page, slug: str, look: Look) -> None:
    page.goto(f"/loften/{slug}/")
    told = page.locator("#sa-gar-det")
    expect(told.get_by_text("Vi gick Storgatan och lagade lyktan.").first).to_be_visible()
    expect(told.get_by_role("img", name="En lykta på Storgatan.")).to_be_visible()
    page.get_by_role("link", name="Ni sa, vi lovade, så gick det").click()
    for words in ("Det blev inte av.", "Det fanns ingen personal.", "Bara en mätning."):
        expect(page.get_by_text(words)).to_be_visible()
    look(page)
    page.goto(f"/loften/{slug}/matvarden/")
    expect(page.get_by_role("img", name="Andel som känner sig trygga")).to_be_visible()
    look(page)
