import re
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from audit.models import Event
from followup.actions import concluding
from followup.concluding import obstacles
from followup.models import PublicAnswer, Verdict
from followup.states import Outcome
from organisations.actions.rows import StaleEdit
from promises.models import Promise
from promises.states import Status
from tests.factories.promises import ActivityFactory, FocusAreaFactory
from tests.factories.published import publish
from tests.followup.results.conftest import read
from tests.promises.scene import a_draft

ANSWER: Any = {
    "you_said": "Det är mörkt på gården.",
    "we_promised": "– Belysning",
    "so_it_went": "Tio lampor är bytta.",
    "what_now": "",
}


def give_all(found, by):
    for activity in found.activities:
        concluding.give_verdict(found, activity, outcome=Outcome.ACHIEVED, reason="", edit_number=0, by=by)


def answer(found, by):
    saved = concluding.save_answer(found, values=ANSWER, edit_number=0, by=by)
    return concluding.release_answer(found, edit_number=saved.edit_number, by=by)


def ready(found, by):
    give_all(found, by)
    answer(found, by)


# --- Verdicts ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.ACHIEVED])
def test_a_verdict_that_is_not_as_promised_says_why(found, coordinator, outcome):
    with pytest.raises(ValidationError, match="varför"):
        concluding.give_verdict(
            found, found.activities[0], outcome=outcome, reason=" ", edit_number=0, by=coordinator
        )
    assert not Verdict.objects.exists()


def test_the_same_verdict_twice_is_one_with_one_event(found, coordinator):
    give_all(found, coordinator)
    give_all(found, coordinator)

    assert Verdict.objects.count() == 2
    assert Event.objects.filter(action="followup.verdict_given").count() == 2


def test_somebody_elses_verdict_is_not_overwritten_unseen(found, coordinator, municipal_police):
    give_all(found, coordinator)

    with pytest.raises(StaleEdit):
        concluding.give_verdict(
            found,
            found.activities[0],
            outcome=Outcome.PARTLY,
            reason="Hälften.",
            edit_number=0,
            by=municipal_police,
        )
    assert set(Verdict.objects.values_list("outcome", flat=True)) == {Outcome.ACHIEVED}


def test_the_evaluating_landlord_gives_no_verdict(found, landlord_executor):
    with pytest.raises(PermissionDenied):
        give_all(found, landlord_executor)


# --- The answer -------------------------------------------------------------------------------------------


def test_an_answer_that_says_nothing_is_not_released(found, coordinator):
    concluding.save_answer(found, values=ANSWER | {"so_it_went": ""}, edit_number=0, by=coordinator)

    with pytest.raises(ValidationError, match="hur det gick"):
        concluding.release_answer(found, edit_number=1, by=coordinator)


def test_what_is_released_is_what_was_read(found, coordinator, municipal_police):
    concluding.save_answer(found, values=ANSWER, edit_number=0, by=coordinator)
    changed = ANSWER | {"what_now": "Mer."}
    concluding.save_answer(found, values=changed, edit_number=1, by=municipal_police)

    with pytest.raises(ValidationError, match="en gång till"):
        concluding.release_answer(found, edit_number=1, by=coordinator)


@pytest.mark.parametrize("change", ["answer", "verdict"])
def test_a_change_takes_the_answer_back_until_it_is_released_anew(found, coordinator, change):
    ready(found, coordinator)

    if change == "answer":
        concluding.save_answer(found, values=ANSWER | {"you_said": "Nej."}, edit_number=1, by=coordinator)
    else:
        concluding.give_verdict(
            found,
            found.activities[0],
            outcome=Outcome.PARTLY,
            reason="Hälften.",
            edit_number=1,
            by=coordinator,
        )

    assert PublicAnswer.objects.get().released_at is None


# --- The conclusion ---------------------------------------------------------------------------------------


def test_what_is_missing_is_named_exactly(found, coordinator):
    concluding.give_verdict(
        found, found.activities[0], outcome=Outcome.ACHIEVED, reason="", edit_number=0, by=coordinator
    )

    with pytest.raises(ValidationError) as refused:
        concluding.conclude(found, reason="Slut.", by=coordinator)

    number = found.activities[1].text.number
    assert refused.value.messages == [
        f"Aktivitet {number} saknar omdöme: Belysning på gården.",
        "Svaret till invånarna är inte skrivet.",
    ]


def test_an_answer_that_nobody_has_released_stands_in_the_way(found, coordinator):
    give_all(found, coordinator)
    concluding.save_answer(found, values=ANSWER, edit_number=0, by=coordinator)

    assert obstacles(found) == ["Svaret till invånarna är skrivet men visas inte för alla än."]


def test_an_answered_promise_is_concluded_once(found, in_force, coordinator):
    ready(found, coordinator)

    concluding.conclude(found, reason="Perioden är slut.", by=coordinator)
    concluding.conclude(read(in_force), reason="En annan.", by=coordinator)

    in_force.refresh_from_db()
    assert (in_force.status, in_force.ended_reason) == (Status.ENDED, "Perioden är slut.")


def test_after_the_end_nothing_is_changed(found, in_force, coordinator):
    ready(found, coordinator)
    concluding.conclude(found, reason="Slut.", by=coordinator)

    ended = read(in_force)
    with pytest.raises(PermissionDenied, match="avslutat"):
        concluding.save_answer(ended, values=ANSWER | {"you_said": "x"}, edit_number=1, by=coordinator)
    with pytest.raises(PermissionDenied, match="avslutat"):
        give_all(ended, coordinator)


def test_a_verdict_does_not_slip_in_behind_a_newer_version(found, in_force, coordinator):
    type(in_force).objects.filter(pk=in_force.pk).update(status=Status.SUPERSEDED)

    with pytest.raises(ValidationError, match="ny version"):
        give_all(found, coordinator)


def test_a_promise_registered_afterwards_and_without_activities_needs_only_the_answer(
    lekeberg, orebro_area, coordinator
):
    revision = a_draft(lekeberg, orebro_area)
    revision.activities.all().delete()
    Promise.objects.filter(pk=revision.promise_id).update(registered_afterwards=True)
    publish(revision, coordinator)
    found = read(revision)

    answer(found, coordinator)
    concluding.conclude(found, reason="Slut.", by=coordinator)

    revision.refresh_from_db()
    assert revision.status == Status.ENDED


# --- The pages --------------------------------------------------------------------------------------------


def test_half_a_page_of_verdicts_is_saved(client, found, coordinator):
    client.force_login(coordinator)
    first, second = found.activities
    data = {
        f"{first.key.hex}-edit_number": 0,
        f"{first.key.hex}-outcome": "partly",
        f"{first.key.hex}-reason": "Snön kom tidigt.",
        f"{second.key.hex}-edit_number": 0,
    }

    response = client.post(reverse("followup:verdicts", args=[found.promise.pk]), data)

    assert response.status_code == 302
    assert [(one.activity_key, one.reason) for one in Verdict.objects.all()] == [
        (first.key, "Snön kom tidigt.")
    ]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"outcome": "partly"}, "Skriv varför det inte blev som ni lovade."),
        ({"reason": "Snön."}, "Välj hur det gick."),
        ({"outcome": "achieved", "reason": "Ring 070-123 45 67."}, "telefonnummer"),
    ],
)
def test_a_faulty_verdict_says_so_and_keeps_the_text(client, found, coordinator, fields, sentence):
    client.force_login(coordinator)
    prefix = found.activities[0].key.hex
    data = {f"{one.key.hex}-edit_number": 0 for one in found.activities}
    data |= {f"{prefix}-{name}": value for name, value in fields.items()}

    page = client.post(reverse("followup:verdicts", args=[found.promise.pk]), data)

    assert sentence in page.content.decode()
    assert fields.get("reason", "") in page.content.decode()
    assert not Verdict.objects.exists()


def test_the_answer_begins_with_the_promises_own_words(client, found, in_force, coordinator):
    client.force_login(coordinator)

    page = client.get(reverse("followup:answer", args=[found.promise.pk])).content.decode()

    assert in_force.dialogue.summary in page
    assert "– Belysning på gården." in page


def test_a_small_group_is_pointed_at_before_everybody_reads_it(client, found, coordinator):
    client.force_login(coordinator)
    values = ANSWER | {"so_it_went": "Tre ungdomar flyttade."}
    concluding.save_answer(found, values=values, edit_number=0, by=coordinator)

    page = client.get(reverse("followup:release_answer", args=[found.promise.pk])).content.decode()

    assert "Tre ungdomar” kan peka ut några få personer" in page


def test_the_road_to_the_end_through_the_pages(client, found, in_force, coordinator):
    client.force_login(coordinator)
    pk = found.promise.pk
    refused = client.post(reverse("followup:conclude", args=[pk]), {"reason": "Slut."}).content.decode()
    assert "saknar omdöme: Belysning på gården." in refused

    give_all(found, coordinator)
    client.post(reverse("followup:answer", args=[pk]), ANSWER | {"edit_number": 0})
    client.post(reverse("followup:release_answer", args=[pk]), {"edit_number": 1})
    client.post(reverse("followup:conclude", args=[pk]), {"reason": "Slut."})

    in_force.refresh_from_db()
    assert in_force.status == Status.ENDED
    client.logout()
    public = client.get(reverse("public:answer", args=[found.promise.slug])).content.decode()
    assert "Tio lampor är bytta." in public
    assert "Ni sa, vi lovade, så gick det" in client.get(f"/loften/{found.promise.slug}/").content.decode()


def test_concluding_needs_a_reason(client, found, in_force, coordinator):
    client.force_login(coordinator)
    ready(found, coordinator)

    page = client.post(reverse("followup:conclude", args=[found.promise.pk]), {"reason": ""})

    in_force.refresh_from_db()
    assert "Fyll i fältet." in page.content.decode()
    assert in_force.status == Status.PUBLISHED


def test_nobody_reads_an_answer_that_is_not_released(client, found, coordinator):
    give_all(found, coordinator)
    concluding.save_answer(found, values=ANSWER, edit_number=0, by=coordinator)

    response = client.get(reverse("public:answer", args=[found.promise.slug]))

    assert response.status_code == 404
    assert "/svar/" not in client.get(f"/loften/{found.promise.slug}/").content.decode()


@pytest.mark.parametrize("name", ["conclusion", "verdicts", "answer", "release_answer", "conclude"])
def test_the_pages_ask_the_same_however_many_activities(
    client, lekeberg, orebro_area, coordinator, django_assert_max_num_queries, name
):
    client.force_login(coordinator)
    counts = []
    for rows in (1, 3):
        revision = a_draft(lekeberg, orebro_area)
        area = FocusAreaFactory(revision=revision)
        ActivityFactory.create_batch(rows, revision=revision, focus_area=area)
        publish(revision, coordinator)
        answer(read(revision), coordinator)
        with django_assert_max_num_queries(20) as captured:
            client.get(reverse(f"followup:{name}", args=[revision.promise_id]))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_the_promises_page_leads_to_the_conclusion(client, found, coordinator):
    client.force_login(coordinator)

    page = client.get(reverse("promises:review", args=[found.promise.pk])).content.decode()

    assert re.search(rf'href="{reverse("followup:conclusion", args=[found.promise.pk])}"', page)
