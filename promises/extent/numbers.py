"""Numbers in running text that tell how many, apart from years, dates, names and telephone numbers."""

from promises.extent import vocabulary as v
from promises.extent.kinds import is_number
from promises.periods.times import read_time
from promises.words import ONE, Number, Token, TokenKind, read_number, tokens, word_at

_TIMES = frozenset({"gång", "gånger"})


def numbers_in(text: str) -> list[Number]:
    """Every amount in the text, in order, to hold against `numbers_of` an extent.

    Left out: years, dates, clock times, house numbers, "MBU 123", "årskurs 7", "24-timmarsvård", and "en" or
    "ett" where it is an article ("en kontroll") rather than a count ("en gång", "en vecka").
    """
    ts = tokens(text)
    found: list[Number] = []
    i = 0
    while i < len(ts):
        end = _no_amount(text, ts, i)
        amount = _amount(ts, i) if end is None else None
        if amount is not None and is_number(amount[0]):
            found.append(amount[0])
        i = end or (amount[1] if amount else i + 1)
    return found


def _no_amount(text: str, ts: list[Token], i: int) -> int | None:
    """The index after a date, a telephone number or the like at token `i`; None when there is none."""
    time = None if ts[i].kind is TokenKind.MARK else read_time(ts, i)
    if time is not None:
        return time[1]
    chain = chain_end(ts, i)
    if ts[i].value is None or _is_list_number(text, ts, i):
        return max(i + 1, chain)
    return chain if chain - i > 3 or (chain - i > 1 and not _is_range(ts, i)) else None


def _is_list_number(text: str, ts: list[Token], i: int) -> bool:
    """The "2." that begins a line."""
    if ts[i].kind is not TokenKind.NUMBER or word_at(ts, i + 1) not in (".", ")"):
        return False
    before = ts[i - 1].end if i else 0
    return i == 0 or "\n" in text[before : ts[i].start] or ts[i - 1].kind is TokenKind.END


def chain_end(ts: list[Token], i: int) -> int:
    """The index after figures that hang together by spaces, dashes and slashes, as in telephone numbers."""
    j = i
    while j < len(ts) and ts[j].kind is TokenKind.NUMBER:
        j += 1
        if word_at(ts, j) in ("-", "/") and j + 1 < len(ts) and ts[j + 1].kind is TokenKind.NUMBER:
            j += 1
    return j


def is_name_before(ts: list[Token], i: int) -> bool:
    """Whether the word before token `i` makes the figure there a name: "MBU 123", "årskurs 7", "Storgatan 3"."""
    if i == 0 or not ts[i - 1].is_word:
        return i > 0 and ts[i - 1].text in ("§", "#")
    before = ts[i - 1]
    if before.text in v.LABELS or v.STREET.fullmatch(before.text):
        return True
    return before.raw.isupper() and len(before.raw) > 1 and before.text not in v.NEVER_IN_A_UNIT


def _is_range(ts: list[Token], i: int) -> bool:
    low, high = ts[i].value, ts[i + 2].value if i + 2 < len(ts) else None
    return word_at(ts, i + 1) == "-" and low is not None and high is not None and low < high


def _amount(ts: list[Token], i: int) -> tuple[Number, int] | None:
    reading = read_number(ts, i)
    if reading is None or is_name_before(ts, i):
        return None
    article = ts[i].text in ONE and reading[1] == i + 1
    following = word_at(ts, reading[1])
    return None if article and following not in _TIMES and following not in v.DEADLINE_UNITS else reading
