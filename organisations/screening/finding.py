"""The patterns. Pure; see the package for what they are for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from personnummer import personnummer


class Kind(StrEnum):
    """What was found. The order is also the order of precedence where two readings overlap."""

    PERSONNUMMER = "personnummer"
    SAMORDNINGSNUMMER = "samordningsnummer"
    EMAIL = "email"
    PHONE = "phone"
    PLATE = "plate"


class Hit(NamedTuple):
    """Personal data at ``text[start:end]``, exactly as written in ``matched``."""

    kind: Kind
    start: int
    end: int
    matched: str


def find_personal_data(text: str) -> list[Hit]:
    """Everything in ``text`` that looks like personal data, in order, without overlaps.

    Spaces, dashes and digits of every script count as their plain relatives, and invisible signs are passed
    over, so that text pasted from Word is read as it looks.
    """
    plain, places = _plain(text)
    spans = [*_identity_numbers(plain), *_emails(plain), *_phones(plain), *_plates(plain)]
    return [
        Hit(kind, places[start], places[end - 1] + 1, text[places[start] : places[end - 1] + 1])
        for kind, start, end in _without_overlaps(spans)
    ]


Span = tuple[Kind, int, int]
_PRECEDENCE = {kind: place for place, kind in enumerate(Kind)}


_ORDINARY = re.compile(r"[\t\n\r -~ÅÄÖåäöÉé]*\Z")


def _plain(text: str) -> tuple[str, range | list[int]]:
    """The text with plain spaces, hyphens and digits, and where in the original each character stands."""
    if _ORDINARY.match(text):
        # Most texts: each of their signs is its own plain relative.
        return text, range(len(text))
    table = {ord(sign): _plain_sign(sign) for sign in set(text) if not sign.isascii() or _is_control(sign)}
    if "" not in table.values():
        return text.translate(table), range(len(text))
    places = [place for place, sign in enumerate(text) if table.get(ord(sign)) != ""]
    return text.translate(table), places


def _is_control(sign: str) -> bool:
    return sign not in "\t\n\r" and unicodedata.category(sign) == "Cc"


def _plain_sign(sign: str) -> str:
    category = unicodedata.category(sign)
    # Soft hyphen, zero-width space, direction marks; control characters, which forms leave out of what is stored.
    if category == "Cf" or _is_control(sign):
        return ""
    if category == "Zs":
        return " "
    if category == "Pd" or sign == "\N{MINUS SIGN}":
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(sign))
    wide = unicodedata.normalize("NFKC", sign)
    return wide if len(wide) == 1 and wide.isascii() else sign


def _without_overlaps(spans: list[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span[1], _PRECEDENCE[span[0]])):
        if not kept or span[1] >= kept[-1][2]:
            kept.append(span)
        elif _PRECEDENCE[span[0]] < _PRECEDENCE[kept[-1][0]]:
            kept[-1] = span
    return kept


# Personnummer and samordningsnummer: YYMMDD-NNNN, YYYYMMDD-NNNN, with -, + or space or nothing between.
_IDENTITY = re.compile(r"(?<!\d)((?:18|19|20)?\d{6})(?: {0,2}([-+])\s?|[ \t]{1,2})?(\d{4})(?!\d)", re.ASCII)
# The same with the date in parts. Four digits that are a year end a period: 2026-01-01–2027.
_IDENTITY_IN_PARTS = re.compile(
    r"(?<!\d)((?:18|19|20)?\d\d)([-/. ])(\d\d)\2(\d\d)(?: ?([-+]) ?)((?!19|20)\d{4})(?!-?\d)", re.ASCII
)


def _identity_numbers(text: str) -> Iterator[Span]:
    for match in _IDENTITY.finditer(text):
        day, sign, number = match.groups()
        yield from _identity_number(match, f"{day}{sign or '-'}{number}")
    for match in _IDENTITY_IN_PARTS.finditer(text):
        year, _sep, month, day, sign, number = match.groups()
        yield from _identity_number(match, f"{year}{month}{day}{sign}{number}")


def _identity_number(match: re.Match[str], written: str) -> Iterator[Span]:
    """One span when date and check digit are right. Organisation numbers have month 20 or more."""
    try:
        found = personnummer.parse(written)
    except (personnummer.PersonnummerException, ValueError):
        return
    kind = Kind.SAMORDNINGSNUMMER if found.is_coordination_number() else Kind.PERSONNUMMER
    yield kind, match.start(), match.end()


_AT = re.compile(r"@| ?[(\[](?:at|snabel-a)[)\]] ?", re.IGNORECASE)
_MAILBOX = re.compile(r"[\w.+%-]{1,64}\Z")
_DOMAIN = re.compile(r"(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}")


def _emails(text: str) -> Iterator[Span]:
    """From each @ outwards: a pattern from the left would take the square of the time on a long word."""
    for at in _AT.finditer(text):
        first = max(0, at.start() - 64)
        mailbox = _MAILBOX.search(text[first : at.start()])
        domain = _DOMAIN.match(text, at.end())
        if mailbox and domain:
            yield Kind.EMAIL, first + mailbox.start(), domain.end()


# +46 70 123 45 67, 0046 and (0) included.
_ABROAD = re.compile(r"(?<!\d)(?:\+|00)46\)?[ ./-]{0,2}(?:\(0\)|0)?((?:[ ./-]{0,3}\d){7,9})(?!\d)", re.ASCII)
# 070-123 45 67 in any grouping: nothing else begins so.
_MOBILE = re.compile(r"(?<!\d)07[02369](?:[ ./-]{0,3}\d){7}(?!\d)", re.ASCII)
# An area code, a separator and 5–8 digits in one piece or in groups. Not inside a date or a file number, and
# 08 with spaces only when three digits follow: 08 09 10 11 is a list of hours.
_LANDLINE = re.compile(
    r"(?<!\d)(?<!\d[-./:,])\(?(?:"
    r"0(?:8|[1-9]\d{1,2})(?:\) ?| ?[-/] ?)(?:\d{5,8}|\d{2,3}(?: \d{2,3}){1,3})"
    r"|08 (?:\d{3}(?: \d{2,3}){1,2}|\d{6,8})"
    r"|0[1-9]\d{1,2} (?:\d{2,3}(?: \d{2,3}){1,3}|\d{5,8})"
    r"|0[1-9]\d{7,8}"
    r")(?!\d)",
    re.ASCII,
)
# Numbers that a whole country shares (020, 0200, 077x, 0900, 0939, 0944) lead to no person.
_SHARED = re.compile(r"020|077|0900|0939|0944")


def _phones(text: str) -> Iterator[Span]:
    for match in _ABROAD.finditer(text):
        if not _SHARED.match("0" + _digits(match[1])):
            yield Kind.PHONE, match.start(), match.end()
    for match in _MOBILE.finditer(text):
        yield Kind.PHONE, match.start(), match.end()
    for match in _LANDLINE.finditer(text):
        number = match[0]
        while len(_digits(number)) > 10 and " " in number:  # 019-12 34 56 10 personer
            number = number.rpartition(" ")[0]
        if 8 <= len(_digits(number)) <= 10 and not _SHARED.match(_digits(number)):
            yield Kind.PHONE, match.start(), match.start() + len(number)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


# The letters that Swedish plates use: never I, Q, V, Å, Ä, Ö, and no O in the last place.
_LETTERS = "A-HJ-PR-UW-Z"
_PLATE_BODY = (
    rf"[{_LETTERS}]{{3}}[ \t-]?(?!000)(?:\d{{3}}|\d\d[A-HJ-NPR-UW-Z])(?![^\W_]|[/:.,]\d|-\d{{4}}| ?%| kr\b)"
)
_PLATE = re.compile(rf"(?<![^\W_]){_PLATE_BODY}")
# After a word that says what it is, small letters count too.
_NAMED_PLATE = re.compile(
    r"(?:\breg(?:istrerings)?[. -]{0,2}(?:nr|nummer|numret|skylt)|\bnummerplåt)\w{0,4}[.:]? {1,2}(?:är )?"
    rf"({_PLATE_BODY})",
    re.IGNORECASE,
)
_CASE_NUMBER_BEFORE = re.compile(r"(?:\bdnr|\bdiarien\w{1,6}|\bärende\w{0,8})[ .:]{0,3}\Z", re.IGNORECASE)
# Three capitals before a number that are no plate. Anything else that looks like one is taken for one.
_ABBREVIATIONS = """
    MBU EST LPO NTU NPF BUP BRB RPS NOA SOS RTJ LOB LSS OSL SOL PBL HSL DOS
    SHA PDF GPS SOU SFS DNR DSO KPI NKI SCB SKR MSB FHM PTS AFS BBR NJA HFD
    SEK EUR USD NOK DKK TKR KKR MKR KWH MWH
    OCH MED DET DEN ATT SOM PER TOT ANT MAX TEL FAX SMS BOX RUM SAL DAG ETT UPP ALL APP KAP STR LGH HUS
    JAN FEB MAR APR MAJ JUN JUL AUG SEP OKT DEC
"""
ABBREVIATIONS = frozenset(_ABBREVIATIONS.split())


def _plates(text: str) -> Iterator[Span]:
    for match in _NAMED_PLATE.finditer(text):
        yield Kind.PLATE, match.start(1), match.end(1)
    for match in _PLATE.finditer(text):
        before = text[max(0, match.start() - 20) : match.start()]
        if match[0][:3] not in ABBREVIATIONS and not _CASE_NUMBER_BEFORE.search(before):
            yield Kind.PLATE, match.start(), match.end()
