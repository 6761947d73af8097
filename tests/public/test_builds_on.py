"""What a promise builds on, as everybody reads it: the public part of the thread, and nothing else of the lägesbild."""

import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followup.models import PublicAnswer
from lagesbild.models import Layer
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    PromiseBasis,
    PromiseFinding,
)
from tests.factories.followup import VerdictFactory
from tests.factories.lagesbild import (
    AdoptedLagesbildFactory,
    CauseFactory,
    CooperationAgreementFactory,
    DialogueFactory,
    FindingFactory,
    ProblemFactory,
)
from tests.public.test_leaks import SECRET
from tests.public.test_pages import PAGES

PAGE = "/loften/lekeberg-2026/"
HEADING = "Det här löftet bygger på"


class Links:
    """Links the published promise of the tests, a row at a time."""

    def __init__(self, text: Any, lekeberg: Any, writer: Any) -> None:
        self.text, self.lekeberg, self.writer = text, lekeberg, writer
        self.key = text.activities.get().key
        self.of = {"promise": text.promise, "linked_by": writer}

    def said(self, *, text: str = "Badplatsen är otrygg.", layer: str = Layer.PUBLIC, **fields: Any) -> Any:
        secrecy = {name: fields.pop(name) for name in list(fields) if name.startswith("secrecy")}
        dialogue = DialogueFactory(municipality=self.lekeberg, layer=layer, **secrecy)
        finding = FindingFactory(dialogue=dialogue, text=text, **({"is_public": True} | fields))
        PromiseFinding.objects.create(finding=finding, **self.of)
        return finding

    def problem(
        self, *, public_text: str = "Det förstörs mycket.", layer: str = Layer.PUBLIC, **fields: Any
    ) -> Any:
        problem = ProblemFactory(municipality=self.lekeberg, public_text=public_text, layer=layer, **fields)
        ActivityProblem.objects.create(activity_key=self.key, problem=problem, **self.of)
        return problem

    def cause(self, problem: Any, **fields: Any) -> Any:
        cause = CauseFactory(problem=problem, **fields)
        ActivityCause.objects.create(activity_key=self.key, cause=cause, **self.of)
        return cause

    def answered(self, finding: Any) -> None:
        FindingAnswer.objects.create(
            finding=finding,
            kind="promised",
            promise=self.text.promise,
            activity_key=self.key,
            answered_by=self.writer,
        )


@pytest.fixture
def links(published: Any, text: Any, lekeberg: Any, writer: Any) -> Links:
    return Links(text, lekeberg, writer)


def shown(client: Any, page: str = PAGE) -> str:
    response = client.get(page)
    assert response.status_code == 200
    return response.content.decode()


def test_what_was_answered_by_an_activity_that_is_gone_is_not_told(client, links, lekeberg):
    finding = FindingFactory(
        dialogue=DialogueFactory(municipality=lekeberg, layer=Layer.PUBLIC),
        text="Badplatsen är otrygg.",
        is_public=True,
    )
    links.answered(finding)
    assert "Badplatsen är otrygg." in shown(client)

    FindingAnswer.objects.update(activity_key=uuid.uuid4())
    cache.clear()
    assert "Badplatsen är otrygg." not in shown(client)


def test_a_promise_linked_to_nothing_says_nothing_and_asks_nothing(client, published):
    assert HEADING not in shown(client)
    assert client.get("/loften/lekeberg-2026.json").json()["builds_on"] == {
        "findings": [],
        "problems": [],
        "decided": [],
    }


def test_the_public_part_of_the_chain_is_read_on_the_page_and_in_the_data(client, links, lekeberg):
    links.answered(links.said(count=120, count_wording="120 av 700"))
    links.cause(links.problem(), public_text="Ingen vuxen är där på kvällen.")
    picture = AdoptedLagesbildFactory(municipality=lekeberg, public_summary="Kort.")
    PromiseBasis.objects.create(lagesbild=picture, **links.of)
    PromiseBasis.objects.create(agreement=CooperationAgreementFactory(municipality=lekeberg), **links.of)

    page = shown(client)
    data = client.get("/loften/lekeberg-2026.json").json()

    for words in (HEADING, "Badplatsen är otrygg.", "(120 av 700)", "Det förstörs mycket.", "Lägesbild 2026"):
        assert words in page
    assert "Ingen vuxen är där på kvällen." in page
    key = str(links.key)
    assert data["builds_on"]["findings"][0]["activities"] == [key]
    assert data["builds_on"]["problems"] == [
        {
            "text": "Det förstörs mycket.",
            "activities": [key],
            "causes": [{"text": "Ingen vuxen är där på kvällen.", "activities": [key]}],
        }
    ]
    assert data["builds_on"]["decided"] == ["Lägesbild 2026", "Samverkansöverenskommelse 2026–2027"]
    assert "builds_on" in data["outside_hash"]


def test_the_problem_of_a_focus_area_is_answered_by_its_activities(client, links, text, lekeberg):
    problem = ProblemFactory(municipality=lekeberg, public_text="Bilarna kör för fort.", layer=Layer.PUBLIC)
    area = text.focus_areas.get()
    FocusAreaProblem.objects.create(focus_area_key=area.key, problem=problem, **links.of)

    (found,) = client.get("/loften/lekeberg-2026.json").json()["builds_on"]["problems"]

    assert (found["text"], found["activities"]) == ("Bilarna kör för fort.", [str(links.key)])


@pytest.mark.parametrize(
    ("count", "wording", "told"),
    [
        (698, "nästan alla", ""),
        (4, "fyra elever", ""),
        (1, "", ""),
        (None, "några få elever", ""),
        (5, "", "(5)"),
        (0, "nolla personer", ""),
    ],
)
def test_how_many_said_it_is_told_from_five_and_up(client, links, count, wording, told):
    links.said(count=count, count_wording=wording)

    page = shown(client)

    assert "Badplatsen är otrygg." in page
    assert not wording or wording not in page
    assert not told or told in page


def test_nothing_else_of_the_lagesbild_is_on_any_public_page(client, links, lekeberg):
    """A secret in every word that is not public, of rows that are linked; and rows that are not public at all."""
    secrecy = {"secrecy_provision": f"{SECRET}-lag", "secrecy_on": "2026-01-01", "secrecy_by": lekeberg}
    words = (
        "what",
        "where",
        "when",
        "how",
        "affected",
        "extent",
        "consequences",
        "positive_factors",
        "equality",
    )
    inner = {name: f"{SECRET}-{name}" for name in ("title", "trend_text", *words)}
    finding = links.said(when_text=f"{SECRET}-tid", who_text=f"{SECRET}-vem")
    links.answered(finding)
    type(finding.dialogue).objects.update(summary=f"{SECRET}-dialog", method=f"{SECRET}-metod")
    links.cause(links.problem(**inner), text=f"{SECRET}-orsak", public_text="Ingen vuxen är där.")
    links.said(text=f"{SECRET}-ej-publik", is_public=False)
    links.said(text=f"{SECRET}-parterna", layer=Layer.PARTIES)
    links.said(text=f"{SECRET}-egen", layer=Layer.OWN)
    links.said(text=f"{SECRET}-sekretess", **secrecy)
    for fields in ({"layer": Layer.PARTIES}, {"layer": Layer.OWN}, secrecy, {"public_text": ""}):
        closed = links.problem(**{"public_text": f"{SECRET}-problem", **fields, **inner})
        links.cause(closed, text=f"{SECRET}-orsak", public_text=f"{SECRET}-publik orsak")
    for fields in ({}, {"public_summary": "Kort.", **secrecy}):
        picture = AdoptedLagesbildFactory(
            municipality=lekeberg, title=f"{SECRET}-bild", analysis=f"{SECRET}-analys", **fields
        )
        PromiseBasis.objects.create(lagesbild=picture, **links.of)
    agreement = CooperationAgreementFactory(municipality=lekeberg, title=f"{SECRET}-avtal", is_public=False)
    PromiseBasis.objects.create(agreement=agreement, **links.of)
    FindingAnswer.objects.create(
        finding=FindingFactory(dialogue=finding.dialogue, is_public=True),
        kind="not_promised",
        reason=f"{SECRET}-skäl",
        answered_by=links.writer,
    )

    assert "Ingen vuxen är där." in shown(client)
    assert "Badplatsen är otrygg." in shown(client)
    for page in [one for one in PAGES if not one.endswith(".pdf")]:
        assert SECRET.lower() not in shown(client, page).lower(), page


def test_what_is_linked_to_an_activity_that_the_text_does_not_have_is_not_shown(client, links):
    """A draft of the next version may have one more; it is not promised yet."""
    links.key = "00000000-0000-4000-8000-000000000001"
    links.cause(links.problem(), public_text="Ingen vuxen är där.")

    assert HEADING not in shown(client)


def test_reading_it_costs_two_queries_whatever_there_is_and_none_when_there_is_nothing(client, links):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            shown(client)
        return len(found)

    without = queries()
    links.answered(links.said())
    links.cause(links.problem(), public_text="En.")
    assert queries() == without + 2
    for _ in range(3):
        links.said()
        links.cause(links.problem(), public_text="Två.")
    assert queries() == without + 2


def test_the_answer_begins_with_what_was_said(client, links, writer):
    links.answered(links.said(count=120))
    PublicAnswer.objects.create(
        promise=links.text.promise,
        you_said="Ni ville ha mer ljus.",
        so_it_went="Det gick bra.",
        released_at=timezone.now(),
        released_by=writer,
    )
    VerdictFactory(promise=links.text.promise, activity_key=links.key, outcome="achieved", decided_by=writer)

    page = shown(client, f"{PAGE}svar/")

    begins = page.index("Badplatsen är otrygg. (120)")
    assert page.index("Ni sa") < begins < page.index("Ni ville ha mer ljus.") < page.index("Det gick bra.")
    assert page.index("Trafikkontroller på Storgatan.", begins) < page.index("Ni ville ha mer ljus.")


def test_so_few_as_can_be_worked_out_from_what_is_told_are_not_told_that_way(client, links, lekeberg):
    """700 were asked, and each answered one thing: 697 told leaves three."""
    dialogue = DialogueFactory(municipality=lekeberg, layer=Layer.PUBLIC, reached=700)
    for text, count in (("Trafik.", 400), ("Droger.", 150), ("Belysning.", 147), ("Något annat.", 3)):
        finding = FindingFactory(dialogue=dialogue, text=text, count=count, is_public=True)
        PromiseFinding.objects.create(finding=finding, **links.of)

    page = shown(client)

    assert "400" in page
    assert "150" in page
    assert "147" not in page


@pytest.mark.parametrize("left", [0, 5, 60])
def test_what_leaves_nobody_or_enough_is_told(client, links, lekeberg, left):
    dialogue = DialogueFactory(municipality=lekeberg, layer=Layer.PUBLIC, reached=547 + left)
    for text, count in (("Trafik.", 400), ("Belysning.", 147)):
        finding = FindingFactory(dialogue=dialogue, text=text, count=count, is_public=True)
        PromiseFinding.objects.create(finding=finding, **links.of)

    page = shown(client)

    assert "400" in page
    assert "147" in page
