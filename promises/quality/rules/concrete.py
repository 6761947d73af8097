"""Rule 1: an action verb or a countable action noun, and not only words of wish and direction."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from promises.quality import vocabulary as v
from promises.quality.findings import Finding, Level
from promises.quality.said import Said
from promises.quality.swedish import Piece, as_written, capital, ending_in, phrase_at, word
from promises.words import NUMBER_WORDS

# A text of so few words says nothing, whichever they are.
SHORT = 2
_PREPOSITIONS = frozenset("för mot om på efter till".split())


@dataclass
class Evidence:
    """What speaks for a text being concrete, and the words that speak against it, as written."""

    is_concrete: bool = False
    words: int = 0
    vague: list[str] = field(default_factory=list)
    abstract: list[str] = field(default_factory=list)
    containers: list[str] = field(default_factory=list)
    # Rule 16 has more to say about these; here they are named only when there is nothing else.
    reservations: list[str] = field(default_factory=list)

    @property
    def against(self) -> list[str]:
        return [*self.vague, *self.abstract, *self.containers, *self.reservations]


def concrete(said: Said) -> Finding | None:
    """The action may also be what the omfattning counts: "Trafiksäkerhet", "4 kontroller i månaden"."""
    found = evidence(said.words)
    if found.is_concrete or not found.words or evidence(said.scope_words).is_concrete:
        return None
    if not found.against and found.words > SHORT:
        # Only words that are not in the lists: they may be the best of words.
        return None
    return Finding(
        1,
        Level.WARN,
        _message(found),
        _("Invånarna ska kunna se om löftet hålls. Då måste texten säga vad någon faktiskt gör."),
        _example(found),
        field="text",
    )


def evidence(ps: Sequence[Piece]) -> Evidence:
    """Go through the words once; time grows with the length of the text."""
    found = Evidence()
    swallowed = False
    for i, piece in enumerate(ps):
        if piece.text in v.CLAUSE_MARKS or piece.text in v.HOW_WORDS or _begins_anew(ps, i):
            swallowed = False
        if not piece.is_word:
            continue
        found.words += 1
        found.is_concrete |= _is_counted(ps, i) or (not swallowed and _is_concrete(ps, i))
        _collect(found, ps, i)
        swallowed |= _swallows(ps, i)
    return found


def _begins_anew(ps: Sequence[Piece], i: int) -> bool:
    """A verb right after "och", "samt" or a comma says something of its own."""
    text = ps[i].text
    is_verb = text in v.ACTION_VERBS or text in v.LIGHT_VERBS or text in v.PARTICLES
    return is_verb and word(ps, i - 1) in v.JOINING


def _is_concrete(ps: Sequence[Piece], i: int) -> bool:
    text = ps[i].text
    after = {word(ps, i + n) for n in range(1, v.PARTICLE_WITHIN + 1)}
    if v.PARTICLES.get(text, frozenset()) & after:
        return True
    if text in v.ACTION_VERBS:
        return not v.WEAKENED.get(text, frozenset()) & after
    return _is_action_noun(text)


def _is_action_noun(text: str) -> bool:
    """Not in the definite singular: "dialogen" is one that goes on already, and no action by itself."""
    ending = ending_in(text, v.ACTION_NOUNS)
    return ending is not None and not v.ACTION_NOUNS[ending] and text not in v.NOT_ACTION_NOUNS


def _is_counted(ps: Sequence[Piece], i: int) -> bool:
    """ "Fyra kontroller", "2 riktade insatser": a number says that it is done so many times, whatever came before."""
    text = ps[i].text
    if not (_is_action_noun(text) or ending_in(text, v.CONTAINERS)):
        return False
    return any(_is_number(word(ps, i - n)) for n in (1, 2))


def _is_number(text: str) -> bool:
    return NUMBER_WORDS.get(text, 0) > 1 or (text.isdecimal() and len(text) < 4)


def _swallows(ps: Sequence[Piece], i: int) -> bool:
    text = ps[i].text
    if text not in v.SWALLOWING_VERBS:
        return False
    only_with = v.SWALLOWS_ONLY_WITH.get(text)
    return only_with is None or bool(only_with & {word(ps, i + n) for n in (1, 2, 3)})


def _collect(found: Evidence, ps: Sequence[Piece], i: int) -> None:
    text = ps[i].text
    if length := phrase_at(ps, i, v.VAGUE_PHRASES):
        found.vague.append(as_written(ps, i, length).lower())
    elif length := phrase_at(ps, i, v.RESERVATIONS):
        found.reservations.append(as_written(ps, i, length).lower())
    elif text in v.RANKING_VERBS and v.RANKS & {word(ps, i + n) for n in range(1, v.RANK_WITHIN + 1)}:
        found.vague.append(text)
    elif text in v.VAGUE_VERBS:
        found.vague.append(as_written(ps, i, 1 + (word(ps, i + 1) in _PREPOSITIONS)).lower())
    elif _is_abstract(text):
        found.abstract.append(text)
    elif ending_in(text, v.CONTAINERS):
        found.containers.append(text)


def _is_abstract(text: str) -> bool:
    if text in ("dialog", "dialogen") or text in v.ABSTRACT_ADJECTIVES:
        return True
    return bool(ending_in(text, v.ABSTRACT_NOUNS)) and text not in v.NOT_ABSTRACT


def _message(found: Evidence) -> str:
    shown = list(dict.fromkeys(found.against))[:2]
    if not shown:
        return _("Texten säger inte vad som ska göras.")
    if len(shown) == 1:
        return _("”%(word)s” säger inte vad ni ska göra.") % {"word": capital(shown[0])}
    return _("”%(first)s” och ”%(second)s” säger inte vad ni ska göra.") % {
        "first": capital(shown[0]),
        "second": shown[1],
    }


def _example(found: Evidence) -> str:
    against = " ".join(found.against)
    if "närvar" in against or "synlig" in against:
        return _("Polisen patrullerar till fots i centrum minst 6 timmar per vecka.")
    if "samver" in against or "samarbet" in against or "samordn" in against:
        return _("Skolan, socialtjänsten och polisen möts varannan vecka och bestämmer vem som gör vad.")
    if found.containers and not found.vague:
        return _("Skriv vilken insats: Polisen gör minst 4 nykterhetskontroller i månaden.")
    return _("Kommunen lagar trasiga lampor på gångvägarna inom 10 arbetsdagar efter att felet har anmälts.")
