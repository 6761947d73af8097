import uuid

import pytest
from django.urls import reverse

from audit.models import Event
from lagesbild.models import Layer, Problem
from tests.factories.lagesbild import LagesbildPlaceFactory, ProblemFactory


def address(name, *arguments):
    return reverse(f"lagesbild:{name}", args=["lekeberg", *arguments])


@pytest.fixture
def two(lekeberg, orebro_area):
    """The same thing as the municipality and the police have written it."""
    place = LagesbildPlaceFactory(municipality=lekeberg, name="Lanna badgruva")
    ours = ProblemFactory(municipality=lekeberg, title="Skräp vid badet", when="Fredagar", trend="more")
    theirs = ProblemFactory(
        municipality=lekeberg,
        owner=orebro_area,
        title="Skadegörelse vid badet",
        what="Bänkar slås sönder.",
        how="I grupp",
        trend="more",
    )
    for one in (ours, theirs):
        one.places.add(place)
    return ours, theirs


def fields(ours, theirs, **more):
    return {
        "creation_key": uuid.uuid4(),
        "title": "Badplatsen",
        "theme": "vandalism",
        "what": "Det som båda har sett.",
        "trend": "more",
        "layer": "parties",
        "places": [place.pk for place in ours.places.all()],
        **more,
    }


def joining(*problems):
    return address("problem_join") + "?" + "&".join(f"problem={one.pk}" for one in problems)


def test_side_by_side_with_what_only_one_party_has(client, coordinator, lekeberg, orebro_area, two):
    ProblemFactory(
        municipality=lekeberg,
        owner=orebro_area,
        title="Unga kvinnors otrygghet",
        theme="sexual_violence",
        what="Rädsla.",
    )
    ProblemFactory(municipality=lekeberg, title="Buskörning", theme="traffic", what="Motorer.")
    ProblemFactory(municipality=lekeberg, owner=orebro_area, title="Polisens eget", layer=Layer.OWN)
    client.force_login(coordinator)

    text = client.get(address("problem_compare")).content.decode()

    assert text.count("Kan vara samma") == 1
    assert "Samma ämne" in text
    assert "Samma plats: Lanna badgruva" in text
    assert text.count("Bara polisen") == text.count("Bara kommunen") == 1
    assert text.count("Kommunen har inget liknande.") == text.count("Polisen har inget liknande.") == 1
    assert "Polisens eget" not in text


@pytest.mark.parametrize("count", [1, 3])
def test_the_comparison_costs_the_same_however_many(
    client, coordinator, lekeberg, orebro_area, count, django_assert_num_queries
):
    for _n in range(count):
        for owner in (lekeberg, orebro_area):
            one = ProblemFactory(municipality=lekeberg, owner=owner)
            one.places.add(LagesbildPlaceFactory(municipality=lekeberg))
    ProblemFactory(municipality=lekeberg, is_joint=True)
    client.force_login(coordinator)

    with django_assert_num_queries(10):
        client.get(address("problem_compare"))


def test_the_form_says_who_has_said_what(client, municipal_police, two):
    client.force_login(municipal_police)

    text = client.get(joining(*two)).content.decode()

    assert "Lekebergs kommun: Bänkar och soptunnor förstörs." in text
    assert "Lokalpolisområde Örebro: Bänkar slås sönder." in text
    assert "Lekebergs kommun: Fredagar" in text
    assert text.count("Bara en part har skrivit något") == 2


def test_joining_keeps_the_originals_and_points_at_the_joint_one(client, municipal_police, lekeberg, two):
    client.force_login(municipal_police)

    response = client.post(joining(*two), fields(*two))

    joint = Problem.objects.get(is_joint=True)
    assert response.url == address("problem", joint.pk)
    assert (joint.owner_id, joint.what, joint.places.count()) == (lekeberg.pk, "Det som båda har sett.", 1)
    for one in two:
        before = one.what
        one.refresh_from_db()
        assert (one.joined_into, one.what) == (joint, before)
    assert Event.objects.filter(action="lagesbild.problem_joined").count() == 2
    assert "Inget att sammanfoga" in client.get(address("problem_compare")).content.decode()
    assert "Sammanfogat av" in client.get(response.url).content.decode()


def test_the_same_form_twice_makes_one(client, municipal_police, two):
    client.force_login(municipal_police)
    sent = fields(*two)

    first, second = client.post(joining(*two), sent), client.post(joining(*two), sent)

    assert first.url == second.url
    assert Problem.objects.filter(is_joint=True).count() == 1


def test_who_comes_second_loses_nothing_and_can_save_on_the_joint_one(
    client, coordinator, municipal_police, two
):
    client.force_login(coordinator)
    client.post(joining(*two), fields(*two, what="Samordnarens text."))
    client.force_login(municipal_police)

    response = client.post(joining(*two), fields(*two, what="Kommunpolisens text."))

    text = response.content.decode()
    assert response.status_code == 409
    assert "En kollega hann sammanfoga före dig" in text
    assert "Samordnarens text." in text
    assert "Kommunpolisens text." in text
    joint = Problem.objects.get(is_joint=True)
    sent = fields(*two, what="Bådas text.", into=joint.pk, edit_number=joint.edit_number)
    assert client.post(joining(*two), sent).url == address("problem", joint.pk)
    joint.refresh_from_db()
    assert (joint.what, Problem.objects.filter(is_joint=True).count()) == ("Bådas text.", 1)


def test_an_original_that_was_edited_meanwhile_is_read_before_it_is_joined(client, municipal_police, two):
    ours = two[0]
    client.force_login(municipal_police)
    opened = client.get(joining(*two)).context["form"]["seen"].value()
    Problem.objects.filter(pk=ours.pk).update(what="Nu brinner det också.", edit_number=ours.edit_number + 1)

    refused = client.post(joining(*two), fields(*two, seen=opened))

    text = refused.content.decode()
    assert "Det här är ändrat sedan du öppnade formuläret: ”Skräp vid badet” (Lekebergs kommun)." in text
    assert "Nu brinner det också." in text
    assert "Det som båda har sett." in text
    assert not Problem.objects.filter(is_joint=True).exists()
    client.post(joining(*two), fields(*two, seen=refused.context["form"]["seen"].value()))
    assert Problem.objects.filter(is_joint=True).count() == 1


def test_a_later_problem_joins_the_joint_one(client, municipal_police, lekeberg, orebro_area, two):
    client.force_login(municipal_police)
    client.post(joining(*two), fields(*two))
    joint = Problem.objects.get(is_joint=True)
    third = ProblemFactory(municipality=lekeberg, owner=orebro_area)
    form = client.get(joining(joint, third)).context["form"]

    client.post(
        joining(joint, third),
        fields(*two, into=form["into"].value(), edit_number=form["edit_number"].value()),
    )

    third.refresh_from_db()
    assert third.joined_into == joint


def test_a_secrecy_marking_follows_with_the_text(client, municipal_police, lekeberg, two):
    Problem.objects.filter(pk=two[1].pk).update(
        secrecy_provision="OSL 18 kap. 1 §", secrecy_on="2026-02-01", secrecy_by=lekeberg
    )
    client.force_login(municipal_police)

    assert "OSL 18 kap. 1 §" in client.get(joining(*two)).content.decode()
    refused = client.post(joining(*two), fields(*two))

    assert "Ett av problemen är sekretessmarkerat" in refused.content.decode()
    assert not Problem.objects.filter(is_joint=True).exists()


def test_taking_out_and_the_last_one_ends_the_joint_problem(client, coordinator, two):
    client.force_login(coordinator)
    client.post(joining(*two), fields(*two))
    joint = Problem.objects.get(is_joint=True)

    client.post(address("problem_unjoin", two[0].pk), {"edit_number": 1})
    assert Problem.objects.get(pk=joint.pk).is_active
    client.post(address("problem_unjoin", two[1].pk), {"edit_number": 1})

    assert not Problem.objects.get(pk=joint.pk).is_active
    assert not Problem.objects.filter(joined_into__isnull=False).exists()
    assert Event.objects.filter(action="lagesbild.problem_unjoined").count() == 2


def test_one_problem_is_not_enough(client, coordinator, two):
    client.force_login(coordinator)

    assert client.get(joining(two[0])).url == address("problem_compare")


def test_a_reader_compares_but_does_not_join(client, reader, two):
    client.force_login(reader)

    text = client.get(address("problem_compare")).content.decode()

    assert "Kan vara samma" in text
    assert "Sammanfoga de markerade" not in text
    assert client.get(joining(*two)).status_code == 403
