"""Reads when and how often: "per vecka", "varannan onsdag", "i snitt över året", "under hösten 2020"."""

from promises.extent import vocabulary as v
from promises.extent.kinds import Per, Timing
from promises.periods.times import Time, read_point, read_time
from promises.words import MONTHS, Token, TokenKind, follows, read_ordinal, tokens, word_at

_LEADS = frozenset("perioden tiden tidsperioden åren hela".split())
_EACH_DAY = frozenset({"varje", "på"})
_BETWEEN_DAYS = frozenset("och samt eller till - , /".split())
_SEASONS = frozenset("våren sommaren hösten vintern".split())


def read_per(ts: list[Token], i: int) -> tuple[Per, int, int] | None:
    """Read "per vecka", "i månaden", "varannan onsdag", "var tredje månad", "årligen".

    Returns what it repeats by, every how many of them (1 for "varje"), and the index after.
    """
    word = word_at(ts, i)
    if word in ("per", "/", "varje"):
        return _noun_of_time(ts, i + 1, 1)
    if word in ("varannan", "vartannat", "varannat"):
        return _noun_of_time(ts, i + 1, 2)
    if word in ("var", "vart"):
        ordinal = read_ordinal(ts, i + 1)
        return _noun_of_time(ts, ordinal[1], ordinal[0]) if ordinal and ordinal[0] > 1 else None
    return _adverb_of_time(ts, i)


def _noun_of_time(ts: list[Token], i: int, every: int) -> tuple[Per, int, int] | None:
    per = v.PER_NOUNS.get(word_at(ts, i))
    return None if per is None or _more_days(ts, i + 1) else (per, every, i + 1)


def read_days(ts: list[Token], i: int) -> tuple[int, str, int] | None:
    """Read "varje fredag och lördag", "på fredagar och lördagar", "varje vardag": days of every week.

    Returns how many, what they are called together, and the index after. Which days they are stays in the words.
    """
    if word_at(ts, i) == "varje" and word_at(ts, i + 1) in v.WORKING_DAYS:
        return v.WORKING_DAYS_A_WEEK, "vardagar", i + 2
    if word_at(ts, i) not in _EACH_DAY:
        return None
    names = v.PER_NOUNS if word_at(ts, i) == "varje" else v.PER_PLURAL_DAYS
    found: list[Per] = []
    while True:
        i += word_at(ts, i) in _EACH_DAY
        per = names.get(word_at(ts, i))
        if per not in v.WEEKDAYS or per in found:
            return None
        found.append(per)
        i += 1
        if not _more_days(ts, i):
            return (len(found), "dagar", i) if len(found) > 1 else None
        if word_at(ts, i) not in ("och", "samt", ","):
            return None
        i += 1


def names_days(ts: list[Token], i: int) -> bool:
    """Whether "varje lördag", "varje vardag" or "på fredagar" stands here, read as a rate or not."""
    return word_at(ts, i) in _EACH_DAY and (word_at(ts, i + 1) in v.WORKING_DAYS or _is_day(ts, i + 1))


def _more_days(ts: list[Token], i: int) -> bool:
    """Whether one more day of the week follows: then the day before is only one of those meant."""
    if word_at(ts, i) not in _BETWEEN_DAYS:
        return False
    return _is_day(ts, i + 1 + (word_at(ts, i + 1) in _EACH_DAY))


def _is_day(ts: list[Token], i: int) -> bool:
    word = word_at(ts, i)
    return v.PER_NOUNS.get(word) in v.WEEKDAYS or v.PER_PLURAL_DAYS.get(word) in v.WEEKDAYS


def _adverb_of_time(ts: list[Token], i: int) -> tuple[Per, int, int] | None:
    word, following = word_at(ts, i), word_at(ts, i + 1)
    if word in v.PER_ADVERBS:
        return v.PER_ADVERBS[word], 1, i + 1
    per = v.PER_DEFINITE.get(following)
    if per is not None and (
        (word == "i" and per in v.PER_AFTER_I) or (word == "om" and per in v.PER_AFTER_OM)
    ):
        return per, 1, i + 2
    if word == "på" and following in v.PER_PLURAL_DAYS and not _more_days(ts, i + 2):
        return v.PER_PLURAL_DAYS[following], 1, i + 2
    return None


def read_average(ts: list[Token], i: int) -> tuple[Per | None, int] | None:
    """Read "i snitt" with what it is taken over, if told ("i snitt över året")."""
    if word_at(ts, i) != "i" or word_at(ts, i + 1) not in v.AVERAGE:
        return None
    return read_over(ts, i + 2)


def read_over(ts: list[Token], i: int) -> tuple[Per | None, int]:
    over = v.PER_DEFINITE.get(word_at(ts, i + 1)) if word_at(ts, i) == "över" else None
    return (over, i + 2) if over in v.AVERAGED_OVER else (None, i)


def read_timing(ts: list[Token], i: int) -> tuple[Timing, Time, int] | None:
    """Read a preposition with a season, period or date: "under 2018", "senast 31 mars 2027", "i december".

    Gives None when the time goes on with more than was read ("under våren och hösten").
    """
    reading = _ranged(ts, i) or _prefixed(ts, i)
    if reading is None:
        return None
    _, time, j = reading
    if word_at(ts, j) in ("och", "samt", "eller", "-", "till", "/") and _more_time(ts, j + 1):
        return None
    return None if time.text.startswith("vecka") and word_at(ts, j) in (",", "och") else reading


def _more_time(ts: list[Token], i: int) -> bool:
    return i < len(ts) and (ts[i].kind is TokenKind.NUMBER or read_point(ts, i) is not None)


def _ranged(ts: list[Token], i: int) -> tuple[Timing, Time, int] | None:
    if word_at(ts, i) not in ("från", "fr.o.m.", "fr.o.m", "mellan"):
        return None
    reading = read_time(ts, i)
    return None if reading is None else (Timing.DURING, *reading)


def _prefixed(ts: list[Token], i: int) -> tuple[Timing, Time, int] | None:
    found = _preposition(ts, i)
    if found is None:
        return None
    timing, j = found
    lead = j
    while word_at(ts, lead) in _LEADS:
        lead += 1
    reading = read_time(ts, lead) or read_time(ts, j)
    return None if reading is None else (timing, *reading)


def _preposition(ts: list[Token], i: int) -> tuple[Timing, int] | None:
    word, following = word_at(ts, i), word_at(ts, i + 1)
    if word == "under":
        return Timing.DURING, i + 1
    if (word == "i" and following in MONTHS) or (word == "på" and following in _SEASONS):
        return Timing.DURING, i + 1
    if word == "senast":
        return Timing.BY, i + 2 if following in ("i", "under", "vid") else i + 1
    if word in ("före", "innan"):
        return Timing.BEFORE, i + 1
    if word in ("t.o.m.", "t.o.m", "tom"):
        return Timing.UNTIL, i + 1
    if follows(ts, i, "till", "och", "med"):
        return Timing.UNTIL, i + 3
    if follows(ts, i, "från", "och", "med"):
        return Timing.FROM, i + 3
    return (Timing.FROM, i + 1) if word in ("från", "fr.o.m.", "fr.o.m") else None


def is_time(timing: Timing, text: str) -> bool:
    """Whether canonical words of time would be read again exactly as they stand."""
    ts = tokens(f"{v.TIMING_WORDS[timing]} {text}")
    reading = read_timing(ts, 0)
    return reading is not None and (reading[0], reading[1].text, reading[2]) == (timing, text, len(ts))
