"""Positions and outlines as people write them."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lagesbild.forms.positions import MOST_CORNERS, DegreesField, OutlineField

RING = [[14.8731, 59.2031], [14.88, 59.2031], [14.88, 59.21]]


@pytest.mark.parametrize("written", ["59,2031", "59.2031", " 59,2031 ", "59.20310000000001"])
def test_degrees_with_comma_or_point(written):
    assert DegreesField().clean(written) == Decimal("59.2031")


@pytest.mark.parametrize(
    "written", ["norr", "1e400", "1e999999999", "-1e9999999", "NaN", "Infinity", "181", "59° 12'"]
)
def test_what_are_no_degrees(written):
    with pytest.raises(ValidationError, match="grader med decimaler"):
        DegreesField().clean(written)


def test_degrees_are_shown_as_they_are_written_here():
    assert DegreesField().prepare_value(Decimal("59.20310")) == "59,2031"


@pytest.mark.parametrize(
    "written",
    [
        "59.2031, 14.8731\n59.2031, 14.88\n59.21, 14.88",
        "59,2031 14,8731\r\n59,2031 14,88\r\n\r\n59,21 14,88\r\n",
        "59.2031;14.8731\n59.2031;14.88\n59.21;14.88\n59.2031;14.8731",
    ],
)
def test_an_outline_is_read_and_its_first_corner_not_repeated(written):
    assert OutlineField(required=False).clean(written) == RING


def test_no_outline_is_an_empty_one():
    assert OutlineField(required=False).clean("") == []


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("59.2, 14.8\nhär\n59.3, 14.9", "Rad 2 går inte att läsa"),
        ("59.2, 14.8\n59.3, 14.9\n14.8, 59.2", "Rad 3 ligger inte i Sverige"),
        ("59.2, 14.8\n59.3, 14.9", "minst tre hörn"),
        ("\n".join(f"59.{number:04}, 14.8" for number in range(MOST_CORNERS + 1)), "Högst 200 hörn"),
    ],
)
def test_what_is_wrong_with_an_outline_is_said_by_line(written, sentence):
    with pytest.raises(ValidationError, match=sentence):
        OutlineField(required=False).clean(written)


def test_an_outline_goes_back_into_the_field_as_it_came():
    field = OutlineField(required=False)

    assert field.clean(field.prepare_value(RING)) == RING
    assert not field.has_changed(RING, field.prepare_value(RING))
