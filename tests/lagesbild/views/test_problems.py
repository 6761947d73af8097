from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from lagesbild.models import Layer, Problem, ProblemSource
from tests.factories.lagesbild import DialogueFactory, FindingFactory, LagesbildPlaceFactory, ProblemFactory

FIELDS = {
    "title": "Klotter i centrum",
    "theme": "vandalism",
    "what": "Väggar klottras ner.",
    "trend": "more",
    "layer": "parties",
}


def address(name, *arguments, slug="lekeberg"):
    return reverse(f"lagesbild:{name}", args=[slug, *arguments])


@pytest.fixture
def own(lekeberg):
    return ProblemFactory(municipality=lekeberg)


@pytest.fixture
def joint(lekeberg):
    return ProblemFactory(municipality=lekeberg, is_joint=True, title="Gemensamt")


def test_the_list_shows_what_may_be_read_and_filters(client, coordinator, lekeberg, orebro_area, own, joint):
    ProblemFactory(municipality=lekeberg, owner=orebro_area, title="Polisens", priority="", theme="traffic")
    ProblemFactory(municipality=lekeberg, owner=orebro_area, title="Polisens eget", layer=Layer.OWN)
    ProblemFactory(municipality=lekeberg, title="Gammalt", is_active=False)
    client.force_login(coordinator)

    everything = client.get(address("problems")).content.decode()
    traffic = client.get(address("problems"), {"amne": "traffic"}).content.decode()
    together = client.get(address("problems"), {"vems": "gemensamma"}).content.decode()
    ended = client.get(address("problems"), {"visa": "avslutade"}).content.decode()

    assert "Polisens</a>" in everything
    assert own.title in everything
    assert "Polisens eget" not in everything
    assert "Polisens</a>" in traffic
    assert own.title not in traffic
    assert "Gemensamt</a>" in together
    assert "Polisens</a>" not in together
    assert "Gammalt</a>" in ended
    assert own.title not in ended


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_however_many(
    client, coordinator, lekeberg, count, django_assert_num_queries
):
    for _n in range(count):
        one = ProblemFactory(municipality=lekeberg)
        one.places.add(LagesbildPlaceFactory(municipality=lekeberg))
    client.force_login(coordinator)

    with django_assert_num_queries(8):
        client.get(address("problems"))


def test_an_empty_list_says_what_to_do(client, coordinator, lekeberg):
    client.force_login(coordinator)

    assert "Skriv det första problemet" in client.get(address("problems")).content.decode()


def test_writing_a_problem_with_places_and_findings(client, coordinator, lekeberg):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    client.force_login(coordinator)
    assert place.name in client.get(address("problem_new")).content.decode()

    response = client.post(address("problem_new"), {**FIELDS, "places": [place.pk], "findings": [finding.pk]})

    one = Problem.objects.get()
    assert response.url == address("problem", one.pk)
    assert (one.owner_id, list(one.places.all()), list(one.findings.all())) == (
        lekeberg.pk,
        [place],
        [finding],
    )
    assert "Väggar klottras ner." in client.get(response.url).content.decode()


def test_the_three_fields_of_secrecy_belong_together(client, coordinator, lekeberg):
    client.force_login(coordinator)

    response = client.post(address("problem_new"), {**FIELDS, "secrecy_provision": "OSL 18 kap. 1 §"})

    assert response.status_code == 200
    assert "hör ihop" in response.content.decode()
    assert not Problem.objects.exists()


def test_personal_data_is_refused_and_the_text_kept(client, coordinator, lekeberg):
    client.force_login(coordinator)

    text = client.post(address("problem_new"), {**FIELDS, "what": "Ring 070-123 45 67"}).content.decode()

    assert "Ring 070-123 45 67" in text
    assert not Problem.objects.exists()


def test_who_comes_second_sees_both_texts_and_keeps_the_choices(client, coordinator, lekeberg, own):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    client.force_login(coordinator)
    Problem.objects.filter(pk=own.pk).update(what="Kollegans text", edit_number=2)

    response = client.post(
        address("problem_edit", own.pk), {**FIELDS, "edit_number": 1, "places": [place.pk]}
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "Kollegans text" in text
    assert "Väggar klottras ner." in text
    assert "checked" in text
    again = client.post(address("problem_edit", own.pk), {**FIELDS, "edit_number": 2, "places": [place.pk]})
    assert again.status_code == 302
    own.refresh_from_db()
    assert (own.what, own.places.count()) == ("Väggar klottras ner.", 1)


def test_ending_and_taking_up_again(client, coordinator, own):
    client.force_login(coordinator)

    client.post(address("problem_retire", own.pk), {"edit_number": 1, "reason": "Inget har hänt på två år."})

    own.refresh_from_db()
    assert not own.is_active
    assert Event.objects.get(action="lagesbild.problem_retired").data["reason"] == "Inget har hänt på två år."
    assert "Inget har hänt på två år." in client.get(address("problem_history", own.pk)).content.decode()
    assert client.get(address("problem_edit", own.pk)).status_code == 403
    client.post(address("problem_resume", own.pk))
    own.refresh_from_db()
    assert own.is_active


def test_deciding_and_deciding_again(client, municipal_police, own):
    client.force_login(municipal_police)
    page = address("problem_decide", own.pk)
    decision = {"priority": "deprioritised", "decided_on": date(2026, 9, 1), "edit_number": 1}

    refused = client.post(page, decision)
    client.post(page, {**decision, "reason": "Det händer sällan."})

    assert "Skriv skälet" in refused.content.decode()
    own.refresh_from_db()
    assert (own.priority, own.priority_reason, own.priority_by) == (
        "deprioritised", "Det händer sällan.", municipal_police)  # fmt: skip
    client.post(
        page,
        {"priority": "prioritised", "decided_on": date(2026, 9, 2), "edit_number": 2, "reason": "Det ökar."},
    )
    own.refresh_from_db()
    assert own.priority == "prioritised"
    assert Event.objects.filter(action="lagesbild.problem_prioritised").count() == 1


def test_sources_are_added_edited_in_place_and_moved(client, coordinator, own):
    client.force_login(coordinator)
    client.post(address("source_add", own.pk), {"name": "Anmälda brott", "strengths": "Finns för alla år"})
    refused = client.post(address("source_add", own.pk), {"name": "Enkät", "is_rejected": "on"})
    client.post(
        address("source_add", own.pk), {"name": "Enkät", "is_rejected": "on", "reason": "För få svar"}
    )
    first, second = ProblemSource.objects.order_by("position")

    in_place = client.get(address("source_edit", own.pk, first.pk)).content.decode()
    client.post(address("source_move", own.pk, second.pk), {"direction": "up"})

    assert "Skriv varför källan inte används" in refused.content.decode()
    assert in_place.count("<form") >= 1
    assert 'value="Anmälda brott"' in in_place
    assert "Ny källa" not in in_place
    assert list(ProblemSource.objects.order_by("position")) == [second, first]
    client.post(address("source_remove", own.pk, first.pk), {"edit_number": 1})
    assert "För få svar" in client.get(address("problem", own.pk)).content.decode()
    assert ProblemSource.objects.count() == 1


def test_the_other_party_reads_but_does_not_change(client, municipal_police, own):
    client.force_login(municipal_police)

    text = client.get(address("problem", own.pk)).content.decode()

    assert own.what in text
    assert "Ändra källorna" not in text
    assert client.get(address("problem_edit", own.pk)).status_code == 403


def test_a_finding_that_only_the_other_party_reads_is_neither_shown_nor_lost(
    client, municipal_police, lekeberg, joint
):
    secret = FindingFactory(
        dialogue=DialogueFactory(municipality=lekeberg, layer=Layer.OWN), text="Bara kommunens"
    )
    joint.findings.add(secret)
    client.force_login(municipal_police)

    assert "Bara kommunens" not in client.get(address("problem", joint.pk)).content.decode()
    client.post(address("problem_edit", joint.pk), {**FIELDS, "edit_number": 1})

    assert list(joint.findings.all()) == [secret]


def test_what_is_marked_as_secret_never_reaches_a_reader(client, reader, coordinator, lekeberg):
    one = ProblemFactory(
        municipality=lekeberg, secrecy_provision="OSL 18:1", secrecy_on=date(2026, 1, 1), secrecy_by=lekeberg
    )
    client.force_login(reader)
    assert client.get(address("problem", one.pk)).status_code == 404
    assert one.title not in client.get(address("problems")).content.decode()

    client.force_login(coordinator)
    assert "Sekretessmarkerat" in client.get(address("problem", one.pk)).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_one_problem_costs_the_same_however_much_it_holds(
    client, coordinator, lekeberg, own, count, django_assert_num_queries
):
    for number in range(count):
        ProblemSource.objects.create(problem=own, name=f"Källa {number}", position=number)
        own.findings.add(FindingFactory(dialogue=DialogueFactory(municipality=lekeberg)))
        ProblemFactory(municipality=lekeberg, joined_into=own)
    client.force_login(coordinator)

    with django_assert_num_queries(13):
        client.get(address("problem", own.pk))
