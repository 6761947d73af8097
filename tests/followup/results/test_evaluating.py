import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from followup.actions import concluding, evaluating
from followup.answers import public_answer
from followup.evaluations import evaluables, results_of
from followup.models import Evaluation
from organisations.actions.rows import StaleEdit
from tests.factories.promises import ActivityFactory, FocusAreaFactory
from tests.factories.published import publish
from tests.followup.results.conftest import read
from tests.followup.results.test_concluding import answer
from tests.promises.scene import a_draft

Kind = Evaluation.Kind


def values(evaluator, **more):
    return {
        "evaluator": evaluator,
        "result": "clear",
        "text": "Tio av tio lampor.",
        "reason": "",
        "success_factors": "",
        "remaining_challenges": "",
        "recommendation": "",
        **more,
    }


def landlords(found):
    return next(one for one in evaluables(found) if "gården" in one.title)


def test_the_named_evaluator_evaluates_its_activity(found, landlord, landlord_executor):
    evaluating.evaluate(
        found,
        landlords(found),
        Kind.OUTPUT,
        values=values(landlord),
        edit_number=0,
        by=landlord_executor,
    )

    assert Evaluation.objects.get().evaluator_id == landlord.pk


def test_the_named_evaluator_does_not_evaluate_the_rest(found, landlord, landlord_executor):
    whole = evaluables(found)[0]

    with pytest.raises(PermissionDenied):
        evaluating.evaluate(
            found, whole, Kind.OUTPUT, values=values(landlord), edit_number=0, by=landlord_executor
        )


def test_nobody_evaluates_in_anothers_name(found, lekeberg, landlord_executor):
    with pytest.raises(PermissionDenied, match="organisationen"):
        evaluating.evaluate(
            found,
            landlords(found),
            Kind.OUTPUT,
            values=values(lekeberg),
            edit_number=0,
            by=landlord_executor,
        )


@pytest.mark.parametrize("result", ["no_measurable", "cannot_say"])
def test_what_cannot_be_seen_says_why(found, lekeberg, coordinator, result):
    whole = evaluables(found)[0]

    with pytest.raises(ValidationError, match="varför"):
        evaluating.evaluate(
            found,
            whole,
            Kind.OUTCOME,
            values=values(lekeberg, result=result),
            edit_number=0,
            by=coordinator,
        )
    evaluating.evaluate(
        found,
        whole,
        Kind.OUTCOME,
        values=values(lekeberg, result=result, reason="Ingen mätning före."),
        edit_number=0,
        by=coordinator,
    )


def test_only_an_effect_can_lack_a_measurable_answer():
    assert "no_measurable" in dict(results_of(Kind.OUTCOME))
    assert "no_measurable" not in dict(results_of(Kind.OUTPUT))
    assert "cannot_say" in dict(results_of(Kind.PROCESS))


def test_the_three_kinds_are_kept_apart(found, lekeberg, coordinator):
    whole = evaluables(found)[0]
    for kind in Kind:
        evaluating.evaluate(found, whole, kind, values=values(lekeberg), edit_number=0, by=coordinator)

    assert [kind for kind, row in evaluables(found)[0].kinds if row] == list(Kind)


def test_a_changed_evaluation_is_released_anew(found, lekeberg, coordinator, municipal_police):
    whole = evaluables(found)[0]
    row = evaluating.evaluate(
        found, whole, Kind.OUTPUT, values=values(lekeberg), edit_number=0, by=coordinator
    )
    evaluating.release(found, row, edit_number=1, by=coordinator)

    evaluating.evaluate(
        found, whole, Kind.OUTPUT, values=values(lekeberg, text="Nio."), edit_number=1, by=municipal_police
    )

    row.refresh_from_db()
    assert row.released_at is None
    with pytest.raises(ValidationError, match="en gång till"):
        evaluating.release(found, row, edit_number=1, by=coordinator)


def test_anothers_evaluation_is_not_overwritten_unseen(found, lekeberg, coordinator, municipal_police):
    whole = evaluables(found)[0]
    evaluating.evaluate(found, whole, Kind.OUTPUT, values=values(lekeberg), edit_number=0, by=coordinator)

    with pytest.raises(StaleEdit):
        evaluating.evaluate(
            found,
            whole,
            Kind.OUTPUT,
            values=values(lekeberg, text="Annat."),
            edit_number=0,
            by=municipal_police,
        )


def test_readers_see_only_what_is_released(found, lekeberg, coordinator):
    answer(found, coordinator)
    whole, *_rest = evaluables(found)
    shown = evaluating.evaluate(
        found, whole, Kind.OUTPUT, values=values(lekeberg), edit_number=0, by=coordinator
    )
    evaluating.evaluate(
        found, whole, Kind.PROCESS, values=values(lekeberg, text="Hemlig."), edit_number=0, by=coordinator
    )
    evaluating.release(found, shown, edit_number=1, by=coordinator)

    text = public_answer(found.promise.slug)

    assert text is not None
    assert [one.text for one in text.evaluations] == ["Tio av tio lampor."]


def test_the_page_saves_and_says_what_is_missing(client, found, landlord, landlord_executor):
    client.force_login(landlord_executor)
    key = landlords(found).key
    url = reverse("followup:evaluate_part", args=[found.promise.pk, "activity", key, "outcome"])
    data = {"edit_number": 0, "evaluator": landlord.pk, "result": "cannot_say"}

    refused = client.post(url, data)
    saved = client.post(url, {**data, "reason": "Lamporna kom upp i går."})

    assert "Skriv varför" in refused.content.decode()
    assert saved.status_code == 302
    assert Evaluation.objects.get().reason == "Lamporna kom upp i går."


def test_the_landlord_sees_its_own_rows_only(client, found, landlord_executor):
    client.force_login(landlord_executor)

    page = client.get(reverse("followup:evaluations", args=[found.promise.pk])).content.decode()

    assert "Belysning på gården." in page
    assert "Hela löftet" not in page


@pytest.mark.parametrize("kind", ["nothing", "effect"])
def test_an_unknown_kind_is_not_found(client, found, coordinator, kind):
    client.force_login(coordinator)

    response = client.get(reverse("followup:evaluate", args=[found.promise.pk, kind]))

    assert response.status_code == 404


def test_the_page_asks_the_same_however_much_there_is(
    client, lekeberg, orebro_area, coordinator, django_assert_max_num_queries
):
    client.force_login(coordinator)
    counts = []
    for rows in (1, 3):
        revision = a_draft(lekeberg, orebro_area)
        area = FocusAreaFactory(revision=revision)
        ActivityFactory.create_batch(rows, revision=revision, focus_area=area)
        publish(revision, coordinator)
        found = read(revision)
        for one in evaluables(found):
            evaluating.evaluate(
                found, one, Kind.OUTPUT, values=values(lekeberg), edit_number=0, by=coordinator
            )
        with django_assert_max_num_queries(20) as captured:
            client.get(reverse("followup:evaluations", args=[revision.promise_id]))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_after_the_conclusion_nothing_is_evaluated(found, in_force, lekeberg, coordinator):
    for activity in found.activities:
        concluding.give_verdict(found, activity, outcome="achieved", reason="", edit_number=0, by=coordinator)
    answer(found, coordinator)
    concluding.conclude(found, reason="Slut.", by=coordinator)

    ended = read(in_force)
    with pytest.raises(PermissionDenied, match="avslutat"):
        evaluating.evaluate(
            ended,
            evaluables(ended)[0],
            Kind.OUTPUT,
            values=values(lekeberg),
            edit_number=0,
            by=coordinator,
        )


def test_the_evaluator_that_the_promise_names_is_chosen_at_first(client, found, landlord, coordinator):
    client.force_login(coordinator)
    key = landlords(found).key

    page = client.get(reverse("followup:evaluate_part", args=[found.promise.pk, "activity", key, "output"]))

    assert page.context["form"]["evaluator"].value() == landlord.pk
