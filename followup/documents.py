"""The follow-up of a promise as everybody may read it: plain dataclasses, the source of page, JSON and feed.

``public_follow_up`` makes them from what has been released and from nothing else. Numbers, days and standings are
public as they are; words and pictures only when somebody has decided so. A field that is not here cannot leak.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

from followup.states import Standing


@dataclass(frozen=True)
class EntryPictureText:
    """A released picture; its file is fetched by the number of its update."""

    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class UpdateText:
    """What has been released of one report. ``number`` is its own for ever."""

    number: int
    activity_key: str
    activity_number: str
    activity: str
    happened_on: date
    released_at: datetime
    status: str
    text: str = ""
    picture: EntryPictureText | None = None


@dataclass(frozen=True)
class ActivityStands:
    """One activity: what is promised, what is done, and the newest that has been told of it."""

    key: str
    number: str
    text: str
    scope: str
    standing: Standing
    words: str
    done: Decimal | None = None
    promised: Decimal | None = None
    unit: str = ""
    last_report_on: date | None = None
    last_update: UpdateText | None = None
    has_begun: bool = True

    @property
    def share(self) -> Decimal | None:
        return self.done / self.promised if self.done is not None and self.promised else None


@dataclass(frozen=True)
class RoundText:
    """One round that has ended: which activities had no report in it, and how they stood when it was closed."""

    number: int
    starts_on: date
    ends_on: date
    reported: int = 0
    silent: list[str] = field(default_factory=list)
    closed_on: date | None = None
    standings: list[tuple[Standing, int]] = field(default_factory=list)

    @property
    def is_without_report(self) -> bool:
        return not self.reported


@dataclass(frozen=True)
class EvaluationText:
    """A released evaluation, in words. ``about`` is the activity or focus area, empty for the whole promise."""

    about: str
    kind: str
    evaluator: str
    result: str
    text: str = ""
    reason: str = ""
    success_factors: str = ""
    remaining_challenges: str = ""
    recommendation: str = ""


@dataclass(frozen=True)
class AnswerSoFar:
    """The released answer to those who live there."""

    so_it_went: str
    what_now: str
    released_on: date


@dataclass(frozen=True)
class CorrectionText:
    """That something which everybody could read was hidden or rewritten: when, what and why."""

    day: date
    what: str
    reason: str


@dataclass(frozen=True)
class PublicFollowUp:
    """All of it. ``updates``, ``rounds`` and ``corrections`` are newest first.

    ``counts`` has every standing that occurs.
    """

    standing: Standing
    counts: list[tuple[Standing, int]]
    activities: list[ActivityStands]
    updates: list[UpdateText]
    rounds: list[RoundText]
    evaluations: list[EvaluationText]
    answer: AnswerSoFar | None = None
    corrections: list[CorrectionText] = field(default_factory=list)
