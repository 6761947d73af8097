"""What became of each finding. Told by the apps that have the answers, which this one cannot ask.

An app that answers findings calls ``tell_answers_by`` once, when it is ready. Until one has, no finding has an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from lagesbild.models import Finding


@dataclass(frozen=True)
class Answer:
    """What is said to those who said it: ``kind`` in a word or two ("Lovat"); ``text`` says what and why, read alone;
    ``url`` leads to it.

    One that no longer ``holds`` is shown, but what it answered waits for another.
    """

    kind: str
    text: str = ""
    url: str = ""
    holds: bool = True


# The findings → the answers to each that has any, by the finding's key. One call for a whole page.
Source = Callable[[Collection[Finding]], Mapping[int, Iterable[Answer]]]
# A finding → the page where it is answered.
AnswerUrl = Callable[[Finding], str]

_sources: list[Source] = []
_urls: list[AnswerUrl] = []


def tell_answers_by(source: Source, *, answer_url: AnswerUrl | None = None) -> None:
    """Let ``source`` tell of answers, and ``answer_url`` where they are written."""
    if source not in _sources:
        _sources.append(source)
    if answer_url is not None and answer_url not in _urls:
        _urls.append(answer_url)


def answers_to(findings: Collection[Finding]) -> dict[int, list[Answer]]:
    """The answers that every source knows, by the finding's key; nothing for one without."""
    found: dict[int, list[Answer]] = {}
    for source in _sources if findings else ():
        for key, answers in source(findings).items():
            found.setdefault(key, []).extend(answers)
    return {key: answers for key, answers in found.items() if answers}


def unanswered(findings: Collection[Finding]) -> list[Finding]:
    """Those of the findings that have no answer that holds."""
    return waiting(findings, answers_to(findings))


def waiting(findings: Collection[Finding], told: Mapping[int, Iterable[Answer]]) -> list[Finding]:
    """The same, when the answers are at hand."""
    return [one for one in findings if not any(answer.holds for answer in told.get(one.pk, ()))]


def url_to_answer(finding: Finding) -> str:
    """Where the finding is answered; empty when no app answers findings."""
    return _urls[0](finding) if _urls else ""
