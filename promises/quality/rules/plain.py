"""Rule 12: plain Swedish. Only informs, because a measure of a text is not a judgement of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from promises.quality import vocabulary as v
from promises.quality.findings import MAX_LIX, Finding, Level
from promises.quality.measures import MIN_WORDS, lix, unexplained
from promises.quality.subject import Passage


def hard_to_read(texts: Sequence[Passage]) -> Iterator[Finding]:
    """Running text with a LIX above 45; short texts are left alone."""
    for passage in texts:
        # A word and the space after it are at least two characters: the rest is too short to measure.
        if passage.is_heading or len(passage.text) < 2 * MIN_WORDS:
            continue
        measured = lix(passage.text)
        if measured.words >= MIN_WORDS and measured.value > MAX_LIX:
            yield Finding(
                12,
                Level.INFORM,
                _("Texten är svår att läsa: läsbarhetsindex %(value)s, och helst högst %(most)s.")
                % {"value": measured.value, "most": MAX_LIX},
                _("Löftet är till för alla som bor i kommunen. Korta meningar och vanliga ord når fler."),
                _(
                    "Dela långa meningar, och skriv ”polisen frågar” hellre än ”polisens inhämtande av synpunkter”."
                ),
                passage.anchor,
                passage.field,
                passage.about,
            )


def abbreviations(texts: Sequence[Passage], names: frozenset[str] = frozenset()) -> Iterator[Finding]:
    """Abbreviations that are not written out where they first stand."""
    for found in unexplained(((passage.text, passage.is_heading) for passage in texts), names):
        passage = texts[found.index]
        yield Finding(
            12,
            Level.INFORM,
            _("Skriv ut förkortningen %(letters)s första gången.") % {"letters": found.letters},
            _("Den som inte arbetar med frågan vet inte vad bokstäverna står för."),
            v.EXPANSIONS.get(found.letters, _("hela namnet (%(letters)s)") % {"letters": found.letters}),
            passage.anchor,
            passage.field,
            passage.about,
        )
