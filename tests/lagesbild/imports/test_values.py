"""Days, times and numbers, as people and programs write them."""

from datetime import date, time
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from lagesbild.imports import values
from lagesbild.imports.tables import Unreadable

DAY = date(2026, 10, 2)


@pytest.mark.parametrize(
    "written",
    ["2026-10-02", "20261002", "2026/10/02", "2026.10.2", "2/10 2026", "02/10/2026", "2.10.2026", "2 oktober 2026",
     "2 okt 2026", "den 2 okt. 2026", " 2026-10-02 ", "46297"],
)  # fmt: skip
def test_a_day(written):
    assert values.day(written) == (DAY, None, "")


@pytest.mark.parametrize(
    "written",
    ["2026-10-02 20:30", "2026-10-02T20:30:00", "2026-10-02 20.30", "2 oktober 2026 kl. 20.30", "2026-10-02 kl 20:30",
     "20261002 2030", "46297,854166667", "46297.854166667", "2026-10-02, 20:30:59.123"],
)  # fmt: skip
def test_a_day_with_its_clock(written):
    assert values.day(written) == (DAY, time(20, 30), "")


@pytest.mark.parametrize("zone", ["Z", "+00:00", "+0000"])
def test_a_clock_in_another_zone(zone):
    found, at, read = values.day(f"2026-10-02T18:30:00{zone}")

    moment = values.moment(found, at, read, ZoneInfo("Europe/Stockholm"))
    assert moment.astimezone(ZoneInfo("Europe/Stockholm")).hour == 20


@pytest.mark.parametrize(
    ("written", "at"),
    [("20:30", time(20, 30)), ("20.30", time(20, 30)), ("2030", time(20, 30)), ("kl 20", time(20)),
     ("kl. 20.30", time(20, 30)), ("20–22", time(20)), ("20:30-21:00", time(20, 30)), ("0,5", time(12)),
     ("00:00:00", time(0))],
)  # fmt: skip
def test_a_clock(written, at):
    assert values.clock(written) == (at, "")


@pytest.mark.parametrize(
    "written",
    ["", "igår", "2026-13-01", "2026-02-30", "32/1 2026", "2 foo 2026", "26-10-02", "2026", "10/2026", "=TODAY()",
     "2026-10-02 25:00", "99999999", "2026-10-02 sent"],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_a_sentence(written):
    with pytest.raises(Unreadable):
        values.day(written)


@pytest.mark.parametrize("written", ["", "25:00", "20:61", "sent", "kväll", "12345"])
def test_what_is_no_clock_is_refused(written):
    with pytest.raises(Unreadable):
        values.clock(written)


@pytest.mark.parametrize(
    ("written", "number"),
    [("1 234,5", "1234.5"), ("1\u00a0234,5", "1234.5"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("−3", "-3"),
     ("12,5 %", "12.5"), ("0", "0"), ("1e3", "1000")],
)  # fmt: skip
def test_a_number(written, number):
    assert values.number(written) == Decimal(number)


@pytest.mark.parametrize(
    "written", ["", "tio", "1,2,3", "NaN", "Infinity", "1e99", "1e9999999", "-1e999999999", "--1"]
)
def test_what_is_no_number_is_refused(written):
    with pytest.raises(Unreadable):
        values.number(written)


def test_a_whole_number_has_limits():
    assert values.whole("12", 0, 20) == 12
    with pytest.raises(Unreadable, match="heltal"):
        values.whole("1,5")
    with pytest.raises(Unreadable, match="utanför"):
        values.whole("21", 0, 20)


def test_text_has_nothing_that_nobody_sees():
    assert values.text(" a\x00b\u202ec\r\nd ") == "abc\nd"
    assert values.line("en\nrad  till") == "en rad till"
    with pytest.raises(Unreadable, match="201 tecken"):
        values.line("x" * 201)
