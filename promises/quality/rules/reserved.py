"""Rule 16: "vid behov" and its relatives, which promise nothing until somebody says what the need is."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from promises.quality import vocabulary as v
from promises.quality.findings import Finding, Level
from promises.quality.said import Said
from promises.quality.swedish import Piece, as_written, capital, ending_in, phrase_at, word


def on_demand(said: Said) -> Finding | None:
    """No finding when text or omfattning says what has to happen first."""
    in_text, in_scope = _reservation(said.words), _reservation(said.scope_words)
    if not (in_text or in_scope) or _has_trigger(said.words) or _has_trigger(said.scope_words):
        return None
    return Finding(
        16,
        Level.WARN,
        _("”%(words)s” säger inte när det blir av.") % {"words": capital(in_text or in_scope)},
        _("Ingen kan veta om ni borde ha gjort något, och ”vid behov” kan betyda aldrig."),
        _("Polisen besöker platsen inom tre dagar när minst två klagomål har kommit in."),
        field="text" if in_text else "scope",
    )


def _reservation(ps: Sequence[Piece]) -> str:
    for i in range(len(ps)):
        length = phrase_at(ps, i, v.RESERVATIONS)
        if length:
            return as_written(ps, i, length).lower()
    return ""


def _has_trigger(ps: Sequence[Piece]) -> bool:
    """ "När skolan ber om det", "vid upprepade klagomål", "efter en anmälan", "på begäran"."""
    past = 0
    for i in range(len(ps)):
        past = max(past, i + phrase_at(ps, i, v.RESERVATIONS))
        if i >= past and _triggers(ps, i):
            return True
    return False


def _triggers(ps: Sequence[Piece], i: int) -> bool:
    text = ps[i].text
    if text in v.CONDITIONS:
        # "Om" and "då" begin a condition only where a clause can begin: "samtal om trygghet" is none.
        begins = i == 0 or not ps[i - 1].is_word or word(ps, i - 1) in ("och", "eller")
        return text not in ("om", "då") or begins or _asks(ps, i)
    if text in ("vid", "efter", "på", "utifrån"):
        return any(ending_in(word(ps, i + n), v.EVENTS) for n in (1, 2, 3))
    return text == "så" and word(ps, i + 1) in ("snart", "fort")


def _asks(ps: Sequence[Piece], i: int) -> bool:
    """ "Om skolan ber om det": somebody who asks, within a few words."""
    return any(word(ps, i + n) in v.ASKING_VERBS for n in range(2, 6))
