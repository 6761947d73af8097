"""From rows to a document: the only place that reads a revision's rows for the sake of its text."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch

from organisations.models import Organisation
from promises import documents as d
from promises.models import Activity, ActivityActor, FocusArea, Place, Revision
from promises.models.base import Period

_PREFETCH = (
    "parties__organisation__municipality",
    "sections",
    "aims",
    "focus_areas",
    "indicators",
    Prefetch("activities", Activity.objects.order_by("position", "pk")),
    Prefetch("activities__actors", ActivityActor.objects.select_related("organisation")),
    "places",
    "signatories__organisation",
    "contacts__organisation",
    "adoptions",
    "predecessors__promise",
)


def document_of(revision: Revision) -> d.Document:
    """The document that the revision's rows make, in NFC. A fixed number of queries, whatever the data."""
    return document_from(rows_of(revision))


def rows_of(revision: Revision) -> Revision:
    """The revision read anew with every row that its document is made of, for who needs the rows as well."""
    return (
        Revision.objects.select_related("promise", "dialogue", "follow_up", "picture")
        .prefetch_related(*_PREFETCH)
        .get(pk=revision.pk)
    )


def document_from(rows: Revision) -> d.Document:
    """The document of what ``rows_of`` has read. No queries."""
    return d.Document.from_dict(_nfc(_document(rows).to_dict()))


def _document(rows: Revision) -> d.Document:
    parties = list(rows.parties.all())
    police_areas = [
        p.organisation.display_name for p in parties if p.organisation.kind == Organisation.Kind.POLICE_AREA
    ]
    promise = rows.promise
    return d.Document(
        slug=promise.slug,
        title=rows.title,
        version=rows.number,
        municipalities=[
            d.MunicipalityRef(p.organisation.municipality.code, p.organisation.name)
            for p in parties
            if p.organisation.kind == Organisation.Kind.MUNICIPALITY
        ],
        police_area=police_areas[0] if police_areas else None,
        police_areas=police_areas,
        period=_period(rows),
        parties=[d.PartyText(str(p.organisation), p.organisation.kind, p.wording) for p in parties],
        scope_text=rows.scope_text,
        time_scope=rows.time_scope,
        places=_places(rows, focus_area=None, activity=None),
        themes=list(rows.themes),
        sections=[
            d.SectionText(s.kind, s.heading, s.body, s.after_activities)
            # In the order they are read in: those before the activities first.
            for s in sorted(rows.sections.all(), key=lambda one: one.after_activities)
            if s.heading or s.body
        ],
        aims_lead=rows.aims_lead,
        aims=[aim.text for aim in rows.aims.all()],
        focus_areas=_focus_areas(rows),
        indicators=_indicators(rows),
        dialogue=_dialogue(rows),
        follow_up=_follow_up(rows),
        feedback=_feedback(rows),
        signatories=_signatories(rows),
        contacts=[
            d.ContactText(str(c.organisation), c.title, c.phone, c.email, c.address)
            for c in rows.contacts.all()
        ],
        adoptions=[
            d.AdoptionText(a.organ, a.decided_on.isoformat(), a.paragraph, a.case_number)
            for a in rows.adoptions.all()
        ],
        picture=_picture(rows),
        predecessors=[
            d.PredecessorText(p.title, p.promise.slug if p.promise else "", p.address)
            for p in rows.predecessors.all()
        ],
        original=_original(rows),
        change_summary=rows.change_summary,
        registered_afterwards=rows.registered_afterwards,
        demonstration=promise.is_demo,
    )


def _focus_areas(rows: Revision) -> list[d.FocusAreaText]:
    """Focus areas in order, the activities outside them last; activities are numbered through the document."""
    areas: list[FocusArea | None] = [*rows.focus_areas.all(), None]
    result: list[d.FocusAreaText] = []
    number = 0
    for area in areas:
        own = [a for a in rows.activities.all() if a.focus_area_id == (area.pk if area else None)]
        texts = []
        for activity in own:
            number += 1
            texts.append(_activity(rows, activity, str(number)))
        if area is None:
            if texts:
                result.append(d.FocusAreaText(None, activities=texts))
            continue
        result.append(
            d.FocusAreaText(
                area.title,
                area.background,
                area.purpose,
                area.goal,
                area.problem,
                area.theme,
                _places(rows, focus_area=area, activity=None),
                texts,
                str(area.key),
            )
        )
    return result


def _indicators(rows: Revision) -> list[d.IndicatorText]:
    areas = {area.pk: str(area.key) for area in rows.focus_areas.all()}
    activities = {activity.pk: str(activity.key) for activity in rows.activities.all()}
    return [
        d.IndicatorText(
            key=str(row.key),
            kind=row.kind,
            name=row.name,
            unit=row.unit,
            direction=row.direction,
            source=row.source,
            baseline=_decimal(row.baseline),
            baseline_on=_iso(row.baseline_on),
            target=_decimal(row.target),
            target_on=_iso(row.target_on),
            focus_area_key=areas.get(row.focus_area_id) if row.focus_area_id else None,
            activity_key=activities.get(row.activity_id) if row.activity_id else None,
        )
        for row in rows.indicators.all()
    ]


def _activity(rows: Revision, activity: Activity, number: str) -> d.ActivityText:
    actors = list(activity.actors.all())

    def of(part: str) -> list[str]:
        return [str(actor) for actor in actors if actor.part == part]

    has_period = activity.period_start or activity.period_end or activity.period_text
    return d.ActivityText(
        number=number,
        key=str(activity.key),
        text=activity.text,
        executors=of(ActivityActor.Part.EXECUTOR),
        executor_wording=activity.executor_wording,
        responsible=of(ActivityActor.Part.RESPONSIBLE),
        responsible_wording=activity.responsible_wording,
        scope=activity.scope,
        extent=activity.extent,
        follow_up_by=of(ActivityActor.Part.FOLLOW_UP),
        follow_up_wording=activity.follow_up_wording,
        evaluation_by=of(ActivityActor.Part.EVALUATION),
        evaluation_wording=activity.evaluation_wording,
        purpose=activity.purpose,
        target_group=activity.target_group,
        expected_effect=activity.expected_effect,
        approach=activity.approach,
        term=activity.term,
        time_scope=activity.time_scope,
        places=_places(rows, focus_area=None, activity=activity),
        period=_period(activity) if has_period else None,
        outside_period_reason=activity.outside_period_reason,
    )


def _places(rows: Revision, *, focus_area: FocusArea | None, activity: Activity | None) -> list[str]:
    def belongs(place: Place) -> bool:
        return place.focus_area_id == (focus_area.pk if focus_area else None) and place.activity_id == (
            activity.pk if activity else None
        )

    return [place.name for place in rows.places.all() if belongs(place)]


def _period(row: Period) -> d.PeriodText:
    return d.PeriodText(
        _iso(row.period_start),
        _iso(row.period_end),
        row.period_precision or Period.Precision.UNKNOWN.value,
        row.period_text,
        row.period_open_ended,
        row.period_condition,
        _iso(row.period_review_on),
    )


def _dialogue(rows: Revision) -> d.DialogueText:
    basis = getattr(rows, "dialogue", None)
    if basis is None:
        return d.DialogueText()
    return d.DialogueText(
        basis.summary,
        basis.method,
        basis.figures,
        basis.unsafe_when,
        basis.unsafe_where,
        basis.unsafe_who,
        [line.strip() for line in basis.sources.splitlines() if line.strip()],
        basis.no_dialogue_reason,
    )


def _follow_up(rows: Revision) -> d.FollowUpText:
    plan = getattr(rows, "follow_up", None)
    if plan is None:
        return d.FollowUpText()
    return d.FollowUpText(
        plan.statement,
        plan.interval,
        plan.by_whom,
        _iso(plan.first_on),
        plan.reported_to,
        _iso(plan.report_by),
    )


def _feedback(rows: Revision) -> d.FeedbackText:
    plan = getattr(rows, "follow_up", None)
    if plan is None:
        return d.FeedbackText()
    return d.FeedbackText(_iso(plan.feedback_on), plan.feedback_channel, plan.communication)


def _signatories(rows: Revision) -> list[d.SignatoryText]:
    return [
        d.SignatoryText(
            str(s.organisation),
            s.title,
            s.name,
            s.statement,
            _iso(s.original_signed_on),
            s.original_signed_text,
            s.original_place,
        )
        for s in rows.signatories.all()
    ]


def _picture(rows: Revision) -> d.PictureText | None:
    picture = getattr(rows, "picture", None)
    if picture is None:
        return None
    return d.PictureText(
        picture.file.name,
        picture.width,
        picture.height,
        picture.sha256,
        picture.alt,
        picture.caption,
        picture.credit,
    )


def _original(rows: Revision) -> d.OriginalText | None:
    promise = rows.promise
    if not rows.registered_afterwards:
        return None
    name = (promise.original_file.name or "").rsplit("/", 1)[-1]
    return d.OriginalText(promise.original_url, name, promise.original_sha256)


def _decimal(value: Decimal | None) -> str | None:
    """The shortest way to write it: the same value gives the same text on both databases."""
    return None if value is None else f"{value.normalize():f}"


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_nfc(item) for item in value]
    if isinstance(value, dict):
        return {key: _nfc(item) for key, item in value.items()}
    return value
