"""What a promise builds on as everybody may read it: plain dataclasses, the source of page, JSON and answer.

Public are a finding that is marked so in a dialogue that is for everybody, and of a problem for everybody the words
that were written for them, as of its causes. Nothing else of the lägesbild is here, so nothing else can leak. How many
said something is told when neither they nor the rest of those who were asked are so few that they could be recognised.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast, Coalesce

from lagesbild.findings import gives_away, public_count, public_findings, with_rest
from lagesbild.models import Layer
from organisations.themes import Theme
from promises.documents import Document
from promises.models import (
    ActivityCause,
    ActivityProblem,
    FindingAnswer,
    FocusAreaProblem,
    PromiseBasis,
    PromiseFinding,
    PromiseVersion,
)


@dataclass(frozen=True)
class ActivityRef:
    """An activity of the text at hand."""

    key: str
    number: str
    text: str


@dataclass(frozen=True)
class SaidText:
    """Something that was said. ``count`` in words; empty when it is not known or too small to tell."""

    theme: str
    text: str
    dialogue: str
    count: str = ""
    activities: list[ActivityRef] = field(default_factory=list)


@dataclass(frozen=True)
class CauseText:
    text: str
    activities: list[ActivityRef] = field(default_factory=list)


@dataclass(frozen=True)
class ProblemText:
    text: str
    causes: list[CauseText] = field(default_factory=list)
    activities: list[ActivityRef] = field(default_factory=list)


@dataclass(frozen=True)
class PublicThread:
    """Everything a reader sees of what the promise builds on. ``decided`` are lägesbilder and agreements by name."""

    findings: list[SaidText] = field(default_factory=list)
    problems: list[ProblemText] = field(default_factory=list)
    decided: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.findings or self.problems or self.decided)


NOTHING = PublicThread()


def with_links(versions: QuerySet[PromiseVersion]) -> QuerySet[PromiseVersion]:
    """The texts with whether their promise is linked to anything, so that ``thread_of`` asks no more when it is not."""
    rows = (ActivityProblem, ActivityCause, FocusAreaProblem, PromiseFinding, PromiseBasis, FindingAnswer)
    linked = Q()
    for model in rows:
        linked |= Q(Exists(model.objects.filter(promise=OuterRef("revision__promise"))))
    return versions.annotate(is_linked=linked)


def thread_of(version: PromiseVersion) -> PublicThread:
    """The public part of what the text builds on. Two queries, none when ``with_links`` has seen that it is nothing."""
    if not getattr(version, "is_linked", True):
        return NOTHING
    return public_thread(version.revision.promise_id, version.document)


def public_thread(promise: int, document: Document) -> PublicThread:
    """The same of a promise and the text that its activities are read from. Two queries."""
    known = {
        uuid.UUID(one.key): ActivityRef(one.key, one.number, one.text)
        for one in document.activities
        if one.key
    }
    areas = {
        uuid.UUID(area.key): [known[uuid.UUID(one.key)] for one in area.activities]
        for area in document.focus_areas
        if area.key
    }
    rows = list(_linked(promise))
    return PublicThread(_said(promise, known), _problems(rows, known, areas), _decided(rows))


# --- What was said ------------------------------------------------------------------------------------


def _said(promise: int, known: dict[uuid.UUID, ActivityRef]) -> list[SaidText]:
    built_on = PromiseFinding.objects.filter(promise=promise).values("finding")
    holds = Q(activity_key=None) | Q(activity_key__in=known)
    answered = FindingAnswer.objects.filter(holds, promise=promise).values("finding")
    # By ids both: what was said in the rest of the country is not looked at.
    rows = with_rest(public_findings().filter(Q(pk__in=built_on) | Q(pk__in=answered)))
    fields = (
        "pk",
        "theme",
        "text",
        "dialogue__title",
        "dialogue__reached",
        "count",
        "count_wording",
        "answer__promise",
        "answer__activity_key",
        "told_sum",
        "last_told",
    )
    return [
        SaidText(
            theme=str(Theme(theme).label),
            text=text,
            dialogue=dialogue,
            # The last, by where it stands: whoever knew that it is the smallest could work out the rest.
            count="" if pk == last and gives_away(reached, whole) else public_count(count, reached, wording),
            activities=[known[key]] if by == promise and key in known else [],
        )
        for pk, theme, text, dialogue, reached, count, wording, by, key, whole, last in rows.values_list(
            *fields
        )
    ]


# --- Problems, causes and what was decided ------------------------------------------------------------


def _linked(promise: int) -> QuerySet[Any, Any]:
    """(what, key, problem, cause, words) of all that is linked and public, in one query."""
    of_problem = {"problem__layer": Layer.PUBLIC, "problem__secrecy_provision": ""}
    of_cause = {f"cause__{name}": value for name, value in of_problem.items()}
    nobody = Value(0)
    no_key = Cast(Value(None), UUIDField())
    activities = _rows(
        ActivityProblem.objects.filter(promise=promise, **of_problem).exclude(problem__public_text=""),
        "activity", F("activity_key"), F("problem"), nobody, F("problem__public_text"),
    )  # fmt: skip
    areas = _rows(
        FocusAreaProblem.objects.filter(promise=promise, **of_problem).exclude(problem__public_text=""),
        "area", F("focus_area_key"), F("problem"), nobody, F("problem__public_text"),
    )  # fmt: skip
    causes = _rows(
        ActivityCause.objects.filter(promise=promise, **of_cause).exclude(cause__public_text=""),
        "cause", F("activity_key"), F("cause__problem"), F("cause"), F("cause__public_text"),
    )  # fmt: skip
    decided = PromiseBasis.objects.filter(promise=promise).filter(
        Q(lagesbild__secrecy_provision="") & ~Q(lagesbild__public_summary="") | Q(agreement__is_public=True)
    )
    named = _rows(
        decided, "decided", no_key, nobody, nobody, Coalesce(F("lagesbild__title"), F("agreement__title"))
    )
    return activities.union(areas, causes, named, all=True)


def _rows(
    rows: QuerySet[Any], what: str, key: Any, problem: Any, cause: Any, words: Any
) -> QuerySet[Any, Any]:
    """In one shape and in no order: databases join rows only when they are alike."""
    return rows.order_by().values_list(
        Value(what, CharField()), Cast(key, UUIDField()), problem, cause, Cast(words, CharField())
    )


def _problems(
    rows: Iterable[tuple[str, uuid.UUID | None, int, int, str]],
    known: dict[uuid.UUID, ActivityRef],
    areas: dict[uuid.UUID, list[ActivityRef]],
) -> list[ProblemText]:
    """Each problem once, with the activities of the text that answer it. What the text no longer has is left out."""
    texts: dict[int, str] = {}
    answering: dict[int, list[ActivityRef]] = {}
    causes: dict[int, dict[int, CauseText]] = {}
    for what, key, problem, cause, words in rows:
        refs = areas.get(key, []) if what == "area" else [known[key]] if key in known else []  # type: ignore[arg-type]
        if what in ("activity", "area") and (key in known or key in areas):
            texts[problem] = words
            answering[problem] = _ordered([*answering.get(problem, []), *refs], known.values())
        elif what == "cause" and refs:
            found = causes.setdefault(problem, {}).setdefault(cause, CauseText(words))
            found.activities.extend(refs)
    return [
        ProblemText(
            text, [causes[problem][one] for one in sorted(causes.get(problem, {}))], answering[problem]
        )
        for problem, text in sorted(texts.items())
    ]


def _ordered(refs: Collection[ActivityRef], order: Iterable[ActivityRef]) -> list[ActivityRef]:
    return [one for one in order if one in refs]


def _decided(rows: Iterable[tuple[str, Any, int, int, str]]) -> list[str]:
    return sorted(words for what, _key, _problem, _cause, words in rows if what == "decided")
