"""What everybody may see of a table: never a number under five, nor what gives one away."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lagesbild.small_numbers import FEWEST, Masked, is_small, mask, may_be_told
from tests.promises.conftest import steps

__all__ = ["steps"]

thorough = settings(max_examples=150, deadline=None)


@st.composite
def tables(draw, height=3, width=3, most=9):
    columns = draw(st.integers(1, width))
    row = st.lists(st.integers(0, most), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=1, max_size=height))


def numbers(table):
    """Every count and total of a table, in one order."""
    columns = list(zip(*table, strict=True))
    return [*(n for row in table for n in row), *map(sum, table), *map(sum, columns), sum(map(sum, table))]


def shown(masked: Masked):
    """The same of what is shown."""
    rows = [n for row in masked.rows for n in row]
    return [*rows, *masked.row_totals, *masked.column_totals, masked.total]


def lines(table):
    """What is added to which total, as places in ``numbers``."""
    height, width = len(table), len(table[0])
    cells, end = height * width, height * width + height + width
    for i in range(height):
        yield [i * width + j for j in range(width)], cells + i
    for j in range(width):
        yield [i * width + j for i in range(height)], cells + height + j
    yield list(range(cells, cells + height)), end
    yield list(range(cells + height, end)), end


def others(table, told):
    """Other tables that read the same to everybody: each hidden count one more, one less or as it is.

    A count that is hidden is at least one, since nothing is always shown.
    """
    width = len(table[0])
    steps = [(0,) if told[place] is not None else (-1, 0, 1) for place in range(len(table) * width)]
    flat = [n for row in table for n in row]
    for step in product(*steps):
        counts = [n + more for n, more in zip(flat, step, strict=True)]
        other = numbers([counts[i : i + width] for i in range(0, len(counts), width)])
        if all(n >= 1 if known is None else n == known for n, known in zip(other, told, strict=True)):
            yield other


@thorough
@given(tables())
def test_no_small_number_is_shown_and_what_is_shown_is_true(table):
    for true, told in zip(numbers(table), shown(mask(table)), strict=True):
        assert told in (None, true)
        assert not is_small(true) or told is None


@thorough
@given(tables())
def test_no_small_number_can_be_worked_out(table):
    """Proved by an example: another table in which it is another number, and everything shown is the same."""
    told, true = shown(mask(table)), numbers(table)
    small = {place for place, n in enumerate(true) if is_small(n)}

    for other in others(table, told):
        small -= {place for place in small if other[place] != true[place]}
        if not small:
            break

    assert not small


@thorough
@given(tables(height=6, width=6, most=30))
def test_what_is_hidden_in_a_line_is_not_few_together(table):
    told, true = shown(mask(table)), numbers(table)

    for parts, total in lines(table):
        hidden = [true[place] for place in parts if told[place] is None]
        assert told[total] is None or not hidden or sum(hidden) >= FEWEST


@thorough
@given(tables(height=6, width=6, most=30))
def test_zeros_are_shown_and_large_tables_stay_readable(table):
    told, true = shown(mask(table)), numbers(table)

    assert all(known == 0 for known, n in zip(told, true, strict=True) if n == 0)
    if not any(map(is_small, true)):
        assert told == true


@thorough
@given(tables())
def test_the_same_table_is_always_masked_alike(table):
    assert mask(table) == mask([list(row) for row in table])


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([9, 8], ([9, 8], 17)),
        ([0, 0], ([0, 0], 0)),
        # One small number needs another beside it, or the total gives it away.
        ([3, 10, 20], ([None, None, 20], 33)),
        ([20, 10, 3], ([20, None, None], 33)),
        # By place and not by size: the smallest of the others would tell which one it is.
        ([4, 7, 5], ([None, None, 5], 16)),
        # Two that are few together are no better than one.
        ([1, 2, 20, 30], ([None, None, None, 30], 53)),
        # Nothing to hide behind: the total goes too.
        ([3], ([None], None)),
        ([0, 3, 0], ([0, None, 0], None)),
        # Five that are all one can only be ones.
        ([1, 1, 1, 1, 1], ([None, None, None, None, None], None)),
        ([2, 3, 9], ([None, None, 9], 14)),
    ],
)
def test_a_list_with_its_total(counts, expected):
    masked = mask([counts])

    assert (masked.rows[0], masked.total) == expected


def test_a_table_in_which_rows_alone_would_be_safe():
    """Each row hides two, and so does each column: one alone would be read off the columns."""
    masked = mask([[3, 10, 12], [9, 9, 9], [20, 30, 40]])

    assert masked.rows == [[None, None, 12], [None, None, 9], [20, 30, 40]]
    assert masked.total == 142
    assert not masked.is_whole


def test_a_large_table_takes_few_steps(steps):
    """A week by hours is masked while somebody waits."""
    week = [[(7 * i + 11 * j) % 23 for j in range(24)] for i in range(7)]

    assert steps(lambda: mask(week)) < 1_000_000


def test_an_empty_table_is_empty():
    assert mask([]) == Masked([], [], [], 0)


@pytest.mark.parametrize("table", [[[1, 2], [3]], [[-1]]])
def test_what_is_no_table_is_refused(table):
    with pytest.raises(ValueError, match=r"different lengths|less than zero"):
        mask(table)


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [
        (0, None, True),
        (1, None, False),
        (4, 700, False),
        (5, None, True),
        (697, 700, False),
        (700, 700, True),
    ],
)
def test_a_number_alone(count, of, told):
    assert may_be_told(count, of) is told
