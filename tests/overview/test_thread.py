"""The thread of a municipality: its chains, what hangs loose, and who reads what of it."""

import re

import pytest
from django.urls import reverse

from lagesbild.models import Layer
from promises.actions import linking
from promises.actions.answering_findings import answer_finding
from promises.actions.linking import Change
from tests.factories.lagesbild import (
    CauseFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    ProblemFactory,
)
from tests.factories.promises import ActivityFactory
from tests.promises.scene import scene

__all__ = ["scene"]


@pytest.fixture
def linked(scene, lekeberg, coordinator):
    """A finding that is answered by the promise's activity, which acts on a cause of the problem it tells of."""
    return link(scene, lekeberg, coordinator)


def link(scene, lekeberg, coordinator, number=0):
    finding = FindingFactory(
        dialogue=DialogueFactory(municipality=lekeberg), text=f"Badplatsen är otrygg {number}."
    )
    problem = ProblemFactory(municipality=lekeberg, title=f"Skadegörelse {number}")
    problem.findings.add(finding)
    cause = CauseFactory(problem=problem, text=f"Ingen vuxen är där {number}.")
    activity = scene.revision.activities.first()
    linking.change_grounds(activity, causes=Change(frozenset({cause.pk})), by=coordinator)
    answer_finding(
        finding,
        kind="promised",
        promise=scene.revision.promise,
        activity_key=activity.key,
        edit_number=0,
        by=coordinator,
    )
    return {"finding": finding, "problem": problem, "cause": cause}


def text_of(response):
    assert response.status_code == 200
    main = response.content.decode().split("<main", 1)[1]
    return " ".join(re.sub(r"<[^>]*>", " ", main).split())


@pytest.fixture
def read(client, lekeberg, coordinator):
    def open_page(name="thread", *args, person=None):
        client.force_login(person or coordinator)
        arguments = args if name == "thread_promise" else (lekeberg.slug, *args)
        return text_of(client.get(reverse(f"overview:{name}", args=arguments)))

    return open_page


WHOLE = [
    "Sagt Badplatsen är otrygg 0.",
    "Problem Skadegörelse 0",
    "Orsak Ingen vuxen är där 0.",
    "Aktivitet Trygghetsrond",
    "Resultat",
]


def test_the_chain_goes_from_what_was_said_to_the_result_and_the_table_says_the_same(read, scene, linked):
    scene.advance("published")

    shown = read()

    places = [
        shown.index(words.split()[0] + " " + words.split()[1] if " " in words else words) for words in WHOLE
    ]
    assert places == sorted(places)
    for words in ("Badplatsen är otrygg 0.", "Skadegörelse 0", "Ingen vuxen är där 0."):
        assert shown.count(words) >= 2
    assert "Löftet gäller inte än." not in shown


@pytest.mark.parametrize("kind", ["finding", "problem", "cause"])
def test_each_thing_shows_the_part_that_concerns_it(read, linked, lekeberg, kind):
    ProblemFactory(municipality=lekeberg, title="Något helt annat")

    shown = read(f"thread_{kind}", linked[kind].pk)

    for words in (
        "Badplatsen är otrygg 0.",
        "Skadegörelse 0",
        "Ingen vuxen är där 0.",
        "Löftet gäller inte än.",
    ):
        assert words in shown
    assert "Något helt annat" not in shown


def test_the_promise_shows_what_it_answers(read, scene, linked, lekeberg):
    assert "Skadegörelse 0" in read("thread_promise", scene.revision.promise_id)


def test_a_promise_that_is_linked_to_nothing_says_what_to_do(read, scene):
    assert "Löftet är inte kopplat till något än" in read("thread_promise", scene.revision.promise_id)


def test_loose_ends_are_listed_both_ways(read, scene, linked, lekeberg):
    """What hangs together is in none of the lists."""
    before = read()
    assert before.count("Inget saknas.") == 4

    ProblemFactory(municipality=lekeberg, title="Buskörning vid skolan")
    ProblemFactory(
        municipality=lekeberg, title="Lagt åt sidan", priority="deprioritised", priority_reason="Sällan.",
        priority_on="2026-10-01", priority_by=scene.coordinator,
    )  # fmt: skip
    FindingFactory(dialogue=DialogueFactory(municipality=lekeberg), text="Bussen kör för fort.")
    MeasureFactory(plan__municipality=lekeberg, text="Farthinder på Storgatan.")
    ActivityFactory(revision=scene.revision, text="Möten med skolan.")

    loose = read().split("Det som saknar något", 2)[2]
    for title, words in (
        ("Problem utan aktivitet (1)", "Buskörning vid skolan"),
        ("Aktiviteter utan orsak (1)", "Möten med skolan."),
        ("Sagt utan svar (1)", "Bussen kör för fort."),
        ("Åtgärder utan aktivitet (1)", "Farthinder på Storgatan."),
    ):
        assert words in loose.split(title, 1)[1]
    assert "Lagt åt sidan" not in loose


def test_what_one_party_alone_reads_is_not_shown_to_the_other(read, lekeberg, coordinator, municipal_police):
    ProblemFactory(municipality=lekeberg, title="Vår egen bild", layer=Layer.OWN)
    FindingFactory(
        dialogue=DialogueFactory(municipality=lekeberg, layer=Layer.OWN), text="Sagt i förtroende."
    )

    assert "Vår egen bild" in read()
    assert "Sagt i förtroende." in read()
    other = read(person=municipal_police)
    assert "Vår egen bild" not in other
    assert "Sagt i förtroende." not in other


def test_what_is_secret_does_not_reach_who_only_reads(read, lekeberg, reader):
    secret = {"secrecy_provision": "18 kap. 1 § OSL", "secrecy_on": "2026-01-01", "secrecy_by": lekeberg}
    ProblemFactory(municipality=lekeberg, title="Under utredning", **secret)
    FindingFactory(dialogue=DialogueFactory(municipality=lekeberg, **secret), text="Hemligt sagt.")

    assert "Under utredning" in read()
    assert "Under utredning" not in read(person=reader)
    assert "Hemligt sagt." not in read(person=reader)


def test_an_empty_thread_says_what_to_do(read):
    assert "Lägesbilden har inga problem än" in read()
    assert "Det som saknar något" not in read()


def test_a_problem_without_a_cause_leads_to_where_it_is_sought(read, lekeberg):
    ProblemFactory(municipality=lekeberg, title="Skadegörelse")

    assert "Ingen orsak. Till orsaksanalysen : Skadegörelse" in read()


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_whatever_there_is(
    client, scene, lekeberg, coordinator, count, django_assert_num_queries
):
    for number in range(count):
        link(scene, lekeberg, coordinator, number)
    client.force_login(coordinator)
    client.get(reverse("overview:thread", args=[lekeberg.slug]))

    with django_assert_num_queries(18):
        client.get(reverse("overview:thread", args=[lekeberg.slug]))


def test_who_only_reads_is_led_to_what_it_may_open(client, lekeberg, reader, coordinator):
    finding = FindingFactory(dialogue=DialogueFactory(municipality=lekeberg))
    measure = MeasureFactory(plan__municipality=lekeberg)
    page = reverse("overview:thread", args=[lekeberg.slug])
    answers = [
        reverse("promises:answer_finding", args=[finding.pk]),
        reverse("promises:measure_activities", args=[measure.pk]),
    ]

    client.force_login(coordinator)
    assert all(url in client.get(page).content.decode() for url in answers)
    client.force_login(reader)
    read = client.get(page).content.decode()

    assert not any(url in read for url in answers)
    for url in re.findall(r'href="(/arbete/[^"#]*)"', read.split("<main", 1)[1]):
        assert client.get(url, follow=True).status_code == 200


def test_what_is_answered_by_an_activity_that_was_removed_hangs_loose_again(read, scene, linked):
    assert "Sagt utan svar (0)" in read()
    scene.revision.activities.all().delete()

    shown = read()

    assert "Sagt utan svar (1)" in shown
