"""Every omfattning of the field, with the exact reading that it gives, and what must be left as text."""

from decimal import Decimal

import pytest

from promises.extent import (
    DeadlineUnit,
    Extent,
    ExtentError,
    Kind,
    Operator,
    Per,
    Timing,
    describe,
    format,
    from_dict,
    is_measurable,
    numbers_of,
    parse,
    to_dict,
)


def count(number, unit=None, **more):
    return Extent(kind=Kind.COUNT, number=number, unit=unit, **more)


def rate(number, unit, per, every=1, **more):
    return Extent(kind=Kind.RATE, number=number, unit=unit, per=per, every=every, **more)


def rhythm(per, every=1, **more):
    return rate(None, None, per, every, **more)


def within(timing, time):
    return Extent(kind=Kind.WITHIN, timing=timing, time=time)


def during(time):
    return {"timing": Timing.DURING, "time": time}


ONGOING = Extent(kind=Kind.ONGOING)
ON_DEMAND = Extent(kind=Kind.ON_DEMAND)
AT_LEAST = {"operator": Operator.AT_LEAST}
ASSIGNED = Extent(
    kind=Kind.SERVICE_LEVEL,
    deadline=1,
    deadline_unit=DeadlineUnit.WEEK,
    trigger="efter att en utredare tilldelats ärendet",
    condition="när förundersökning inletts",
)

READ = [
    # As municipalities and police areas have written them.
    ("Löpande", ONGOING),
    ("2 st under 2018", count(2, "st", **during("2018"))),
    ("2 st\nunder 2018", count(2, "st", **during("2018"))),
    ("Under 2018", within(Timing.DURING, "2018")),
    ("Under\n\n2018 ", within(Timing.DURING, "2018")),
    ("minst 4 trygghetsvandringar", count(4, "trygghetsvandringar", **AT_LEAST)),
    ("3 till 4 gånger", count(3, "gånger", upper=4, operator=Operator.BETWEEN)),
    ("minst två timmar per vecka", rate(2, "timmar", Per.WEEK, **AT_LEAST)),
    ("minst 20 kontroller i månaden", rate(20, "kontroller", Per.MONTH, **AT_LEAST)),
    ("varannan onsdag", rhythm(Per.WEDNESDAY, 2)),
    ("Varannan vecka", rhythm(Per.WEEK, 2)),
    ("månadsvis", rhythm(Per.MONTH)),
    (
        "en gång i månaden i snitt över året",
        rate(1, "gång", Per.MONTH, average=True, average_over=Per.YEAR),
    ),
    ("senast december", within(Timing.BY, "december")),
    ("senast december 2018", within(Timing.BY, "december 2018")),
    ("senast 31 mars 2027", within(Timing.BY, "31 mars 2027")),
    ("under hösten 2020", within(Timing.DURING, "hösten 2020")),
    ("(när förundersökning inletts) inom en vecka efter att en utredare tilldelats ärendet", ASSIGNED),
    ("inom en vecka efter att en utredare tilldelats ärendet, när förundersökning inletts", ASSIGNED),
    ("vid behov", ON_DEMAND),
    ("när skolan önskar det", Extent(kind=Kind.ON_DEMAND, trigger="när skolan önskar det")),
    ("under 2021 kontinuerligt", Extent(kind=Kind.ONGOING, **during("2021"))),
    # The same in other words, other typing and other dress.
    ("  LÖPANDE. ", ONGOING),
    ("kontinuerligt under hösten 2026", Extent(kind=Kind.ONGOING, **during("hösten 2026"))),
    ("sker löpande", ONGOING),
    (
        "löpande till och med december 2026",
        Extent(kind=Kind.ONGOING, timing=Timing.UNTIL, time="december 2026"),
    ),
    ("3–4 gånger", count(3, "gånger", upper=4, operator=Operator.BETWEEN)),
    ("3 - 4 ggr", count(3, "gånger", upper=4, operator=Operator.BETWEEN)),
    ("tre till fyra gånger", count(3, "gånger", upper=4, operator=Operator.BETWEEN)),
    ("tre-fyra gånger", count(3, "gånger", upper=4, operator=Operator.BETWEEN)),
    ("mellan 3 och 4 gånger", count(3, "gånger", upper=4, operator=Operator.BETWEEN)),
    ("en eller två gånger", count(1, "gånger", upper=2, operator=Operator.BETWEEN)),
    ("minst 2 och högst 4 gånger per år", rate(2, "gånger", Per.YEAR, upper=4, operator=Operator.BETWEEN)),
    ("exakt tolv besök", count(12, "besök", operator=Operator.EXACTLY)),
    ("högst 3 möten", count(3, "möten", operator=Operator.AT_MOST)),
    ("max. tre gånger", count(3, "gånger", operator=Operator.AT_MOST)),
    ("upp till 12 timmar i månaden", rate(12, "timmar", Per.MONTH, operator=Operator.UP_TO)),
    ("cirka 10 nattvandringar", count(10, "nattvandringar", approximate=True)),
    (
        "ca. 3–4 gånger per år",
        rate(3, "gånger", Per.YEAR, upper=4, operator=Operator.BETWEEN, approximate=True),
    ),
    ("minst\u00a0två\u00a0timmar\u00a0per\u00a0vecka", rate(2, "timmar", Per.WEEK, **AT_LEAST)),
    ("minst två tim-\nmar per vecka", rate(2, "timmar", Per.WEEK, **AT_LEAST)),
    ("minst två tim\u00admar per vecka", rate(2, "timmar", Per.WEEK, **AT_LEAST)),
    ("minst tva\u030a timmar per vecka", rate(2, "timmar", Per.WEEK, **AT_LEAST)),
    ("2 ggr/vecka", rate(2, "gånger", Per.WEEK)),
    ("1 gång/termin", rate(1, "gång", Per.TERM)),
    ("4 per år", rate(4, None, Per.YEAR)),
    ("4 under 2026", count(4, **during("2026"))),
    ("två gånger årligen", rate(2, "gånger", Per.YEAR)),
    ("en gång om året", rate(1, "gång", Per.YEAR)),
    ("två gånger per tertial", rate(2, "gånger", Per.TERTIAL)),
    ("minst en gång per kvartal", rate(1, "gång", Per.QUARTER, **AT_LEAST)),
    ("två timmar i snitt per vecka", rate(2, "timmar", Per.WEEK, average=True)),
    (
        "i genomsnitt 4 timmar per vecka över året",
        rate(4, "timmar", Per.WEEK, average=True, average_over=Per.YEAR),
    ),
    ("2,5 timmar per vecka", rate(Decimal("2.5"), "timmar", Per.WEEK)),
    ("en och en halv timme per vecka", rate(Decimal("1.5"), "timme", Per.WEEK)),
    ("en halv dag i månaden", rate(Decimal("0.5"), "dag", Per.MONTH)),
    ("1 000 kontroller under 2026", count(1000, "kontroller", **during("2026"))),
    ("tjugofem kontroller", count(25, "kontroller")),
    ("minst fyra riktade kontroller", count(4, "riktade kontroller", **AT_LEAST)),
    ("2 st nattvandringar", count(2, "nattvandringar")),
    ("10 st. under 2026", count(10, "st", **during("2026"))),
    ("4 EST-möten", count(4, "EST-möten")),
    ("två timmar riktad trafikövervakning per vecka", rate(2, "timmar riktad trafikövervakning", Per.WEEK)),
    ("20 ungdomar", count(20, "ungdomar")),
    ("minst 20 timmar", count(20, "timmar", **AT_LEAST)),
    ("2 dagar under sommaren", count(2, "dagar", **during("sommaren"))),
    ("under 2026: 2 st", count(2, "st", **during("2026"))),
    ("en trygghetsvandring", count(1, "trygghetsvandring")),
    ("en riktad kontroll", count(1, "riktad kontroll")),
    ("varje måndag", rhythm(Per.MONDAY)),
    ("på fredagar under sommaren", rhythm(Per.FRIDAY, **during("sommaren"))),
    ("var tredje månad", rhythm(Per.MONTH, 3)),
    ("vartannat år", rhythm(Per.YEAR, 2)),
    ("var 14:e dag", rhythm(Per.DAY, 14)),
    ("minst varannan vecka", rhythm(Per.WEEK, 2, **AT_LEAST)),
    ("två timmar varannan torsdag", rate(2, "timmar", Per.THURSDAY, 2)),
    ("dagligen under maj–september", rhythm(Per.DAY, **during("maj–september"))),
    ("från maj till och med september 2026", within(Timing.DURING, "maj–september 2026")),
    ("under perioden 1 maj – 30 september 2026", within(Timing.DURING, "1 maj – 30 september 2026")),
    ("före sommaren 2026", within(Timing.BEFORE, "sommaren 2026")),
    ("från och med mars 2026", within(Timing.FROM, "mars 2026")),
    ("Hösten 2026", within(Timing.DURING, "hösten 2026")),
    ("tertial 2 2026", within(Timing.DURING, "tertial 2 2026")),
    ("i december", within(Timing.DURING, "december")),
    ("under året", within(Timing.DURING, "året")),
    (
        "inom 24 timmar från anmälan",
        Extent(kind=Kind.SERVICE_LEVEL, deadline=24, deadline_unit=DeadlineUnit.HOUR, trigger="från anmälan"),
    ),
    (
        "senast tre arbetsdagar efter att synpunkten kommit in",
        Extent(
            kind=Kind.SERVICE_LEVEL,
            deadline=3,
            deadline_unit=DeadlineUnit.WORKING_DAY,
            trigger="efter att synpunkten kommit in",
        ),
    ),
    ("Vid behov, när rektor kallar", Extent(kind=Kind.ON_DEMAND, trigger="när rektor kallar")),
    ("på begäran av skolan", Extent(kind=Kind.ON_DEMAND, trigger="på begäran av skolan")),
    # A negated comparison is a limit, days of every week are so many a week, and "cirka" stays "cirka".
    ("inte fler än 3 per år", rate(3, None, Per.YEAR, operator=Operator.AT_MOST)),
    ("ej mer än tre gånger per termin", rate(3, "gånger", Per.TERM, operator=Operator.AT_MOST)),
    ("inte färre än 4 besök", count(4, "besök", **AT_LEAST)),
    ("cirka 20 timmar", count(20, "timmar", approximate=True)),
    ("varje vardag", rate(5, "vardagar", Per.WEEK)),
    ("varje fredag och lördag", rate(2, "dagar", Per.WEEK)),
    ("på fredagar och lördagar under sommaren", rate(2, "dagar", Per.WEEK, **during("sommaren"))),
    ("varje fredag, lördag och söndag", rate(3, "dagar", Per.WEEK)),
    ("två gånger per läsår", rate(2, "gånger", Per.SCHOOL_YEAR)),
    ("varje läsår", rhythm(Per.SCHOOL_YEAR)),
    ("vid behov under 2026", Extent(kind=Kind.ON_DEMAND, **during("2026"))),
]

LEFT_AS_TEXT = [
    "fler än 3 per år",
    "inte 3 per år",
    "per läsår",
    "20 timmar",
    "cirka 20 minuter",
    "varje fredag eller lördag",
    "varje fredag till söndag",
    "varje fredag och fredag",
    "varje fredag- och lördagskväll",
    "en rond varje fredag och lördag",
    "tre gånger varje vardag",
    "",
    " ",
    "ett fåtal ungdomar",
    "24-timmarsvård",
    "112",
    "2018",
    "2021-2022",
    "2021/2022",
    "flera kontroller",
    "MBU 123",
    "ett par gånger",
    "ett par gånger per månad",
    "några gånger per år",
    "ett tiotal besök",
    "drygt 700 medborgare",
    "nästan varje dag",
    "regelbundet",
    "dygnet runt",
    "så snart som möjligt",
    "minst 4",
    "exakt ca 4 gånger",
    "minst 3-4 gånger",
    "högst tre till fyra gånger",
    "4-3 gånger",
    "en eller tre gånger",
    "0 kontroller",
    "2018 kontroller",
    "99999999 kontroller",
    "50 000 kr",
    "80 procent",
    "minst 80 % av ärendena",
    "5 av 7 skolor",
    "3 år",
    "2 veckor",
    "24 timmar",
    "inom 24 timmar",
    "inom Kungsörs kommun",
    "inom en vecka efter anmälan och minst två gånger per månad",
    "två poliser per skola",
    "två kontroller per månad och skola",
    "4 kontroller i snitt",
    "en trygg miljö",
    "en brist",
    "en framgång",
    "en utredare",
    "i veckan",
    "per vecka",
    "när tid finns",
    "när det går",
    "vid behov och minst två gånger per år",
    "vid behov, minst två gånger per år",
    "löpande och vid behov",
    "löpande uppföljning",
    "kontinuerligt arbete",
    "en gång under våren och en gång under hösten",
    "under våren och hösten",
    "två gånger per år (vår och höst)",
    "två gånger två timmar",
    "under 31 februari 2026",
    "under 2022-2021",
    "010-565 26 70",
    "7.30-12.00",
    "212000-2056",
    "åk 7",
    "årskurs 7-9",
    "Fördjupa samverkan mellan parterna",
]


@pytest.mark.parametrize(("text", "expected"), READ)
def test_reads_what_the_field_writes(text, expected):
    assert parse(text) == expected


@pytest.mark.parametrize("text", LEFT_AS_TEXT)
def test_leaves_what_is_vague_ambiguous_or_something_else_as_text(text):
    assert parse(text) is None


@pytest.mark.parametrize("extent", [extent for _, extent in READ if extent])
def test_every_reading_can_be_written_read_again_and_stored(extent):
    assert parse(format(extent)) == extent
    assert from_dict(to_dict(extent)) == extent


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("minst två timmar per vecka", "Minst 2 timmar varje vecka"),
        ("2 st under 2018", "2 stycken under 2018"),
        ("löpande", "Löpande"),
        ("varannan onsdag", "Varannan onsdag"),
        ("3-4 ggr", "3 till 4 gånger"),
        ("en gång i månaden i snitt över året", "I snitt 1 gång varje månad, räknat över året"),
        ("ca 20 000 besök", "Ungefär 20\u00a0000 besök"),
        ("inom 2 dygn efter anmälan", "Inom 2 dygn efter anmälan"),
        (
            "när förundersökning inletts, inom en vecka efter att en utredare tilldelats ärendet",
            "Inom 1 vecka efter att en utredare tilldelats ärendet, när förundersökning inletts",
        ),
        ("vartannat år", "Vartannat år"),
        ("var 21:a dag", "Var 21:a dag"),
        ("senast den 31 mars 2027", "Senast 31 mars 2027"),
        ("när skolan önskar det, under 2026", "När skolan önskar det, under 2026"),
    ],
)
def test_says_in_plain_words_how_it_was_read(text, words):
    extent = parse(text)

    assert extent is not None
    assert describe(extent) == words


def test_only_what_can_be_counted_afterwards_is_measurable():
    measurable = {kind for _, extent in READ if extent and is_measurable(extent) for kind in [extent.kind]}

    assert measurable == {Kind.COUNT, Kind.RATE, Kind.SERVICE_LEVEL}


def test_stored_form_has_every_key_and_only_strings_whole_numbers_booleans_and_null():
    assert to_dict(rate(Decimal("2.5"), "timmar", Per.WEEK, **AT_LEAST)) == {
        "kind": "rate",
        "operator": "at_least",
        "number": "2.5",
        "upper": None,
        "approximate": False,
        "unit": "timmar",
        "per": "week",
        "every": 1,
        "average": False,
        "average_over": None,
        "timing": None,
        "time": None,
        "deadline": None,
        "deadline_unit": None,
        "trigger": None,
        "condition": None,
    }


def test_the_numbers_of_a_reading_can_be_compared_with_those_of_a_text():
    assert numbers_of(count(3, "gånger", upper=4, operator=Operator.BETWEEN)) == [3, 4]
    assert numbers_of(ASSIGNED) == [1]
    assert numbers_of(ONGOING) == []


def test_a_correction_form_may_leave_fields_empty():
    data = {
        "kind": "count",
        "number": "2,5",
        "unit": "timmar",
        "operator": "at_least",
        "per": "",
        "time": None,
    }

    assert from_dict(data) == count(Decimal("2.5"), "timmar", **AT_LEAST)


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"kind": "often"},
        {"kind": "count"},
        {"kind": "count", "number": 2},
        {"kind": "count", "number": True, "unit": "st"},
        {"kind": "count", "number": 2.5, "unit": "st"},
        {"kind": "count", "number": "två", "unit": "st"},
        {"kind": "count", "number": "9" * 5000, "unit": "st"},
        {"kind": "count", "number": "NaN", "unit": "st"},
        {"kind": "count", "number": 0, "unit": "st"},
        {"kind": "count", "number": 2018, "unit": "st"},
        {"kind": "count", "number": 2, "unit": "st", "per": "week"},
        {"kind": "count", "number": 2, "unit": "par gånger"},
        {"kind": "count", "number": 2, "unit": "veckor"},
        {"kind": "count", "number": 2, "unit": "<b>"},
        {"kind": "count", "number": 3, "upper": 2, "operator": "between", "unit": "st"},
        {"kind": "count", "number": 3, "upper": 4, "operator": "at_least", "unit": "st"},
        {"kind": "count", "number": 3, "operator": "between", "unit": "st"},
        {"kind": "rate", "number": 3, "unit": "st"},
        {"kind": "rate", "per": "week"},
        {"kind": "rate", "per": "week", "every": 1, "operator": "exactly"},
        {"kind": "rate", "per": "week", "every": 1, "average_over": "year"},
        {"kind": "rate", "per": "week", "every": 0},
        {"kind": "within"},
        {"kind": "within", "timing": "during"},
        {"kind": "within", "timing": "during", "time": "någon gång"},
        {"kind": "service_level", "deadline": 1, "deadline_unit": "week"},
        {"kind": "service_level", "deadline": 1, "trigger": "efter anmälan"},
        {"kind": "service_level", "deadline": 1, "deadline_unit": "week", "trigger": "anmälan"},
        {"kind": "service_level", "deadline": 1, "deadline_unit": "week", "condition": "alltid annars"},
        {"kind": "on_demand", "trigger": "minst ibland"},
        {"kind": "ongoing", "surprise": 1},
        {"kind": "ongoing", "trigger": "när skolan ber"},
    ],
)
def test_refuses_parts_that_do_not_fit_together_with_a_swedish_sentence(data):
    with pytest.raises(ExtentError, match=r"\w+ .*\."):
        from_dict(data)
