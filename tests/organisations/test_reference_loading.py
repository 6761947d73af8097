"""Loading the reference data: the same however often it is done, and never at the cost of somebody's work."""

from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command

from audit.models import Event
from organisations.models import (
    County,
    Municipality,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
    PoliceRegion,
    ReferenceSnapshot,
)
from organisations.reference import files, read
from organisations.reference.loading import load
from organisations.reference.plan import Present, make_plan
from tests.factories.organisations import MunicipalityFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def reference():
    return read()


def results(outcomes):
    """What happened, by table, where anything but nothing did."""
    return {o.table.name: counts for o in outcomes if any(o.counts().values()) and (counts := nonzero(o))}


def nonzero(outcome):
    return {name: count for name, count in outcome.counts().items() if count}


def changed(reference, code, **values):
    """The reference data with other values for one municipality."""
    rows = tuple(replace(r, **values) if r.code == code else r for r in reference.municipalities)
    return replace(reference, municipalities=rows)


def everything():
    """Every row of every table that the loader writes, as values."""
    models = (PoliceRegion, County, PoliceDistrict, Municipality, PoliceArea, PoliceAreaMunicipality)
    return [list(model.objects.order_by("pk").values()) for model in (*models, ReferenceSnapshot)]


def test_an_empty_database_gets_the_whole_country(reference):
    load(reference)
    assert County.objects.count() == 21
    assert Municipality.objects.count() == 290
    assert PoliceRegion.objects.count() == 7
    assert PoliceDistrict.objects.count() == 27
    assert PoliceArea.objects.count() == 81
    assert PoliceAreaMunicipality.objects.count() == 219
    assert Organisation.objects.count() == 290 + 81


def test_a_municipality_is_written_whole(reference):
    load(reference)
    lekeberg = Municipality.objects.get(code="1814")
    assert lekeberg.kind == Organisation.Kind.MUNICIPALITY
    assert (lekeberg.name, str(lekeberg), lekeberg.slug) == ("Lekeberg", "Lekebergs kommun", "lekeberg")
    assert lekeberg.county.name == "Örebro län"
    assert lekeberg.police_region.name == "Bergslagen"
    assert lekeberg.organisation_number == "212000-2981"
    assert lekeberg.population == 8608
    assert lekeberg.group_name == "Pendlingskommun nära större stad"
    assert (float(lekeberg.latitude), float(lekeberg.longitude)) == (59.1818, 14.79)


@pytest.mark.parametrize(
    ("code", "area", "district"),
    [
        ("1880", "Lokalpolisområde Örebro", "Örebro län"),
        ("1814", "Lokalpolisområde Örebro", "Örebro län"),
        ("1488", "Lokalpolisområde Östra Fyrbodal", "Fyrbodal"),
        ("1863", "Lokalpolisområde Karlskoga", "Örebro län"),
        ("1960", "Lokalpolisområde Västra Mälardalen", "Västmanland"),
    ],
)
def test_the_five_municipalities_of_the_known_promises_have_their_police_area(
    reference, code, area, district
):
    load(reference)
    link = PoliceAreaMunicipality.objects.get(municipality__code=code)
    assert (str(link.police_area), link.police_area.district.name) == (area, district)
    assert link.source
    assert link.source_year
    assert link.confidence in ("hög", "medel")
    assert not link.edited_by_hand


def test_names_can_be_searched_and_sorted_as_if_saved_one_by_one(reference):
    load(reference)
    assert Municipality.objects.matching("orebro").get().code == "1880"
    assert Municipality.objects.last().name == "Övertorneå"
    assert County.objects.last().name == "Östergötlands län"
    for organisation in Organisation.objects.all():
        before = organisation.search_text, organisation.sort_key
        organisation.save()
        assert (organisation.search_text, organisation.sort_key) == before


def test_loading_again_changes_nothing(reference):
    load(reference)
    before, events = everything(), Event.objects.count()
    assert results(load(reference)) == {}
    assert everything() == before
    assert Event.objects.count() == events


def test_loading_again_takes_few_queries(reference, django_assert_max_num_queries):
    load(reference)
    # One for each of the six tables, one for the snapshots, two for the savepoint.
    with django_assert_max_num_queries(9):
        load(reference)


def test_one_event_tells_what_was_loaded(reference):
    load(reference)
    event = Event.objects.get(action="organisations.reference_data_loaded")
    assert event.actor_id is None
    assert event.data["municipalities"] == {"new": 290, "changed": 0, "removed": 0, "kept": 0}


def test_a_new_figure_in_the_file_reaches_the_database(reference):
    load(reference)
    newer = changed(reference, "1814", population=8700)
    assert results(load(newer)) == {"municipalities": {"changed": 1}}
    lekeberg = Municipality.objects.get(code="1814")
    assert lekeberg.population == 8700
    # A form that was open meanwhile is stale.
    assert lekeberg.edit_number == 2
    assert results(load(newer)) == {}


def test_a_new_name_in_the_file_is_searched_and_sorted_by(reference):
    load(reference)
    load(changed(reference, "1814", name="Övre Lekeberg", official_name="Övre Lekebergs kommun"))
    assert Municipality.objects.last().code == "1814"
    assert Municipality.objects.matching("ovre lekebergs").get().code == "1814"


def test_a_name_edited_by_hand_is_kept(reference):
    load(reference)
    Municipality.objects.filter(code="1488").update(official_name="Trollhättans Stad")
    assert results(load(reference)) == {"municipalities": {"kept": 1}}
    load(changed(reference, "1488", official_name="Trollhättans kommun", population=60_000))
    trollhattan = Municipality.objects.get(code="1488")
    assert (trollhattan.official_name, trollhattan.population) == ("Trollhättans Stad", 60_000)


def test_a_link_edited_by_hand_is_kept(reference):
    load(reference)
    link = PoliceAreaMunicipality.objects.get(municipality__code="1863")
    PoliceAreaMunicipality.objects.filter(pk=link.pk).update(source="Polisen 2026", confidence="hög")
    assert results(load(reference)) == {"police_area_municipalities": {"kept": 1}}
    link.refresh_from_db()
    assert (link.source, link.confidence) == ("Polisen 2026", "hög")


def test_a_link_marked_as_edited_by_hand_is_kept_even_when_it_looks_untouched(reference):
    load(reference)
    PoliceAreaMunicipality.objects.filter(municipality__code="1863").update(edited_by_hand=True)
    links = tuple(replace(row, year="2026") if row.municipality == "1863" else row for row in reference.links)
    load(replace(reference, links=links))
    assert PoliceAreaMunicipality.objects.get(municipality__code="1863").source_year == "2018"
    load(replace(reference, links=tuple(row for row in links if row.municipality != "1863")))
    assert PoliceAreaMunicipality.objects.filter(municipality__code="1863").exists()


def test_a_link_removed_by_hand_stays_removed(reference):
    load(reference)
    PoliceAreaMunicipality.objects.filter(municipality__code="1863").delete()
    assert results(load(reference)) == {"police_area_municipalities": {"kept": 1}}
    assert not PoliceAreaMunicipality.objects.filter(municipality__code="1863").exists()


def test_a_police_area_removed_by_hand_stays_removed_with_its_links(reference):
    load(reference)
    PoliceArea.objects.get(slug="lokalpolisomrade-karlskoga").delete()
    assert results(load(reference)) == {
        "police_areas": {"kept": 1},
        "police_area_municipalities": {"kept": 3},
    }
    assert PoliceArea.objects.count() == 80


def test_a_municipality_whose_police_area_was_entered_by_hand_gets_no_other_from_the_file(reference):
    gone = tuple(row for row in reference.links if row.municipality != "1863")
    load(replace(reference, links=gone))
    area = PoliceArea.objects.get(slug="lokalpolisomrade-orebro")
    hallefors = Municipality.objects.get(code="1863")
    PoliceAreaMunicipality.objects.create(police_area=area, municipality=hallefors, edited_by_hand=True)
    load(reference)
    assert list(hallefors.police_areas.all()) == [area]


def test_a_link_that_left_the_file_leaves_the_database(reference):
    load(reference)
    gone = tuple(row for row in reference.links if row.municipality != "1863")
    assert results(load(replace(reference, links=gone))) == {"police_area_municipalities": {"removed": 1}}
    assert not PoliceAreaMunicipality.objects.filter(municipality__code="1863").exists()


def test_a_municipality_that_left_the_file_is_left_for_a_person_to_decide(reference):
    load(reference)
    shorter = tuple(row for row in reference.municipalities if row.code != "0980")
    load(replace(reference, municipalities=shorter))
    assert Municipality.objects.filter(code="0980").exists()


def test_a_row_that_was_there_before_is_filled_in_but_not_overwritten(reference):
    here = MunicipalityFactory(
        code="1814", name="Lekeberg", slug="lekeberg", population=None, official_name="Vi"
    )
    load(reference)
    here.refresh_from_db()
    assert (here.official_name, here.population) == ("Vi", 8608)
    assert Municipality.objects.count() == 290


def test_the_command_says_what_it_did(capsys):
    call_command("load_reference_data")
    assert "290 kommuner: 290 nya, 0 oförändrade\n" in capsys.readouterr().out
    call_command("load_reference_data")
    assert "290 kommuner: 0 nya, 290 oförändrade\n" in capsys.readouterr().out
    Municipality.objects.filter(code="1488").update(official_name="Trollhättans Stad")
    call_command("load_reference_data")
    expected = "290 kommuner: 0 nya, 289 oförändrade, 1 lämnade som de är, ändrade för hand\n"
    assert expected in capsys.readouterr().out
    call_command("load_reference_data", verbosity=0)
    assert capsys.readouterr().out == ""


def test_the_command_refuses_broken_files_and_writes_nothing(monkeypatch, tmp_path):
    for path in files.DATA.glob("*.csv"):
        text = path.read_text(encoding="utf-8").replace("212000-2056", "212000-2057")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(files.read, "__defaults__", (tmp_path,))
    with pytest.raises(CommandError, match="Kungsör"):
        call_command("load_reference_data")
    assert not Organisation.objects.exists()


def test_the_plan_tells_our_values_from_those_of_others():
    file = {"a": {"x": 2, "y": 2}, "new": {"x": 1, "y": 1}, "gone": {"x": 1, "y": 1}}
    written = {
        "a": {"x": 1, "y": 1},
        "gone": {"x": 1, "y": 1},
        "old": {"x": 1, "y": 1},
        "old2": {"x": 1, "y": 1},
    }
    present = {
        "a": Present(1, {"x": 1, "y": 9}),
        "old": Present(2, {"x": 1, "y": 1}),
        "old2": Present(3, {"x": 9, "y": 1}),
    }
    plan = make_plan(file, written, present)
    assert (plan.create, plan.update) == (["new"], {"a": {"x": 2}})
    assert (plan.remove, plan.kept) == (["old"], ["gone"])
