"""From the rows of a follow-up to what everybody may read of it. The only way there."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import Case, Exists, F, Min, OuterRef, QuerySet, TextField, Value, When
from django.utils import timezone

from followup.corrections import corrections_of
from followup.documents import (
    ActivityStands,
    AnswerSoFar,
    EntryPictureText,
    EvaluationText,
    PublicFollowUp,
    RoundText,
    UpdateText,
)
from followup.entries import with_release
from followup.evaluations import evaluation_text
from followup.followed import Followed, FollowedPromise, followed_text, holding_entries, with_first_published
from followup.models import Correction, Entry, Evaluation, PublicAnswer, Round
from followup.outcome import Done, Result, roll_up
from followup.rounds import Days, days_of, rule_of
from followup.standing import compared, silence_of
from followup.states import EntryStatus, Standing
from promises.models import FollowUpPlan, Promise, PromiseVersion

Interval = FollowUpPlan.Interval


def public_follow_up(version: PromiseVersion, today: date | None = None) -> PublicFollowUp | None:
    """What everybody may read of how the text in force is kept; None when it promises no activities.

    Two queries for a text fetched by ``with_what_there_is`` with its promise's ``public_answer``; one more when
    something has been evaluated, and one when something has been corrected.
    """
    followed = followed_text(version)
    if not followed.activities:
        return None
    day = today or timezone.localdate()
    rows = _reports(followed.promise)
    updates = _updates(followed, rows)
    results = _results(followed, rows, day)
    standings = [result.standing for result in results]
    return PublicFollowUp(
        standing=roll_up(results),
        counts=[(one, standings.count(one)) for one in Standing if one in standings],
        activities=[
            _activity(activity, result, updates, day)
            for activity, result in zip(followed.activities, results, strict=True)
        ],
        updates=updates,
        rounds=_rounds(followed, rows, day),
        evaluations=_evaluations(followed) if getattr(version, "has_evaluations", True) else [],
        answer=_answer(followed.promise),
        corrections=corrections_of(followed) if getattr(version, "has_corrections", True) else [],
    )


def with_what_there_is(versions: QuerySet[PromiseVersion]) -> QuerySet[PromiseVersion]:
    """The texts with what ``public_follow_up`` needs to know of them: the day of their promise's first publication, and
    whether anything of it has been evaluated or corrected, so that nobody asks again for what most do not have.
    """
    promise = OuterRef("revision__promise")
    return with_first_published(versions).annotate(
        has_evaluations=Exists(_released().filter(promise=promise)),
        has_corrections=Exists(Correction.objects.filter(promise=promise)),
    )


# --- Reports ----------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Row:
    """A report that holds: its numbers, and what has been released of it."""

    pk: int
    activity_key: uuid.UUID
    done: Done
    released_at: datetime | None
    text: str
    picture: EntryPictureText | None


def _reports(promise: Promise) -> list[_Row]:
    """One query. Words that are not released do not leave the database."""
    return [
        _Row(
            pk=row["pk"],
            activity_key=row["activity_key"],
            done=Done(
                row["happened_on"],
                row["status"],
                row["quantity"],
                row["out_of"],
                row["exactness"] == Entry.Exactness.EXACT,
            ),
            released_at=row["decided_at"] if row["said"] or row["alt"] else None,
            text=row["said"],
            picture=EntryPictureText(row["alt"], row["picture__width"], row["picture__height"])
            if row["alt"]
            else None,
        )
        for row in _shown().filter(promise=promise)
    ]


@cache
def _shown() -> QuerySet[Entry, dict[str, Any]]:
    """The question of ``_reports``, of every promise. Put together once: that takes longer than its answer."""
    alt = Case(When(shows_picture=True, then=F("picture__alt")), default=Value(""), output_field=TextField())
    text = Case(When(shows_text=True, then=F("public_text")), default=Value(""), output_field=TextField())
    return with_release(holding_entries()).annotate(said=text, alt=alt).values(
        "pk", "activity_key", "happened_on", "status", "quantity", "out_of", "exactness",
        "decided_at", "said", "alt", "picture__width", "picture__height",
    )  # fmt: skip


def _updates(followed: FollowedPromise, rows: Iterable[_Row]) -> list[UpdateText]:
    """The released ones about what is promised now, by the day it happened, newest first."""
    found = []
    for row in rows:
        activity = followed.activity(row.activity_key)
        if activity is not None and row.released_at is not None:
            found.append(
                UpdateText(
                    number=row.pk,
                    activity_key=activity.text.key,
                    activity_number=activity.text.number,
                    activity=activity.text.text,
                    happened_on=row.done.day,
                    released_at=row.released_at,
                    status=str(EntryStatus(row.done.status).label),
                    text=row.text,
                    picture=row.picture,
                )
            )
    return sorted(found, key=lambda update: (update.happened_on, update.number), reverse=True)


def _results(followed: FollowedPromise, rows: Sequence[_Row], today: date) -> list[Result]:
    silence = silence_of(followed)
    return [
        compared(activity, [row.done for row in rows if row.activity_key == activity.key], today, silence)
        for activity in followed.activities
    ]


def _activity(
    activity: Followed, result: Result, updates: Iterable[UpdateText], today: date
) -> ActivityStands:
    return ActivityStands(
        key=activity.text.key,
        number=activity.text.number,
        text=activity.text.text,
        scope=activity.text.scope,
        standing=result.standing,
        words=result.words,
        done=result.done,
        promised=result.promised,
        unit=result.unit,
        last_report_on=result.last_on,
        last_update=next((one for one in updates if one.activity_key == activity.text.key), None),
        has_begun=activity.starts_on is None or activity.starts_on <= today,
    )


# --- Rounds -----------------------------------------------------------------------------------------


@dataclass
class _Closing:
    starts_on: date
    ends_on: date
    closed_at: datetime | None
    standings: Counter[str] = field(default_factory=Counter)


def _rounds(followed: FollowedPromise, rows: Sequence[_Row], today: date) -> list[RoundText]:
    """The rounds that have ended, newest first, those that nobody has reported in or closed too. One query."""
    stored = Round.objects.filter(promise=followed.promise).order_by("number", "pk")
    found: dict[int, _Closing] = {}
    kept: dict[int, Days] = {}
    for number, starts_on, ends_on, due_on, closed_at, standing in stored.values_list(
        "number", "starts_on", "ends_on", "due_on", "closed_at", "comments__standing"
    ):
        kept[number] = Days(number, starts_on, ends_on, due_on)
        one = found.setdefault(number, _Closing(starts_on, ends_on, closed_at))
        if closed_at and standing:
            one.standings[standing] += 1
    for days in _untouched(followed, kept, today):
        found[days.number] = _Closing(days.starts_on, days.ends_on, None)
    found = {number: one for number, one in sorted(found.items()) if one.ends_on < today}
    return [_round(number, one, followed, rows) for number, one in reversed(found.items())]


def _untouched(followed: FollowedPromise, kept: dict[int, Days], today: date) -> list[Days]:
    """The rounds that were due while the promise was in force here, and that nobody has touched.

    Not those before council meetings, whose days only the parties know.
    """
    rule = rule_of(followed)
    if rule is None or rule.interval == Interval.COUNCIL:
        return []
    here, ended = _first_published_on(followed), followed.revision.ended_at
    last = timezone.localdate(ended) if ended else date.max
    days = days_of(rule, kept.values(), today=today)
    return [one for one in days if one.number not in kept and one.due_on >= here and one.ends_on < last]


def _first_published_on(followed: FollowedPromise) -> date:
    """The day that ``followup.rounds`` goes by too. A query only for a text that was read without it."""
    if followed.first_published_on:
        return followed.first_published_on
    return timezone.localdate(followed.promise.revisions.aggregate(first=Min("published_at"))["first"])


def _round(number: int, one: _Closing, followed: FollowedPromise, rows: Iterable[_Row]) -> RoundText:
    heard = [row.activity_key for row in rows if one.starts_on <= row.done.day <= one.ends_on]
    return RoundText(
        number=number,
        starts_on=one.starts_on,
        ends_on=one.ends_on,
        reported=len(heard),
        silent=[activity.text.number for activity in followed.activities if activity.key not in heard],
        closed_on=timezone.localdate(one.closed_at) if one.closed_at else None,
        standings=[(standing, one.standings[standing]) for standing in Standing if one.standings[standing]],
    )


# --- At the end -------------------------------------------------------------------------------------


def _evaluations(followed: FollowedPromise) -> list[EvaluationText]:
    released = _released().filter(promise=followed.promise).select_related("evaluator")
    return [evaluation_text(_subject(followed, row), row) for row in released]


def _released() -> QuerySet[Evaluation]:
    return Evaluation.objects.filter(released_at__isnull=False)


def _subject(followed: FollowedPromise, row: Evaluation) -> str:
    if row.subject_key is None:
        return ""
    activity = followed.activity(row.subject_key)
    if activity is not None:
        return f"{activity.text.number}. {activity.text.text}"
    areas = followed.document.focus_areas
    return next((area.title or "" for area in areas if area.key == str(row.subject_key)), "")


def _answer(promise: Promise) -> AnswerSoFar | None:
    answer: PublicAnswer | None = getattr(promise, "public_answer", None)
    if answer is None or answer.released_at is None:
        return None
    return AnswerSoFar(answer.so_it_went, answer.what_now, timezone.localdate(answer.released_at))
