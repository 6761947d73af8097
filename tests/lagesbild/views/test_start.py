from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from lagesbild.models import HotSpotRun, Layer, Problem, WalkPoint
from lagesbild.states import PlanStatus
from tests.factories.lagesbild import (
    ActionPlanFactory,
    CauseFactory,
    CooperationAgreementFactory,
    DialogueFactory,
    HotSpotFactory,
    HotSpotRunFactory,
    IncidentReportFactory,
    LagesbildPlaceFactory,
    LagesbildVersionFactory,
    ProblemFactory,
    SafetyWalkFactory,
    WalkPointFactory,
)

pytestmark = pytest.mark.django_db
PRIORITISED = {
    "priority": Problem.Priority.PRIORITISED,
    "priority_reason": "Drabbar många.",
    "priority_on": date(2026, 10, 1),
}


@pytest.fixture(autouse=True)
def _in_november(time_machine):
    time_machine.move_to("2026-11-20 12:00", tick=False)


@pytest.fixture
def show(client, lekeberg):
    def shown(person):
        client.force_login(person)
        return client.get(reverse("lagesbild:municipality", args=[lekeberg.slug]))

    return shown


def adopt(municipality, day):
    version = LagesbildVersionFactory(lagesbild__municipality=municipality, lagesbild__decided_on=day)
    return ActionPlanFactory(
        municipality=municipality,
        version=version,
        status=PlanStatus.DECIDED,
        decided_by_organ="Kommunstyrelsen",
        decided_on=day,
    )


def waiting(response):
    return {one.kind: one for one in response.context["waiting"]}


def test_a_municipality_with_nothing_is_told_where_to_begin(show, coordinator):
    text = show(coordinator).content.decode()

    assert "Vägen till er plan" in text
    assert text.count("Inte påbörjad") == 6
    assert "Den senaste enkäten, vandringen eller mötet." in text


def test_what_is_there_is_done_and_what_is_for_the_other_party_alone_is_not_told(
    show, lekeberg, coordinator, orebro_area
):
    DialogueFactory(municipality=lekeberg)
    IncidentReportFactory(municipality=lekeberg)
    CauseFactory(problem=ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN))

    assert show(coordinator).content.decode().count("Inte påbörjad") == 4


def test_who_only_reads_is_not_asked_to_write(show, chair):
    assert "Vägen till er plan" not in show(chair).content.decode()


def test_each_part_says_what_it_holds(show, coordinator, lekeberg):
    IncidentReportFactory(municipality=lekeberg, happened_at=timezone.now() - timedelta(days=3))
    IncidentReportFactory(municipality=lekeberg, happened_at=timezone.now() - timedelta(days=40))
    LagesbildPlaceFactory(municipality=lekeberg)
    DialogueFactory(municipality=lekeberg)
    ProblemFactory(municipality=lekeberg)
    SafetyWalkFactory(municipality=lekeberg, held_on=date(2026, 12, 1))
    CooperationAgreementFactory(municipality=lekeberg)
    adopt(lekeberg, date(2026, 9, 1))

    content = show(coordinator).content.decode()

    for line in (
        "1 händelse de senaste 30 dagarna.",
        "1 plats i bruk.",
        "1 dialog, 1 öppen.",
        "1 aktuella, 0 prioriterade.",
        "Nästa 1 december 2026.",
        "1 gäller i dag.",
        "Antagen 1 september 2026.",
        "Beslutad 1 september 2026.",
    ):
        assert line in content


def test_hot_spots_are_those_of_the_latest_search(show, coordinator, lekeberg):
    for day, spots in ((date(2026, 3, 1), 0), (date(2026, 10, 1), 2), (date(2026, 6, 1), 1)):
        run = HotSpotRunFactory(municipality=lekeberg)
        HotSpotFactory.create_batch(spots, run=run)
        HotSpotRun.objects.filter(pk=run.pk).update(
            computed_at=datetime.combine(day, time(22, 30), tzinfo=UTC)
        )

    # Half past ten in the evening by UTC is the next day in Sweden.
    assert "2 hot spots, sökta 2 oktober 2026." in show(coordinator).content.decode()


def test_a_problem_that_was_joined_into_another_is_counted_as_one(show, coordinator, lekeberg):
    joint = ProblemFactory(municipality=lekeberg, is_joint=True)
    ProblemFactory(municipality=lekeberg, joined_into=joint, priority_by=coordinator, **PRIORITISED)

    assert "1 aktuella, 0 prioriterade." in show(coordinator).content.decode()


def test_what_waits_says_what_to_do(show, coordinator, lekeberg):
    DialogueFactory(municipality=lekeberg, starts_on=date(2026, 10, 1), ends_on=date(2026, 10, 31))
    DialogueFactory(municipality=lekeberg, starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
    ProblemFactory(municipality=lekeberg)
    SafetyWalkFactory(municipality=lekeberg, held_on=date(2026, 11, 1), state="planned")
    walk = SafetyWalkFactory(municipality=lekeberg, held_on=date(2026, 9, 1), state="walked")
    for state in (WalkPoint.State.OPEN, WalkPoint.State.DONE):
        WalkPointFactory(walk=walk, due_on=date(2026, 10, 1), state=state)
    adopt(lekeberg, date(2024, 6, 1))

    found = waiting(show(coordinator))

    assert {kind: (one.count, one.is_late) for kind, one in found.items()} == {
        "dialogue": (1, False),
        "problem": (1, False),
        "walk": (1, False),
        "point": (1, True),
        "lagesbild": (1, True),
        "plan": (1, True),
    }
    assert found["plan"].day == date(2026, 6, 1)


@pytest.mark.parametrize(("adopted", "waits"), [(date(2025, 5, 21), False), (date(2025, 5, 20), True)])
def test_the_two_years_are_told_of_six_months_before(show, coordinator, lekeberg, adopted, waits):
    adopt(lekeberg, adopted)

    found = waiting(show(coordinator))

    assert ("lagesbild" in found, "plan" in found) == (waits, waits)


def test_a_later_lagesbild_ends_the_waiting(show, coordinator, lekeberg):
    adopt(lekeberg, date(2024, 6, 1))
    adopt(lekeberg, date(2026, 11, 1))

    assert "lagesbild" not in waiting(show(coordinator))


def test_what_the_police_keep_for_themselves_is_neither_counted_nor_waits(
    show, coordinator, municipal_police, lekeberg, orebro_area
):
    DialogueFactory(
        municipality=lekeberg,
        owner=orebro_area,
        layer=Layer.OWN,
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 2, 1),
    )
    ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN)

    ours, theirs = show(coordinator), show(municipal_police)

    assert waiting(ours) == {}
    assert set(waiting(theirs)) == {"dialogue", "problem"}
    assert "1 dialog" not in ours.content.decode()


def test_the_page_costs_a_fixed_number_of_queries(
    client, show, coordinator, lekeberg, django_assert_num_queries
):
    def more(number):
        for n in range(number):
            IncidentReportFactory(municipality=lekeberg)
            LagesbildPlaceFactory(municipality=lekeberg, name=f"Plats {number}-{n}")
            DialogueFactory(municipality=lekeberg, starts_on=date(2026, 1, 1))
            ProblemFactory(municipality=lekeberg)
            walk = SafetyWalkFactory(municipality=lekeberg, held_on=date(2026, 1, 1))
            WalkPointFactory(walk=walk, due_on=date(2026, 2, 1))
            CooperationAgreementFactory(municipality=lekeberg)

    address = reverse("lagesbild:municipality", args=[lekeberg.slug])
    more(1)
    show(coordinator)
    with django_assert_num_queries(16):
        client.get(address)
    more(3)
    with django_assert_num_queries(16):
        client.get(address)
