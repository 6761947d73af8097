from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from organisations.days import add_months


@given(st.dates(date(2016, 1, 1), date(2036, 12, 31)), st.integers(-60, 60))
def test_months_are_added_to_a_day_that_exists(day, months):
    moved = add_months(day, months)

    assert (moved.year * 12 + moved.month) - (day.year * 12 + day.month) == months
    assert moved.day <= day.day


def test_a_month_after_the_last_of_january_is_the_last_of_february():
    assert add_months(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert add_months(date(2027, 1, 31), 1) == date(2027, 2, 28)
