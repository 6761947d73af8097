"""What may be written about a dialogue, and when it can be closed."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from lagesbild import answers
from lagesbild.actions import dialogues, findings
from lagesbild.answers import Answer, tell_answers_by, unanswered, url_to_answer
from lagesbild.breakdowns import table_of
from lagesbild.findings import dialogues_read_by, public_count, public_findings
from lagesbild.models import Dialogue, Finding, Layer
from lagesbild.problem_permissions import readable_findings
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import DialogueFactory, FindingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def dialogue(lekeberg):
    return DialogueFactory(municipality=lekeberg)


@pytest.fixture
def answering(monkeypatch):
    """``answering(finding, …)``: findings that some other app has answered."""
    answered: list[int] = []
    monkeypatch.setattr(answers, "_sources", [])
    monkeypatch.setattr(answers, "_urls", [])
    tell_answers_by(
        lambda found: {one.pk: [Answer("Lovat", "Polisen vandrar")] for one in found if one.pk in answered},
        answer_url=lambda finding: f"/svara/{finding.pk}/",
    )
    return lambda *findings: answered.extend(one.pk for one in findings)


def values(**more):
    return {
        "title": "Enkät",
        "form": "survey",
        "held_with": "citizens",
        "starts_on": date(2026, 3, 1),
        **more,
    }


def add(municipality, by, owner=None, key=None, **more):
    return dialogues.add(
        municipality,
        owner=owner or municipality,
        values=values(**more),
        creation_key=key or uuid.uuid4(),
        by=by,
    )


# --- Written --------------------------------------------------------------------------------------------


def test_the_same_form_sent_twice_makes_one_dialogue(lekeberg, coordinator):
    key = uuid.uuid4()

    assert add(lekeberg, coordinator, key=key) == add(lekeberg, coordinator, key=key)
    assert Event.objects.filter(action="lagesbild.dialogue_added").count() == 1


def test_nobody_writes_for_another_party(lekeberg, orebro_area, coordinator, municipal_police, dialogue):
    with pytest.raises(PermissionDenied):
        add(lekeberg, coordinator, owner=orebro_area)
    with pytest.raises(PermissionDenied):
        dialogues.change(dialogue, edit_number=1, values=values(), by=municipal_police)
    assert add(lekeberg, municipal_police, owner=orebro_area).owner_id == orebro_area.pk


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"ends_on": date(2026, 2, 1)}, "ends_on"),
        ({"reached": 10, "invited": 9}, "reached"),
        (
            {"secrecy_provision": "18 kap. 1 § OSL", "secrecy_on": None, "secrecy_by": None},
            "secrecy_provision",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(wrong, field, lekeberg, coordinator):
    with pytest.raises(ValidationError) as refusal:
        add(lekeberg, coordinator, **wrong)

    assert list(refusal.value.message_dict) == [field]


def test_a_stale_save_is_refused(dialogue, coordinator):
    dialogues.change(dialogue, edit_number=1, values=values(title="Ny"), by=coordinator)

    with pytest.raises(StaleEdit):
        dialogues.change(dialogue, edit_number=1, values=values(title="Annan"), by=coordinator)
    with pytest.raises(StaleEdit):
        dialogues.count(dialogue, edit_number=1, rows={("women", "18–29"): 4}, by=coordinator)


# --- Of whom --------------------------------------------------------------------------------------------


def test_more_than_were_reached_is_a_slip(dialogue, coordinator):
    with pytest.raises(ValidationError, match="701 personer"):
        dialogues.count(dialogue, edit_number=1, rows={("women", ""): 701}, by=coordinator)
    dialogues.count(dialogue, edit_number=1, rows={("women", ""): 400}, by=coordinator)
    with pytest.raises(ValidationError, match="400 personer"):
        dialogues.change(dialogue, edit_number=2, values=values(reached=300), by=coordinator)


def test_those_in_no_group_are_counted_so_that_nothing_can_be_subtracted(dialogue, coordinator):
    """Three who did not say their sex would be read off the number that were reached."""
    rows = {("women", "18–29 år"): 350, ("men", "18–29 år"): 347}
    dialogues.count(dialogue, edit_number=1, rows=rows, by=coordinator)

    inside = table_of(dialogue.breakdown.all(), dialogue.reached, public=False)
    outside = table_of(dialogue.breakdown.all(), dialogue.reached, public=True)

    assert inside.total == 700
    assert inside.rows[-1][2] == 3
    shown = [n for _age, counts, total in outside.rows for n in (*counts, total)]
    assert 3 not in shown
    assert not outside.is_whole
    # Not even against the total.
    told = [total for _age, _counts, total in outside.rows if total is not None]
    assert outside.total is None or outside.total - sum(told) != 3


def test_an_empty_breakdown_is_no_table(dialogue):
    assert table_of([], 700, public=True) is None


# --- Findings -------------------------------------------------------------------------------------------


def said(**more):
    return {"theme": "drugs", "text": "Narkotika säljs öppet.", "count": None, "is_public": False, **more}


def test_a_finding_is_written_moved_and_removed_once(dialogue, coordinator):
    key = uuid.uuid4()
    one = findings.add(dialogue, values=said(), creation_key=key, by=coordinator)
    assert findings.add(dialogue, values=said(), creation_key=key, by=coordinator) == one
    two = findings.add(dialogue, values=said(text="Fort kört."), creation_key=uuid.uuid4(), by=coordinator)

    findings.move(two, up=True, by=coordinator)
    assert list(dialogue.findings.values_list("text", flat=True)) == ["Fort kört.", "Narkotika säljs öppet."]
    findings.remove(one, edit_number=1, by=coordinator)
    findings.remove(one, edit_number=1, by=coordinator)
    assert list(dialogue.findings.all()) == [two]


def test_more_cannot_have_said_it_than_were_reached(dialogue, coordinator):
    with pytest.raises(ValidationError, match="700"):
        findings.add(dialogue, values=said(count=701), creation_key=uuid.uuid4(), by=coordinator)


def test_nothing_of_a_secret_dialogue_is_for_everybody(lekeberg, coordinator):
    marked = {"secrecy_provision": "18 kap. 1 § OSL", "secrecy_on": date(2026, 3, 2), "secrecy_by": lekeberg}
    dialogue = add(lekeberg, coordinator, layer=Layer.PUBLIC, **marked)
    with pytest.raises(ValidationError, match="sekretess"):
        findings.add(dialogue, values=said(is_public=True), creation_key=uuid.uuid4(), by=coordinator)
    FindingFactory(dialogue=dialogue, is_public=True)

    assert not public_findings().exists()


@pytest.mark.parametrize(
    ("count", "wording", "shown"),
    [
        (None, "", ""),
        (None, "några få", ""),
        (3, "", ""),
        (5, "", "5"),
        (698, "", ""),
        (700, "drygt 700", "drygt 700"),
        (3, "tre", ""),
    ],
)
def test_a_small_number_is_never_told(count, wording, shown):
    assert public_count(count, 700, wording) == shown


def test_who_reads_what(lekeberg, orebro_area, coordinator, municipal_police, outsider_coordinator, reporter):
    own = FindingFactory(dialogue__municipality=lekeberg, dialogue__layer=Layer.OWN)
    both = FindingFactory(dialogue__municipality=lekeberg, dialogue__owner=orebro_area)
    everybody = FindingFactory(dialogue__municipality=lekeberg, dialogue__layer=Layer.PUBLIC, is_public=True)
    FindingFactory(dialogue__municipality=lekeberg, dialogue__layer=Layer.PUBLIC)

    assert own in readable_findings(coordinator, lekeberg)
    assert own not in readable_findings(municipal_police, lekeberg)
    assert both in readable_findings(coordinator, lekeberg)
    assert not readable_findings(outsider_coordinator, lekeberg).exists()
    assert not dialogues_read_by(reporter, lekeberg).exists()
    assert list(public_findings()) == [everybody]


# --- Closed and opened again -------------------------------------------------------------------------------


def test_a_dialogue_is_not_closed_while_a_finding_waits(dialogue, coordinator, answering):
    one, two = FindingFactory(dialogue=dialogue), FindingFactory(dialogue=dialogue, text="Fort kört.")
    answering(one)

    with pytest.raises(ValidationError) as refusal:
        dialogues.close_when_answered(dialogue, by=coordinator)
    assert "”Fort kört.”" in refusal.value.messages
    assert "Många ser" not in " ".join(refusal.value.messages)
    assert Dialogue.objects.get().is_open

    answering(two)
    dialogues.close_when_answered(dialogue, by=coordinator)
    dialogues.close_when_answered(dialogue, by=coordinator)
    assert not Dialogue.objects.get().is_open
    assert Event.objects.filter(action="lagesbild.dialogue_closed").count() == 1


def test_the_caller_says_which_findings_wait(dialogue, coordinator):
    found = [FindingFactory(dialogue=dialogue, text=f"Sak {n}") for n in range(7)]

    with pytest.raises(ValidationError) as refusal:
        dialogues.close(dialogue, unanswered=found, by=coordinator)
    assert refusal.value.messages[-1] == "… och 2 till."
    assert not dialogues.close(dialogue, unanswered=[], by=coordinator).is_open


def test_without_an_app_that_answers_nothing_is_answered(dialogue, monkeypatch):
    monkeypatch.setattr(answers, "_sources", [])
    monkeypatch.setattr(answers, "_urls", [])
    finding = FindingFactory(dialogue=dialogue)

    assert unanswered([finding]) == [finding]
    assert url_to_answer(finding) == ""


def test_what_is_closed_is_changed_only_after_it_is_opened(dialogue, coordinator, answering):
    finding = FindingFactory(dialogue=dialogue)
    answering(finding)
    closed = dialogues.close_when_answered(dialogue, by=coordinator)

    for attempted in (
        lambda: findings.add(closed, values=said(), creation_key=uuid.uuid4(), by=coordinator),
        lambda: findings.change(finding, edit_number=1, values=said(), by=coordinator),
        lambda: findings.remove(finding, edit_number=1, by=coordinator),
        lambda: findings.move(finding, up=True, by=coordinator),
        lambda: dialogues.change(closed, edit_number=closed.edit_number, values=values(), by=coordinator),
        lambda: dialogues.count(closed, edit_number=closed.edit_number, rows={}, by=coordinator),
    ):
        with pytest.raises(ValidationError, match="avslutad"):
            attempted()
    with pytest.raises(ValidationError, match="Skriv varför"):
        dialogues.reopen(closed, reason=" ", by=coordinator)

    opened = dialogues.reopen(closed, reason="En sak glömdes.", by=coordinator)
    assert opened.is_open
    assert opened.reopened_reason == "En sak glömdes."
    findings.add(opened, values=said(), creation_key=uuid.uuid4(), by=coordinator)
    assert Finding.objects.count() == 2
