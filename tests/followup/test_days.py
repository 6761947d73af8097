"""Two days as one stretch of words, in a sentence."""

from datetime import date

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (date(2027, 3, 3), date(2027, 3, 3), "3 mars 2027"),
        (date(2027, 3, 1), date(2027, 3, 31), "1–31 mars 2027"),
        (date(2027, 2, 28), date(2027, 3, 6), "28 februari – 6 mars 2027"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 december 2026 – 3 januari 2027"),
    ],
)
def test_what_both_days_have_in_common_is_said_once_and_the_sentence_goes_on(first, last, words):
    template = Template("{% load following %}{% days first last %}.")

    assert template.render(Context({"first": first, "last": last})) == f"{words}."
