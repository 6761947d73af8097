"""A lägesbild and a plan as they read: plain dataclasses, the single source of page, PDF, Word and JSON.

``composition`` makes them out of rows. An adopted lägesbild is ``canonical(document)``, RFC 8785 JSON, and its hash is
SHA-256 over those bytes. A renderer takes a document and never a row, so a field that is not here cannot leak.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

import rfc8785

from organisations.from_json import read_as

# The running texts of a lägesbild, by their names in the row and in the document.
TEXTS = (
    "mapping",
    "other_information",
    "analysis",
    "positive_factors",
    "forecast",
    "planned_events",
    "public_summary",
)


@dataclass(frozen=True)
class SourceText:
    """Something that the text builds on, or that was looked at and put aside."""

    name: str
    period: str = ""
    note: str = ""
    is_rejected: bool = False


@dataclass(frozen=True)
class CauseText:
    """A cause; indirect when it leads to another cause and not straight to the problem."""

    text: str
    is_direct: bool = True


@dataclass(frozen=True)
class ProblemText:
    """A problem as it was when the lägesbild was composed. ``key`` is its row's; ``secrecy`` why it is masked."""

    key: int
    title: str
    theme: str = ""
    what: str = ""
    where: str = ""
    when: str = ""
    how: str = ""
    affected: str = ""
    extent: str = ""
    trend: str = ""
    consequences: str = ""
    positive_factors: str = ""
    equality: str = ""
    priority: str = ""
    priority_reason: str = ""
    places: list[str] = field(default_factory=list)
    sources: list[SourceText] = field(default_factory=list)
    causes: list[CauseText] = field(default_factory=list)
    secrecy: str = ""


@dataclass(frozen=True)
class DecisionText:
    """A decision and where it is found; the day as YYYY-MM-DD."""

    organ: str
    decided_on: str
    paragraph: str = ""
    case_number: str = ""


@dataclass(frozen=True)
class LagesbildDocument:
    """A lägesbild. Days are ISO; ``area`` is empty for the whole municipality. ``secrecy``: why it is masked."""

    title: str
    municipality: str
    code: str
    written_by: str
    parties: list[str]
    is_joint: bool
    area: str
    starts_on: str
    ends_on: str
    mapping: str = ""
    other_information: str = ""
    analysis: str = ""
    positive_factors: str = ""
    forecast: str = ""
    planned_events: str = ""
    public_summary: str = ""
    basis: list[SourceText] = field(default_factory=list)
    problems: list[ProblemText] = field(default_factory=list)
    follows: str = ""
    decision: DecisionText | None = None
    secrecy: str = ""
    demonstration: bool = False

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> LagesbildDocument:
        return read_as(cls, data)


@dataclass(frozen=True)
class MeasureText:
    """A row of a plan. ``standing`` is how the promise's activity stands, where the row has one."""

    number: int
    problem: str
    cause: str
    text: str
    goal: str
    when: str
    who: str
    follow_up: str
    kind: str
    term: str
    state: str
    state_note: str = ""
    standing: str = ""


@dataclass(frozen=True)
class FollowUpText:
    """That the plan was followed up; the day as YYYY-MM-DD."""

    followed_up_on: str
    text: str


@dataclass(frozen=True)
class PlanDocument:
    """A plan with how it stands. ``lagesbild`` is the adopted one that it is built on, ``sha256`` its checksum."""

    title: str
    municipality: str
    lagesbild: str
    sha256: str
    status: str
    measures: list[MeasureText] = field(default_factory=list)
    follow_ups: list[FollowUpText] = field(default_factory=list)
    decision: DecisionText | None = None
    demonstration: bool = False


def masked(problem: ProblemText, secrecy: str) -> ProblemText:
    """The problem without a word of what it says: only that there is one, and why it is not told."""
    return ProblemText(key=problem.key, title="", secrecy=secrecy)


def with_masks(
    document: LagesbildDocument, problems: Mapping[int, str], secrecy: str = ""
) -> LagesbildDocument:
    """The document as it may leave here: without the problems, by key, that have been marked as secret since.

    secrecy: that the lägesbild as a whole has been marked; then nothing of its text is told.
    """
    if secrecy:
        nothing: dict[str, Any] = dict.fromkeys(TEXTS, "")
        return replace(document, **nothing, basis=[], problems=[], secrecy=secrecy)
    shown = [masked(one, problems[one.key]) if one.key in problems else one for one in document.problems]
    return replace(document, problems=shown)


def canonical(document: LagesbildDocument) -> str:
    """Canonical JSON (RFC 8785) of the document, as text; the hash is taken over its UTF-8 bytes."""
    return rfc8785.dumps(document.to_dict()).decode()


def digest(canonical_text: str) -> str:
    """SHA-256 in lower-case hexadecimal over the UTF-8 bytes of the text."""
    return hashlib.sha256(canonical_text.encode()).hexdigest()
