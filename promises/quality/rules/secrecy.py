"""Rules 13 and 14: personal data, small groups, and what the police had better not say beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _

from organisations.screening import find_personal_data, sentence_for
from promises.quality import sensitive as v
from promises.quality.findings import Finding, Level
from promises.quality.said import Said
from promises.quality.subject import Passage
from promises.quality.swedish import Piece, as_written, capital, ending_in, phrase_at, pieces, word
from promises.quality.vocabulary import SMALL_WORDS
from promises.words import MONTHS

_NEAR = 3


# --- Rule 13 ----------------------------------------------------------------------------------------------


def personal_data(texts: Sequence[Passage]) -> Iterator[Finding]:
    """Personnummer, telephone numbers and the like. Forms refuse them, but not every text came through a form."""
    # All at once first: nearly every promise is clean, and one long text costs less than hundreds of short ones.
    if not find_personal_data("\n\n".join(passage.text for passage in texts)):
        return
    for passage in texts:
        hits = find_personal_data(passage.text)
        if hits:
            yield Finding(
                13,
                Level.BLOCK,
                sentence_for(hits),
                _(
                    "Löftet blir offentligt, och bara myndigheter får behandla uppgifter om personer och brott."
                ),
                _("Skriv en roll i stället för en person: ”kommunpolisen”, ”rektorn”."),
                passage.anchor,
                passage.field,
                passage.about,
            )


def pointed_out(texts: Iterable[Passage]) -> Iterator[Finding]:
    """Wording that may point out a few people; one finding for each text."""
    for passage in texts:
        group = pointing_out(passage.text)
        if group:
            yield Finding(
                13,
                Level.WARN,
                _("”%(words)s” kan peka ut några få personer.") % {"words": capital(group)},
                _("I en liten grupp kan den som bor där förstå vilka ni menar. Skriv hellre om platsen."),
                _("”Det säljs narkotika vid stationen på kvällarna.”"),
                passage.anchor,
                passage.field,
                passage.about,
            )


def pointing_out(text: str) -> str:
    """The first words of a text that may point out a few people; empty when there are none."""
    return next(small_groups(pieces(text)), "") if _may_point_out(text) else ""


def _may_point_out(text: str) -> bool:
    """A quick look before the words are cut apart: most texts have none of the words."""
    lowered = text.lower()
    return any(hint in lowered for hint in _HINTS)


_HINTS = tuple(sorted(v.FEW | v.FEW_NUMBERS | {"par ", "få ", "-årig", *v.KNOWN_GROUPS}))


def small_groups(ps: Sequence[Piece]) -> Iterator[str]:
    """ "Ett fåtal ungdomar", "tre bröder", "en känd familj"; not "minst två elever", which is what is promised."""
    for i, piece in enumerate(ps):
        if piece.text.endswith(v.KNOWN_GROUPS):
            yield piece.raw
        if not _is_few(ps, i) or {word(ps, i - 1), word(ps, i - 2)} & v.PROMISED:
            continue
        for n in range(1, _NEAR + 1):
            following = word(ps, i + n)
            if ending_in(following, v.PERSONS):
                if word(ps, i + n + 1) != "per" and word(ps, i + n + 2) != "varje":
                    first = i - 1 if word(ps, i - 1) in ("ett", "en", "den", "några") else i
                    yield as_written(ps, first, i + n + 1 - first)
                break
            if not following.isalpha() or following in SMALL_WORDS:
                break


def _is_few(ps: Sequence[Piece], i: int) -> bool:
    text, before = ps[i].text, word(ps, i - 1)
    if text.endswith(("-årig", "-årige", "-åriga")) and before in ("en", "ett", "den"):
        return True
    if text in v.FEW or (text == "par" and before == "ett") or (text == "få" and before == "några"):
        return True
    # "Årskurs 4" and "§ 3" are no numbers of people.
    return text in v.FEW_NUMBERS and before not in ("årskurs", "årskurserna", "klass", "åk", "-", "–")


# --- Rule 14 ----------------------------------------------------------------------------------------------


def secret_tactics(said: Said) -> Finding | None:
    """A raid or surveillance with both time and place; an ordinary check only when even the hour is said."""
    ps = [*said.words, *pieces(f"\n{said.time_scope}\n{said.scope}")]
    day = any(_is_day(ps, i) for i in range(len(ps)))
    hour = any(_is_hour(ps, i) for i in range(len(ps)))
    if not (day or hour) or not (said.places or _has_place(said.words)):
        return None
    is_check = any(ending_in(piece.text, v.CHECKS) for piece in ps)
    if not (_is_tactic(ps) or (is_check and day and hour)):
        return None
    return Finding(
        14,
        Level.WARN,
        _("Texten säger både när och var polisen gör något som inte bör vara känt i förväg."),
        _("Den som vet tid och plats kan hålla sig undan. Sådana uppgifter kan också vara hemliga."),
        _("Polisen gör minst 4 nykterhetskontroller i månaden på kommunens större vägar."),
        field="text",
    )


def _is_tactic(ps: Sequence[Piece]) -> bool:
    return any(
        ending_in(piece.text, v.TACTICS) or phrase_at(ps, i, v.TACTIC_PHRASES) for i, piece in enumerate(ps)
    )


def _is_day(ps: Sequence[Piece], i: int) -> bool:
    """ "Fredagar", "14 maj", "2027-05-14"."""
    text = ps[i].text
    if text in v.WEEKDAYS or (len(text) == 10 and text[4] == text[7] == "-" and text[:4].isdecimal()):
        return True
    return text.isdecimal() and len(text) <= 2 and word(ps, i + 1) in MONTHS


def _is_hour(ps: Sequence[Piece], i: int) -> bool:
    """ "Klockan 22", "kl. 22", "22.30"."""
    text = ps[i].text
    if text in ("klockan", "kl"):
        return any(word(ps, i + n).isdecimal() for n in (1, 2))
    minutes = word(ps, i + 2)
    if not (text.isdecimal() and len(text) <= 2 and minutes.isdecimal() and len(minutes) == 2):
        return False
    return word(ps, i + 1) in (".", ":") and ps[i + 2].start == ps[i].start + len(text) + 1


def _has_place(ps: Sequence[Piece]) -> bool:
    """A street or the like, or a preposition of place before a name."""
    return any(
        piece.text.endswith(v.PLACE_ENDINGS)
        or (piece.text in v.PLACE_WORDS and i + 1 < len(ps) and ps[i + 1].raw[0].isupper())
        for i, piece in enumerate(ps)
    )
