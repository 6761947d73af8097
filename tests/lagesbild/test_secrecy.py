"""What is marked secret, and the log of what was handed to others."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse

from audit.models import Event
from lagesbild.actions import lagesbilder, problems, sharing
from lagesbild.actions.events import note_row
from lagesbild.models import Layer, Problem, Sharing
from organisations.models import Organisation
from tests.factories.lagesbild import DialogueFactory, LagesbildFactory, ProblemFactory
from tests.organisations.admin_rows import admin_of


def values(**changed):
    said = {
        "what": "Lägesbild 2026",
        "recipient": "Länsstyrelsen",
        "shared_on": date(2026, 1, 2),
        "ground": "",
        "note": "",
    }
    return {**said, **changed}


def test_what_was_handed_over_is_noted_once(lekeberg, coordinator):
    key = uuid4()

    for _again in range(2):
        sharing.note(lekeberg, owner=lekeberg, values=values(), creation_key=key, by=coordinator)

    assert Sharing.objects.get().recipient == "Länsstyrelsen"
    assert Event.objects.filter(action="lagesbild.shared").count() == 1


def test_tomorrow_has_not_been(lekeberg, coordinator):
    with pytest.raises(ValidationError):
        sharing.note(
            lekeberg,
            owner=lekeberg,
            values=values(shared_on=date(2999, 1, 1)),
            creation_key=uuid4(),
            by=coordinator,
        )


def test_nobody_notes_for_another_party(lekeberg, orebro_area, coordinator):
    with pytest.raises(PermissionDenied):
        sharing.note(lekeberg, owner=orebro_area, values=values(), creation_key=uuid4(), by=coordinator)


def test_each_authority_reads_its_own_log(
    client, lekeberg, orebro_area, coordinator, municipal_police, superuser
):
    sharing.note(lekeberg, owner=lekeberg, values=values(), creation_key=uuid4(), by=coordinator)
    theirs = values(what="Underlag om inbrott", recipient="Åklagaren")
    sharing.note(lekeberg, owner=orebro_area, values=theirs, creation_key=uuid4(), by=municipal_police)

    def seen(person):
        client.force_login(person)
        text = client.get(reverse("lagesbild:secrecy", args=[lekeberg.slug])).content.decode()
        return "Länsstyrelsen" in text, "Åklagaren" in text

    assert seen(coordinator) == (True, False)
    assert seen(municipal_police) == (False, True)
    assert seen(superuser) == (True, True)


MARKED = {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 1, 2)}
UNMARKED = {"secrecy_provision": "", "secrecy_on": None, "secrecy_by": None}


def test_a_marking_is_taken_away_by_the_authority_that_made_it(
    lekeberg, orebro_area, coordinator, municipal_police
):
    lagesbild = LagesbildFactory(municipality=lekeberg, secrecy_by=orebro_area, **MARKED)

    with pytest.raises(PermissionDenied, match="har sekretessmarkerat detta"):
        lagesbilder.mark(lagesbild, edit_number=lagesbild.edit_number, by=coordinator, **UNMARKED)
    lagesbilder.mark(lagesbild, edit_number=lagesbild.edit_number, by=municipal_police, **UNMARKED)

    lagesbild.refresh_from_db()
    assert not lagesbild.is_secret


def test_a_joint_problem_is_changed_by_both_and_its_marking_by_who_made_it(
    lekeberg, orebro_area, coordinator, municipal_police
):
    problem = ProblemFactory(municipality=lekeberg, is_joint=True, secrecy_by=orebro_area, **MARKED)
    number = problem.edit_number

    with pytest.raises(PermissionDenied, match="har sekretessmarkerat detta"):
        problems.change(problem, values={**UNMARKED}, edit_number=number, by=coordinator)
    kept = {**MARKED, "secrecy_by": Organisation.objects.get(pk=orebro_area.pk), "where": "Vid torget"}
    problems.change(problem, values=kept, edit_number=number, by=coordinator)
    problem.refresh_from_db()
    problems.change(problem, values={**UNMARKED}, edit_number=problem.edit_number, by=municipal_police)

    problem.refresh_from_db()
    assert (problem.where, problem.is_secret) == ("Vid torget", False)


def test_the_page_shows_what_is_marked_to_those_who_may_read_it(client, lekeberg, orebro_area, coordinator):
    secret = {"secrecy_provision": "OSL 18 kap. 1 §", "secrecy_on": date(2026, 1, 2)}
    ProblemFactory(municipality=lekeberg, title="Delat problem", secrecy_by=lekeberg, **secret)
    ProblemFactory(
        municipality=lekeberg,
        owner=orebro_area,
        layer=Layer.OWN,
        title="Polisens eget",
        secrecy_by=orebro_area,
        **secret,
    )
    client.force_login(coordinator)

    page = client.get(f"/arbete/lagesbild/{lekeberg.slug}/sekretess/").content.decode()

    assert "Delat problem" in page
    assert "Polisens eget" not in page


def test_a_form_sent_through_the_browser_is_noted(client, lekeberg, coordinator):
    client.force_login(coordinator)
    data = values(owner=lekeberg.pk, creation_key=str(uuid4()))

    client.post(f"/arbete/lagesbild/{lekeberg.slug}/sekretess/utlamna/", data)

    assert "Länsstyrelsen" in client.get(f"/arbete/lagesbild/{lekeberg.slug}/sekretess/").content.decode()


# --- In the event log, which can never be weeded ------------------------------------------------------

MARKED = {"secrecy_provision": "18 kap. 1 § OSL", "secrecy_on": date(2026, 1, 1)}


@pytest.mark.parametrize("factory", [DialogueFactory, LagesbildFactory, ProblemFactory])
def test_what_is_for_one_party_alone_is_told_to_its_own_log_without_its_name(
    factory, lekeberg, orebro_area, municipal_police
):
    row = factory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN, title="Insats i hamnen")

    with transaction.atomic():
        note_row("dialogue_changed", row, by=municipal_police)

    event = Event.objects.get()
    assert event.organisation_ids == [orebro_area.pk]
    assert "hamnen" not in f"{event.object_label} {event.data}"


@pytest.mark.parametrize("factory", [DialogueFactory, ProblemFactory])
def test_of_what_is_marked_not_a_word_is_kept(factory, lekeberg, coordinator):
    row = factory(municipality=lekeberg, title="Insats i hamnen", secrecy_by=lekeberg, **MARKED)

    with transaction.atomic():
        note_row("dialogue_changed", row, by=coordinator, reason="Hamnen igen")

    event = Event.objects.get()
    assert "amnen" not in f"{event.object_label} {event.data}"


@pytest.mark.parametrize("factory", [DialogueFactory, ProblemFactory])
def test_words_from_before_the_marking_are_shown_nowhere_in_the_administration(
    factory, client, lekeberg, coordinator, council_secretary
):
    row = factory(municipality=lekeberg, title="Insats i hamnen")
    with transaction.atomic():
        note_row("dialogue_changed", row, by=coordinator)
    event = Event.objects.get()
    addresses = [admin_of(Event).url("changelist"), admin_of(Event).url("change", event.pk)]
    client.force_login(council_secretary)
    assert all("hamnen" in client.get(address).content.decode() for address in addresses)

    type(row).objects.update(secrecy_by=lekeberg, **MARKED)

    assert not any("hamnen" in client.get(address).content.decode() for address in addresses)


def test_details_for_whoever_runs_the_service_keep_the_words_back_too(
    client, lekeberg, coordinator, superuser
):
    row = ProblemFactory(municipality=lekeberg, title="Insats i hamnen")
    with transaction.atomic():
        note_row("problem_changed", row, by=coordinator)
    Problem.objects.update(secrecy_by=lekeberg, **MARKED)
    client.force_login(superuser)

    page = client.get(admin_of(Event).url("change", Event.objects.get().pk)).content.decode()

    assert "hamnen" not in page
    assert "[borttaget]" in page
