"""The data files: complete, unambiguous and honest about what is not known."""

import csv
from collections import Counter

import pytest
from stdnum.se import orgnr

from organisations.reference import InvalidReferenceData, read
from organisations.reference.files import DATA
from organisations.swedish import sort_form


@pytest.fixture(scope="module")
def reference():
    return read()


def municipality(reference, name):
    return next(row for row in reference.municipalities if row.name == name)


def test_the_country_is_complete(reference):
    assert len(reference.counties) == 21
    assert len(reference.municipalities) == 290
    assert len(reference.regions) == 7
    assert len(reference.districts) == 27
    assert len(reference.areas) == 81
    assert len(reference.links) == 219


def test_codes_addresses_and_organisation_numbers_are_unique(reference):
    rows = reference.municipalities
    assert len({row.code for row in rows}) == 290
    assert len({row.organisation_number for row in rows}) == 290
    assert len({row.slug for row in rows} | {row.slug for row in reference.areas}) == 290 + 81
    assert all(orgnr.is_valid(row.organisation_number) for row in rows)
    assert all(row.slug.isascii() for row in rows)


def test_every_municipality_has_a_county_and_a_police_region(reference):
    regions = Counter(reference.region_of(row) for row in reference.municipalities)
    assert regions == {
        "Nord": 44,
        "Mitt": 28,
        "Bergslagen": 43,
        "Väst": 55,
        "Stockholm": 27,
        "Öst": 35,
        "Syd": 58,
    }


def test_the_groups_are_the_nine_of_skr(reference):
    groups = Counter(row.group for row in reference.municipalities)
    assert sorted(groups.values()) == [3, 21, 23, 24, 27, 35, 43, 51, 63]


@pytest.mark.parametrize(
    ("name", "official_name"),
    [
        ("Lekeberg", "Lekebergs kommun"),
        ("Örebro", "Örebro kommun"),
        ("Kungsör", "Kungsörs kommun"),
        ("Hällefors", "Hällefors kommun"),
        ("Trollhättan", "Trollhättans stad"),
        ("Borås", "Borås stad"),
        ("Malmö", "Malmö stad"),
        ("Stockholm", "Stockholms stad"),
        ("Lund", "Lunds kommun"),
        ("Falun", "Falu kommun"),
        ("Kalmar", "Kalmar kommun"),
        ("Kalix", "Kalix kommun"),
        ("Överkalix", "Överkalix kommun"),
        ("Orust", "Orust kommun"),
        ("Gotland", "Region Gotland"),
        ("Upplands Väsby", "Upplands Väsby kommun"),
        ("Malung-Sälen", "Malung-Sälens kommun"),
        ("Lilla Edet", "Lilla Edets kommun"),
        ("Vännäs", "Vännäs kommun"),
    ],
)
def test_full_names_are_as_people_write_them(reference, name, official_name):
    assert municipality(reference, name).official_name == official_name


def test_fourteen_municipalities_call_themselves_stad_and_gotland_is_a_region(reference):
    endings = Counter(row.official_name.rsplit(" ", 1)[1] for row in reference.municipalities)
    assert endings == {"kommun": 275, "stad": 14, "Gotland": 1}


def test_habo_and_habo_with_a_ring_have_addresses_of_their_own(reference):
    assert municipality(reference, "Habo").slug == "habo"
    assert municipality(reference, "Håbo").slug == "habo-uppsala-lan"


def test_the_sort_key_gives_swedish_order(reference):
    names = sorted((row.name for row in reference.municipalities), key=sort_form)
    assert names[0] == "Ale"
    assert names[-1] == "Övertorneå"
    assert names.index("Ystad") < names.index("Ånge") < names.index("Älmhult") < names.index("Öckerö")
    assert names.index("Habo") < names.index("Hylte") < names.index("Håbo") < names.index("Hällefors")


@pytest.mark.parametrize(
    ("code", "areas"),
    [
        ("1880", ["Örebro"]),
        ("1814", ["Örebro"]),
        ("1488", ["Östra Fyrbodal"]),
        ("1863", ["Karlskoga"]),
        ("1960", ["Västra Mälardalen"]),
        ("0180", ["Norrmalm", "Järva", "Vällingby", "Farsta", "Skärholmen"]),
        ("0980", []),
    ],
)
def test_a_municipality_lies_in_the_police_areas_that_a_source_names(reference, code, areas):
    names = {area.slug: area.name for area in reference.areas}
    assert [names[link.police_area] for link in reference.links if link.municipality == code] == areas


def test_eighty_police_areas_are_unknown_and_stay_so(reference):
    linked = {link.municipality for link in reference.links}
    assert len({row.code for row in reference.municipalities} - linked) == 80


def test_every_link_tells_who_says_so_and_when(reference):
    assert all(link.source and link.year and link.confidence for link in reference.links)
    # Kept in a column of 500 characters.
    assert max(len(link.source) for link in reference.links) <= 500


def test_every_police_area_covers_something_and_every_source_is_used(reference):
    assert {link.police_area for link in reference.links} == {area.slug for area in reference.areas}
    used = {key for row in table("police_area_municipalities.csv") for key in row["sources"].split()}
    assert used == {row["id"] for row in table("sources.csv")}


def test_the_name_beside_a_code_is_the_name_of_that_code(reference):
    names = {row.code: row.name for row in reference.municipalities}
    for row in table("police_area_municipalities.csv"):
        assert names[row["municipality"]] == row["municipality_name"]


def table(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("file", "old", "new", "complaint"),
    [
        ("municipalities.csv", "212000-2056", "212000-2057", "Kungsör: organisationsnumret"),
        ("municipalities.csv", "\n1814,", "\n1880,", "Samma kommunkod"),
        ("municipalities.csv", "8608", "många", "municipalities.csv, rad "),
        ("municipalities.csv", ",lekeberg,18,", ",lekeberg,19,", "Lekeberg: kommunkoden"),
        ("municipalities.csv", ",lekeberg,18,", ",Lekeberg,18,", "Adressnamnet 'Lekeberg'"),
        ("municipalities.csv", "59.1818,14.79", "14.79,59.1818", "Lekeberg ligger inte i Sverige"),
        ("counties.csv", "orebro-lan,Bergslagen", "orebro-lan,Berget", "polisregion: 'Berget'"),
        ("police_area_municipalities.csv", "lokalpolisomrade-karlskoga,", "karlskoga,", "lokalpolisområde"),
        ("police_area_municipalities.csv", ",hög,", ",säker,", "tillförlitlighet: 'säker'"),
        ("police_area_municipalities.csv", "polisen-are", "polisen-are-2", "polisen-are-2"),
    ],
)
def test_an_impossible_row_is_refused_with_a_sentence(tmp_path, file, old, new, complaint):
    for path in DATA.glob("*.csv"):
        text = path.read_text(encoding="utf-8")
        if path.name == file:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    with pytest.raises(InvalidReferenceData) as refused:
        read(tmp_path)
    assert complaint in str(refused.value)
