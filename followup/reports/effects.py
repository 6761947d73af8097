"""What a report says of effects beside what was done: measured values, and what the evaluators have found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from followup.followed import FollowedPromise
from followup.models import Evaluation, Observation, Report
from promises.documents import IndicatorText
from promises.presentation import measured_value, swedish_day

Audience = Report.Audience
# The parties read an evaluation before it is shown to everybody.
_INSIDE = frozenset({Audience.COUNCIL, Audience.STEERING})


def measured(promises: Iterable[FollowedPromise], ends_on: date) -> dict[int, list[str]]:
    """Every indicator with its latest value at the end of the period, a line each, by promise. One query."""
    chosen = list(promises)
    rows = Observation.objects.filter(
        promise__in=[one.promise.pk for one in chosen],
        superseded_by__isnull=True,
        series="",
        measured_on__lte=ends_on,
    )
    latest = {(row.promise_id, str(row.indicator_key)): row for row in rows.order_by("measured_on", "pk")}
    return {
        one.promise.pk: [
            _measure(each, latest.get((one.promise.pk, each.key))) for each in one.document.indicators
        ]
        for one in chosen
    }


def _measure(indicator: IndicatorText, latest: Observation | None) -> str:
    parts = []
    if indicator.baseline is not None:
        parts.append(
            _("från %(value)s") % {"value": _dated(indicator, indicator.baseline, indicator.baseline_on)}
        )
    if latest is None:
        parts.append(_("inte mätt sedan dess") if parts else _("inte mätt än"))
    else:
        day = latest.measured_on.isoformat()
        parts.append(_("till %(value)s") % {"value": _dated(indicator, str(latest.value), day)})
    if indicator.target is not None:
        parts.append(_("målet är %(value)s") % {"value": measured_value(indicator.target, indicator.unit)})
    return f"{indicator.name}: {', '.join(parts)}."


def _dated(indicator: IndicatorText, value: str, day: str | None) -> str:
    words = measured_value(value, indicator.unit)
    return f"{words} ({swedish_day(day)})" if day else words


def evaluated(promises: Iterable[FollowedPromise], audience: str) -> dict[int, list[str]]:
    """What has been found, a line for each evaluation, by promise. One query."""
    by_id = {one.promise.pk: one for one in promises}
    rows = Evaluation.objects.filter(promise__in=by_id).order_by("pk")
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows if audience in _INSIDE else rows.filter(released_at__isnull=False):
        found[row.promise_id].append(_evaluation(by_id[row.promise_id], row))
    return found


def _evaluation(followed: FollowedPromise, row: Evaluation) -> str:
    sentences = [f"{_about(followed, row)}. {row.get_kind_display()} {row.get_result_display()}."]
    sentences += [text for text in (row.reason, row.text) if text]
    if row.recommendation:
        sentences.append(_("Rekommendation: %(what)s.") % {"what": row.get_recommendation_display().lower()})
    return " ".join(sentences)


def _about(followed: FollowedPromise, row: Evaluation) -> str:
    if row.subject_key is None:
        return _("Hela löftet")
    activity = followed.activity(row.subject_key)
    if activity is not None:
        return _("Aktivitet %(number)s") % {"number": activity.text.number}
    areas = (area.title or "" for area in followed.document.focus_areas if area.key == str(row.subject_key))
    return next(areas, "") or _("Ett fokusområde")
