from datetime import date

import pytest

from lagesbild.periods import Period, latest

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("choice", "today", "first", "last"),
    [
        ("manad", TODAY, date(2026, 10, 1), date(2026, 10, 31)),
        ("kvartal", TODAY, date(2026, 7, 1), date(2026, 9, 30)),
        ("tertial", TODAY, date(2026, 5, 1), date(2026, 8, 31)),
        ("ar", TODAY, date(2025, 1, 1), date(2025, 12, 31)),
        ("manad", date(2026, 1, 1), date(2025, 12, 1), date(2025, 12, 31)),
        ("kvartal", date(2026, 2, 14), date(2025, 10, 1), date(2025, 12, 31)),
    ],
)
def test_the_latest_whole_one_before_today(choice, today, first, last):
    assert latest(choice, today) == Period(first, last)


@pytest.mark.parametrize(
    ("period", "before", "last_year"),
    [
        (
            Period(date(2026, 3, 1), date(2026, 3, 31)),
            Period(date(2026, 2, 1), date(2026, 2, 28)),
            Period(date(2025, 3, 1), date(2025, 3, 31)),
        ),
        (
            Period(date(2024, 2, 1), date(2024, 2, 29)),
            Period(date(2024, 1, 1), date(2024, 1, 31)),
            Period(date(2023, 2, 1), date(2023, 2, 28)),
        ),
        (
            Period(date(2026, 5, 4), date(2026, 5, 17)),
            Period(date(2026, 4, 20), date(2026, 5, 3)),
            Period(date(2025, 5, 4), date(2025, 5, 17)),
        ),
    ],
)
def test_what_it_is_compared_with(period, before, last_year):
    assert period.before() == before
    assert period.last_year() == last_year


def test_the_whole_months_of_a_period():
    assert list(Period(date(2026, 1, 15), date(2026, 4, 29)).whole_months()) == [
        date(2026, 2, 1),
        date(2026, 3, 1),
    ]
