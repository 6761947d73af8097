import pytest
from django.urls import reverse

from lagesbild.checking import missing_from
from lagesbild.models import Lagesbild
from tests.factories.lagesbild import (
    CauseFactory,
    LagesbildBasisFactory,
    LagesbildFactory,
    LagesbildProblemFactory,
    ProblemFactory,
)

pytestmark = pytest.mark.django_db


def test_the_check_page_says_what_is_missing_and_where(client, lekeberg, coordinator):
    draft = LagesbildFactory(municipality=lekeberg)
    client.force_login(coordinator)

    content = client.get(
        reverse("lagesbild:check_lagesbild", args=[lekeberg.slug, draft.pk])
    ).content.decode()

    assert "Analysen är tom." in content
    assert reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "analys"]) in content
    assert "Anteckna beslut" not in content
    assert {one.part for one in missing_from(draft) if one.blocks} == {
        "mapping",
        "other_information",
        "analysis",
    }


@pytest.mark.parametrize(
    "name", ["lagesbilder", "lagesbild", "lagesbild_problems", "lagesbild_basis", "check_lagesbild"]
)
def test_more_rows_cost_no_more_queries(
    name, client, draft, lekeberg, coordinator, django_assert_num_queries, django_assert_max_num_queries
):
    def more():
        LagesbildFactory(municipality=lekeberg)
        LagesbildBasisFactory(lagesbild=draft)
        problem = ProblemFactory(municipality=lekeberg)
        CauseFactory(problem=problem)
        LagesbildProblemFactory(lagesbild=draft, problem=problem)

    arguments = [lekeberg.slug] + ([draft.pk] if name != "lagesbilder" else [])
    page = reverse(f"lagesbild:{name}", args=arguments)
    client.force_login(coordinator)
    more()
    client.get(page)
    with django_assert_max_num_queries(40) as one:
        client.get(page)
    more()
    more()

    with django_assert_num_queries(len(one)):
        client.get(page)


def test_from_start_to_adoption_by_the_pages(client, lekeberg, coordinator):
    client.force_login(coordinator)
    start_url = reverse("lagesbild:start_lagesbild", args=[lekeberg.slug])
    form = client.get(start_url).context["form"]
    sent = {
        "creation_key": form.initial.get("creation_key", "") or "",
        "owner": lekeberg.pk,
        "title": "Lägesbild 2026",
        "starts_on": "2025-09-01",
        "ends_on": "2026-08-31",
        "covers": "whole",
        "is_joint": "1",
    }
    assert client.post(start_url, sent).status_code == 302
    made = Lagesbild.objects.get()
    for part, name in (
        ("kartlaggning", "mapping"),
        ("annan-information", "other_information"),
        ("analys", "analysis"),
    ):
        page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, made.pk, part])
        assert client.post(page, {"edit_number": 1, name: "Text."}).status_code == 302

    adopt = reverse("lagesbild:adopt_lagesbild", args=[lekeberg.slug, made.pk])
    sent = {"decided_by_organ": "Kommunstyrelsen", "decided_on": "2026-09-15"}
    assert client.post(adopt, sent).status_code == 302

    made.refresh_from_db()
    assert made.is_adopted
