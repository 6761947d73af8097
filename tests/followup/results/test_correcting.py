"""What everybody can read of how a promise ended can be taken back and corrected, also when it has ended."""

import uuid
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Event
from followup.actions import concluding, correcting, evaluating, measuring
from followup.evaluations import evaluables
from followup.models import Correction, Evaluation, Observation, PublicAnswer, Verdict
from tests.factories.followup import EvaluationFactory, ObservationFactory
from tests.followup.results.conftest import read
from tests.followup.results.test_concluding import ANSWER, ready

WHY = "En uppgift var fel."
WRONG = "Anna på Storgatan flyttade."


@pytest.fixture
def ended(found: Any, in_force: Any, coordinator: Any) -> Any:
    """A promise that has ended, with an answer and an evaluation that say something they should not."""
    ready(found, coordinator)
    PublicAnswer.objects.update(so_it_went=WRONG)
    EvaluationFactory(
        promise=found.promise, text=WRONG, released_at=in_force.published_at, released_by=coordinator
    )
    concluding.conclude(found, reason="Perioden är slut.", by=coordinator)
    return read(in_force)


def addresses(ended: Any) -> list[str]:
    slug = ended.promise.slug
    return [
        f"/loften/{slug}/",
        f"/loften/{slug}/svar/",
        f"/loften/{slug}.json",
        f"/loften/{slug}/uppfoljning.atom",
    ]


def read_by_all(client: Any, ended: Any) -> str:
    client.logout()
    return "".join(client.get(address).content.decode() for address in addresses(ended))


def test_what_should_not_be_read_is_hidden_at_once(client, ended, coordinator):
    assert WRONG in read_by_all(client, ended)
    client.force_login(coordinator)
    pk = ended.promise.pk

    client.post(reverse("followup:hide_answer", args=[pk]), {"reason": WHY})
    client.post(
        reverse("followup:hide_evaluation", args=[pk, Evaluation.objects.get().pk]), {"reason": "Den med."}
    )

    page = read_by_all(client, ended)
    assert WRONG not in page
    assert WHY in page
    assert "Den med." in page
    assert "Svaret visas inte just nu" in page


def test_hiding_needs_a_reason_and_is_done_once(client, ended, coordinator):
    client.force_login(coordinator)
    address = reverse("followup:hide_answer", args=[ended.promise.pk])

    assert "Fyll i fältet." in client.post(address, {"reason": " "}).content.decode()
    assert "telefonnummer" in client.post(address, {"reason": "Ring 070-123 45 67"}).content.decode()
    assert PublicAnswer.objects.get().released_at is not None
    for _time in range(2):
        assert client.post(address, {"reason": WHY}).status_code == 302

    assert Correction.objects.count() == 1
    assert Event.objects.filter(action="followup.answer_hidden").count() == 1


def test_the_words_are_neither_in_the_history_nor_in_the_correction(ended, coordinator):
    correcting.hide_answer(ended, reason=WHY, by=coordinator)

    assert WRONG not in str([*Event.objects.values_list("data", flat=True)])
    assert WRONG not in str([*Correction.objects.values()])


def test_a_corrected_answer_is_read_through_and_shown_with_day_and_reason(client, ended, coordinator):
    client.force_login(coordinator)
    pk = ended.promise.pk
    values = ANSWER | {"edit_number": 1, "why": WHY}

    refused = client.post(reverse("followup:answer", args=[pk]), values | {"why": ""})
    assert "Fyll i fältet." in refused.content.decode()
    assert client.post(reverse("followup:answer", args=[pk]), values).status_code == 302
    client.post(reverse("followup:release_answer", args=[pk]), {"edit_number": 2})

    page = read_by_all(client, ended)
    assert "Tio lampor är bytta." in page
    assert f"Svaret till invånarna rättades. {WHY}" in page
    assert Event.objects.filter(action="followup.answer_rewritten").count() == 1


def test_a_verdict_is_corrected_with_a_reason(client, ended, coordinator):
    client.force_login(coordinator)
    pk, first = ended.promise.pk, ended.activities[0]
    data: dict[str, Any] = {"why": WHY}
    for one in ended.activities:
        data |= {f"{one.key.hex}-edit_number": 1, f"{one.key.hex}-outcome": "achieved"}
    data |= {f"{first.key.hex}-outcome": "partly", f"{first.key.hex}-reason": "Hälften."}

    client.post(reverse("followup:verdicts", args=[pk]), data)

    assert Verdict.objects.get(activity_key=first.key).reason == "Hälften."
    assert PublicAnswer.objects.get().released_at is None
    assert [(row.what, row.subject_key) for row in Correction.objects.all()] == [("verdict", first.key)]
    client.post(reverse("followup:release_answer", args=[pk]), {"edit_number": 1})
    assert f"Omdömet av aktivitet {first.text.number} rättades. {WHY}" in read_by_all(client, ended)


def test_an_evaluation_is_corrected_with_a_reason_and_released_anew(client, ended, coordinator):
    client.force_login(coordinator)
    pk, row = ended.promise.pk, Evaluation.objects.get()
    values = {"evaluator": coordinator.memberships.get().organisation_id, "result": "clear", "text": "Bra."}

    client.post(reverse("followup:evaluate", args=[pk, "output"]), values | {"edit_number": 1, "why": WHY})
    client.post(reverse("followup:release_evaluation", args=[pk, row.pk]), {"edit_number": 2})

    page = read_by_all(client, ended)
    assert "Bra." in page
    assert f"Utvärderingen rättades. {WHY}" in page


def test_a_measured_value_is_corrected_and_none_is_added(ended, coordinator):
    indicator = ended.document.indicators[0]
    old = ObservationFactory(promise=ended.promise, indicator_key=indicator.key, value=5, note=WRONG)
    values: Any = {"series": "", "measured_on": date(2026, 6, 1), "value": 6, "source": "", "note": ""}
    how: Any = {"values": values, "by": coordinator, "why": WHY}

    with pytest.raises(PermissionDenied, match="avslutat"):
        measuring.record(ended, indicator, creation_key=old.creation_key, **how)
    new = measuring.record(ended, indicator, creation_key=uuid.uuid4(), supersedes=old, **how)

    assert new.supersedes == old
    assert Correction.objects.get().what == "measurement"
    assert Observation.objects.count() == 2


@pytest.mark.parametrize("person", ["landlord_executor", "reader", "chair"])
def test_only_who_decides_what_is_shown_takes_it_back(ended, request, person):
    by = request.getfixturevalue(person)

    with pytest.raises(PermissionDenied):
        correcting.hide_answer(ended, reason=WHY, by=by)
    with pytest.raises(PermissionDenied):
        concluding.save_answer(ended, values=ANSWER, edit_number=1, why=WHY, by=by)


def test_the_evaluator_writes_nothing_after_the_end(ended, landlord, landlord_executor):
    subject = next(one for one in evaluables(ended) if one.activity and one.activity.evaluators)
    values: Any = {"evaluator": landlord, "result": "clear", "text": "", "reason": "", "success_factors": ""}
    values |= {"remaining_challenges": "", "recommendation": ""}

    with pytest.raises(PermissionDenied):
        evaluating.evaluate(
            ended, subject, "output", values=values, edit_number=0, why=WHY, by=landlord_executor
        )


def test_nothing_new_is_written_after_the_end(ended, coordinator):
    subject = evaluables(ended)[0]
    values: Any = {"evaluator": coordinator.memberships.get().organisation, "result": "clear", "text": "Ny."}
    values |= {"reason": "", "success_factors": "", "remaining_challenges": "", "recommendation": ""}

    with pytest.raises(PermissionDenied, match="avslutat"):
        evaluating.evaluate(ended, subject, "process", values=values, edit_number=0, why=WHY, by=coordinator)


def test_another_promises_evaluation_is_not_found(client, ended, coordinator):
    client.force_login(coordinator)
    other = EvaluationFactory()

    assert (
        client.get(reverse("followup:hide_evaluation", args=[ended.promise.pk, other.pk])).status_code == 404
    )


def test_hiding_an_evaluation_says_nothing_of_an_answer_that_was_never_shown(client, found, coordinator):
    concluding.save_answer(found, values=ANSWER, edit_number=0, by=coordinator)
    row = EvaluationFactory(
        promise=found.promise, released_at=found.revision.published_at, released_by=coordinator
    )
    correcting.hide_evaluation(found, row, reason=WHY, by=coordinator)

    assert client.get(reverse("public:answer", args=[found.promise.slug])).status_code == 404


def test_nothing_is_hidden_without_a_reason_whoever_asks(ended, coordinator):
    with pytest.raises(ValidationError):
        correcting.hide_answer(ended, reason="  ", by=coordinator)
