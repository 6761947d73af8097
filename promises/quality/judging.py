"""The rules put together: one activity, a whole promise, a revision in the database."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from promises.documents import PeriodText
from promises.extent import Extent
from promises.quality.facts import gather
from promises.quality.findings import Finding, Report
from promises.quality.rules import (
    basis,
    concrete,
    earlier,
    goals,
    measurable,
    people,
    period,
    plain,
    plan,
    reserved,
    secrecy,
)
from promises.quality.said import Said, cleaned, extent_from
from promises.quality.subject import Passage, Subject, Surroundings, anchor_of, name_of, passages

if TYPE_CHECKING:
    from promises.models import Revision


def check(revision: Revision, *, on: date | None = None) -> Report:
    """Judge a revision as it stands in the database, by the mandates of the day (today). A fixed number of queries.

    Nothing is stored: a verdict that is remembered is soon about another text.
    """
    return judge(gather(revision, on=on))


def judge(subject: Subject) -> Report:
    """Judge a promise without the database. What would block a promise made elsewhere only warns."""
    found = [*_of_promise(subject), *_of_activities(subject), *_of_text(subject)]
    return Report.of(found, subject.activities, softened=subject.document.registered_afterwards)


def check_activity(
    text: str,
    scope: str = "",
    extent: Extent | Mapping[str, Any] | None = None,
    *,
    surroundings: Surroundings | None = None,
    places: Sequence[str] = (),
    time_scope: str = "",
    purpose: str = "",
    period: PeriodText | None = None,
    outside_period_reason: str = "",
) -> list[Finding]:
    """What to say beside the field while an activity is being written; nothing about a form that is still empty.

    ``extent`` is the reading that would be stored, ``surroundings`` what is known of the promise around it. Asks no
    database. Who does it (rule 8) and what was promised before (rule 15) are left to the whole promise.
    """
    around = surroundings or Surroundings()
    said = Said(
        cleaned(text),
        cleaned(scope),
        extent_from(extent),
        places,
        cleaned(time_scope),
        period=period,
        outside_period_reason=outside_period_reason,
    )
    if not said.text and not said.scope:
        return []
    texts = [
        Passage("", "text", "", said.text),
        Passage("", "scope", "", said.scope, True),
        Passage("", "purpose", "", cleaned(purpose)),
        *(Passage("", "places", "", place, True) for place in places),
    ]
    findings = [
        *_of_words(said, around.period),
        *secrecy.personal_data(texts),
        *secrecy.pointed_out(texts),
        *plain.hard_to_read(texts),
        *plain.abbreviations(texts, around.names),
    ]
    return Report.of(findings, softened=around.is_registered).findings


def _of_words(said: Said, promise: PeriodText, *, is_measured: bool = False) -> Iterator[Finding]:
    """The rules that look at the words of one activity alone. ``is_measured``: an indicator measures it."""
    found: Iterable[Finding | None] = (
        concrete.concrete(said),
        None if is_measured else measurable.measurable(said),
        measurable.same_numbers(said),
        period.activity_period(said, promise),
        reserved.on_demand(said),
        secrecy.secret_tactics(said),
    )
    yield from (finding for finding in found if finding is not None)


def _of_activities(subject: Subject) -> Iterator[Finding]:
    activities = subject.document.activities
    said = [Said.of(activity) for activity in activities]
    measured = goals.measured_activities(subject.document)
    if not measured & {activity.key for activity in activities}:
        yield from measurable.nothing_measurable(said)
    repeated = {finding.anchor: finding for finding in earlier.repeated(activities, subject.earlier)}
    for activity, words in zip(activities, said, strict=True):
        anchor, about = anchor_of(activity), name_of(activity)
        is_measured = activity.key in measured
        findings = [
            *_of_words(words, subject.document.period, is_measured=is_measured),
            *people.actors(subject, activity),
        ]
        yield from (replace(finding, anchor=anchor, about=about) for finding in findings)
        if anchor in repeated:
            yield repeated[anchor]
    yield from people.unanswered(subject)


def _of_promise(subject: Subject) -> Iterator[Finding]:
    document = subject.document
    yield from period.promise_period(document)
    yield from plan.dialogue(subject)
    yield from basis.linked(subject)
    yield from plan.follow_up(document)
    yield from plan.feedback(document)
    yield from goals.baselines(document)
    yield from goals.outcome_goal(document)
    yield from people.signatories(subject)


def _of_text(subject: Subject) -> Iterator[Finding]:
    texts = [passage for passage in passages(subject) if passage.text]
    yield from secrecy.personal_data(texts)
    yield from secrecy.pointed_out(texts)
    yield from plain.hard_to_read(texts)
    yield from plain.abbreviations(texts, subject.names)
