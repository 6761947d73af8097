import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.models import Event
from audit.presenters import lines
from lagesbild.actions import causes, merging, prioritising, problem_rows, problems
from lagesbild.models import Cause, ChainStep, Evidence, Layer, Problem, ProblemSource
from lagesbild.problem_permissions import readable_problems
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import (
    CauseFactory,
    CriterionFactory,
    DialogueFactory,
    FindingFactory,
    LagesbildPlaceFactory,
    ProblemFactory,
)

VALUES = {"title": "Klotter", "theme": "vandalism", "what": "Väggar klottras ner."}


@pytest.fixture
def own(lekeberg):
    return ProblemFactory(municipality=lekeberg)


def write(municipality, owner, by, key=None, **values):
    key = key or uuid.uuid4()
    return problems.create(municipality, owner=owner, values={**VALUES, **values}, creation_key=key, by=by)


def organisation(row):
    """The row as an organisation: what a party is."""
    return row.organisation_ptr


def test_nobody_writes_for_the_other_party(lekeberg, orebro_area, coordinator, reader, outsider_coordinator):
    for by in (coordinator, reader, outsider_coordinator):
        with pytest.raises(PermissionDenied):
            write(lekeberg, organisation(orebro_area), by)


def test_the_same_key_gives_the_same_problem_and_not_another_municipalitys(
    lekeberg, orebro, orebro_area, municipal_police
):
    key, party = uuid.uuid4(), organisation(orebro_area)

    first, again = (write(lekeberg, party, municipal_police, key) for _n in range(2))

    assert first == again
    assert Event.objects.filter(action="lagesbild.problem_added").count() == 1
    with pytest.raises(ValidationError):
        write(orebro, party, municipal_police, key)


def test_places_and_findings_are_those_that_one_may_choose(lekeberg, kungsor, orebro_area, coordinator):
    elsewhere = LagesbildPlaceFactory(municipality=kungsor)
    hidden = FindingFactory(
        dialogue=DialogueFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN)
    )

    for links in ({"places": [elsewhere]}, {"findings": [hidden]}):
        with pytest.raises(ValidationError):
            write(lekeberg, organisation(lekeberg), coordinator, **links)
    assert not Problem.objects.exists()


def test_what_is_only_ones_own_is_told_to_ones_own_log_alone(
    lekeberg, orebro_area, municipal_police, coordinator
):
    one = write(lekeberg, organisation(orebro_area), municipal_police, layer=Layer.OWN)

    event = Event.objects.get(action="lagesbild.problem_added")
    assert event.organisation_ids == [orebro_area.pk]
    assert "Klotter" not in f"{event.object_label} {event.data}"
    assert not readable_problems(coordinator, lekeberg).filter(pk=one.pk).exists()


def test_what_is_secret_says_nothing_in_the_log(lekeberg, coordinator):
    marking = {
        "secrecy_provision": "OSL 18:1",
        "secrecy_on": date(2026, 1, 1),
        "secrecy_by": organisation(lekeberg),
    }
    one = write(lekeberg, organisation(lekeberg), coordinator, **marking)
    problems.retire(one, reason="Skälet", edit_number=1, by=coordinator)

    said = " ".join(f"{event.object_label} {event.data}" for event in Event.objects.all())
    assert "Klotter" not in said
    assert "Skälet" not in said


def test_what_was_said_before_the_marking_is_kept_back(lekeberg, coordinator):
    one = write(lekeberg, organisation(lekeberg), coordinator)
    events = list(Event.objects.for_object(one))
    assert "Klotter" in lines(events)[0].text

    Problem.objects.filter(pk=one.pk).update(
        secrecy_provision="OSL 18:1", secrecy_on=date(2026, 1, 1), secrecy_by=lekeberg
    )

    assert "Klotter" not in lines(events)[0].text


def test_joined_and_ended_problems_stay_as_they_were(lekeberg, coordinator, own):
    joint = ProblemFactory(municipality=lekeberg, is_joint=True)
    Problem.objects.filter(pk=own.pk).update(joined_into=joint)
    ended = ProblemFactory(municipality=lekeberg, is_active=False)

    for one in (own, ended):
        with pytest.raises(PermissionDenied):
            problems.change(one, values=VALUES, edit_number=1, by=coordinator)
        with pytest.raises(PermissionDenied):
            problem_rows.add(
                ProblemSource, one, values={"name": "Ny"}, creation_key=uuid.uuid4(), by=coordinator
            )


def test_a_joint_problem_is_both_parties_and_never_one_partys_own(lekeberg, coordinator, municipal_police):
    joint = ProblemFactory(municipality=lekeberg, is_joint=True)
    problems.change(joint, values=VALUES, edit_number=1, by=municipal_police)

    with pytest.raises(ValidationError):
        problems.change(joint, values={**VALUES, "layer": Layer.OWN}, edit_number=2, by=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Problem.objects.filter(pk=joint.pk).update(layer=Layer.OWN)


def test_what_is_only_one_partys_own_cannot_be_joined(lekeberg, orebro_area, municipal_police, own):
    hidden = ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN)

    with pytest.raises(ValidationError):
        merging.join(lekeberg, [own, hidden], values=VALUES, creation_key=uuid.uuid4(), by=municipal_police)
    assert not Problem.objects.filter(is_joint=True).exists()


def test_a_stranger_joins_nothing_and_weighs_nothing(lekeberg, orebro_area, outsider_police, own):
    other = ProblemFactory(municipality=lekeberg, owner=orebro_area)
    cell = {(own.pk, CriterionFactory(municipality=lekeberg).pk): prioritising.Written(3, None, 0)}

    with pytest.raises(PermissionDenied):
        merging.join(lekeberg, [own, other], values=VALUES, creation_key=uuid.uuid4(), by=outsider_police)
    with pytest.raises(PermissionDenied):
        prioritising.save_scores(lekeberg, party=None, cells=cell, by=outsider_police)
    with pytest.raises(PermissionDenied):
        merging.unjoin(own, by=outsider_police)


def test_another_municipalitys_problem_or_criterion_is_not_scored(lekeberg, kungsor, coordinator, own):
    for cell in (
        (ProblemFactory(municipality=kungsor).pk, CriterionFactory(municipality=lekeberg).pk),
        (own.pk, CriterionFactory(municipality=kungsor).pk),
    ):
        with pytest.raises(ValidationError):
            prioritising.save_scores(
                lekeberg, party=None, cells={cell: prioritising.Written(3, None, 0)}, by=coordinator
            )


def test_a_decision_is_of_today_or_before_and_about_what_both_read(lekeberg, coordinator, own):
    said = {"priority": "prioritised", "reason": "", "edit_number": 1, "by": coordinator}
    tomorrow = timezone.localdate() + timedelta(days=1)
    hidden = ProblemFactory(municipality=lekeberg, layer=Layer.OWN)

    for one, day in ((own, tomorrow), (hidden, date(2026, 1, 1))):
        with pytest.raises(ValidationError):
            prioritising.decide(one, decided_on=day, **said)
    prioritising.decide(own, decided_on=date(2026, 1, 1), **said)
    with pytest.raises(StaleEdit):
        prioritising.decide(
            own,
            decided_on=date(2026, 1, 2),
            priority="deprioritised",
            reason="Nej",
            edit_number=1,
            by=coordinator,
        )


def test_a_parent_and_evidence_are_of_the_same_problem(lekeberg, coordinator, own):
    other = CauseFactory(problem=ProblemFactory(municipality=lekeberg))
    values = {"text": "Orsak", "parent": other}

    with pytest.raises(ValidationError):
        problem_rows.add(Cause, own, values=values, creation_key=uuid.uuid4(), by=coordinator)
    said = {"cause": other, "text": "Belägg"}
    with pytest.raises(ValidationError):
        problem_rows.add(Evidence, own, values=said, creation_key=uuid.uuid4(), by=coordinator)


def test_the_other_party_cannot_say_that_an_analysis_is_done(municipal_police, own):
    with pytest.raises(PermissionDenied):
        causes.set_done(own, done=True, by=municipal_police)


def test_the_log_says_a_row_in_short(coordinator, own):
    values = {"text": "Ett långt led " * 10 + "slut."}
    problem_rows.add(ChainStep, own, values=values, creation_key=uuid.uuid4(), by=coordinator)

    what = Event.objects.get(action="lagesbild.chain_step_added").data["what"]
    assert len(what) == 80
    assert what.endswith("…")
