"""The demonstration's history as rows, made by the same actions as a person's clicks."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from followup.actions import (
    concluding,
    evaluating,
    measuring,
    planning,
    releasing,
    renewing,
    reporting,
    rounds,
    telling,
)
from followup.demo.meetings import load_meetings
from followup.evaluations import Evaluable
from followup.followed import Followed, FollowedPromise, followed
from followup.models import Entry, Evaluation, Occasion
from followup.permissions import organisations_to_report_for
from followup.renewal import renewal_of
from followup.rounds import rounds_of
from followup.settling import is_reported
from organisations.models import OutboxMessage
from promises.demo.people import Cast, key_of
from promises.models import Promise

_FIELDS = ("unit", "place", "participants", "hours", "observation", "reason", "public", "next_step")
_NAMES = {"public": "public_text"}
# How long after the day itself a text was released, and after its last day a round was closed.
RELEASED, CLOSED = timedelta(days=2), timedelta(days=10)


@cache
def read_history() -> list[dict[str, Any]]:
    """What ``history.toml`` says, a table for each promise."""
    text = Path(__file__).with_name("history.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["promise"])


def load(cast: Cast) -> int:
    """Write the history of each promise that has none yet; how many reports that gave."""
    before = Entry.objects.count()
    for written in read_history():
        promise = Promise.objects.filter(slug=written["slug"]).first()
        found = followed(promise) if promise else None
        if found is None or _is_told(found):
            continue
        with transaction.atomic():
            _History(found, written, cast).write()
            # The letters about it are history too: nobody waits for them.
            OutboxMessage.objects.filter(sent_at__isnull=True).update(sent_at=timezone.now())
    load_meetings(cast)
    return Entry.objects.count() - before


def _is_told(found: FollowedPromise) -> bool:
    """Whether somebody, or this, has already written about the promise."""
    return (
        Entry.objects.filter(promise=found.promise).exists()
        or Evaluation.objects.filter(promise=found.promise).exists()
    )


class _History:
    """Writes what became of one promise."""

    def __init__(self, found: FollowedPromise, written: dict[str, Any], cast: Cast) -> None:
        self.found = found
        self.written = written
        self.cast = cast
        self.by = cast.users[written["by"]]
        self.counter = 0

    def write(self) -> None:
        for number in self.written.get("plan", []):
            activity = self._activity(number)
            planner = planning.planner_of(activity)
            if planner is not None:
                planning.generate(self.found, activity, planner, by=self.by)
        for row in sorted(self._reports(), key=lambda one: one["on"]):
            self._report(row)
        self._rounds()
        self._measured()
        self._evaluated()
        self._delivered()
        self._concluded()

    def _key(self) -> Any:
        self.counter += 1
        return key_of("history", self.written["slug"], self.counter)

    def _activity(self, number: str) -> Followed:
        return next(one for one in self.found.activities if one.text.number == number)

    # --- Reports ---

    def _reports(self) -> Iterator[dict[str, Any]]:
        """Single reports, and those of the series that have come to pass."""
        yield from self.written.get("entries", [])
        for series in self.written.get("series", []):
            day, turn = series["first"], 0
            while day <= min(series["last"], timezone.localdate()):
                yield {name: _in_turn(value, turn) for name, value in series.items()} | {"on": day}
                day, turn = day + timedelta(days=series["every"]), turn + 1

    def _report(self, row: dict[str, Any]) -> None:
        activity, by = self._activity(row["activity"]), self.cast.users[row["by"]]
        values: Any = {_NAMES.get(name, name): row[name] for name in _FIELDS if row.get(name)}
        values |= {"happened_on": row["on"], "status": row.get("status", "done")}
        values |= {name: _decimal(row[name]) for name in ("quantity", "out_of") if name in row}
        entry = reporting.report(
            self.found,
            activity,
            organisation=organisations_to_report_for(by, self.found, activity)[0],
            values=values,
            creation_key=self._key(),
            by=by,
            occasion=self._occasion(activity, row["on"]),
            is_sure=True,
        )
        if entry.public_text:
            at = _soon_after(row["on"], RELEASED)
            releasing.release(entry, shows_text=True, shows_picture=False, reason="", by=self.by, at=at)

    def _occasion(self, activity: Followed, day: date) -> Occasion | None:
        """The planned occasion that the day lies in, when it has no report yet."""
        planned = Occasion.objects.filter(promise=self.found.promise, activity_key=activity.key)
        return planned.filter(~is_reported(), starts_on__lte=day, ends_on__gte=day).first()

    # --- What came of it ---

    def _rounds(self) -> None:
        words = self.written.get("round_words", [""])
        ended = {one.number: one.days.ends_on for one in rounds_of(self.found)}
        for number in range(1, self.written.get("rounds", 0) + 1):
            at = _soon_after(ended[number], CLOSED)
            rounds.close(self.found, number=number, by=self.by, comment=_in_turn(words, number), at=at)

    def _measured(self) -> None:
        for row in self.written.get("observations", []):
            if row["on"] <= timezone.localdate():
                values: Any = {
                    "series": "",
                    "measured_on": row["on"],
                    "value": _decimal(row["value"]),
                    "source": row["source"],
                    "note": "",
                }
                measuring.record(
                    self.found,
                    self.found.document.indicators[0],
                    values=values,
                    creation_key=self._key(),
                    by=self.by,
                )

    def _evaluated(self) -> None:
        row = self.written.get("evaluation")
        if row is None:
            return
        names = ("result", "text", "reason", "success_factors", "remaining_challenges", "recommendation")
        values: Any = {name: row.get(name, "") for name in names}
        values["evaluator"] = self.found.promise.owner
        whole = Evaluable(Evaluation.Subject.PROMISE, self.found.document.title)
        saved = evaluating.evaluate(self.found, whole, row["kind"], values=values, edit_number=0, by=self.by)
        evaluating.release(self.found, saved, edit_number=saved.edit_number, by=self.by)

    def _delivered(self) -> None:
        row = self.written.get("report")
        if row is not None:
            telling.deliver(
                self.cast.organisations[row["organisation"]],
                audience=row["audience"],
                starts_on=row["starts_on"],
                ends_on=row["ends_on"],
                creation_key=self._key(),
                by=self.cast.users[row["by"]],
            )

    def _concluded(self) -> None:
        for row in self.written.get("verdicts", []):
            concluding.give_verdict(
                self.found,
                self._activity(row["activity"]),
                outcome=row["outcome"],
                reason=row.get("reason", ""),
                edit_number=0,
                by=self.by,
            )
        if "answer" in self.written:
            answer = concluding.save_answer(
                self.found, values=self.written["answer"], edit_number=0, by=self.by
            )
            concluding.release_answer(self.found, edit_number=answer.edit_number, by=self.by)
            concluding.conclude(self.found, reason=self.written["reason"], by=self.by)
        if "renewal" in self.written:
            self._renewed(self.written["renewal"])

    def _renewed(self, row: dict[str, Any]) -> None:
        numbers = {one.activity.text.number: one.activity.key for one in renewal_of(self.found).rows}
        renewing.renew(
            self.found,
            title=row["title"],
            period_text=row["period_text"],
            decisions={numbers[n]: renewing.Decision(*choice) for n, choice in row["choices"].items()},
            creation_key=self._key(),
            by=self.by,
        )


def _soon_after(day: date, days: timedelta) -> datetime:
    """Noon so many days later, which has been."""
    noon = datetime.combine(day + days, time(12), tzinfo=timezone.get_current_timezone())
    return min(noon, timezone.now())


def _in_turn(value: Any, turn: int) -> Any:
    return value[turn % len(value)] if isinstance(value, list) else value


def _decimal(value: Any) -> Any:
    return Decimal(str(value))
