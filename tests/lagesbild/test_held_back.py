"""What is marked as secret, or kept by one party for itself, on every way that it could come out."""

import json
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from audit.models import Event, EventOrganisation
from lagesbild.actions import dialogues, lagesbilder, merging
from lagesbild.composition import document_of, plan_document
from lagesbild.models import Dialogue, Layer, Problem
from promises.actions.answering_findings import answer_finding
from tests.factories.lagesbild import (
    ActionPlanFactory,
    AdoptedLagesbildFactory,
    CauseFactory,
    DialogueFactory,
    FindingFactory,
    LagesbildBasisFactory,
    LagesbildFactory,
    LagesbildProblemFactory,
    LagesbildVersionFactory,
    MeasureFactory,
    ProblemFactory,
)

SECRET = "Hemlighet"


def marked(by):
    return {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 1, 2), "secrecy_by": by}


@pytest.fixture
def dialogue(lekeberg):
    return DialogueFactory(municipality=lekeberg, title=f"{SECRET} i titeln", **marked(lekeberg))


@pytest.fixture
def said(dialogue):
    return FindingFactory(dialogue=dialogue, text=f"{SECRET} som sades.")


@pytest.fixture
def own(lekeberg, orebro_area):
    """A problem that the police told both parties of, and that was chosen; since then they keep it for themselves."""
    return ProblemFactory(
        municipality=lekeberg, owner=orebro_area, layer=Layer.OWN, title=f"{SECRET} hos polisen"
    )


@pytest.fixture
def draft(lekeberg, own):
    row = LagesbildFactory(
        municipality=lekeberg, mapping="Kartlagt.", other_information="Annat.", analysis="Analys."
    )
    LagesbildProblemFactory(lagesbild=row, problem=own)
    return row


def here(municipality, path):
    return f"/arbete/lagesbild/{municipality.slug}/{path}"


# --- Marked as secret --------------------------------------------------------------------------------------


@pytest.mark.parametrize("reads", ["reader", "chair", "council_secretary", "police_chief"])
def test_who_only_reads_finds_no_dialogue_that_is_marked(client, request, lekeberg, orebro_area, said, reads):
    client.force_login(request.getfixturevalue(reads))
    pk = said.dialogue_id

    listed = client.get(here(lekeberg, "dialoger/")).content.decode()
    marks = client.get(here(lekeberg, "sekretess/")).content.decode()

    assert SECRET not in listed
    assert SECRET not in marks
    for path in (f"dialoger/{pk}/", f"dialoger/{pk}/resultat/{said.pk}/"):
        assert client.get(here(lekeberg, path)).status_code == 404
    for path in (f"/arbete/loften/svar/dialog/{pk}/", f"/arbete/loften/svar/{said.pk}/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("writes", ["coordinator", "municipal_police"])
def test_who_writes_the_lagesbild_reads_what_is_marked(client, request, lekeberg, said, orebro_area, writes):
    client.force_login(request.getfixturevalue(writes))

    shown = client.get(here(lekeberg, f"dialoger/{said.dialogue_id}/")).content.decode()

    assert f"{SECRET} som sades." in shown


def test_a_lagesbild_that_is_marked_shows_a_reader_nothing_of_what_it_builds_on(client, lekeberg, reader):
    row = LagesbildFactory(municipality=lekeberg, **marked(lekeberg))
    LagesbildBasisFactory(lagesbild=row, name=SECRET)
    client.force_login(reader)

    page = client.get(here(lekeberg, f"lagesbilder/{row.pk}/")).content.decode()

    assert f"lagesbilder/{row.pk}/underlag/" not in page
    for path in ("underlag", "problem"):
        answer = client.get(here(lekeberg, f"lagesbilder/{row.pk}/{path}/"))
        assert answer.status_code == 403
        assert SECRET not in answer.content.decode()


def test_a_lagesbild_begun_from_one_that_is_marked_is_marked_too(lekeberg, coordinator):
    origin = AdoptedLagesbildFactory(municipality=lekeberg, **marked(lekeberg))
    values = {"title": "Ny", "starts_on": date(2026, 9, 1), "ends_on": date(2027, 8, 31)}

    row = lagesbilder.start(
        lekeberg,
        owner=lekeberg,
        values=values,
        creation_key=uuid4(),
        by=coordinator,
        start_from=origin,
    )

    assert row.mapping == origin.mapping
    assert (row.secrecy_provision, row.secrecy_by_id) == (origin.secrecy_provision, lekeberg.pk)


def test_a_plan_on_a_lagesbild_that_is_marked_says_no_cause(lekeberg):
    picture = AdoptedLagesbildFactory(municipality=lekeberg, **marked(lekeberg))
    plan = ActionPlanFactory(municipality=lekeberg, version=LagesbildVersionFactory(lagesbild=picture))
    MeasureFactory(plan=plan, cause_text=SECRET)

    assert SECRET not in str(plan_document(plan))


def test_what_joins_a_joint_problem_that_is_marked_does_not_unmark_it(lekeberg, orebro_area, coordinator):
    joint = ProblemFactory(municipality=lekeberg, is_joint=True, **marked(lekeberg))
    police = ProblemFactory(municipality=lekeberg, owner=orebro_area)
    values: dict[str, Any] = {"title": "Nytt", "theme": joint.theme, "what": "Text.", "layer": Layer.PARTIES}
    values |= {"secrecy_provision": "", "secrecy_on": None, "secrecy_by": None}

    with pytest.raises(ValidationError) as refused:
        merging.join(
            lekeberg,
            [police],
            values=values,
            creation_key=uuid4(),
            by=coordinator,
            into=joint,
            edit_number=joint.edit_number,
        )

    assert "secrecy_provision" in refused.value.message_dict
    assert Problem.objects.get(pk=joint.pk).is_secret


# --- One party's own -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["problem/", "kontrollera/", "anta/", ""], ids=["problem", "check", "adopt", "page"]
)
def test_a_chosen_problem_that_its_party_keeps_for_itself_since_is_not_shown_to_the_other(
    client, lekeberg, draft, coordinator, path
):
    client.force_login(coordinator)

    shown = client.get(here(lekeberg, f"lagesbilder/{draft.pk}/{path}")).content.decode()

    assert SECRET not in shown


def test_it_is_in_no_file_of_the_draft_and_stops_the_adoption(draft, coordinator):
    assert document_of(draft).problems == []
    with pytest.raises(ValidationError) as refused:
        lagesbilder.adopt(
            draft, decided_by_organ="Kommunstyrelsen", decided_on=date(2026, 9, 15), by=coordinator
        )

    assert SECRET not in str(refused.value)


def test_its_own_party_still_sees_which_it_is(client, lekeberg, draft, municipal_police):
    client.force_login(municipal_police)

    shown = client.get(here(lekeberg, f"lagesbilder/{draft.pk}/problem/")).content.decode()

    assert SECRET in shown


def test_a_plan_neither_offers_nor_shows_its_causes(client, lekeberg, own, coordinator):
    version = LagesbildVersionFactory(lagesbild__municipality=lekeberg)
    LagesbildProblemFactory(lagesbild=version.lagesbild, problem=own)
    cause = CauseFactory(problem=own, text=f"{SECRET} orsak")
    plan = ActionPlanFactory(municipality=lekeberg, version=version)
    row = MeasureFactory(plan=plan, problem=own, cause=cause)
    client.force_login(coordinator)

    for path in ("", "atgarder/ny/", f"atgarder/{row.pk}/"):
        assert SECRET not in client.get(here(lekeberg, f"planer/{plan.pk}/{path}")).content.decode()
    assert SECRET not in str(plan_document(plan))


# --- The log ---------------------------------------------------------------------------------------------------


def _add_dialogue(municipality, owner, by, **more):
    values = {"title": f"{SECRET} i titeln", "form": "survey", "starts_on": date(2026, 1, 1), **more}
    return dialogues.add(municipality, owner=owner, values=values, creation_key=uuid4(), by=by)


def test_the_log_of_the_other_party_tells_nothing_of_a_dialogue_of_ones_own(
    lekeberg, orebro_area, municipal_police
):
    own = _add_dialogue(lekeberg, orebro_area, municipal_police, layer=Layer.OWN)
    answer_finding(
        FindingFactory(dialogue=own),
        kind="passed_on",
        channel="Gatukontoret",
        edit_number=0,
        by=municipal_police,
    )

    events = Event.objects.filter(object_id=str(own.pk), object_type=Dialogue._meta.label_lower)

    assert events.count() == 2
    told = EventOrganisation.objects.filter(event__in=events).values_list("organisation_id", flat=True)
    assert set(told) == {orebro_area.pk}


def test_the_log_never_learns_what_a_dialogue_that_is_marked_is_called(lekeberg, coordinator):
    row = _add_dialogue(lekeberg, lekeberg, coordinator, **marked(lekeberg))
    finding = FindingFactory(dialogue=row)
    answer_finding(finding, kind="passed_on", channel="Gatukontoret", edit_number=0, by=coordinator)

    for event in Event.objects.filter(object_id=str(row.pk)):
        assert SECRET not in f"{event.object_label} {json.dumps(event.data)}"


def test_what_the_log_was_told_before_the_marking_is_kept_back_in_the_administration(
    client, lekeberg, coordinator, council_secretary
):
    row = _add_dialogue(lekeberg, lekeberg, coordinator)
    Dialogue.objects.filter(pk=row.pk).update(**marked(lekeberg))
    event = Event.objects.get(object_id=str(row.pk))
    client.force_login(council_secretary)

    listed = client.get("/admin/handelser/").content.decode()
    one = client.get(f"/admin/handelser/{event.number}/").content.decode()

    assert "skrev in dialogen" in listed
    assert SECRET not in listed
    assert SECRET not in one


def test_who_comes_second_is_not_shown_what_the_other_party_has_chosen_of_its_own(
    client, lekeberg, orebro_area, coordinator, municipal_police
):
    own = DialogueFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN)
    joint = ProblemFactory(municipality=lekeberg, is_joint=True)
    FindingFactory(dialogue__municipality=lekeberg)
    joint.findings.add(FindingFactory(dialogue=own, text=SECRET))
    Problem.objects.filter(pk=joint.pk).update(
        edit_number=2, what="Polisens nya text.", edited_by=municipal_police
    )
    data = {
        "title": "Mitt",
        "theme": joint.theme,
        "what": "Min text.",
        "trend": "unknown",
        "layer": "parties",
    }
    client.force_login(coordinator)

    answer = client.post(here(lekeberg, f"problem/{joint.pk}/andra/"), {**data, "edit_number": 1})

    assert answer.status_code == 409
    assert "Polisens nya text." in answer.content.decode()
    assert SECRET not in answer.content.decode()
