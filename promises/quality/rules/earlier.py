"""Rule 15: an activity that was promised before, when nobody has said how it went, or it was not done."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from promises.documents import ActivityText
from promises.quality import vocabulary as v
from promises.quality.findings import Finding, Level
from promises.quality.outcomes import Known
from promises.quality.said import cleaned
from promises.quality.subject import Earlier, anchor_of, name_of
from promises.quality.swedish import pieces, stem

# So large a share of the words of both together must be the same (Jaccard's index), and so many words at least.
ALIKE = 0.7
FEWEST = 3


def repeated(activities: Sequence[ActivityText], earlier: Sequence[Earlier]) -> Iterator[Finding]:
    """Activities whose words are nearly those of an earlier one. An activity carried over (same key) is itself.

    One whose verdict says that it was done in some way has been learned from. Words are looked up in an index, so
    each text is compared only with those that share its words.
    """
    asked = [one for one in earlier if one.known is not Known.SAID]
    known = [(one, words) for one in asked if len(words := content_words(one.text)) >= FEWEST]
    if not known:
        return
    index: dict[str, list[int]] = defaultdict(list)
    for number, (_one, words) in enumerate(known):
        for word in words:
            index[word].append(number)
    for activity in activities:
        match = _most_alike(activity, known, index)
        if match is not None:
            yield _finding(activity, match)


def content_words(text: str) -> frozenset[str]:
    """The words that carry the meaning, without their endings: "ronderna i Lextorp" and "ronder, Lextorp" are alike."""
    return frozenset(
        stem(piece.text)
        for piece in pieces(cleaned(text))
        if piece.is_word and piece.text not in v.STOP_WORDS
    )


def _most_alike(
    activity: ActivityText, known: Sequence[tuple[Earlier, frozenset[str]]], index: dict[str, list[int]]
) -> Earlier | None:
    words = content_words(activity.text)
    shared: Counter[int] = Counter(number for word in words for number in index.get(word, ()))
    for number, count in shared.most_common():
        one, others = known[number]
        if count / (len(words) + len(others) - count) >= ALIKE and not _is_itself(activity, one):
            return one
    return None


def _is_itself(activity: ActivityText, one: Earlier) -> bool:
    return one.same_promise and one.key == activity.key


def _finding(activity: ActivityText, one: Earlier) -> Finding:
    return Finding(
        15,
        Level.WARN,
        _message(one) % {"source": one.source},
        _(
            "Om ni inte vet att det hjälpte förra gången kan ni lova samma sak år efter år utan att något blir bättre."
        ),
        _(
            "Berätta i syftet vad ni lärde er: ”Ronderna 2026 hittade 14 trasiga lampor. Nu går vi dem även på hösten.”"
        ),
        anchor_of(activity),
        "text",
        name_of(activity),
    )


def _message(one: Earlier) -> str:
    if one.known is Known.NOT_DONE:
        return _("Aktiviteten liknar en i ”%(source)s” som inte blev gjord.")
    return _("Aktiviteten liknar en i ”%(source)s”, och där står inte hur det gick.")
