"""From texts in force, reports, rounds and decisions to a report for one audience."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from followup.entries import with_release
from followup.followed import FollowedPromise, followed_many, holding_entries
from followup.models import Entry, Report, Round
from followup.outcome import shown_number
from followup.reports import effects
from followup.reports.documents import ActivityPart, AreaPart, EntryPart, PromisePart, ReportDocument
from followup.standing import AreaStands, PromiseStands, Stands, standing_of
from followup.states import Standing
from organisations.models import Decision, Organisation
from promises.models import Promise
from promises.presentation import period_words
from promises.states import CURRENT

Audience = Report.Audience


def promises_of(organisation: Organisation, starts_on: date, ends_on: date) -> list[Promise]:
    """The organisation's promises in force or ended whose period meets the report's, in order of title."""
    meets = Q(revisions__period_start__isnull=True) | Q(revisions__period_start__lte=ends_on)
    meets &= Q(revisions__period_end__isnull=True) | Q(revisions__period_end__gte=starts_on)
    found = Promise.objects.filter(
        meets, revisions__status__in=CURRENT, revisions__parties__organisation=organisation
    )
    return list(found.distinct().order_by("slug"))


def compose(
    organisation: Organisation,
    promises: Iterable[Promise],
    *,
    audience: str,
    starts_on: date,
    ends_on: date,
    today: date,
) -> ReportDocument:
    """The report as it stands today. A fixed number of queries, whatever the promises hold.

    How things stand is said as of the last day of the period, or today when that has not come. Citizens get only what
    has been released to everybody.
    """
    rows = list(promises)
    chosen = followed_many(rows)
    entries = _entries(rows, ends_on, only_released=audience == Audience.CITIZENS)
    closed = _rounds(rows, starts_on, ends_on) if audience != Audience.CITIZENS else {}
    day = min(today, ends_on + timedelta(days=1))
    measured = effects.measured(chosen.values(), ends_on)
    evaluated = effects.evaluated(chosen.values(), audience)
    parts = [
        replace(
            _promise(
                chosen[row.pk], entries.get(row.pk, []), closed.get(row.pk, []), starts_on, day, audience
            ),
            measured=measured[row.pk],
            evaluated=evaluated.get(row.pk, []),
        )
        for row in rows
        if row.pk in chosen
    ]
    return ReportDocument(
        title=title_of(organisation, audience, starts_on, ends_on),
        audience=audience,
        organisation=str(organisation),
        starts_on=starts_on.isoformat(),
        ends_on=ends_on.isoformat(),
        made_on=today.isoformat(),
        promises=parts,
        decisions=_decisions(organisation) if _is_inside(audience) else [],
        demonstration=organisation.is_demo or any(row.is_demo for row in rows),
    )


def title_of(organisation: Organisation, audience: str, starts_on: date, ends_on: date) -> str:
    """ "Så går det med löftena" for citizens, else what the report is; with whose and for when."""
    name = (
        _("Så går det med löftena") if audience == Audience.CITIZENS else _("Uppföljning av medborgarlöften")
    )
    words = {"name": name, "organisation": organisation, "from": _day(starts_on), "to": _day(ends_on)}
    return _("%(name)s i %(organisation)s, %(from)s – %(to)s") % words


def _entries(promises: list[Promise], ends_on: date, *, only_released: bool) -> dict[int, list[Entry]]:
    """The reports that hold at the end of the period, newest first, by promise."""
    rows = holding_entries().filter(promise__in=[one.pk for one in promises], happened_on__lte=ends_on)
    found: dict[int, list[Entry]] = defaultdict(list)
    for row in with_release(rows):
        if only_released and not row.shows_text:
            row.public_text = ""
        found[row.promise_id].append(row)
    return found


def _rounds(promises: list[Promise], starts_on: date, ends_on: date) -> dict[int, list[Round]]:
    rows = Round.objects.filter(
        promise__in=[one.pk for one in promises],
        closed_at__isnull=False,
        ends_on__gte=starts_on,
        ends_on__lte=ends_on,
    )
    found: dict[int, list[Round]] = defaultdict(list)
    for row in rows.order_by("promise", "number"):
        found[row.promise_id].append(row)
    return found


def _decisions(organisation: Organisation) -> list[str]:
    """What the organisation's groups have decided and nobody has done yet, the most urgent first."""
    groups = Q(meeting__group__parent=organisation) | Q(meeting__group__municipalities=organisation.pk)
    rows = Decision.objects.filter(groups, done_on__isnull=True).select_related("owner", "meeting__group")
    return [_decision(row) for row in rows.distinct().order_by("due_on", "pk")]


def _decision(row: Decision) -> str:
    owner = ", ".join(part for part in (row.owner_title, str(row.owner or "")) if part)
    due = _("senast %(day)s") % {"day": _day(row.due_on)} if row.due_on else ""
    ending = ", ".join(part for part in (owner, due) if part)
    return f"{row.text} ({ending})" if ending else row.text


def _promise(
    followed: FollowedPromise,
    entries: list[Entry],
    rounds: list[Round],
    starts_on: date,
    day: date,
    audience: str,
) -> PromisePart:
    stands = standing_of(followed, entries, day)
    document = followed.document
    return PromisePart(
        slug=document.slug,
        title=document.title,
        municipalities=[one.name for one in document.municipalities],
        period=period_words(document.period),
        standing=str(Standing(stands.standing).label),
        counts=counts_of(stands),
        areas=[_area(area, starts_on, audience) for area in stands.areas],
        rounds=[_round(row, audience) for row in rounds],
    )


def counts_of(stands: PromiseStands) -> list[str]:
    """ "5 av 12 aktiviteter: enligt löftet", and so on."""
    total = len(stands.activities)
    return [
        _("%(count)d av %(total)d aktiviteter: %(standing)s")
        % {"count": count, "total": total, "standing": str(standing.label).lower()}
        for standing, count in stands.counts
    ]


def _round(row: Round, audience: str) -> str:
    """What the parties wrote to each other is not for the assembly, whose papers everybody can read."""
    days = f"{_day(row.starts_on)} – {_day(row.ends_on)}"
    return f"{days}: {row.comment}" if row.comment and _is_inside(audience) else days


def _is_inside(audience: str) -> bool:
    return audience in (Audience.COUNCIL, Audience.STEERING)


def _area(area: AreaStands, starts_on: date, audience: str) -> AreaPart:
    return AreaPart(
        title=area.area.title or "",
        standing=str(Standing(area.standing).label),
        activities=[_activity(one, starts_on, audience) for one in area.activities],
    )


def _activity(stands: Stands, starts_on: date, audience: str) -> ActivityPart:
    text = stands.activity.text
    within = [entry for entry in stands.entries if entry.happened_on >= starts_on]
    return ActivityPart(
        number=text.number,
        text=text.text,
        scope=text.scope,
        executors=[text.executor_wording] if text.executor_wording else list(text.executors),
        words=stands.result.words,
        standing=str(Standing(stands.result.standing).label),
        reports=len(within),
        entries=[
            _entry(entry, audience, stands.result.unit) for entry in within if _is_told(entry, audience)
        ],
    )


def _is_told(entry: Entry, audience: str) -> bool:
    """Citizens read what is released; the council what deviates; the assembly gets the figures alone."""
    if audience == Audience.CITIZENS:
        return bool(entry.public_text)
    return audience != Audience.ASSEMBLY and bool(entry.reason or entry.next_step or entry.public_text)


def _entry(entry: Entry, audience: str, promised_unit: str) -> EntryPart:
    """``promised_unit`` is for those outside: the unit that somebody wrote in a report is released to nobody."""
    inside = _is_inside(audience)
    unit = entry.unit if inside else promised_unit
    amount = f"{shown_number(entry.quantity)} {unit}".strip() if entry.quantity is not None else ""
    return EntryPart(
        day=entry.happened_on.isoformat(),
        status=entry.get_status_display(),
        amount=amount,
        place=entry.place if inside else "",
        text=entry.public_text,
        reason=entry.reason if inside else "",
        next_step=entry.next_step if inside else "",
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
