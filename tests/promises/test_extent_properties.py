"""What holds for every extent that can exist and for every text there is."""

import json
from decimal import Decimal
from itertools import pairwise

import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from promises.extent import (
    DeadlineUnit,
    Extent,
    ExtentError,
    Kind,
    Operator,
    Per,
    Timing,
    describe,
    find,
    format,
    from_dict,
    numbers_in,
    parse,
    to_dict,
)
from promises.extent.clauses import is_clause, is_demand
from promises.extent.quantities import is_unit
from promises.extent.rhythm import is_time
from promises.extent.vocabulary import AFTER, AVERAGED_OVER, WHEN

thorough = settings(max_examples=200, deadline=None)

letters = st.text(alphabet="abdefgiklmnoprstuvyåäöéABKÅ", min_size=2, max_size=12)
words = st.one_of(
    letters, st.sampled_from("kontroller besök EST-möten riktade skolan ärendet önskar timmar st".split())
)
phrases = st.lists(words, min_size=1, max_size=3).map(" ".join)
numbers = st.one_of(
    st.integers(1, 30),
    st.integers(1, 9_999_999).filter(lambda n: not 1900 <= n <= 2100),
    st.integers(1, 9_999).map(lambda n: Decimal(n) / 100).filter(lambda n: n != n.to_integral_value()),
)
times = st.one_of(
    st.sampled_from(
        "2018;2021–2022;hösten 2020;hösten;december;31 mars 2027;31 mars;maj–september;januari–mars 2027;"
        "1 maj 2026 – 30 april 2027;tertial 2 2026;kvartal 3;första halvåret 2026;vecka 12;året;perioden;"
        "årets slut;vintern 2026/2027;läsåret 2026/2027;sommarlovet 2026".split(";")
    ),
    st.integers(1900, 2100).map(str),
)


@st.composite
def timings(draw):
    timing, time = draw(st.sampled_from(Timing)), draw(times)
    return {"timing": timing, "time": time} if draw(st.booleans()) and is_time(timing, time) else {}


@st.composite
def quantities(draw, *, with_per):
    number, operator = draw(numbers), draw(st.sampled_from([None, *Operator]))
    upper = (
        draw(numbers.filter(lambda n: n > number)) if operator is Operator.BETWEEN and number < 9 else None
    )
    if operator is Operator.BETWEEN and upper is None:
        operator = None
    unit = draw(phrases)
    one = upper is None and number <= 1
    return {
        "number": number,
        "operator": operator,
        "upper": upper,
        "approximate": draw(st.booleans()),
        "unit": unit if is_unit(unit, one=one, with_per=with_per) else "st",
    }


@st.composite
def rates(draw):
    quantity = draw(quantities(with_per=True)) if draw(st.booleans()) else {}
    quantity.pop("unit" if draw(st.booleans()) else "", None)
    average = draw(st.booleans())
    over = draw(st.sampled_from([None, *sorted(AVERAGED_OVER)])) if average else None
    rhythm = {"per": draw(st.sampled_from(Per)), "every": draw(st.integers(1, 99))}
    return {**quantity, **rhythm, "average": average, "average_over": over, **draw(timings())}


@st.composite
def service_levels(draw):
    trigger = f"{draw(st.sampled_from(sorted(AFTER)))} {draw(phrases)}"
    condition = f"{draw(st.sampled_from(sorted(WHEN)))} {draw(phrases)}"
    return {
        "deadline": draw(numbers),
        "deadline_unit": draw(st.sampled_from(DeadlineUnit)),
        "trigger": trigger if is_clause(trigger, AFTER) else "efter anmälan",
        "condition": condition if draw(st.booleans()) and is_clause(condition, WHEN) else None,
    }


@st.composite
def on_demand(draw):
    trigger = f"{draw(st.sampled_from(['när', 'om', 'efter', 'på', 'av']))} {draw(phrases)}"
    return {"trigger": trigger if is_demand(trigger) else None, **draw(timings())}


FIELDS = {
    Kind.ONGOING: timings(),
    Kind.COUNT: st.builds(lambda q, t: {**q, **t}, quantities(with_per=False), timings()),
    Kind.RATE: rates(),
    Kind.WITHIN: timings().filter(bool),
    Kind.SERVICE_LEVEL: service_levels(),
    Kind.ON_DEMAND: on_demand(),
}


@st.composite
def extents(draw):
    kind = draw(st.sampled_from(Kind))
    try:
        return Extent(kind=kind, **draw(FIELDS[kind]))
    except ExtentError:
        return Extent(kind=Kind.ONGOING)


@thorough
@given(extents())
def test_what_is_written_is_read_back_the_same(extent):
    assert parse(format(extent)) == extent


@thorough
@given(extents())
def test_case_spacing_and_wrapping_do_not_change_a_reading(extent):
    words = format(extent)

    assert parse(f" ( {words[:1].upper()}{words[1:]} ). ".replace(" ", "\u00a0 ")) == extent


@thorough
@given(extents())
def test_what_is_stored_survives_json_and_canonical_json(extent):
    stored = to_dict(extent)

    assert from_dict(json.loads(rfc8785.dumps(stored))) == extent
    assert list(stored) == list(to_dict(Extent(kind=Kind.ONGOING)))


@thorough
@given(extents())
def test_every_reading_is_told_in_words(extent):
    assert describe(extent)[0].isupper() or describe(extent)[0].isdigit()


@thorough
@given(st.text(max_size=80))
def test_any_text_can_be_tried(text):
    parse(text)
    numbers_in(text)
    for reading in find(text):
        assert text[reading.start : reading.end].strip()


field_words = st.sampled_from(
    "minst högst ca en ett två 3 4 2018 – , . ( till och eller mellan upp gånger timmar kontroller st per varje "
    "varannan var tredje vecka månaden i snitt över året under hösten senast mars 2027 inom efter att när skolan "
    "önskar det vid behov löpande par fåtal Polisen".split()
)


@thorough
@given(st.lists(field_words, max_size=14).map(" ".join))
def test_whatever_is_read_from_the_words_of_the_field_is_written_and_read_back(text):
    extent = parse(text)
    if extent is not None:
        assert parse(format(extent)) == extent


@thorough
@given(st.lists(field_words, max_size=25).map(" ".join))
def test_readings_in_a_text_come_in_order_without_overlap(text):
    places = [(reading.start, reading.end) for reading in find(text)]

    assert all(start < end for start, end in places)
    assert all(end <= start for (_, end), (start, _) in pairwise(places))


@thorough
@given(extents(), st.sampled_from(["ett par ", "drygt ", "nästan ", "inte "]))
def test_a_vague_word_before_it_makes_any_amount_text(extent, vague):
    if extent.number is not None:
        assert parse(vague + format(extent)) is None
