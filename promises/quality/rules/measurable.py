"""Rule 2: what can be counted afterwards, and whether the numbers agree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from promises import extent
from promises.extent import Extent, Kind, Timing, is_measurable, numbers_of
from promises.quality import vocabulary as v
from promises.quality.findings import Finding, Level
from promises.quality.said import Said
from promises.quality.swedish import Piece, ending_in, stem, word
from promises.words import NUMBER_WORDS

_EXAMPLE_WORDS = 12


def measurable(said: Said) -> Finding | None:
    """Something to count: an amount, how often, a deadline with what is delivered, or a value before and after."""
    if can_be_measured(said):
        return None
    return Finding(
        2,
        Level.WARN,
        _message(said),
        _("Det som går att räkna går att följa upp, och då kan ni visa att löftet hölls."),
        _("”Minst 4 kontroller i månaden”, ”2 st under våren 2027” eller ”varannan vecka”."),
        field="scope",
    )


def can_be_measured(said: Said) -> bool:
    return (
        any(is_measurable(found) for found in said.extents)
        or _is_delivered(said)
        or any(_recurs(ps) or _is_prompt(ps) or _changes_a_value(ps) for ps in (said.words, said.scope_words))
    )


def _message(said: Said) -> str:
    kinds = {found.kind for found in said.extents}
    if Kind.ONGOING in kinds:
        return _("”Löpande” går inte att räkna. Det saknas hur mycket eller hur ofta.")
    if Kind.ON_DEMAND in kinds:
        return _("”Vid behov” går inte att räkna. Det saknas hur mycket eller hur ofta.")
    if Kind.WITHIN in kinds:
        return _("Det står när, men inte hur mycket eller hur ofta.")
    return _("Det går inte att räkna vad som har gjorts. Det saknas hur mycket eller hur ofta.")


def _is_delivered(said: Said) -> bool:
    """A last day with something that is done by then: "bygger om övergångsstället senast 31 maj 2027"."""
    by_then = any(
        found.kind is Kind.WITHIN and found.timing in (Timing.BY, Timing.BEFORE) for found in said.extents
    )
    return by_then and any(
        piece.text in v.FINISHING_VERBS or ending_in(piece.text, v.DELIVERABLES)
        for piece in (*said.words, *said.scope_words)
    )


def _recurs(ps: Sequence[Piece]) -> bool:
    """ "Varje fredagskväll", "fredagar och lördagar": days that can be counted, though nobody says how many."""
    return any(
        (word(ps, i - 1) in v.EVERY and piece.text.endswith(v.RECURRING))
        or (piece.text.startswith(v.RECURRING_DAYS) and piece.text.endswith(("ar", "er")))
        for i, piece in enumerate(ps)
    )


def _is_prompt(ps: Sequence[Piece]) -> bool:
    """ "Svarar inom tre arbetsdagar": a service level whose trigger goes without saying."""
    return any(
        piece.text == "inom" and _is_amount(word(ps, i + 1)) and word(ps, i + 2) in v.LENGTHS
        for i, piece in enumerate(ps)
    )


def _is_amount(text: str) -> bool:
    return text.isdecimal() or text in NUMBER_WORDS


def _changes_a_value(ps: Sequence[Piece]) -> bool:
    """ "Från 62 procent till minst 70": an indicator in words, with its value before and after."""
    for i, piece in enumerate(ps):
        if piece.text == "från" and word(ps, i + 1).isdecimal():
            later = range(i + 2, min(i + _EXAMPLE_WORDS, len(ps)))
            start = next((k for k in later if word(ps, k) == "till"), None)
            if (
                start
                and any(word(ps, start + n).isdecimal() for n in (1, 2))
                and _has_unit(ps[i : start + 5])
            ):
                return True
    return False


def _has_unit(ps: Sequence[Piece]) -> bool:
    """Not two years: "från 2026 till 2027" is a period."""
    numbers = [int(piece.text) for piece in ps if piece.text.isdecimal() and len(piece.text) < 9]
    return not all(1900 <= number <= 2100 for number in numbers)


# --- The numbers agree ----------------------------------------------------------------------------------


def same_numbers(said: Said) -> Finding | None:
    """A number in the text or the omfattning is the same as in the stored reading, where both count the same thing."""
    settled = said.structured or next(iter(said.scope_readings), None)
    if settled is None or not numbers_of(settled):
        return None
    for readings in (said.scope_readings, said.text_readings if said.has_number else ()):
        alike = [found for found in readings if _counts_the_same(settled, found)]
        if alike and not _agrees(settled, alike):
            return Finding(
                2,
                Level.WARN,
                _("Siffrorna skiljer sig: det står både ”%(one)s” och ”%(other)s”.")
                % {"one": extent.format(alike[0]), "other": extent.format(settled)},
                _("Den som läser vet inte vilken siffra ni lovar."),
                _("Skriv siffran på ett enda ställe, helst i omfattningen."),
                field="scope",
            )
    return None


def _counts_the_same(one: Extent, other: Extent) -> bool:
    if one.kind is not other.kind or not numbers_of(other):
        return False
    if one.kind is Kind.SERVICE_LEVEL:
        return one.deadline_unit is other.deadline_unit
    return (one.per, one.every) == (other.per, other.every) and _same_unit(one.unit, other.unit)


def _same_unit(one: str | None, other: str | None) -> bool:
    """ "2 st" and "trygghetsvandringar" may count the same thing; "kvällar" and "vuxna" do not."""
    first, second = _unit_stem(one), _unit_stem(other)
    return not first or not second or first == second


def _unit_stem(unit: str | None) -> str:
    last = unit.lower().split()[-1] if unit and unit.split() else ""
    return "" if last in v.GENERIC_UNITS else stem(last)


def _agrees(settled: Extent, alike: list[Extent]) -> bool:
    """One of them says so, or they add up: "2 möten i Fjugesta och 2 möten i Mullhyttan" are 4."""
    wanted = numbers_of(settled)
    said = [numbers_of(found) for found in alike]
    return wanted in said or [sum(numbers[0] for numbers in said)] == wanted


# --- The whole promise ----------------------------------------------------------------------------------


def nothing_measurable(activities: Sequence[Said]) -> Iterator[Finding]:
    """At least one activity can be measured.

    A promise without activities promises nothing that can be counted either. One that is made elsewhere may be like
    that (Vivalla's is), so there the report softens it to a warning; a new one is stopped.
    """
    if any(can_be_measured(said) for said in activities):
        return
    message = _("Ingen av aktiviteterna går att mäta.") if activities else _("Löftet har inga aktiviteter.")
    yield Finding(
        2,
        Level.BLOCK,
        message,
        _("Ett löfte där inget går att räkna kan ni inte visa att ni har hållit."),
        _("Börja med en: ”Kommunen och polisen går 4 trygghetsvandringar under 2027.”"),
        "activities",
        about=_("Aktiviteterna"),
    )
