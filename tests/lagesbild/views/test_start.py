import pytest
from django.urls import reverse

from tests.factories.lagesbild import CauseFactory, DialogueFactory, IncidentReportFactory, ProblemFactory

FIRST = reverse("lagesbild:municipality", args=["lekeberg"])


def test_a_municipality_with_nothing_is_told_where_to_begin(client, lekeberg, coordinator):
    client.force_login(coordinator)

    text = client.get(FIRST).content.decode()

    assert "Vägen till er plan" in text
    assert text.count("Inte påbörjad") == 6
    assert "Den senaste enkäten, vandringen eller mötet." in text


def test_what_is_there_is_done_and_what_is_for_the_other_party_alone_is_not_told(
    client, lekeberg, coordinator, orebro_area
):
    DialogueFactory(municipality=lekeberg)
    IncidentReportFactory(municipality=lekeberg)
    CauseFactory(problem=ProblemFactory(municipality=lekeberg, owner=orebro_area, layer="own"))
    client.force_login(coordinator)

    text = client.get(FIRST).content.decode()

    assert text.count("Inte påbörjad") == 4


def test_who_only_reads_is_not_asked_to_write(client, lekeberg, chair):
    client.force_login(chair)

    assert "Vägen till er plan" not in client.get(FIRST).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same(client, lekeberg, coordinator, count, django_assert_num_queries):
    for _number in range(count):
        ProblemFactory(municipality=lekeberg)
    client.force_login(coordinator)

    with django_assert_num_queries(5):
        client.get(FIRST)
