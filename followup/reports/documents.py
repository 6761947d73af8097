"""A report as plain dataclasses: what is stored, hashed and rendered. Days are ISO, numbers are already words."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

import rfc8785

from organisations.from_json import read_as


@dataclass(frozen=True)
class EntryPart:
    """One report within the period: ``text`` is for everybody, ``reason`` and ``next_step`` only for the parties."""

    day: str
    status: str
    amount: str = ""
    place: str = ""
    text: str = ""
    reason: str = ""
    next_step: str = ""


@dataclass(frozen=True)
class ActivityPart:
    number: str
    text: str
    scope: str
    executors: list[str]
    words: str
    standing: str
    reports: int
    entries: list[EntryPart] = field(default_factory=list)


@dataclass(frozen=True)
class AreaPart:
    title: str
    standing: str
    activities: list[ActivityPart] = field(default_factory=list)


@dataclass(frozen=True)
class PromisePart:
    slug: str
    title: str
    municipalities: list[str]
    period: str
    standing: str
    counts: list[str]
    areas: list[AreaPart] = field(default_factory=list)
    rounds: list[str] = field(default_factory=list)
    measured: list[str] = field(default_factory=list)
    evaluated: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ReportDocument:
    """``audience`` is one of ``models.Report.Audience``."""

    title: str
    audience: str
    organisation: str
    starts_on: str
    ends_on: str
    made_on: str
    promises: list[PromisePart] = field(default_factory=list)
    decisions: list[str] = field(default_factory=list)
    demonstration: bool = False

    def to_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> ReportDocument:
        return read_as(cls, data)


def canonical(document: ReportDocument) -> str:
    """Canonical JSON (RFC 8785), as text."""
    return rfc8785.dumps(document.to_dict()).decode()


def digest(content: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(content).hexdigest()
