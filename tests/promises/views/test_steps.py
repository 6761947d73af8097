"""Saving the steps: parties and period, dialogue, follow-up, the sentence before the aims."""

import uuid
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from promises.actions import content, drafting
from promises.models import DialogueBasis, FollowUpPlan, Revision
from tests.factories.promises import DialogueBasisFactory, FollowUpPlanFactory


def url_of(name, draft):
    return reverse(f"promises:{name}", args=[draft.promise_id])


def data_of(form, **changes):
    """What a browser would send from the form as it was shown."""
    data = {}
    for bound in form:
        value = bound.value()
        if value not in (None, "", False):
            data[bound.name] = value
    return {**data, **changes}


def shown(client, name, draft):
    return client.get(url_of(name, draft)).context["form"]


# --- Parties and period ---------------------------------------------------------------------------------


def test_the_days_are_read_from_the_words(as_coordinator, draft):
    data = data_of(shown(as_coordinator, "basics", draft), period_text="januari 2027–december 2028")

    response = as_coordinator.post(url_of("basics", draft), data)

    draft.refresh_from_db()
    assert response.url == url_of("detail", draft)
    assert (draft.period_start.isoformat(), draft.period_end.isoformat()) == ("2027-01-01", "2028-12-31")
    assert draft.period_precision == "month"


def test_days_set_by_hand_are_kept(as_coordinator, draft):
    form = shown(as_coordinator, "basics", draft)
    data = data_of(form, period_text="mandatperioden", period_start="2027-01-01", period_end="2030-12-31")

    as_coordinator.post(url_of("basics", draft), data)

    draft.refresh_from_db()
    assert (draft.period_text, draft.period_end.isoformat()) == ("mandatperioden", "2030-12-31")


def test_days_set_by_hand_survive_another_save(as_coordinator, coordinator, draft):
    values = {"period_text": "mandatperioden", "period_start": "2027-01-01"}
    drafting.save_basics(draft, edit_number=1, values=values, by=coordinator)

    as_coordinator.post(
        url_of("basics", draft), data_of(shown(as_coordinator, "basics", draft), title="Nytt")
    )

    draft.refresh_from_db()
    assert (draft.title, draft.period_start.isoformat()) == ("Nytt", "2027-01-01")


def test_words_without_days_are_kept_and_said(as_coordinator, draft):
    data = data_of(shown(as_coordinator, "basics", draft), period_text="så länge det behövs")

    response = as_coordinator.post(url_of("basics", draft), data, follow=True)

    draft.refresh_from_db()
    assert draft.period_text == "så länge det behövs"
    assert "Vi kunde inte läsa ut några datum" in response.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"period_start": "2028-01-01", "period_end": "2027-01-01"}, "period_end"),
        ({"period_end": "2027-01-01", "period_open_ended": "on"}, "period_end"),
        ({"period_start": "0001-01-01"}, "period_start"),
        ({"title": ""}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"scope_text": "ring 070-123 45 67"}, "scope_text"),
        ({"themes": ["påhittat"]}, "themes"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(as_coordinator, draft, changes, field):
    data = data_of(shown(as_coordinator, "basics", draft), **changes)

    response = as_coordinator.post(url_of("basics", draft), data)

    assert list(response.context["form"].errors) == [field]
    assert Revision.objects.get(pk=draft.pk).edit_number == 1


def test_saving_and_going_on_leads_to_the_next_step_that_waits(as_coordinator, draft):
    data = data_of(shown(as_coordinator, "basics", draft), next="1")

    response = as_coordinator.post(url_of("basics", draft), data)

    assert response.url == url_of("dialogue", draft)


def test_what_changed_is_asked_only_of_a_new_version(as_coordinator, draft):
    assert "change_summary" not in shown(as_coordinator, "basics", draft).fields

    Revision.objects.filter(pk=draft.pk).update(number=2)
    assert "change_summary" in shown(as_coordinator, "basics", draft).fields


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("hösten 2027", "Vi läser: <strong>hösten 2027</strong>"),
        ("när det passar", "inte läsa ut några datum"),
        ("", ""),
    ],
)
def test_the_reading_of_a_period_is_shown_while_it_is_written(as_coordinator, draft, text, answer):
    response = as_coordinator.get(url_of("read_period", draft), {"period_text": text})

    assert answer in response.content.decode()


# --- Two at once ----------------------------------------------------------------------------------------


def test_the_second_of_two_sees_both_texts_and_loses_nothing(as_coordinator, draft, municipal_police):
    data = data_of(
        shown(as_coordinator, "basics", draft), title="Kommunens rubrik", scope_text="Hela kommunen"
    )
    drafting.save_basics(draft, edit_number=1, values={"title": "Polisens rubrik"}, by=municipal_police)

    response = as_coordinator.post(url_of("basics", draft), data)

    page = response.content.decode()
    assert response.status_code == 409
    assert "Kommunens rubrik" in page
    assert "Polisens rubrik" in page
    assert "Texten nu, sparad av Kommunpolis" in page
    assert 'value="Hela kommunen"' in page


def test_keeping_ones_own_text_saves_it_over_the_one_that_was_seen(as_coordinator, draft, municipal_police):
    data = data_of(shown(as_coordinator, "basics", draft), title="Kommunens rubrik")
    drafting.save_basics(draft, edit_number=1, values={"title": "Polisens rubrik"}, by=municipal_police)
    comparison = as_coordinator.post(url_of("basics", draft), data)

    again = data_of(comparison.context["form"])
    response = as_coordinator.post(comparison.context["action_url"], again)

    draft.refresh_from_db()
    assert response.status_code == 302
    assert draft.title == "Kommunens rubrik"


def test_a_third_save_in_between_is_shown_too(as_coordinator, draft, municipal_police):
    data = data_of(shown(as_coordinator, "basics", draft), title="Kommunens")
    drafting.save_basics(draft, edit_number=1, values={"title": "Polisens"}, by=municipal_police)
    comparison = as_coordinator.post(url_of("basics", draft), data)
    drafting.save_basics(draft, edit_number=2, values={"title": "Polisens igen"}, by=municipal_police)

    response = as_coordinator.post(url_of("basics", draft), data_of(comparison.context["form"]))

    assert response.status_code == 409
    assert "Polisens igen" in response.content.decode()


def test_the_sentence_before_the_aims_is_compared_too(as_coordinator, draft, municipal_police):
    data = {"aims_lead": "Löftet ska", "before": ""}
    drafting.save_aims_lead(draft, before="", text="Vi vill", by=municipal_police)

    comparison = as_coordinator.post(url_of("sections", draft), data)
    again = as_coordinator.post(url_of("sections", draft), data_of(comparison.context["form"]))

    draft.refresh_from_db()
    assert (comparison.status_code, again.status_code) == (409, 302)
    assert draft.aims_lead == "Löftet ska"


def test_two_first_versions_of_the_dialogue_meet(as_coordinator, draft, municipal_police):
    data = data_of(shown(as_coordinator, "dialogue", draft), summary="Kommunens dialog")
    content.save_single(
        draft,
        DialogueBasis,
        edit_number=0,
        creation_key=uuid.uuid4(),
        values={"summary": "Polisens dialog"},
        by=municipal_police,
    )

    comparison = as_coordinator.post(url_of("dialogue", draft), data)
    again = as_coordinator.post(url_of("dialogue", draft), data_of(comparison.context["form"]))

    assert comparison.status_code == 409
    assert again.status_code == 302
    assert DialogueBasis.objects.get().summary == "Kommunens dialog"


@pytest.mark.parametrize("number", ["", "x", "-1", "99999999999999999999"])
def test_a_form_whose_number_was_tampered_with_saves_nothing(as_coordinator, draft, number):
    data = data_of(shown(as_coordinator, "basics", draft), title="Nytt", edit_number=number)

    response = as_coordinator.post(url_of("basics", draft), data)

    assert response.status_code in (200, 409)
    assert Revision.objects.get(pk=draft.pk).title == draft.title


# --- Dialogue and follow-up ------------------------------------------------------------------------------


def test_the_dialogue_is_written_and_changed(as_coordinator, draft):
    for text in ("Drygt 700 svarade.", "Drygt 800 svarade."):
        data = data_of(shown(as_coordinator, "dialogue", draft), summary=text, sources="Enkät\r\nVandring")
        as_coordinator.post(url_of("dialogue", draft), data)

    basis = DialogueBasis.objects.get(revision=draft)
    assert (basis.summary, basis.sources) == ("Drygt 800 svarade.", "Enkät\nVandring")


def test_the_same_first_save_twice_makes_one_row_and_no_conflict(as_coordinator, draft):
    data = data_of(shown(as_coordinator, "dialogue", draft), summary="Vi frågade.")

    answers = [as_coordinator.post(url_of("dialogue", draft), data).status_code for _time in range(2)]

    assert answers == [302, 302]
    assert DialogueBasis.objects.count() == 1


def test_a_very_long_text_is_refused_with_its_length_and_kept(as_coordinator, draft):
    data = data_of(shown(as_coordinator, "dialogue", draft), summary="a" * 20_001)

    response = as_coordinator.post(url_of("dialogue", draft), data)

    assert "20001 tecken. Skriv högst 20000." in str(response.context["form"].errors["summary"])
    assert "a" * 20_001 in response.content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "Ring 070-123 45 67",
        "19121212-1212 sa",
        "anna@exempel.se",
    ],
)
def test_personal_data_in_the_dialogue_is_refused(as_coordinator, draft, text):
    data = data_of(shown(as_coordinator, "dialogue", draft), summary=text)

    response = as_coordinator.post(url_of("dialogue", draft), data)

    assert "Personuppgifter får inte stå här" in str(response.context["form"].errors["summary"])
    assert not DialogueBasis.objects.exists()


def test_a_proposal_for_the_follow_up_is_shown_and_not_saved(as_coordinator, draft):
    Revision.objects.filter(pk=draft.pk).update(period_start="2027-01-01", period_end="2027-12-31")

    form = shown(as_coordinator, "follow_up", draft)

    assert form["first_on"].value().isoformat() == "2027-04-16"
    assert form["feedback_on"].value().isoformat() == "2028-01-31"
    assert not FollowUpPlan.objects.exists()


def test_the_proposal_is_saved_with_one_press_and_the_step_is_done(as_coordinator, draft):
    Revision.objects.filter(pk=draft.pk).update(period_start="2027-01-01", period_end="2027-12-31")
    data = data_of(shown(as_coordinator, "follow_up", draft))

    as_coordinator.post(url_of("follow_up", draft), data)

    page = as_coordinator.get(url_of("detail", draft))
    states = {state.step.key: state.state for state in page.context["states"]}
    assert states["follow_up"] == "done"


def test_a_plan_that_exists_is_shown_as_it_is(as_coordinator, draft):
    FollowUpPlanFactory(revision=draft, by_whom="")

    assert not shown(as_coordinator, "follow_up", draft)["by_whom"].value()


# --- Those who may not ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["basics", "sections", "dialogue", "follow_up"])
def test_a_reader_cannot_save(client, reader, draft, name):
    client.force_login(reader)

    response = client.post(url_of(name, draft), {"title": "Nytt", "aims_lead": "x", "summary": "x"})

    assert response.status_code == 403


def test_a_reader_sees_what_is_written_in_words(client, reader, draft):
    DialogueBasisFactory(revision=draft, figures="Drygt 700 svarade")
    FollowUpPlanFactory(revision=draft)
    client.force_login(reader)

    assert "Drygt 700 svarade" in client.get(url_of("dialogue", draft)).content.decode()
    page = client.get(url_of("follow_up", draft)).content.decode()
    assert "varje kvartal" in page
    assert "15 april 2027" in page


def test_a_text_typed_when_the_login_ran_out_is_in_the_form_after_logging_in(client, coordinator, draft):
    client.force_login(coordinator)
    page = client.get(url_of("dialogue", draft))
    token = page.content.decode().partition('name="_typist" value="')[2].partition('"')[0]
    data = data_of(page.context["form"], summary="En lång text", _typist=token)
    client.logout()

    to_login = client.post(url_of("dialogue", draft), data)
    client.force_login(coordinator)
    back = client.get(parse_qs(urlsplit(to_login.url).query)["next"][0])

    assert back.context["form"]["summary"].value() == "En lång text"
