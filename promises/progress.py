"""How far a draft has come: the steps of the work, each with its state, read out of the rows.

Nothing is stored: a step that somebody ticks off would soon say something else than the text.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.models import Organisation
from promises import periods
from promises.models import ActivityActor, Comment, FollowUpPlan, Party, Revision, Section, Signatory
from promises.models.base import Period
from promises.states import Status

if TYPE_CHECKING:
    from collections.abc import Iterable


class State(StrEnum):
    TODO = "todo"
    DOING = "doing"
    DONE = "done"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Step:
    """One page of the work. ``url_name`` takes the promise's id."""

    key: str
    title: str | LazyText
    url_name: str
    lead: str | LazyText


STEPS: dict[str, Step] = {
    step.key: step
    for step in (
        Step(
            "basics",
            gettext_lazy("Parter och period"),
            "promises:basics",
            gettext_lazy("Vilka lovar, vad heter löftet, var gäller det och hur länge?"),
        ),
        Step(
            "sections",
            gettext_lazy("Avsnitt"),
            "promises:sections",
            gettext_lazy("Bakgrund, syfte och det andra ni vill berätta, med era egna rubriker."),
        ),
        Step(
            "dialogue",
            gettext_lazy("Dialog och lägesbild"),
            "promises:dialogue",
            gettext_lazy("Vad har invånarna sagt, och vad vet ni själva?"),
        ),
        Step(
            "activities",
            gettext_lazy("Fokusområden och aktiviteter"),
            "promises:activities",
            gettext_lazy("Vad ska göras, av vem och hur mycket?"),
        ),
        Step(
            "follow_up",
            gettext_lazy("Uppföljning och återkoppling"),
            "promises:follow_up",
            gettext_lazy("Hur ser ni att löftet hålls, och hur får invånarna veta det?"),
        ),
        Step(
            "signatories",
            gettext_lazy("Underskrifter"),
            "promises:signatories",
            gettext_lazy("Vilka ska skriva under, och vem kan invånarna kontakta?"),
        ),
        Step(
            "check",
            gettext_lazy("Granska"),
            "promises:check",
            gettext_lazy("Se vad som saknas och lämna löftet för granskning."),
        ),
    )
}

# Sections of these kinds are written in the step about dialogue and lägesbild.
DIALOGUE_KINDS = frozenset(
    {
        Section.Kind.DIALOGUE,
        Section.Kind.LAGESBILD,
        Section.Kind.POSITIVE_FACTORS,
        Section.Kind.UNSAFE_TIMES,
        Section.Kind.UNSAFE_PLACES,
        Section.Kind.PRIORITIES,
        Section.Kind.CAUSE_ANALYSIS,
    }
)


@dataclass(frozen=True)
class StepState:
    step: Step
    state: State
    note: str = ""
    open_comments: int = 0

    @property
    def waits(self) -> bool:
        return self.state in (State.TODO, State.DOING)

    @property
    def words(self) -> str:
        return {
            State.TODO: _("Ej påbörjat"),
            State.DOING: _("Påbörjat"),
            State.DONE: _("Klart"),
            State.OPTIONAL: _("Kan vänta"),
        }[self.state]


@dataclass
class Facts:
    """What the states are read from: a handful of queries, the same number whatever the draft holds."""

    revision: Revision
    parties: list[Party]
    sections: list[tuple[int, str, str, str]]
    aims: int
    focus_areas: int
    activities: int
    activities_missing_actor: int
    signatories: list[Signatory]
    open_anchors: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, revision: Revision) -> Facts:
        rows = Revision.objects.select_related("promise", "dialogue", "follow_up").get(pk=revision.pk)
        complete = list(_activities_with_actors(rows))
        comments = Comment.objects.filter(revision=rows, resolved_at__isnull=True)
        return cls(
            revision=rows,
            parties=list(rows.parties.select_related("organisation")),
            sections=list(rows.sections.values_list("pk", "kind", "heading", "body")),
            aims=rows.aims.count(),
            focus_areas=rows.focus_areas.count(),
            activities=len(complete),
            activities_missing_actor=complete.count(False),
            signatories=list(rows.signatories.select_related("organisation")),
            open_anchors=list(comments.values_list("anchor", flat=True)),
        )

    def kinds(self) -> set[str]:
        return {party.organisation.kind for party in self.parties}


def _activities_with_actors(revision: Revision) -> Iterable[bool]:
    """For each activity, whether it says who does it and who answers for it."""

    def named(part: str) -> Exists:
        return Exists(ActivityActor.objects.filter(activity=OuterRef("pk"), part=part))

    rows = revision.activities.annotate(
        is_done_by=named(ActivityActor.Part.EXECUTOR), is_answered_for=named(ActivityActor.Part.RESPONSIBLE)
    )
    return (bool(one and other) for one, other in rows.values_list("is_done_by", "is_answered_for"))


def steps(revision: Revision) -> list[StepState]:
    """Every step with its state, in order."""
    facts = Facts.of(revision)
    readers = {
        "basics": _basics,
        "sections": _sections,
        "dialogue": _dialogue,
        "activities": _activities,
        "follow_up": _follow_up,
        "signatories": _signatories,
        "check": _check,
    }
    comments = _comments_by_step(facts)
    return [StepState(STEPS[key], *read(facts), comments[key]) for key, read in readers.items()]


def period_words(row: Period) -> str:
    """The period in the document's own words, else said from its days; empty when nothing is known."""
    if row.period_text or not (row.period_start or row.period_end or row.period_open_ended):
        return row.period_text
    return periods.describe(
        periods.Period(
            start=row.period_start,
            end=None if row.period_open_ended else row.period_end,
            precision=periods.Precision(row.period_precision or "unknown"),
            open_ended=row.period_open_ended,
            condition=row.period_condition,
        )
    )


def next_after(revision: Revision, key: str) -> Step:
    """The step to go on with when ``key`` is done: the next that waits, else an earlier one, else the check."""
    states = steps(revision)
    here = [state.step.key for state in states].index(key)
    ordered = [state for state in [*states[here + 1 :], *states[:here]] if state.step.key != "check"]
    waiting = next((state for state in ordered if state.waits), None)
    return waiting.step if waiting else STEPS["check"]


def threads(revision: Revision) -> dict[str, list[Comment]]:
    """The comments of a revision by what they are about, oldest first. One query."""
    found: dict[str, list[Comment]] = defaultdict(list)
    for comment in revision.comments.select_related("author", "organisation", "resolved_by"):
        found[comment.anchor].append(comment)
    return dict(found)


def _basics(facts: Facts) -> tuple[State, str]:
    kinds, rows = facts.kinds(), facts.revision
    missing = []
    if Organisation.Kind.MUNICIPALITY not in kinds:
        missing.append(_("kommun"))
    if Organisation.Kind.POLICE_AREA not in kinds:
        missing.append(_("polisens område"))
    if not (rows.period_start or rows.registered_afterwards):
        missing.append(_("när löftet börjar gälla"))
    elif not (rows.period_end or rows.period_open_ended or rows.registered_afterwards):
        missing.append(_("när löftet slutar gälla"))
    if missing:
        return State.DOING, _missing(missing)
    names = ", ".join(str(party) for party in facts.parties)
    return State.DONE, ". ".join(filter(None, (names, period_words(rows))))


def _sections(facts: Facts) -> tuple[State, str]:
    own = [section for section in facts.sections if section[1] not in DIALOGUE_KINDS]
    if not own and not facts.aims:
        return State.OPTIONAL, _("Ett kort löfte klarar sig utan.")
    empty = [heading for _pk, _kind, heading, body in own if not body]
    if empty:
        return State.DOING, _("Saknar text: %(headings)s") % {"headings": ", ".join(empty)}
    counts = ((_("%(count)d avsnitt"), len(own)), (_("%(count)d mål"), facts.aims))
    return State.DONE, ", ".join(words % {"count": count} for words, count in counts if count)


def _dialogue(facts: Facts) -> tuple[State, str]:
    basis = getattr(facts.revision, "dialogue", None)
    written = [section for section in facts.sections if section[1] in DIALOGUE_KINDS and section[3]]
    if basis and basis.summary:
        return State.DONE, _("Vad invånarna har sagt är beskrivet.")
    if basis and basis.no_dialogue_reason:
        return State.DONE, _("Ni har skrivit varför ingen dialog har gjorts.")
    todo = _("Skriv vad invånarna har sagt, eller varför ni inte har frågat.")
    return (State.DOING if basis or written else State.TODO), todo


def _activities(facts: Facts) -> tuple[State, str]:
    if not facts.activities:
        if facts.revision.registered_afterwards:
            return State.OPTIONAL, _("Alla löften har inte aktiviteter.")
        return (State.DOING if facts.focus_areas else State.TODO), _("Skriv minst en aktivitet.")
    if facts.activities_missing_actor:
        count = facts.activities_missing_actor
        return State.DOING, ngettext(
            "%(count)d aktivitet saknar utförare eller ansvarig.",
            "%(count)d aktiviteter saknar utförare eller ansvarig.",
            count,
        ) % {"count": count}
    note = ngettext("%(count)d aktivitet", "%(count)d aktiviteter", facts.activities) % {
        "count": facts.activities
    }
    if facts.focus_areas:
        note += ngettext(" i %(count)d fokusområde", " i %(count)d fokusområden", facts.focus_areas) % {
            "count": facts.focus_areas
        }
    return State.DONE, note


def _follow_up(facts: Facts) -> tuple[State, str]:
    plan: FollowUpPlan | None = getattr(facts.revision, "follow_up", None)
    if plan is None:
        return State.TODO, _("Det finns ett förslag att utgå från.")
    wanted = [
        (plan.by_whom, _("vem som följer upp")),
        (plan.interval, _("hur ofta")),
        (plan.first_on, _("första uppföljningen")),
        (plan.reported_to, _("till vem ni rapporterar")),
        (plan.feedback_on, _("när invånarna får svar")),
        (plan.feedback_channel, _("hur invånarna får svar")),
    ]
    missing = [words for value, words in wanted if not value]
    if missing:
        return State.DOING, _missing(missing)
    return State.DONE, _("Uppföljning %(interval)s.") % {"interval": plan.get_interval_display()}


def _signatories(facts: Facts) -> tuple[State, str]:
    if not facts.signatories:
        return State.TODO, _("Välj vilka som ska skriva under.")
    parties = {party.organisation_id: party for party in facts.parties}
    signing = {signatory.organisation_id for signatory in facts.signatories}
    strangers = [str(s.organisation) for s in facts.signatories if s.organisation_id not in parties]
    if strangers:
        return State.DOING, _("Inte längre part: %(names)s") % {"names": ", ".join(strangers)}
    must = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
    missing = [
        str(party)
        for number, party in parties.items()
        if party.organisation.kind in must and number not in signing
    ]
    if missing:
        return State.DOING, _("Ingen skriver under för %(names)s.") % {"names": ", ".join(missing)}
    return State.DONE, "; ".join(str(signatory) for signatory in facts.signatories)


def _check(facts: Facts) -> tuple[State, str]:
    status = facts.revision.status
    if status == Status.DRAFT:
        return State.TODO, _("Se vad som hindrar underskrift och vad som kan bli bättre.")
    if status == Status.REVIEW:
        return State.DOING, _("Löftet är ute på granskning.")
    return State.DONE, ""


def _missing(parts: list[str]) -> str:
    return _("Saknas: %(parts)s") % {"parts": ", ".join(parts)}


def _comments_by_step(facts: Facts) -> Counter[str]:
    in_dialogue = {f"section:{pk}" for pk, kind, _heading, _body in facts.sections if kind in DIALOGUE_KINDS}
    rows = {"section": "sections", "focus_area": "activities", "activity": "activities"}
    return Counter(
        "dialogue" if anchor in in_dialogue else rows.get(anchor.partition(":")[0], anchor)
        for anchor in facts.open_anchors
    )
