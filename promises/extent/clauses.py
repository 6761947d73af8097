"""Reads the clauses of an omfattning: a deadline with its trigger and condition, and what is done on demand."""

from dataclasses import dataclass

from promises.extent import vocabulary as v
from promises.extent.kinds import DeadlineUnit, is_number
from promises.words import Number, Token, TokenKind, follows, plain, read_number, tokens, word_at

MAX_CLAUSE_WORDS = 30
_CLAUSE_ENDS = frozenset(".,;:!?()")


def read_clause(ts: list[Token], i: int, starters: frozenset[str]) -> tuple[str, int] | None:
    """Read a subordinate clause or phrase up to the next mark, its words as they stand.

    Gives None for one that is too long, holds figures, or says more about the extent itself.
    """
    if word_at(ts, i) not in starters:
        return None
    j = i
    while j < len(ts) and ts[j].is_word and j - i <= MAX_CLAUSE_WORDS:
        if ts[j].text in v.NEVER_IN_A_CLAUSE:
            return None
        j += 1
    ended = j == len(ts) or ts[j].kind is TokenKind.END or ts[j].text in _CLAUSE_ENDS
    if not ended or j - i < 2:
        return None
    words = plain(ts[i:j])
    return ts[i].text + words[len(ts[i].raw) :], j


def is_clause(text: str, starters: frozenset[str]) -> bool:
    ts = tokens(text)
    return read_clause(ts, 0, starters) == (text, len(ts))


@dataclass(frozen=True, slots=True)
class Deadline:
    number: Number
    unit: DeadlineUnit
    trigger: str | None
    condition: str | None


def read_deadline(ts: list[Token], i: int) -> tuple[Deadline, int] | None:
    """Read "inom en vecka efter att …", with a condition before or after it, if any."""
    condition, j = _leading_condition(ts, i)
    if word_at(ts, j) not in ("inom", "senast"):
        return None
    amount = _amount(ts, j + 1)
    if amount is None:
        return None
    number, unit, j = amount
    trigger, j = read_clause(ts, j, v.AFTER) or (None, j)
    if condition is None:
        condition, j = _trailing_condition(ts, j, after_trigger=trigger is not None)
    return Deadline(number, unit, trigger, condition), j


def _leading_condition(ts: list[Token], i: int) -> tuple[str | None, int]:
    reading = read_clause(ts, i, v.WHEN)
    if reading is None:
        return None, i
    condition, j = reading
    while word_at(ts, j) in (")", ",", ":"):
        j += 1
    return condition, j


def _trailing_condition(ts: list[Token], i: int, *, after_trigger: bool) -> tuple[str | None, int]:
    j = i + 1 if word_at(ts, i) == "," else i
    if after_trigger and j == i:
        return None, i
    return read_clause(ts, j, v.WHEN) or (None, i)


def _amount(ts: list[Token], i: int) -> tuple[Number, DeadlineUnit, int] | None:
    reading = read_number(ts, i)
    if reading is None or not is_number(reading[0]):
        return None
    unit = v.DEADLINE_UNITS.get(word_at(ts, reading[1]))
    return None if unit is None else (reading[0], unit, reading[1] + 1)


@dataclass(frozen=True, slots=True)
class Demand:
    trigger: str | None


def read_demand(ts: list[Token], i: int) -> tuple[Demand, int] | None:
    """Read "vid behov" with its trigger, "på begäran av skolan" or "när skolan önskar det"."""
    if any(follows(ts, i, *head) for head in v.DEMAND_HEADS):
        return _with_trigger(ts, i + 2)
    for starters, needed in ((v.WHEN, v.DEMAND_VERBS), (v.ASKED, v.DEMAND_NOUNS)):
        clause = read_clause(ts, i, starters)
        if clause is not None and any(token.text in needed for token in _within(ts, i, clause)):
            return Demand(clause[0]), clause[1]
    return None


def _with_trigger(ts: list[Token], i: int) -> tuple[Demand, int] | None:
    j = i + 1 if word_at(ts, i) == "," and word_at(ts, i + 1) in v.WHEN else i
    clause = read_clause(ts, j, v.DEMAND_CONNECTORS)
    return (Demand(None), i) if clause is None else (Demand(clause[0]), clause[1])


def _within(ts: list[Token], i: int, clause: tuple[str, int]) -> list[Token]:
    return ts[i : clause[1]]


def demand_words(trigger: str | None) -> str:
    """Canonical words: a trigger that says by itself that somebody asks stands alone, else after "vid behov"."""
    if trigger is None:
        return "vid behov"
    ts = tokens(trigger)
    alone = read_demand(ts, 0)
    return trigger if alone == (Demand(trigger), len(ts)) else f"vid behov {trigger}"


def is_demand(trigger: str | None) -> bool:
    """Whether a trigger would be read again exactly as it stands."""
    ts = tokens(demand_words(trigger))
    return read_demand(ts, 0) == (Demand(trigger), len(ts))
