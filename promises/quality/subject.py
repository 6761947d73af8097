"""What the rules look at: the document, and the few facts beside it that take a query to know. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.utils.translation import gettext as _

from promises.documents import ActivityText, Document, PeriodText
from promises.quality.outcomes import Known


class Standing(StrEnum):
    """How somebody named in an activity stands to the promise."""

    PARTY = "party"
    # A unit acts inside the organisation it belongs to, and a group is where the parties sit: they count as parties.
    INSIDE = "inside"
    ACCEPTED = "accepted"
    WAITING = "waiting"
    DECLINED = "declined"
    # A role in words, of no organisation.
    NOWHERE = "nowhere"


@dataclass(frozen=True)
class ActorFact:
    """Somebody who carries out or answers for an activity. ``unanswered``: asked, and has not said yes or no."""

    name: str
    standing: Standing
    unanswered: bool = False


@dataclass(frozen=True)
class ActorFacts:
    executors: Sequence[ActorFact] = ()
    responsible: Sequence[ActorFact] = ()


@dataclass(frozen=True)
class SignatoryFact:
    """One who is to sign: whether the organisation is (still) a party, and has a mandate that holds on the day."""

    organisation: str
    title: str
    is_party: bool = True
    has_mandate: bool = True


@dataclass(frozen=True)
class Earlier:
    """An activity of an earlier version or of a promise that came before; ``source`` is the title it stands under."""

    key: str
    text: str
    source: str
    same_promise: bool = False
    known: Known = Known.NOTHING


@dataclass(frozen=True)
class Basis:
    """What the promise is linked to in the lägesbild, and what there is to link to.

    ``is_recent``: a problem that it answers stands in a lägesbild adopted within two years. ``acting`` are the keys of
    the activities that are linked to a cause.
    """

    is_from_dialogue: bool = False
    has_findings: bool = False
    answers_problem: bool = False
    has_problems: bool = False
    is_recent: bool = False
    considers_equality: bool = False
    acting: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Subject:
    """A promise to judge. Without ``actors`` and ``signatories`` the document's own names are taken on trust.

    Without ``basis`` nothing is known of its links, and nothing is asked about them.
    """

    document: Document
    actors: Mapping[str, ActorFacts] = field(default_factory=dict)
    signatories: Sequence[SignatoryFact] = ()
    # Municipalities and police areas among the parties for whom nobody is to sign.
    unsigned_parties: Sequence[str] = ()
    earlier: Sequence[Earlier] = ()
    # Names that are written in capitals without being abbreviations: those of the organisations.
    names: frozenset[str] = frozenset()
    # Ids of the rows, in the document's order, so that a finding can point at one.
    sections: Sequence[int] = ()
    focus_areas: Sequence[int] = ()
    activities: Mapping[str, int] = field(default_factory=dict)
    basis: Basis | None = None

    def actors_of(self, activity: ActivityText) -> ActorFacts:
        known = self.actors.get(activity.key)
        if known is not None:
            return known
        return ActorFacts(
            [ActorFact(name, Standing.PARTY) for name in activity.executors],
            [ActorFact(name, Standing.PARTY) for name in activity.responsible],
        )


@dataclass(frozen=True)
class Surroundings:
    """What is known of a promise while one of its activities is being written.

    ``names`` are words in capitals that need no explanation there: names, and what the promise explains elsewhere.
    """

    period: PeriodText = field(default_factory=PeriodText)
    names: frozenset[str] = frozenset()
    is_registered: bool = False


@dataclass(frozen=True)
class Passage:
    """A piece of running text, where it stands and what that place is called. ``is_heading``: not a sentence."""

    anchor: str
    field: str
    about: str
    text: str
    is_heading: bool = False


def passages(subject: Subject) -> Iterator[Passage]:
    """Everything that somebody has written in a promise, in reading order.

    Left out: contacts, which are there to say telephone numbers, names of who signs, and the picture's texts.
    """
    document = subject.document
    yield Passage("basics", "title", _("Rubrik"), document.title, True)
    yield Passage("basics", "scope_text", _("Var löftet gäller"), document.scope_text, True)
    yield Passage("basics", "time_scope", _("Vilka tider löftet gäller"), document.time_scope, True)
    yield from _sections(subject, after=False)
    yield Passage("sections", "aims_lead", _("Mål"), document.aims_lead)
    for aim in document.aims:
        yield Passage("sections", "", _("Mål"), aim)
    yield from _dialogue(document)
    yield from _areas(subject)
    yield from _sections(subject, after=True)
    yield Passage("follow_up", "statement", _("Uppföljning"), document.follow_up.text)
    yield Passage("follow_up", "by_whom", _("Uppföljning"), document.follow_up.by_whom, True)
    yield Passage("follow_up", "reported_to", _("Uppföljning"), document.follow_up.reported_to, True)
    yield Passage("follow_up", "communication", _("Återkoppling"), document.feedback.communication)
    for indicator in document.indicators:
        for text in (indicator.name, indicator.unit, indicator.source):
            yield Passage("follow_up", "", _("Så mäter ni"), text, True)
    for signatory in document.signatories:
        yield Passage(
            "signatories", "", _("%(title)s, uttalande") % {"title": signatory.title}, signatory.statement
        )


def _sections(subject: Subject, *, after: bool) -> Iterator[Passage]:
    for index, section in enumerate(subject.document.sections):
        if section.after_activities is not after:
            continue
        number = subject.sections[index] if index < len(subject.sections) else None
        anchor = "sections" if number is None else f"section:{number}"
        yield Passage(anchor, "heading", section.heading or _("Avsnitt"), section.heading, True)
        yield Passage(anchor, "body", section.heading or _("Avsnitt"), section.body)


def _dialogue(document: Document) -> Iterator[Passage]:
    basis = document.dialogue
    for name in ("summary", "method", "figures", "unsafe_when", "unsafe_where", "unsafe_who"):
        yield Passage("dialogue", name, _("Dialog"), getattr(basis, name))
    for source in basis.sources:
        yield Passage("dialogue", "sources", _("Källor"), source, True)
    yield Passage("dialogue", "no_dialogue_reason", _("Dialog"), basis.no_dialogue_reason)


def _areas(subject: Subject) -> Iterator[Passage]:
    numbers = iter(subject.focus_areas)
    for area in subject.document.focus_areas:
        if area.title is not None:
            number = next(numbers, None)
            anchor = "activities" if number is None else f"focus_area:{number}"
            yield Passage(anchor, "title", area.title, area.title, True)
            for name in ("background", "problem", "purpose", "goal"):
                yield Passage(anchor, name, area.title, getattr(area, name))
        for activity in area.activities:
            yield from activity_passages(activity)


def activity_passages(activity: ActivityText) -> Iterator[Passage]:
    """What is written about one activity."""
    anchor, about = anchor_of(activity), name_of(activity)
    for name in ("text", "scope", "purpose", "target_group", "expected_effect", "time_scope"):
        is_heading = name in ("scope", "target_group", "time_scope")
        yield Passage(anchor, name, about, getattr(activity, name), is_heading)
    for place in activity.places:
        yield Passage(anchor, "places", about, place, True)


def anchor_of(activity: ActivityText) -> str:
    return f"activity:{activity.key}"


def name_of(activity: ActivityText) -> str:
    """What to call an activity in a list: its number and how it begins."""
    words = " ".join(activity.text.split())
    short = words if len(words) <= 60 else words[:60].rsplit(" ", 1)[0].rstrip(",;:.") + " …"
    if not activity.number:
        return short
    return _("Aktivitet %(number)s: %(text)s") % {"number": activity.number, "text": short}
