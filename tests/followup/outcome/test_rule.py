"""The rule that readers are shown, held to the code sentence by sentence."""

from datetime import date, timedelta

import pytest

from followup.outcome import ROLL_UP_RULE, RULE, RULES
from tests.followup.outcome.said import done, stands

# A hundred days, so that a day is a hundredth of what is promised.
PERIOD = (date(2026, 1, 1), date(2026, 4, 10))


def at(passed: int, number: float, words: str = "minst 100 kontroller") -> str:
    """The colour when so many whole days have passed and so much is reported."""
    today = (PERIOD[0] + timedelta(days=passed)).isoformat()
    return stands(words, done("2026-01-01", number), today=today, period=PERIOD).standing


def test_it_is_compared_with_what_was_needed_to_the_end_of_yesterday():
    assert "till och med i går" in str(RULE)
    assert [at(40, 40), at(40, 39)] == ["green", "yellow"]


def test_it_is_rounded_down():
    assert "avrundat nedåt" in str(RULE)
    assert [at(39, 3, "10 kontroller"), at(40, 3, "10 kontroller")] == ["green", "yellow"]


def test_nothing_needed_yet_is_kept_once_something_is_reported():
    first = stands("2 st", today="2026-01-01")
    reported = stands("2 st", done("2026-01-01"), today="2026-01-01")

    assert (first.standing, reported.standing) == ("grey", "green")
    assert "1 rapport utan antal" in reported.words


def test_half_lags_and_less_lags_far():
    assert "Ligger efter: minst hälften. Långt efter: mindre än hälften" in str(RULE)
    assert [at(40, 20), at(40, 19)] == ["yellow", "red"]


def test_when_it_is_over_the_whole_counts():
    assert "När perioden är slut räknas hela talet" in str(RULE)
    assert [at(100, 100), at(100, 99), at(100, 50), at(100, 49)] == ["green", "yellow", "yellow", "red"]


@pytest.mark.parametrize(("weeks", "colour"), [(10, "green"), (9, "green"), (8, "yellow"), (4, "red")])
def test_nine_weeks_in_ten(weeks, colour):
    assert "nio av tio" in str(RULES[0])
    reports = [done((date(2026, 1, 5) + timedelta(weeks=n)).isoformat(), 10) for n in range(weeks)]

    result = stands(
        "en kontroll per vecka", *reports, today="2026-03-16", period=(date(2026, 1, 5), date(2026, 12, 31))
    )

    assert result.standing == colour


@pytest.mark.parametrize(("share", "colour"), [(10, "green"), (9, "yellow"), (5, "yellow"), (4, "red")])
@pytest.mark.parametrize("words", ["vid behov", "inom en vecka efter att en utredare tilldelats ärendet"])
def test_all_half_or_less_of_those_who_asked(words, share, colour):
    assert "när alla fick det" in str(RULES[2])
    assert stands(words, done("2026-02-01", share, 10), today="2026-03-01").standing == colour


def test_every_kind_has_its_sentence():
    assert all(str(rule).endswith(".") for rule in (RULE, ROLL_UP_RULE, *RULES))
