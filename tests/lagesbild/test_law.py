from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild.law import WARNINGS, Due, clock, reached
from organisations.days import add_months

SINCE = date(2024, 2, 29)


@pytest.mark.parametrize(
    ("today", "warning", "state"),
    [
        (date(2024, 2, 29), 0, Due.FINE),
        (date(2025, 8, 28), 0, Due.FINE),
        (date(2025, 8, 29), 18, Due.SOON),
        (date(2025, 11, 28), 18, Due.SOON),
        (date(2025, 11, 29), 21, Due.SOON),
        (date(2026, 1, 28), 21, Due.SOON),
        (date(2026, 1, 29), 23, Due.SOON),
        (date(2026, 2, 28), 23, Due.SOON),
        (date(2026, 3, 1), 24, Due.LATE),
        (date(2030, 1, 1), 24, Due.LATE),
    ],
)
def test_the_days_of_a_leap_year(today, warning, state):
    found = clock(SINCE, today)

    assert (found.warning, found.state) == (warning, state)
    assert found.due_on == date(2026, 2, 28)


def test_what_has_never_been_has_no_day():
    assert clock(None, date(2026, 1, 1)).state == Due.NEVER
    assert not clock(None, date(2026, 1, 1)).is_met


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 1500))
def test_warnings_come_in_order_and_late_is_after_the_last_day(since, days):
    today = date.fromordinal(since.toordinal() + days)
    found = clock(since, today)

    assert found.warning in (0, *WARNINGS)
    assert found.warning <= reached(since, date.fromordinal(today.toordinal() + 1))
    assert (found.state == Due.LATE) == (today > add_months(since, 24)) == (found.warning == 24)
    assert (found.warning > 0) == (today >= add_months(since, 18))
