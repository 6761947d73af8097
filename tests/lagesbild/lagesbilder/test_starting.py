from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from audit.models import Event
from lagesbild.actions import lagesbilder as actions
from lagesbild.models import Layer
from lagesbild.states import LagesbildStatus
from tests.factories.lagesbild import (
    LagesbildBasisFactory,
    LagesbildFactory,
    LagesbildProblemFactory,
)

pytestmark = pytest.mark.django_db


def start(lekeberg, by, **more):
    values = {
        "title": "Lägesbild 2028",
        "starts_on": date(2027, 9, 1),
        "ends_on": date(2028, 8, 31),
        "is_joint": True,
    }
    given = {"owner": lekeberg, "values": values, "creation_key": uuid4(), "by": by} | more
    return actions.start(lekeberg, **given)


def test_it_starts_from_the_one_before_with_texts_basis_and_problems_but_not_the_summary(
    draft, lekeberg, coordinator
):
    LagesbildBasisFactory(lagesbild=draft, name="Enkäten", position=1)
    for position, title in ((2, "Andra"), (1, "Första")):
        LagesbildProblemFactory(
            lagesbild=draft, problem__municipality=lekeberg, problem__title=title, position=position
        )
    draft.public_summary = "För alla."
    draft.save()

    made = start(lekeberg, coordinator, start_from=draft)

    assert (made.mapping, made.analysis, made.public_summary) == (draft.mapping, draft.analysis, "")
    assert made.started_from == draft
    assert [row.name for row in made.basis.all()] == ["Enkäten"]
    assert [str(row.problem) for row in made.chosen.all()] == ["Första", "Andra"]
    assert made.status == LagesbildStatus.DRAFT


def test_the_same_form_sent_twice_starts_one(lekeberg, coordinator):
    key = uuid4()

    assert start(lekeberg, coordinator, creation_key=key) == start(lekeberg, coordinator, creation_key=key)
    assert Event.objects.filter(action="lagesbild.lagesbild_started").count() == 1


def test_ended_problems_are_not_carried_over(draft, lekeberg, coordinator):
    LagesbildProblemFactory(lagesbild=draft, problem__municipality=lekeberg, problem__is_active=False)

    assert not start(lekeberg, coordinator, start_from=draft).chosen.exists()


def test_one_writes_for_ones_own_party(lekeberg, coordinator, orebro_area):
    with pytest.raises(PermissionDenied):
        start(lekeberg, coordinator, owner=orebro_area)


def test_a_partys_own_lagesbild_is_its_own(client, lekeberg, orebro_area, coordinator, municipal_police):
    found = LagesbildFactory(
        municipality=lekeberg, owner=orebro_area, is_joint=False, layer=Layer.OWN, title="Polisens egen"
    )
    page = reverse("lagesbild:lagesbild", args=[lekeberg.slug, found.pk])

    client.force_login(coordinator)
    assert client.get(page).status_code == 404
    listed = client.get(reverse("lagesbild:lagesbilder", args=[lekeberg.slug]))
    assert "Polisens egen" not in listed.content.decode()
    client.force_login(municipal_police)
    assert client.get(page).status_code == 200


def test_a_partys_own_that_both_read_is_written_by_that_party(lekeberg, orebro_area, coordinator):
    found = LagesbildFactory(municipality=lekeberg, owner=orebro_area, is_joint=False)

    with pytest.raises(PermissionDenied):
        actions.save_part(found, "analysis", edit_number=1, values={"analysis": "x"}, by=coordinator)
