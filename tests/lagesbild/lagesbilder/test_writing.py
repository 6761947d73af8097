from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from lagesbild.actions import adopting, lagesbild_rows
from lagesbild.actions import lagesbilder as actions
from lagesbild.models import Lagesbild, Layer
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import (
    LagesbildFactory,
    LagesbildProblemFactory,
    ProblemFactory,
)
from tests.lagesbild.lagesbilder.texts import DECISION

pytestmark = pytest.mark.django_db


def test_two_people_write_different_parts_at_once(draft, coordinator, municipal_police):
    actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "A"}, by=coordinator)
    actions.save_part(draft, "mapping", edit_number=1, values={"mapping": "M"}, by=municipal_police)

    draft.refresh_from_db()
    assert (draft.analysis, draft.mapping) == ("A", "M")


def test_the_second_to_write_the_same_part_is_refused_with_what_stands_there(
    draft, coordinator, municipal_police
):
    actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "A"}, by=coordinator)

    with pytest.raises(StaleEdit) as stale:
        actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "B"}, by=municipal_police)

    assert stale.value.current.analysis == "A"
    draft.refresh_from_db()
    assert draft.analysis == "A"


def test_a_stale_save_shows_both_texts_and_can_be_sent_again(client, draft, lekeberg, coordinator):
    page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "analys"])
    actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "Kollegans."}, by=coordinator)
    client.force_login(coordinator)

    answer = client.post(page, {"edit_number": 1, "analysis": "Min egen."})

    assert answer.status_code == 409
    assert "Kollegans." in answer.content.decode()
    assert "Min egen." in answer.content.decode()
    assert client.post(page, {"edit_number": 2, "analysis": "Min egen."}).status_code == 302
    draft.refresh_from_db()
    assert draft.analysis == "Min egen."


def test_a_form_sent_twice_is_no_conflict(draft, coordinator):
    for _time in range(2):
        actions.save_part(draft, "analysis", edit_number=1, values={"analysis": "A"}, by=coordinator)


def test_personal_data_is_refused(client, draft, lekeberg, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "kartlaggning"])

    answer = client.post(page, {"edit_number": 1, "mapping": "Ring 070-174 06 05."})

    assert "Personuppgifter" in answer.content.decode()


def test_a_part_of_the_municipality_must_be_named(client, draft, lekeberg, coordinator):
    client.force_login(coordinator)
    page = reverse("lagesbild:lagesbild_part", args=[lekeberg.slug, draft.pk, "grunder"])
    sent = {
        "edit_number": 1,
        "title": "Ny",
        "starts_on": "2026-01-01",
        "ends_on": "2026-12-31",
        "covers": "part",
        "is_joint": "1",
    }

    assert "Välj ett område" in client.post(page, sent).content.decode()
    assert client.post(page, sent | {"area_text": "Lanna"}).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.area_words) == ("Ny", "Lanna")
    assert (
        client.post(page, sent | {"edit_number": 2, "covers": "whole", "area_text": "Lanna"}).status_code
        == 302
    )
    draft.refresh_from_db()
    assert draft.area_words == ""


def test_a_rejected_source_needs_a_reason(draft, coordinator):
    values = {"name": "Appen", "period": "", "is_rejected": True, "note": ""}

    with pytest.raises(ValidationError):
        lagesbild_rows.add_basis(draft, creation_key=uuid4(), values=values, by=coordinator)


def test_rows_are_put_in_order(draft, lekeberg, coordinator):
    rows = [
        LagesbildProblemFactory(lagesbild=draft, problem__municipality=lekeberg, position=n)
        for n in (1, 2, 3)
    ]

    lagesbild_rows.move_problem(rows[2], up=True, by=coordinator)

    assert [row.pk for row in draft.chosen.all()] == [rows[0].pk, rows[2].pk, rows[1].pk]


def test_what_is_for_one_party_alone_is_not_taken_up(
    draft, lekeberg, orebro_area, coordinator, municipal_police
):
    own = ProblemFactory(municipality=lekeberg, owner=orebro_area, layer=Layer.OWN)

    for by in (coordinator, municipal_police):
        with pytest.raises(ValidationError):
            lagesbild_rows.choose_problems(draft, [own], by=by)


def test_another_municipalitys_problem_is_not_taken_up(draft, orebro, municipal_police):
    with pytest.raises(ValidationError):
        lagesbild_rows.choose_problems(draft, [ProblemFactory(municipality=orebro)], by=municipal_police)


def test_a_draft_can_be_removed_and_an_adopted_one_never(draft, coordinator):
    other = LagesbildFactory(municipality=draft.municipality)
    actions.remove_draft(other, by=coordinator)
    adopted = adopting.adopt(draft, by=coordinator, **DECISION)

    with pytest.raises(PermissionDenied):
        actions.remove_draft(adopted, by=coordinator)
    assert list(Lagesbild.objects.all()) == [adopted]
