"""Where a position lies."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild import geography
from organisations.reference.files import read

LEKEBERG, OREBRO = "1814", "1880"
FJUGESTA, CENTRE_OF_OREBRO = (59.175, 14.873), (59.274, 15.213)
SQUARE = [[15.0, 59.0], [15.2, 59.0], [15.2, 59.2], [15.0, 59.2]]


def test_every_municipality_has_an_outline_that_holds_its_middle():
    outside = [
        one.name
        for one in read().municipalities
        if geography.municipality_at(one.latitude, one.longitude) != one.code
    ]

    assert outside == []


@pytest.mark.parametrize(
    ("position", "inside"),
    [((59.1, 15.1), True), ((59.19, 15.01), True), ((59.21, 15.1), False), ((59.1, 14.99), False)],
)
def test_inside_and_outside_a_square(position, inside):
    assert geography.contains(SQUARE, *position) is inside


@given(st.floats(58.5, 59.7), st.floats(14.5, 15.7))
def test_a_square_holds_exactly_what_lies_between_its_sides(latitude, longitude):
    expected = 59.0 < latitude < 59.2 and 15.0 < longitude < 15.2
    on_a_side = latitude in (59.0, 59.2) or longitude in (15.0, 15.2)

    assert on_a_side or geography.contains(SQUARE, latitude, longitude) is expected


def test_the_hollow_of_an_l_is_outside():
    ring = [[15, 59], [16, 59], [16, 59.3], [15.3, 59.3], [15.3, 60], [15, 60]]

    assert geography.contains(ring, 59.7, 15.1)
    assert not geography.contains(ring, 59.7, 15.7)


def test_distances_are_in_metres():
    assert geography.metres_to(SQUARE, 59.21, 15.1) == pytest.approx(1113, abs=2)
    assert geography.metres_to(SQUARE, 59.1, 15.1) == pytest.approx(5730, abs=20)


def test_a_position_lies_in_its_own_municipality_and_not_in_the_next():
    assert geography.lies_in(LEKEBERG, *FJUGESTA)
    assert not geography.lies_in(OREBRO, *FJUGESTA)
    assert not geography.lies_in(LEKEBERG, *CENTRE_OF_OREBRO)


def test_near_the_border_the_outline_cannot_tell():
    longitude, latitude = geography.outline_of(LEKEBERG)[0][0]

    assert geography.lies_in(LEKEBERG, latitude + 0.005, longitude)
    assert not geography.lies_in(LEKEBERG, latitude, longitude - 0.05)


def test_an_unknown_code_leaves_nothing_out():
    assert geography.outline_of("9999") == []
    assert geography.lies_in("9999", 0, 0)


@pytest.mark.parametrize(
    ("where", "position", "expected"),
    [
        ("Fjugesta", FJUGESTA, True),
        ("Kiruna", (67.85, 20.22), True),
        ("Visby", (57.64, 18.29), True),
        ("an outer skerry", (58.75, 17.87), True),
        ("Oslo", (59.91, 10.75), False),
        ("Helsingfors", (60.17, 24.94), False),
        ("Gdansk", (54.35, 18.65), False),
        ("the middle of the Baltic", (58.5, 20.2), False),
        ("nowhere", (0, 0), False),
        ("latitude and longitude exchanged", (14.873, 59.175), False),
    ],
)
def test_what_is_sweden(where, position, expected):
    assert geography.is_in_sweden(*position) is expected, where
