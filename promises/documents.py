"""A promise as it reads: plain dataclasses, the single source of every rendering.

``composition.document_of`` makes a document out of the rows. Frozen, it is ``canonical(document)``: RFC 8785 JSON, and
the hash is SHA-256 over those bytes. HTML, PDF and JSON are made from a ``Document`` and never from a model, so a
field that is not here cannot leak.
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

import rfc8785

from organisations.from_json import read_as


@dataclass(frozen=True)
class MunicipalityRef:
    code: str
    name: str


@dataclass(frozen=True)
class PeriodText:
    """ISO days, and the document's own words. ``precision`` is one of ``models.base.Period.Precision``."""

    start: str | None = None
    end: str | None = None
    precision: str = "unknown"
    text: str = ""
    open_ended: bool = False
    condition: str = ""
    review_on: str | None = None


@dataclass(frozen=True)
class PartyText:
    name: str
    kind: str
    wording: str = ""


@dataclass(frozen=True)
class SectionText:
    kind: str
    heading: str
    body: str
    after_activities: bool = False


@dataclass(frozen=True)
class ActivityText:
    number: str
    key: str
    text: str
    executors: list[str] = field(default_factory=list)
    executor_wording: str = ""
    responsible: list[str] = field(default_factory=list)
    responsible_wording: str = ""
    scope: str = ""
    extent: dict[str, Any] | None = None
    follow_up_by: list[str] = field(default_factory=list)
    follow_up_wording: str = ""
    evaluation_by: list[str] = field(default_factory=list)
    evaluation_wording: str = ""
    purpose: str = ""
    target_group: str = ""
    expected_effect: str = ""
    approach: str = ""
    term: str = ""
    time_scope: str = ""
    places: list[str] = field(default_factory=list)
    period: PeriodText | None = None
    outside_period_reason: str = ""


@dataclass(frozen=True)
class IndicatorText:
    """A measure. Values are decimal strings ("12.5"), since JSON's numbers are not exact; days are ISO.

    ``focus_area_key`` or ``activity_key`` says what it measures; neither means the whole promise.
    """

    key: str
    kind: str
    name: str
    unit: str = ""
    direction: str = ""
    source: str = ""
    baseline: str | None = None
    baseline_on: str | None = None
    target: str | None = None
    target_on: str | None = None
    focus_area_key: str | None = None
    activity_key: str | None = None


@dataclass(frozen=True)
class FocusAreaText:
    """A focus area; the activities outside any focus area stand in one with ``title`` None.

    ``key`` is empty in texts that were frozen before areas had one.
    """

    title: str | None
    background: str = ""
    purpose: str = ""
    goal: str = ""
    problem: str = ""
    theme: str = ""
    places: list[str] = field(default_factory=list)
    activities: list[ActivityText] = field(default_factory=list)
    key: str = ""


@dataclass(frozen=True)
class DialogueText:
    summary: str = ""
    method: str = ""
    figures: str = ""
    unsafe_when: str = ""
    unsafe_where: str = ""
    unsafe_who: str = ""
    sources: list[str] = field(default_factory=list)
    no_dialogue_reason: str = ""


@dataclass(frozen=True)
class FollowUpText:
    text: str = ""
    interval: str = ""
    by_whom: str = ""
    first_on: str | None = None
    reported_to: str = ""
    report_by: str | None = None


@dataclass(frozen=True)
class FeedbackText:
    on: str | None = None
    channel: str = ""
    communication: str = ""


@dataclass(frozen=True)
class SignatoryText:
    """Who is to sign. The three last are set only in a promise registered afterwards, from its original."""

    organisation: str
    title: str
    name: str = ""
    statement: str = ""
    signed_on: str | None = None
    signed_text: str = ""
    place: str = ""


@dataclass(frozen=True)
class ContactText:
    organisation: str
    title: str
    phone: str = ""
    email: str = ""
    address: str = ""


@dataclass(frozen=True)
class PictureText:
    file: str
    width: int
    height: int
    sha256: str
    alt: str
    caption: str = ""
    credit: str = ""


@dataclass(frozen=True)
class PredecessorText:
    title: str
    slug: str = ""
    address: str = ""


@dataclass(frozen=True)
class OriginalText:
    """The document that a promise registered afterwards was registered from."""

    url: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class AdoptionText:
    organ: str
    decided_on: str
    paragraph: str = ""
    case_number: str = ""


@dataclass(frozen=True)
class Document:
    slug: str
    title: str
    version: int
    municipalities: list[MunicipalityRef]
    police_area: str | None
    police_areas: list[str]
    period: PeriodText
    parties: list[PartyText]
    scope_text: str = ""
    time_scope: str = ""
    places: list[str] = field(default_factory=list)
    themes: list[str] = field(default_factory=list)
    sections: list[SectionText] = field(default_factory=list)
    aims_lead: str = ""
    aims: list[str] = field(default_factory=list)
    focus_areas: list[FocusAreaText] = field(default_factory=list)
    indicators: list[IndicatorText] = field(default_factory=list)
    dialogue: DialogueText = field(default_factory=DialogueText)
    follow_up: FollowUpText = field(default_factory=FollowUpText)
    feedback: FeedbackText = field(default_factory=FeedbackText)
    signatories: list[SignatoryText] = field(default_factory=list)
    contacts: list[ContactText] = field(default_factory=list)
    adoptions: list[AdoptionText] = field(default_factory=list)
    picture: PictureText | None = None
    predecessors: list[PredecessorText] = field(default_factory=list)
    original: OriginalText | None = None
    change_summary: str = ""
    registered_afterwards: bool = False
    demonstration: bool = False

    def to_dict(self) -> dict[str, Any]:
        """The document as JSON types: strings, whole numbers, booleans, null, lists, objects."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Document:
        """The document that ``to_dict`` described. Keys that this code does not know are passed over."""
        return read_as(cls, data)

    @property
    def activities(self) -> list[ActivityText]:
        return [activity for area in self.focus_areas for activity in area.activities]


@dataclass(frozen=True)
class SignatureText:
    """A signature as everybody may read it. ``signed_on`` is an ISO day or None; ``signed_text`` the paper's words."""

    organisation: str
    title: str
    name: str = ""
    signed_on: str | None = None
    signed_text: str = ""
    place: str = ""
    method: str = ""


@dataclass(frozen=True)
class RedactionText:
    """Where words were removed from the frozen text, when, and by which decision."""

    path: str
    decided_on: str
    decision_reference: str


@dataclass(frozen=True)
class Publication:
    """A frozen document with what has happened to it since: everything a reader may see, nothing else.

    ``unconfirmed`` names the sides ("Polisen", "kommunen") that have not confirmed a promise registered afterwards.
    """

    document: Document
    sha256: str
    status: str
    frozen_at: str
    published_at: str | None = None
    ended_at: str | None = None
    signatures: list[SignatureText] = field(default_factory=list)
    missing_signatures: list[SignatoryText] = field(default_factory=list)
    unconfirmed: list[str] = field(default_factory=list)
    redactions: list[RedactionText] = field(default_factory=list)


def canonical(document: Document) -> str:
    """Canonical JSON (RFC 8785) of the document, as text; the hash is taken over its UTF-8 bytes."""
    return rfc8785.dumps(document.to_dict()).decode()


def digest(canonical_text: str) -> str:
    """SHA-256 in lower-case hexadecimal over the UTF-8 bytes of the text."""
    return hashlib.sha256(canonical_text.encode()).hexdigest()
