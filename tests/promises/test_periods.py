"""Periods as promises state them: read, said again, compared, and placed in time."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promises.periods import (
    Period,
    Precision,
    TimeStatus,
    contains,
    describe,
    longer_than,
    parse,
    status_on,
    swedish_day,
)
from promises.periods.points import OVER_NEW_YEAR, SEASONS, Point, Unit

UNTIL_NEW = "till dess att ett nytt löfte skrivs under"


def days(start, end, precision):
    return Period(start=date.fromisoformat(start), end=date.fromisoformat(end), precision=precision)


def until(end, precision):
    return Period(end=date.fromisoformat(end), precision=precision)


def open_from(start, precision, condition=""):
    first = date.fromisoformat(start) if start else None
    return Period(start=first, precision=precision, open_ended=True, condition=condition)


READ = [
    ("2018", days("2018-01-01", "2018-12-31", Precision.YEAR)),
    ("år 2018", days("2018-01-01", "2018-12-31", Precision.YEAR)),
    ("2021-2022", days("2021-01-01", "2022-12-31", Precision.YEAR)),
    ("2021 – 2022", days("2021-01-01", "2022-12-31", Precision.YEAR)),
    ("åren 2021 och 2022", days("2021-01-01", "2022-12-31", Precision.YEAR)),
    ("under 2021", days("2021-01-01", "2021-12-31", Precision.YEAR)),
    ("januari 2021 till och med december 2022", days("2021-01-01", "2022-12-31", Precision.MONTH)),
    ("januari–mars 2027", days("2027-01-01", "2027-03-31", Precision.MONTH)),
    ("januari-mars 2027", days("2027-01-01", "2027-03-31", Precision.MONTH)),
    ("februari 2024", days("2024-02-01", "2024-02-29", Precision.MONTH)),
    ("mellan maj och september 2026", days("2026-05-01", "2026-09-30", Precision.MONTH)),
    ("hösten 2020", days("2020-09-01", "2020-11-30", Precision.SEASON)),
    ("HT 2026", days("2026-08-01", "2026-12-31", Precision.SEASON)),
    ("vintern 2026/2027", days("2026-12-01", "2027-02-28", Precision.SEASON)),
    ("läsåret 2026-2027", days("2026-08-01", "2027-06-30", Precision.SEASON)),
    ("tertial 2 2026", days("2026-05-01", "2026-08-31", Precision.TERTIAL)),
    ("T2 2026", days("2026-05-01", "2026-08-31", Precision.TERTIAL)),
    ("första tertialet 2026", days("2026-01-01", "2026-04-30", Precision.TERTIAL)),
    ("kvartal 3 2026", days("2026-07-01", "2026-09-30", Precision.QUARTER)),
    ("fjärde kvartalet 2026", days("2026-10-01", "2026-12-31", Precision.QUARTER)),
    ("första halvåret 2026", days("2026-01-01", "2026-06-30", Precision.MONTH)),
    ("1 januari 2026 – 31 december 2027", days("2026-01-01", "2027-12-31", Precision.DAY)),
    ("1 maj–30 september 2026", days("2026-05-01", "2026-09-30", Precision.DAY)),
    ("1–15 juni 2027", days("2027-06-01", "2027-06-15", Precision.DAY)),
    ("2026-01-01 -- 2027-12-31", days("2026-01-01", "2027-12-31", Precision.DAY)),
    (
        "från och med den 1 maj 2026 till och med den 30 juni 2026",
        days("2026-05-01", "2026-06-30", Precision.DAY),
    ),
    ("vecka 12–14 2026", days("2026-03-16", "2026-04-05", Precision.DAY)),
    ("senast december 2018", until("2018-12-31", Precision.MONTH)),
    ("till och med 31 mars 2027", until("2027-03-31", Precision.DAY)),
    ("före 2027", until("2026-12-31", Precision.YEAR)),
    ("tills vidare", open_from(None, Precision.UNKNOWN)),
    ("Gäller tills vidare.", open_from(None, Precision.UNKNOWN)),
    ("från 2026", open_from("2026-01-01", Precision.YEAR)),
    ("från och med 1 mars 2026 och tills vidare", open_from("2026-03-01", Precision.DAY)),
    ("tills vidare från mars 2026", open_from("2026-03-01", Precision.MONTH)),
    (f"från 1 mars 2026 {UNTIL_NEW}", open_from("2026-03-01", Precision.DAY, UNTIL_NEW)),
    (f"tills vidare, {UNTIL_NEW}", open_from(None, Precision.UNKNOWN, UNTIL_NEW)),
    ("två år från undertecknandet", Period()),
    ("ett år", Period()),
    ("vintern 2026", Period()),
]

NOT_READ = [
    "",
    "när det passar",
    "2022-2021",
    "2021 och 2023",
    "2021/2022",
    "31 februari 2026",
    "29 februari 2026 – 31 mars 2026",
    "november–februari 2027",
    "1 maj 2026 till 30 april",
    "tertial 4 2026",
    "kvartal 0 2026",
    "vecka 54 2026",
    "perioden",
    "hösten",
    "112",
    "010-565 26 70",
    "24-timmarsvård",
    "januari 2021 till december 2022 eller så",
    "2026 minst",
    "0000-00-00",
    "9999-99-99",
]


def without_text(period):
    return Period.from_dict({**period.to_dict(), "text": ""})


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_the_periods_that_promises_state_and_keeps_their_words(text, expected):
    period = parse(text)

    assert period is not None
    assert without_text(period) == expected
    assert period.text == text


@pytest.mark.parametrize("text", NOT_READ)
def test_leaves_what_is_unclear_or_impossible_unread(text):
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2021-2022", "2021–2022"),
        ("jan 2021 t.o.m. dec 2022", "januari 2021 – december 2022"),
        ("januari 2027 – mars 2027", "januari–mars 2027"),
        ("2026-01-01 – 2027-12-31", "1 januari 2026 – 31 december 2027"),
        ("HT 2026", "höstterminen 2026"),
        ("vintern 2026-2027", "vintern 2026/2027"),
        ("T2 2026", "tertial 2 2026"),
        ("senast december 2018", "till och med december 2018"),
        ("från 2026", "från 2026, tills vidare"),
        ("tills vidare, så länge avtalet gäller", "tills vidare, så länge avtalet gäller"),
        ("två år från undertecknandet", "två år från undertecknandet"),
    ],
)
def test_says_a_period_as_exactly_as_it_is_known(text, words):
    period = parse(text)

    assert period is not None
    assert describe(period) == words


def test_says_days_when_the_dates_do_not_fall_on_the_edges_of_the_precision():
    assert describe(days("2026-01-15", "2026-12-31", Precision.YEAR)) == "15 januari – 31 december 2026"


def test_says_that_a_period_without_words_or_dates_is_unknown():
    assert describe(Period()) == "okänd period"


def test_is_stored_as_json_with_iso_dates_beside_the_words():
    period = parse("januari 2021 till och med december 2022")

    assert period is not None
    assert period.to_dict() == {
        "start": "2021-01-01",
        "end": "2022-12-31",
        "precision": "month",
        "text": "januari 2021 till och med december 2022",
        "open_ended": False,
        "condition": "",
    }


def test_refuses_an_end_before_the_start_and_an_end_without_end():
    with pytest.raises(ValueError, match="slutar innan den börjar"):
        days("2026-02-01", "2026-01-31", Precision.DAY)
    with pytest.raises(ValueError, match="inget slutdatum"):
        Period(end=date(2026, 1, 1), open_ended=True)


def test_the_years_of_a_period_are_those_it_touches():
    assert days("2021-12-31", "2023-01-01", Precision.DAY).years() == [2021, 2022, 2023]
    assert until("2018-12-31", Precision.MONTH).years() == [2018]
    assert Period().years() == []


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2025-12-31", TimeStatus.NOT_STARTED),
        ("2026-01-01", TimeStatus.RUNNING),
        ("2026-12-31", TimeStatus.RUNNING),
        ("2027-01-01", TimeStatus.OVER),
    ],
)
def test_both_the_first_and_the_last_day_count(day, status):
    assert status_on(days("2026-01-01", "2026-12-31", Precision.YEAR), date.fromisoformat(day)) is status


def test_a_period_known_at_one_end_only_has_a_status_on_that_side():
    assert status_on(until("2018-12-31", Precision.MONTH), date(2018, 12, 31)) is TimeStatus.RUNNING
    assert status_on(until("2018-12-31", Precision.MONTH), date(2019, 1, 1)) is TimeStatus.OVER
    assert status_on(open_from("2026-01-01", Precision.YEAR), date(2025, 12, 31)) is TimeStatus.NOT_STARTED
    assert status_on(open_from(None, Precision.UNKNOWN), date(2026, 1, 1)) is TimeStatus.RUNNING
    assert status_on(Period(), date(2026, 1, 1)) is TimeStatus.UNKNOWN


def test_the_day_changes_at_swedish_midnight():
    assert swedish_day(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == date(2026, 12, 31)
    assert swedish_day(datetime(2026, 12, 31, 23, 0, tzinfo=UTC)) == date(2027, 1, 1)
    assert swedish_day(datetime(2026, 6, 30, 22, 0, tzinfo=UTC)) == date(2026, 7, 1)
    with pytest.raises(ValueError):
        swedish_day(datetime(2026, 1, 1))  # noqa: DTZ001


YEAR_2026 = days("2026-01-01", "2026-12-31", Precision.YEAR)


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("hösten 2026", True),
        ("2026", True),
        ("1 januari 2026 – 31 december 2026", True),
        ("2026-2027", False),
        ("december 2025 – januari 2026", False),
        ("2027", False),
        ("senast december 2026", None),
        ("senast mars 2027", False),
        ("senast 2025", False),
        ("från mars 2026", False),
        ("tills vidare", False),
        ("två år från undertecknandet", None),
    ],
)
def test_one_period_lies_within_another_or_not_or_cannot_be_told(inner, expected):
    period = parse(inner)

    assert period is not None
    assert contains(YEAR_2026, period) is expected


def test_an_open_period_holds_what_begins_after_it():
    assert contains(open_from("2026-01-01", Precision.YEAR), YEAR_2026) is True
    assert contains(open_from("2026-02-01", Precision.MONTH), YEAR_2026) is False
    assert contains(open_from(None, Precision.UNKNOWN), YEAR_2026) is True


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2026-01-01", "2029-12-31", False),
        ("2026-01-01", "2030-01-01", True),
        ("2024-02-29", "2028-02-28", False),
        ("2024-02-29", "2028-02-29", True),
    ],
)
def test_four_years_to_the_day_are_not_longer_than_four_years(start, end, expected):
    assert longer_than(days(start, end, Precision.DAY), 4) is expected
    assert longer_than(open_from(start, Precision.DAY), 4) is None


year = st.integers(1950, 2098)


def _point(unit, number, of_year):
    return Point(unit, number, year=of_year)


points = st.one_of(
    st.builds(
        lambda d: Point(Unit.DAY, d.month, d.day, year=d.year), st.dates(date(1950, 1, 1), date(2098, 12, 31))
    ),
    st.builds(_point, st.just(Unit.MONTH), st.integers(1, 12), year),
    st.builds(_point, st.just(Unit.QUARTER), st.integers(1, 4), year),
    st.builds(_point, st.just(Unit.TERTIAL), st.integers(1, 3), year),
    st.builds(_point, st.just(Unit.YEAR), st.just(0), year),
    st.builds(lambda name, y: Point(Unit.SEASON, name=name, year=y), st.sampled_from(sorted(SEASONS)), year),
    st.builds(
        lambda name, y: Point(Unit.SEASON, name=name, year=y, over_new_year=True),
        st.sampled_from(sorted(OVER_NEW_YEAR)),
        year,
    ),
)
conditions = st.sampled_from(["", "så länge avtalet gäller", UNTIL_NEW])


@st.composite
def periods(draw):
    first = draw(points)
    last = draw(points.filter(lambda point: point.unit is first.unit)) if draw(st.booleans()) else first
    start, end = first.days[0], last.days[1]
    shape = draw(st.sampled_from(["both", "until", "open", "from"]))
    if shape == "open":
        return Period(open_ended=True, condition=draw(conditions))
    if shape == "until":
        return Period(end=end, precision=last.precision)
    # Nobody says "from the summer to the spring term" of one year, though a June of both exists.
    backwards = start > end or (last.days[0] < start and end < first.days[1])
    if shape == "from" or backwards:
        return Period(start=start, precision=first.precision, open_ended=True, condition=draw(conditions))
    return Period(start=start, end=end, precision=first.precision)


@settings(max_examples=200, deadline=None)
@given(periods())
def test_what_is_said_of_a_period_is_read_back_the_same(period):
    read = parse(describe(period))

    assert read is not None
    assert without_text(read) == period


@settings(max_examples=200, deadline=None)
@given(periods())
def test_a_stored_period_is_the_same_period(period):
    assert Period.from_dict(period.to_dict()) == period


@settings(max_examples=200, deadline=None)
@given(periods())
def test_a_period_with_known_ends_contains_itself_and_runs_on_each_of_its_days(period):
    if period.start and period.end:
        assert contains(period, period) is True
        assert status_on(period, period.start) is status_on(period, period.end) is TimeStatus.RUNNING
        assert status_on(period, period.end + timedelta(days=1)) is TimeStatus.OVER


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789-–/. januimrsthöe", max_size=40))
def test_any_words_can_be_tried(text):
    period = parse(text)

    assert period is None or period.text == text.strip()


@pytest.mark.parametrize("piece", ["1", "2026-", "januari ", "tills vidare ", "från ", "(", "\n", "9"])
def test_a_hundred_kilobytes_are_no_period(piece):
    assert parse(piece * (100_000 // len(piece))) is None
