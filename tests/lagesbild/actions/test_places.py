"""Naming places, changing them and taking them out of use."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from audit.models import Event
from lagesbild.actions import places
from lagesbild.models import Place
from organisations.actions.rows import StaleEdit
from tests.factories.lagesbild import LagesbildPlaceFactory

pytestmark = pytest.mark.django_db


def said(**values: Any) -> Any:
    nothing = {
        "description": "",
        "latitude": None,
        "longitude": None,
        "radius": None,
        "outline": [],
        "area_code": "",
    }
    return {"name": "Badplats Leken", "kind": "point", **nothing, **values}


@pytest.fixture
def add(lekeberg, coordinator):
    def added(key: Any = None, is_sure: bool = False, **values: Any) -> Place:
        return places.add(
            lekeberg, owner=lekeberg, values=said(**values), creation_key=key or uuid.uuid4(), by=coordinator,
            is_sure=is_sure,
        )  # fmt: skip

    return added


def test_a_name_is_enough_and_the_same_form_makes_one(add):
    key = uuid.uuid4()

    assert add(key=key) == add(key=key)
    assert Event.objects.filter(action="lagesbild.place_added").count() == 1


def test_two_places_cannot_have_one_name(add):
    add()

    for name in ("Badplats Leken", "badplats leken"):
        with pytest.raises(ValidationError, match="heter så"):
            add(name=name)


def test_two_who_name_a_place_in_the_same_moment(add, monkeypatch):
    add()
    monkeypatch.setattr(places, "_check_name", lambda *args, **kwargs: None)

    with pytest.raises(ValidationError, match="heter så"):
        add()
    assert Place.objects.count() == 1


def test_the_same_name_in_another_municipality_is_another_place(add, kungsor):
    LagesbildPlaceFactory(municipality=kungsor, name="Badplats Leken")

    assert add().pk


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"radius": 100}, "radius"),
        ({"area_code": "1880C1010"}, "area_code"),
        ({"latitude": Decimal("59.91"), "longitude": Decimal("10.75")}, "latitude"),
        ({"latitude": Decimal("59.274"), "longitude": Decimal("15.213")}, "latitude"),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(add, values, name):
    with pytest.raises(ValidationError) as error:
        add(**values)

    assert name in error.value.message_dict


def test_a_place_is_changed_once_by_two_at_a_time(lekeberg, coordinator, municipal_police):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    places.change(place, edit_number=1, values=said(name="Leken"), by=coordinator)

    with pytest.raises(StaleEdit):
        places.change(place, edit_number=1, values=said(name="Lekens badplats"), by=municipal_police)


def test_a_place_is_taken_out_of_use_and_in_again(lekeberg, coordinator):
    place = LagesbildPlaceFactory(municipality=lekeberg)
    for _twice in range(2):
        places.put_in_use(place, is_active=False, by=coordinator)
    assert not Place.objects.get().is_active
    places.put_in_use(place, is_active=True, by=coordinator)

    assert Place.objects.get().is_active
    actions = Event.objects.filter(action__startswith="lagesbild.place_re").order_by("number")
    assert [event.action for event in actions] == ["lagesbild.place_retired", "lagesbild.place_resumed"]


@pytest.mark.parametrize("who", ["reader", "reporter", "outsider_coordinator"])
def test_who_does_not_write_names_no_place(lekeberg, member, who):
    with pytest.raises(PermissionDenied):
        places.add(lekeberg, owner=lekeberg, values=said(), creation_key=uuid.uuid4(), by=member(who))
