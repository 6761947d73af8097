"""Swedish text as tokens, with its numbers read: the ground under `promises.extent` and `promises.periods`.

Reading goes by tokens and a bounded look ahead, not by one large regular expression: a pattern that knows the
whole language backtracks for minutes on hostile text, and gives no places to point at.
"""

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Number: TypeAlias = int | Decimal

MAX_DIGITS = 7

# One character for one, so that places in the cleaned text are places in the original.
_SAME_LENGTH = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011", "-"),
        **dict.fromkeys("\u2012\u2014\u2015\u2212", "–"),
        **dict.fromkeys("\t\r\v\f\u00a0\u1680\u2007\u202f\u205f\u3000", " "),
        **{chr(code): " " for code in range(0x2000, 0x200B)},
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff", "\u00ad"),
        **dict.fromkeys("\u0085\u2028\u2029", "\n"),
    }
)
_SOFT_HYPHEN = "\u00ad"

_LETTER = r"(?:[^\W\d_]|[\u0300-\u036f\u00ad])"
# A word broken over two lines is one word ("tim-\nmar"), but "vår- och" keeps its hanging hyphen.
_HYPHEN = r"-(?:[ ]*+\n[ ]*+(?!och\b|eller\b|samt\b))?+"
_TOKEN = re.compile(
    rf"""
      (?P<space>[ \u00ad]++)
    | (?P<abbreviation>(?:t\.o\.m|fr\.o\.m|c:a)\b\.?)
    | (?P<word>{_LETTER}++(?:{_HYPHEN}{_LETTER}++)*+[\d_]*+\w*+)
    | (?P<date>\d{{4}}-\d{{2}}-\d{{2}}(?![\w-]))
    | (?P<ordinal>\d{{1,2}}:[ae]\b)
    | (?P<number>[1-9]\d{{0,2}}+(?:[ ]\d{{3}}(?![\d.,:]))++|\d++(?:[.,:]\d++)*+)(?P<glued>-?[^\W\d_][\w-]*+)?+
    | (?P<end>\n[ ]*+\n\s*+)
    | (?P<line>\n)
    | (?P<dash>[-–]++)
    | (?P<mark>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_PLAIN_NUMBER = re.compile(r"(?:0|[1-9]\d{0,6})(?:,\d{1,2})?")


class TokenKind(StrEnum):
    WORD = "word"
    NUMBER = "number"
    ORDINAL = "ordinal"
    DATE = "date"
    MARK = "mark"
    END = "end"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or mark, with its place in the original text (`start` inclusive, `end` exclusive)."""

    kind: TokenKind
    text: str
    raw: str
    start: int
    end: int
    value: Number | None = None

    @property
    def is_word(self) -> bool:
        return self.kind is TokenKind.WORD


def tokens(text: str) -> list[Token]:
    """Cut `text` into tokens in one pass; time grows with its length and no faster."""
    clean = text.translate(_SAME_LENGTH)
    return [token for match in _TOKEN.finditer(clean) for token in _tokens_of(match)]


def word_at(ts: list[Token], i: int) -> str:
    """The lower-case text of token `i`, or an empty string beyond either end."""
    return ts[i].text if 0 <= i < len(ts) else ""


def follows(ts: list[Token], i: int, *words: str) -> bool:
    """Whether exactly these lower-case words stand from token `i` on."""
    return all(word_at(ts, i + n) == word for n, word in enumerate(words))


def plain(ts: list[Token]) -> str:
    """The tokens' own words with one space between them, line-break hyphens and soft hyphens gone."""
    return " ".join(token.raw for token in ts)


_KINDS = {"date": TokenKind.DATE, "ordinal": TokenKind.ORDINAL, "end": TokenKind.END, "mark": TokenKind.MARK}


def _tokens_of(match: re.Match[str]) -> list[Token]:
    group = match.lastgroup or ""
    start, end, raw = match.start(), match.end(), match.group()
    if group in ("space", "line"):
        return []
    if group in ("word", "abbreviation"):
        return _words(raw, start, end)
    if group == "number":
        return [Token(TokenKind.NUMBER, raw, raw, start, end, _plain_value(raw))]
    if group == "dash":
        return [Token(TokenKind.MARK, "-", "-", start, end)]
    return [Token(_KINDS.get(group, TokenKind.OTHER), raw.lower(), raw, start, end)]


def _words(raw: str, start: int, end: int) -> list[Token]:
    first, hyphen, last = raw.partition("-")
    if hyphen and first.lower() in RANGE_WORDS and last.lower() in RANGE_WORDS:
        middle = start + len(first)
        dash = Token(TokenKind.MARK, "-", "-", middle, middle + 1)
        return [_word(first, start, middle), dash, _word(last, middle + 1, end)]
    return [_word(raw, start, end)] if raw.strip(_SOFT_HYPHEN) else []


def _word(raw: str, start: int, end: int) -> Token:
    shown = _unbroken(raw)
    text = shown.lower()
    if any(c.isdigit() or c == "_" for c in shown):
        return Token(TokenKind.OTHER, text, shown, start, end)
    return Token(TokenKind.WORD, text, shown, start, end, NUMBER_WORDS.get(text))


def _unbroken(raw: str) -> str:
    # An abbreviation keeps its hyphen at the break: "EST-\nmöten" is not "ESTmöten".
    whole = unicodedata.normalize("NFC", raw.replace(_SOFT_HYPHEN, ""))
    parts = re.split(r"-[ ]*\n[ ]*", whole)
    return "".join(part + ("-" if part.isupper() else "") for part in parts[:-1]) + parts[-1]


def _plain_value(raw: str) -> Number | None:
    digits = raw.replace(" ", "")
    if len(digits) > MAX_DIGITS + 3 or not _PLAIN_NUMBER.fullmatch(digits):
        return None
    return tidy(Decimal(digits.replace(",", ".")))


def tidy(value: Decimal) -> Number:
    """The same number in its one canonical form: an int when whole, else a Decimal without trailing zeros."""
    return int(value) if value == value.to_integral_value() else value.normalize()


_UNITS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()
_TEENS = "tretton fjorton femton sexton sjutton arton nitton".split()
_TENS = "tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_ORDINALS = (
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde"
).split()


def _number_words() -> dict[str, int]:
    words = {word: n for n, word in enumerate(_UNITS + _TEENS)}
    for n, ten in enumerate(_TENS, start=2):
        words[ten] = n * 10
        words.update({ten + word: n * 10 + one for one, word in enumerate(_UNITS[:10]) if one})
        words[ten + "ett"] = n * 10 + 1
    return words | {"ett": 1, "hundra": 100}


NUMBER_WORDS = _number_words()
ORDINAL_WORDS = {word: n for n, word in enumerate(_ORDINALS, start=1)}
ONE = frozenset({"en", "ett"})
MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
# Two of these with a plain hyphen between ("januari-mars", "tre-fyra") are a range and not one word.
RANGE_WORDS = frozenset(NUMBER_WORDS) | frozenset(MONTHS)


def is_year(value: Number | None) -> bool:
    """Whether a number is written as a year of our time, and so is never taken for a quantity."""
    return isinstance(value, int) and 1900 <= value <= 2100


def read_number(ts: list[Token], i: int) -> tuple[Number, int] | None:
    """Read one number at token `i`: digits ("1 000", "2,5"), a number word or a half ("en och en halv").

    Returns the number and the index after it, or None. "ett par" and "ett fåtal" are no numbers; that is for
    the reader of the unit to see, since "ett" itself is one.
    """
    value = ts[i].value if i < len(ts) else None
    if value is None:
        return None
    j = i + 1
    if ts[i].text in ONE and word_at(ts, j) in ("halv", "halvt"):
        return Decimal("0.5"), j + 1
    if follows(ts, j, "och") and word_at(ts, j + 1) in ONE and word_at(ts, j + 2) in ("halv", "halvt"):
        return value + Decimal("0.5"), j + 3
    return value, j


def read_ordinal(ts: list[Token], i: int) -> tuple[int, int] | None:
    """Read "tredje" or "3:e" at token `i`; returns the number and the index after it, or None."""
    if i >= len(ts):
        return None
    if ts[i].kind is TokenKind.ORDINAL:
        return int(ts[i].text.split(":")[0]), i + 1
    number = ORDINAL_WORDS.get(ts[i].text)
    return None if number is None else (number, i + 1)
