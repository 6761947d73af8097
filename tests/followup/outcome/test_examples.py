"""What is said of each kind of omfattning, in the words and the colour that readers meet."""

from datetime import date
from decimal import Decimal

import pytest

from followup.outcome import roll_up, shown_number
from tests.followup.outcome.said import YEAR, done, stands

WEEKLY = [done(f"2026-{month:02}-{day:02}", 2) for month in range(1, 9) for day in (1, 8, 15, 22)]
TWO_YEARS = (date(2026, 1, 1), date(2027, 12, 31))

COUNTS = [
    ("minst 20 trafikkontroller", [done("2026-03-01", 12)], "2026-09-28",
     "yellow", "12 av minst 20 trafikkontroller, 3 månader kvar, ligger efter"),
    ("minst 20 trafikkontroller", [done("2026-03-01", 18)], "2026-09-28",
     "green", "18 av minst 20 trafikkontroller, 3 månader kvar, enligt löftet"),
    ("minst 20 trafikkontroller", [done("2026-03-01", 3)], "2026-09-28",
     "red", "3 av minst 20 trafikkontroller, 3 månader kvar, långt efter"),
    ("minst 8 kontroller", [done("2026-03-01", 20)], "2026-09-28",
     "green", "20 mot utlovade minst 8 kontroller"),
    ("3 till 4 gånger", [done("2026-03-01", 1)], "2026-06-28",
     "green", "1 av 3 till 4 gånger, 6 månader kvar, enligt löftet"),
    ("3 till 4 gånger", [done("2026-03-01", 3)], "2026-06-28", "green", "3 av 3 till 4 gånger, allt är gjort"),
    ("3 till 4 gånger", [done("2026-03-01", 4)], "2026-06-28", "green", "4 av 3 till 4 gånger, allt är gjort"),
    ("3 till 4 gånger", [done("2026-03-01", 5)], "2026-06-28", "green", "5 mot utlovade 3 till 4 gånger"),
    ("1 gång", [], "2026-12-20", "green", "0 av 1 gång, 12 dagar kvar, enligt löftet"),
    ("1 gång", [], "2026-12-31", "green", "0 av 1 gång, 1 dag kvar, enligt löftet"),
    ("exakt 3 gånger", [done("2026-02-01", 4)], "2026-03-01", "green", "4 mot utlovade exakt 3 gånger"),
    ("högst 3 gånger", [done("2026-02-01", 3)], "2027-03-01", "green", "3 av högst 3 gånger, inom taket"),
    ("högst 3 gånger", [done("2026-02-01", 4)], "2026-11-30", "red", "4 av högst 3 gånger, över taket"),
    ("upp till 3 gånger", [], "2026-11-30",
     "grey", "0 av upp till 3 gånger, 32 dagar kvar, inget är rapporterat än"),
    ("cirka 3 gånger", [done("2026-02-01", 2, exact=False)], "2026-11-30",
     "green", "ungefär 2 av ungefär 3 gånger, 32 dagar kvar, enligt löftet"),
    ("4 vandringar", [done("2026-02-01"), done("2026-03-01")], "2026-11-30",
     "red", "0 av 4 vandringar, 2 rapporter utan antal, 32 dagar kvar, långt efter"),
    ("4 vandringar", [done("2026-02-01", 2), done("2026-03-01")], "2026-11-30",
     "yellow", "2 av 4 vandringar, 1 rapport utan antal, 32 dagar kvar, ligger efter"),
    ("2 st under 2018", [done("2018-05-01", 1), done("2018-09-01", 1)], "2018-10-01",
     "green", "2 av 2, allt är gjort"),
    ("2 st under 2018", [done("2018-05-01", 1)], "2019-01-01",
     "yellow", "1 av 2, perioden är slut, nådde inte ända fram"),
    ("2 st under 2018", [done("2019-05-01", 2)], "2019-06-01",
     "red", "0 av 2, perioden är slut, nådde inte ända fram"),
    ("minst 2,5 timmar", [done("2026-02-01", "1.5")], "2026-03-01",
     "green", "1,5 av minst 2,5 timmar, 10 månader kvar, enligt löftet"),
    ("minst 4 kontroller", [], "2025-12-31", "grey", "0 av minst 4 kontroller, har inte börjat"),
    ("minst 4 kontroller", [], "2026-01-01",
     "grey", "0 av minst 4 kontroller, 12 månader kvar, inget är rapporterat än"),
    # What is dated after today has not been done.
    ("minst 4 kontroller", [done("2026-12-01", 4)], "2026-01-01",
     "grey", "0 av minst 4 kontroller, 12 månader kvar, inget är rapporterat än"),
    # What was not carried out counts for nothing, whatever number it gives.
    ("minst 4 kontroller", [done("2026-02-01", 4, status="not_done")], "2026-12-01",
     "red", "0 av minst 4 kontroller, 31 dagar kvar, långt efter"),
]  # fmt: skip

RATES = [
    ("minst två timmar per vecka", WEEKLY, "2026-09-14",
     "yellow", "64 av minst 106 timmar, 3 månader kvar, ligger efter, nådde sitt tal i 32 av 37 veckor"),
    ("varannan onsdag", [done("2026-01-07"), done("2026-01-21")], "2026-02-01",
     "green", "2 av 26 gånger, 11 månader kvar, enligt löftet, nådde sitt tal 1 gång av 1"),
    ("varje onsdag", [done("2026-01-07"), done("2026-01-14")], "2026-01-28",
     "yellow", "2 av 52 gånger, 11 månader kvar, ligger efter, nådde sitt tal på 2 av 3 onsdagar"),
    ("en gång i månaden", [done("2026-01-07", 1), done("2026-02-07", 1)], "2026-03-02",
     "green", "2 av 12 gånger, 9 månader kvar, enligt löftet, nådde sitt tal i 2 av 2 månader"),
    # Two in one month are not one in each, unless it is promised on average.
    ("en gång i månaden", [done("2026-01-07", 1), done("2026-01-08", 1)], "2026-03-02",
     "yellow", "2 av 12 gånger, 9 månader kvar, ligger efter, nådde sitt tal i 1 av 2 månader"),
    ("en gång i månaden i snitt över året", [done("2026-01-07", 1), done("2026-01-08", 1)], "2026-03-02",
     "green", "2 av 12 gånger, 9 månader kvar, enligt löftet"),
    ("tre till fyra gånger per år", [done("2026-03-01", 3)], "2026-12-28",
     "green", "3 av 3 till 4 gånger, allt är gjort"),
    ("minst 20 kontroller i månaden", [done("2026-01-07", 25)], "2026-02-02",
     "green", "25 av minst 240 kontroller, 10 månader kvar, enligt löftet, nådde sitt tal 1 gång av 1"),
    ("högst 2 möten per vecka", [done("2026-01-05", 2), done("2026-01-12", 5)], "2026-01-20",
     "yellow", "7 av högst 106 möten, 11 månader kvar, inom taket, höll taket i 2 av 3 veckor"),
    ("varje helg", [done("2026-01-03")], "2026-01-20",
     "red", "1 av 52 gånger, 11 månader kvar, långt efter, nådde sitt tal på 1 av 3 helger"),
]  # fmt: skip

OTHERS = [
    ("senast december", [], "2026-11-30", "grey", "inget är rapporterat än, 32 dagar kvar"),
    ("senast december", [done("2026-11-01", status="underway")], "2026-11-30",
     "green", "pågår, 32 dagar kvar"),
    ("senast december", [done("2026-11-01")], "2026-11-30", "green", "genomförd"),
    ("senast december", [done("2027-01-02")], "2027-01-30",
     "yellow", "genomförd, men inte inom den utlovade tiden"),
    ("senast december", [done("2026-11-01", status="partly")], "2027-01-01",
     "yellow", "tiden är ute och aktiviteten är inte rapporterad som genomförd"),
    ("senast december", [], "2027-01-01",
     "red", "tiden är ute och aktiviteten är inte rapporterad som genomförd"),
    ("senast december", [done("2026-11-01", status="stopped")], "2026-11-30", "red", "avbruten"),
    ("under 2027", [], "2026-11-30", "grey", "har inte börjat"),
    ("inom en vecka efter att en utredare tilldelats ärendet", [done("2026-02-01", 7, 9)], "2026-11-30",
     "yellow", "7 av 9 i tid (78 procent)"),
    ("inom en vecka efter att en utredare tilldelats ärendet", [done("2026-02-01", 999, 1000)], "2026-11-30",
     "yellow", "999 av 1\u00a0000 i tid (99 procent)"),
    ("inom en vecka efter att en utredare tilldelats ärendet", [done("2026-02-01", 9, 9)], "2026-11-30",
     "green", "9 av 9 i tid (100 procent)"),
    ("inom en vecka efter att en utredare tilldelats ärendet", [done("2026-02-01", 3)], "2026-11-30",
     "grey", "inga ärenden är rapporterade, 1 rapport utan antal"),
    ("vid behov", [done("2026-02-01", 1, 1)], "2026-11-30", "green", "1 av 1 förfrågan uppfylld"),
    ("vid behov", [done("2026-02-01", 2, 5)], "2026-11-30", "red", "2 av 5 förfrågningar uppfyllda"),
    ("vid behov", [done("2026-02-01", 0, 0)], "2026-11-30", "green", "ingen har frågat efter det"),
    ("vid behov", [], "2026-11-30", "grey", "ingen förfrågan är rapporterad"),
    ("löpande", [done("2026-11-01", 3, status="underway")], "2026-11-30", "green", "pågår, 3 rapporterade"),
    ("löpande", [done("2026-02-01", status="underway")], "2026-11-30",
     "yellow", "pågår, ingen rapport på 302 dagar"),
    ("löpande", [], "2026-02-01", "grey", "inget är rapporterat än"),
    ("löpande", [], "2026-11-30", "yellow", "inget är rapporterat än"),
    ("löpande", [], "2025-11-30", "grey", "har inte börjat"),
    ("löpande", [done("2026-11-01", status="stopped")], "2026-11-30", "red", "avbruten"),
    # No omfattning at all, as some promises have none.
    ("", [done("2026-11-01", 303)], "2026-11-30", "green", "genomförd, 303 rapporterade"),
]  # fmt: skip


@pytest.mark.parametrize(("words", "reports", "today", "colour", "said"), COUNTS + RATES + OTHERS)
def test_what_is_said(words, reports, today, colour, said):
    result = stands(words, *reports, today=today)

    assert (result.standing, result.words) == (colour, said)


@pytest.mark.parametrize("period", [(None, None), (YEAR[0], None), (None, YEAR[1])])
def test_without_a_known_period_nothing_is_said_to_lag(period):
    count = stands("minst 4 kontroller", done("2026-02-01", 2), today="2026-11-30", period=period)
    rate = stands("varje vecka", done("2026-02-01"), today="2026-11-30", period=period)

    assert (count.standing, count.words) == ("grey", "2 av minst 4 kontroller, perioden är inte känd")
    assert rate.standing == "grey"
    assert "perioden är inte känd så det går inte att jämföra" in rate.words


def test_all_done_is_all_done_even_when_the_period_is_unknown():
    result = stands("minst 4 kontroller", done("2026-02-01", 4), today="2026-11-30", period=(None, None))

    assert (result.standing, result.words) == ("green", "4 av minst 4 kontroller, allt är gjort")


def test_a_rate_in_a_period_too_short_for_it_cannot_be_compared():
    short = (date(2026, 3, 1), date(2026, 3, 5))

    result = stands("en gång i kvartalet", today="2026-11-30", period=short)

    assert result.standing == "grey"
    assert "kortare än det som ska upprepas" in result.words


def test_a_season_over_new_year_is_one_season():
    result = stands(
        "minst 4 gånger varje vinter",
        done("2026-12-20", 2),
        done("2027-01-20", 2),
        today="2027-03-02",
        period=(date(2026, 9, 1), date(2027, 8, 31)),
    )

    assert (result.standing, result.words) == (
        "green",
        "4 av minst 4 gånger, allt är gjort, nådde sitt tal 1 gång av 1",
    )


def test_what_is_known_is_given_as_numbers_too():
    result = stands("minst 4 kontroller", done("2026-02-01", 6), done("2026-03-01"), today="2026-11-30")

    assert (result.done, result.promised, result.share, result.unit) == (6, 4, 1.5, "kontroller")
    assert (result.reports, result.uncounted, result.last_on) == (2, 1, date(2026, 3, 1))


def test_a_day_of_grace_is_not_given_at_the_turn_of_the_year():
    last, after = (stands("1 gång", today=day) for day in ("2026-12-31", "2027-01-01"))

    assert (last.standing, after.standing) == ("green", "red")


@pytest.mark.parametrize(
    ("standings", "whole"),
    [([], "grey"), (["grey"], "grey"), (["green", "grey"], "green"), (["green", "yellow"], "yellow"),
     (["green", "red"], "red"), (["green", "green", "red"], "yellow"), (["red", "grey", "grey"], "red")],
)  # fmt: skip
def test_the_whole_follows_its_parts_without_an_average(standings, whole):
    results = {
        "green": stands("löpande", done("2026-11-01"), today="2026-11-30"),
        "yellow": stands("löpande", today="2026-11-30"),
        "red": stands("löpande", done("2026-11-01", status="stopped"), today="2026-11-30"),
        "grey": stands("löpande", today="2025-11-30"),
    }

    assert roll_up(results[one] for one in standings) == whole


@pytest.mark.parametrize(
    ("number", "shown"), [("0", "0"), ("20.00", "20"), ("2.50", "2,5"), ("1200", "1\u00a0200")]
)
def test_numbers_are_shown_in_swedish(number, shown):
    assert shown_number(Decimal(number)) == shown
