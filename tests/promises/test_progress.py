from datetime import date

import pytest

from promises import progress, quality
from promises.models import Revision
from promises.progress import State
from promises.states import Status
from tests.factories import promises as rows


def state(draft, key):
    return next(state for state in progress.steps(draft) if state.step.key == key)


def test_an_empty_draft_says_what_to_begin_with(draft):
    states = {state.step.key: state.state for state in progress.steps(draft)}

    assert states == {
        "basics": State.DOING,
        "sections": State.OPTIONAL,
        "dialogue": State.TODO,
        "activities": State.TODO,
        "follow_up": State.TODO,
        "signatories": State.TODO,
        "check": State.TODO,
    }


def test_basics_are_done_with_both_sides_and_a_period(draft):
    Revision.objects.filter(pk=draft.pk).update(period_start=date(2027, 1, 1), period_open_ended=True)
    assert state(draft, "basics").state == State.DONE

    draft.parties.last().delete()
    assert state(draft, "basics").note == "Saknas: polisens område"


def test_a_promise_registered_afterwards_may_have_an_unknown_period(draft):
    draft.promise.registered_afterwards = True
    draft.promise.save()

    assert state(draft, "basics").state == State.DONE


def test_a_section_without_text_is_only_begun(draft):
    rows.SectionFactory(revision=draft, heading="Bakgrund", body="")
    assert state(draft, "sections").state == State.DOING

    draft.sections.update(body="Text")
    assert state(draft, "sections").state == State.DONE


def test_aims_alone_are_counted_alone(draft):
    rows.AimFactory(revision=draft)

    assert state(draft, "sections").note == "1 mål"


def test_what_is_written_about_the_lagesbild_belongs_to_the_dialogue(draft):
    rows.SectionFactory(revision=draft, kind="lagesbild")

    assert state(draft, "sections").state == State.OPTIONAL
    assert state(draft, "dialogue").state == State.DOING


@pytest.mark.parametrize("field", ["summary", "no_dialogue_reason"])
def test_the_dialogue_is_done_when_it_is_told_or_explained(draft, field):
    rows.DialogueBasisFactory(revision=draft, **{"summary": "", field: "Därför."})

    assert state(draft, "dialogue").state == State.DONE


def test_a_section_that_tells_what_was_said_does_as_well_as_the_field(draft):
    rows.SectionFactory(revision=draft, kind="dialogue", body="412 personer svarade.")

    assert state(draft, "dialogue").state == State.DONE
    assert 5 not in {finding.rule for finding in quality.check(draft).at("dialogue")}


@pytest.mark.parametrize("nothing", ["–", "...", " \n "])
def test_a_dash_in_the_field_tells_nothing(draft, nothing):
    rows.DialogueBasisFactory(revision=draft, summary=nothing, no_dialogue_reason=nothing)

    assert state(draft, "dialogue").state == State.DOING
    assert quality.check(draft).at("dialogue")


@pytest.mark.parametrize(
    ("blocking", "note"),
    [
        (None, "Se vad som hindrar underskrift och vad som kan bli bättre."),
        (0, "Inget hindrar underskrift."),
        (1, "1 sak hindrar underskrift."),
        (12, "12 saker hindrar underskrift."),
    ],
)
def test_the_check_says_how_much_blocks_when_it_has_been_asked(draft, blocking, note):
    assert progress.steps(draft, blocking=blocking)[-1].note == note


def test_activities_are_done_when_each_says_who_does_and_who_answers(draft, lekeberg):
    activity = rows.ActivityFactory(revision=draft)
    rows.ActivityActorFactory(activity=activity, part="executor", organisation=lekeberg)
    assert state(draft, "activities").state == State.DOING

    rows.ActivityActorFactory(activity=activity, part="responsible", organisation=lekeberg)
    assert state(draft, "activities").state == State.DONE


@pytest.mark.parametrize(
    "field", ["by_whom", "interval", "first_on", "reported_to", "feedback_on", "feedback_channel"]
)
def test_follow_up_is_done_when_nothing_that_the_rules_ask_for_is_missing(draft, field):
    plan = rows.FollowUpPlanFactory(revision=draft)
    assert state(draft, "follow_up").state == State.DONE

    setattr(plan, field, None if field.endswith("_on") else "")
    plan.save()
    assert state(draft, "follow_up").state == State.DOING


def test_signatories_are_done_when_municipality_and_police_have_one_each(draft, lekeberg, orebro_area):
    rows.SignatoryFactory(revision=draft, organisation=lekeberg)
    assert state(draft, "signatories").state == State.DOING

    rows.SignatoryFactory(revision=draft, organisation=orebro_area)
    assert state(draft, "signatories").state == State.DONE


def test_a_signatory_of_an_organisation_that_is_no_party_is_pointed_out(draft, landlord):
    rows.SignatoryFactory(revision=draft, organisation=landlord)

    assert state(draft, "signatories").note == "Inte längre part: Hyresvärden"


def test_open_comments_are_counted_on_the_step_where_they_belong(draft):
    section = rows.SectionFactory(revision=draft, kind="lagesbild")
    rows.CommentFactory(revision=draft, anchor="basics")
    rows.CommentFactory(revision=draft, anchor=f"section:{section.pk}")
    rows.CommentFactory(revision=draft, anchor="focus_area:3")
    resolved = {"resolved_at": draft.status_changed_at, "resolved_by": rows.UserFactory()}
    rows.CommentFactory(revision=draft, anchor="follow_up", **resolved)

    counts = {state.step.key: state.open_comments for state in progress.steps(draft)}

    assert {key: count for key, count in counts.items() if count} == {
        "basics": 1,
        "dialogue": 1,
        "activities": 1,
    }


def test_the_way_on_leads_to_the_next_step_that_waits_and_last_to_the_check(draft, lekeberg, orebro_area):
    assert progress.next_after(draft, "basics").key == "dialogue"
    rows.DialogueBasisFactory(revision=draft)
    assert progress.next_after(draft, "dialogue").key == "activities"

    Revision.objects.filter(pk=draft.pk).update(period_start=date(2027, 1, 1), period_end=date(2027, 12, 31))
    activity = rows.ActivityFactory(revision=draft)
    for part in ("executor", "responsible"):
        rows.ActivityActorFactory(activity=activity, part=part, organisation=lekeberg)
    rows.FollowUpPlanFactory(revision=draft)
    for organisation in (lekeberg, orebro_area):
        rows.SignatoryFactory(revision=draft, organisation=organisation)
    assert progress.next_after(draft, "signatories").key == "check"


@pytest.mark.parametrize(
    ("status", "expected"),
    [(Status.DRAFT, State.TODO), (Status.REVIEW, State.DOING), (Status.FOR_SIGNATURE, State.DONE)],
)
def test_the_check_follows_the_state(draft, status, expected):
    Revision.objects.filter(pk=draft.pk).update(status=status)

    assert state(draft, "check").state == expected


@pytest.mark.parametrize("count", [1, 3])
def test_reading_the_steps_costs_the_same_however_much_is_written(
    draft, lekeberg, count, django_assert_num_queries
):
    for _number in range(count):
        rows.SectionFactory(revision=draft)
        rows.AimFactory(revision=draft)
        rows.FocusAreaFactory(revision=draft)
        rows.ActivityActorFactory(activity=rows.ActivityFactory(revision=draft), organisation=lekeberg)
        rows.SignatoryFactory(revision=draft)
        rows.CommentFactory(revision=draft)

    with django_assert_num_queries(8):
        progress.steps(draft)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"period_text": "Hösten 2027", "period_start": date(2027, 9, 1)}, "Hösten 2027"),
        (
            {"period_start": date(2027, 1, 1), "period_end": date(2027, 12, 31), "period_precision": "year"},
            "2027",
        ),
        ({}, ""),
    ],
)
def test_a_period_is_said_in_its_own_words_first(fields, words):
    assert Revision(**fields).period_words == words
