"""Counts of two periods against tabulated values and the properties of an exact test."""

from math import comb, inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lagesbild.comparing import at_least, compare

COUNTS = st.integers(0, 400)
DAYS = st.integers(28, 366)


@pytest.mark.parametrize(
    ("count", "tries", "low"),
    # Clopper–Pearson 95 % limits, tabulated: 5/10 → 0.1871–0.8129, 1/20 → 0.0013–0.2487, 10/50 → 0.1003–0.3372.
    [
        (5, 10, (0.1871, 0.8129)),
        (1, 20, (0.0013, 0.2487)),
        (10, 50, (0.1003, 0.3372)),
        (81, 263, (0.2527, 0.3676)),
    ],
)
def test_the_interval_is_that_of_the_tables(count, tries, low):
    found = compare(count, tries - count, 1, 1)

    assert found.low / (1 + found.low) == pytest.approx(low[0], abs=6e-5)
    assert found.high / (1 + found.high) == pytest.approx(low[1], abs=6e-5)


def test_five_in_the_whole_of_ten_is_a_sum_of_binomials():
    assert at_least(7, 10, 0.3) == pytest.approx(
        sum(comb(10, n) * 0.3**n * 0.7 ** (10 - n) for n in range(7, 11))
    )


@pytest.mark.parametrize(
    ("now", "then", "p"), [(8, 2, 0.109375), (9, 1, 0.021484375), (5, 5, 1.0), (6, 0, 0.03125)]
)
def test_p_is_twice_the_smaller_tail(now, then, p):
    assert compare(now, then, 30, 30).p_value == pytest.approx(p)


def test_twice_as_many_in_twice_as_many_days_is_no_change():
    found = compare(200, 100, 60, 30)

    assert found.ratio == pytest.approx(1)
    assert not found.is_more
    assert not found.is_fewer


def test_clearly_more_and_clearly_fewer():
    assert compare(60, 30, 30, 30).is_more
    assert compare(30, 60, 30, 30).is_fewer


def test_nothing_before_has_no_ratio_but_a_lower_limit():
    found = compare(12, 0, 30, 30)

    assert found.ratio is None
    assert found.high == inf
    assert found.is_more


def test_nothing_at_all_says_nothing():
    found = compare(0, 0, 30, 30)

    assert (found.low, found.high, found.p_value) == (0, inf, 1)


def test_large_counts_are_compared_too():
    found = compare(200_000, 199_000, 365, 365)

    assert found.ratio == pytest.approx(1.005, abs=1e-3)
    assert found.low < found.ratio < found.high


@given(COUNTS, COUNTS, DAYS, DAYS)
def test_p_and_interval_say_the_same(now, then, days_now, days_then):
    found = compare(now, then, days_now, days_then)

    if abs(found.p_value - 0.05) > 1e-4:
        assert (found.is_more or found.is_fewer) == (found.p_value < 0.05)


@given(COUNTS, COUNTS, DAYS, DAYS)
def test_turned_round_it_says_the_opposite(now, then, days_now, days_then):
    there, back = compare(now, then, days_now, days_then), compare(then, now, days_then, days_now)

    assert there.p_value == pytest.approx(back.p_value)
    assert there.is_more == back.is_fewer
