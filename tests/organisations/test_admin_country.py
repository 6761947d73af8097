"""What only whoever runs the service saves: police areas, what they cover, and the country's rows."""

from typing import Any

import pytest
from django.test import Client

from organisations.models import (
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
)
from tests.factories.organisations import (
    CountyFactory,
    PoliceDistrictFactory,
    PoliceRegionFactory,
)
from tests.organisations.admin_desk import add, change, last_event
from tests.organisations.admin_rows import admin_of


def test_a_police_area_is_made_known_with_its_source(engine_room: Client, kungsor: Any) -> None:
    add(engine_room, PoliceDistrict, name="Västmanland", region=PoliceRegionFactory().pk)
    district = PoliceDistrict.objects.get(name="Västmanland")
    add(engine_room, PoliceArea, name="Köping", official_name="Lokalpolisområde Köping", district=district.pk)
    area = PoliceArea.objects.get(name="Köping")

    add(
        engine_room,
        PoliceAreaMunicipality,
        police_area=area.pk,
        municipality=kungsor.pk,
        source="Polisens webbplats",
        source_year="2026",
    )

    link = PoliceAreaMunicipality.objects.get(police_area=area)
    assert (link.municipality, link.edited_by_hand, link.source_year) == (kungsor, True, "2026")
    assert last_event().action == "organisations.police_area_covers"
    assert last_event().organisation_ids == sorted([area.pk, kungsor.pk])


def test_a_link_needs_a_source_and_a_year(engine_room: Client, orebro_area: Any, kungsor: Any) -> None:
    page = add(engine_room, PoliceAreaMunicipality, police_area=orebro_area.pk, municipality=kungsor.pk)

    assert set(page.context["form"].errors) == {"source", "source_year"}


def test_a_changed_source_is_left_alone_by_the_loader(engine_room: Client, orebro_area: Any) -> None:
    link = orebro_area.municipality_links.earliest("pk")
    assert not link.edited_by_hand

    change(engine_room, link, source="Avtal", source_year="2026")

    link.refresh_from_db()
    assert (link.source, link.edited_by_hand, link.edit_number) == ("Avtal", True, 2)


def test_the_countrys_rows_are_changed_with_an_event(engine_room: Client, lekeberg: Any) -> None:
    county = CountyFactory()
    change(engine_room, county, name="Ödeshögs län")
    county.refresh_from_db()
    assert county.sort_key.startswith("{c")
    assert last_event().action == "organisations.place_changed"

    values = {
        "county": county.pk,
        "police_region": lekeberg.police_region_id,
        "organisation_number": "212000-2981",
    }
    change(
        engine_room, lekeberg, name="Lekeberg", official_name="Lekebergs kommun", population="8700", **values
    )
    lekeberg.refresh_from_db()
    assert lekeberg.population == 8700

    district = PoliceDistrictFactory()
    change(engine_room, district, name="Örebro", region=district.region_id, covers="Örebro län")
    district.refresh_from_db()
    assert district.covers == "Örebro län"


@pytest.mark.parametrize("name", ["council_secretary", "police_administrator"])
def test_nobody_decides_what_a_police_area_sees_for_themselves(
    client: Client, member: Any, orebro_area: Any, kungsor: Any, name: str
) -> None:
    client.force_login(member(name))
    values = {"police_area": orebro_area.pk, "municipality": kungsor.pk, "source": "x", "source_year": "2026"}
    link = orebro_area.municipality_links.get(municipality__code="1814")

    assert add(client, PoliceAreaMunicipality, **values).status_code == 403
    assert change(client, link, source="x", source_year="2026").status_code == 403
    assert client.post(admin_of(PoliceAreaMunicipality).url("delete", link.pk)).status_code in (302, 403)
    assert PoliceAreaMunicipality.objects.filter(pk=link.pk, source="Källa").exists()
    assert orebro_area.municipality_links.count() == 2


@pytest.mark.parametrize("name", ["council_secretary", "police_administrator"])
def test_ones_own_place_is_read_only(
    client: Client, member: Any, lekeberg: Any, orebro_area: Any, name: str
) -> None:
    client.force_login(member(name))
    place = lekeberg if name == "council_secretary" else orebro_area

    assert change(client, place, name="Annat").status_code == 403
    assert not Organisation.objects.filter(name="Annat").exists()
