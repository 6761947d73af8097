import pytest
from django.urls import reverse

from audit.models import Event
from lagesbild.models import Criterion, Score
from tests.factories.lagesbild import CriterionFactory, ProblemFactory


def address(name, *arguments):
    return reverse(f"lagesbild:{name}", args=["lekeberg", *arguments])


@pytest.fixture
def table(lekeberg):
    """A problem and two criteria."""
    often = CriterionFactory(municipality=lekeberg, name="Hur ofta", weight=2, position=1)
    harm = CriterionFactory(municipality=lekeberg, name="Skada", weight=3, position=2)
    return ProblemFactory(municipality=lekeberg), often, harm


def cell(problem, criterion, value, seen="0."):
    name = f"{problem.pk}-{criterion.pk}"
    return {name: value, f"seen-{name}": seen}


def test_the_standard_criteria_are_begun_with_once(client, coordinator, lekeberg):
    ProblemFactory(municipality=lekeberg)
    client.force_login(coordinator)
    assert "Börja med de sex kriterierna" in client.get(address("problem_matrix")).content.decode()

    client.post(address("criteria_begin"))
    client.post(address("criteria_begin"))

    assert Criterion.objects.count() == 6
    assert "Viktigt för invånarna" in client.get(address("problem_matrix")).content.decode()


def test_a_whole_table_is_saved_and_summed(client, coordinator, table):
    problem, often, harm = table
    client.force_login(coordinator)

    response = client.post(
        address("problem_matrix"), {**cell(problem, often, "4"), **cell(problem, harm, "5")}
    )

    assert response.status_code == 302
    assert sorted(Score.objects.values_list("value", flat=True)) == [4, 5]
    text = client.get(address("problem_matrix")).content.decode()
    assert "<strong>23</strong>" in text
    assert "av 25" in text
    assert Event.objects.get(action="lagesbild.scores_saved").data["count"] == 2


def test_a_colleagues_cell_is_not_overwritten_and_the_rest_is_saved(client, coordinator, table):
    problem, often, harm = table
    Score.objects.create(problem=problem, criterion=often, value=2, edit_number=3)
    client.force_login(coordinator)

    response = client.post(
        address("problem_matrix"), {**cell(problem, often, "5", "2.1"), **cell(problem, harm, "3")}
    )

    text = response.content.decode()
    assert response.status_code == 409
    assert "En kollega hann före i några rutor" in text
    assert "Kollegan: 2" in text
    assert 'value="3.2"' in text
    assert '<option value="5" selected>' in text
    assert (Score.objects.get(criterion=often).value, Score.objects.get(criterion=harm).value) == (2, 3)
    again = client.post(address("problem_matrix"), cell(problem, often, "5", "3.2"))
    assert again.status_code == 302
    assert Score.objects.get(criterion=often).value == 5


def test_an_untouched_cell_is_left_alone_whatever_a_colleague_did(client, coordinator, table):
    problem, often, harm = table
    Score.objects.create(problem=problem, criterion=often, value=4, edit_number=2)
    client.force_login(coordinator)

    response = client.post(
        address("problem_matrix"), {**cell(problem, often, "2", "1.2"), **cell(problem, harm, "1")}
    )

    assert response.status_code == 302
    assert Score.objects.get(criterion=often).value == 4


def test_a_score_can_be_taken_away(client, coordinator, table):
    problem, often, _harm = table
    Score.objects.create(problem=problem, criterion=often, value=4)
    client.force_login(coordinator)

    client.post(address("problem_matrix"), cell(problem, often, "", "1.4"))

    assert not Score.objects.exists()


@pytest.mark.parametrize("value", ["6", "0", "x", "-1", "²"])
def test_nothing_but_one_to_five(client, coordinator, table, value):
    problem, often, _harm = table
    client.force_login(coordinator)

    response = client.post(address("problem_matrix"), cell(problem, often, value))

    assert "Poängen går från 1 till 5." in response.content.decode()
    assert not Score.objects.exists()


def test_each_party_scores_for_itself_and_differences_are_said(
    client, coordinator, municipal_police, lekeberg, orebro_area, table
):
    problem, often, _harm = table
    client.force_login(coordinator)
    client.post(address("problem_matrix") + "?part=lekeberg", cell(problem, often, "5"))
    assert (
        client.post(
            address("problem_matrix") + f"?part={orebro_area.slug}", cell(problem, often, "1")
        ).status_code
        == 403
    )
    client.force_login(municipal_police)
    client.post(address("problem_matrix") + f"?part={orebro_area.slug}", cell(problem, often, "2"))

    text = client.get(address("problem_matrix")).content.decode()

    assert set(Score.objects.values_list("party", "value")) == {(lekeberg.pk, 5), (orebro_area.pk, 2)}
    assert "De skiljer 3 steg" in text
    assert "Ser olika" in text
    assert "<strong>7</strong>" in text


def test_one_problem_at_a_time(client, coordinator, lekeberg, table):
    problem, often, _harm = table
    following = ProblemFactory(municipality=lekeberg, title="Nästa problem")
    client.force_login(coordinator)
    page = address("problem_matrix") + f"?problem={problem.pk}"
    text = client.get(page).content.decode()

    response = client.post(page, {**cell(problem, often, "4"), "nasta": following.pk})

    assert "Spara och ta nästa problem" in text
    assert "Nästa problem</a>" not in text
    assert response.url == address("problem_matrix") + f"?problem={following.pk}"


def test_a_reader_sees_the_table_without_fields(client, reader, table):
    client.force_login(reader)

    assert "<select" not in client.get(address("problem_matrix")).content.decode()


def test_criteria_are_added_changed_moved_and_removed(client, coordinator, lekeberg, table):
    problem, often, harm = table
    Score.objects.create(problem=problem, criterion=often, value=4)
    client.force_login(coordinator)

    client.post(address("criteria"), {"name": "Kostnad", "weight": 1})
    same = client.post(address("criteria"), {"name": "kostnad", "weight": 1})
    client.post(address("criterion_edit", harm.pk), {"name": "Följder", "weight": 5, "edit_number": 1})
    client.post(address("criterion_move", harm.pk), {"direction": "up"})
    asked = client.get(address("criterion_remove", often.pk)).content.decode()
    client.post(address("criterion_remove", often.pk), {"edit_number": often.edit_number})

    assert "heter så" in same.content.decode()
    assert "1 poäng som är givna" in asked
    assert list(lekeberg.criteria.order_by("position").values_list("name", "weight")) == [
        ("Följder", 5),
        ("Kostnad", 1),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_matrix_costs_the_same_however_large(
    client, coordinator, lekeberg, count, django_assert_num_queries
):
    for number in range(count):
        criterion = CriterionFactory(municipality=lekeberg, name=f"Nr {number}", position=number)
        Score.objects.create(problem=ProblemFactory(municipality=lekeberg), criterion=criterion, value=3)
    client.force_login(coordinator)

    with django_assert_num_queries(10):
        client.get(address("problem_matrix"))
