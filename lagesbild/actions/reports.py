"""Telling of an event, correcting what was told and removing it."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypedDict

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from audit.actions import reference
from lagesbild import permissions
from lagesbild.actions.events import note
from lagesbild.models import Category, IncidentReport, Place
from lagesbild.where_and_when import check_place, check_position, check_says_where, check_time
from organisations.actions import rows
from organisations.actions.rows import StaleEdit
from organisations.models import Municipality, Organisation, User
from organisations.roles import Permission

# By the reporter's own hand; files have the name of where they come from.
BY_FORM = "rapportör"
# Nobody sees more in an hour; what is more than that is a script, and would make every place a hot spot.
MOST_IN_AN_HOUR = 120


class ReportValues(TypedDict, total=False):
    """What a report says."""

    category: str
    happened_at: datetime
    hour_is_known: bool
    place: Place | None
    address: str
    text: str
    latitude: Decimal | None
    longitude: Decimal | None


class RemovalReason(models.TextChoices):
    """Why a report is removed. Chosen, not written: the event log keeps it, and keeps it for ever."""

    TWICE = "twice", _("Samma händelse är rapporterad två gånger")
    WRONG = "wrong", _("Den stämmer inte")
    PERSONAL = "personal", _("Den innehåller uppgifter om enskilda")
    ELSEWHERE = "elsewhere", _("Den hör till en annan kommun")
    TRIAL = "trial", _("Den var ett prov")


@transaction.atomic
def tell(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: ReportValues,
    creation_key: uuid.UUID,
    by: User,
    source: str = BY_FORM,
    is_sure: bool = False,
) -> IncidentReport:
    """Tell of an event for the reporter's organisation. ``is_sure``: the position is right though it lies outside.

    Raises ValidationError for what has not happened yet, lies abroad or nowhere.
    """
    # By number: a municipality and the organisation that it is are two classes to Django.
    if not permissions.reporting_organisations(by, municipality).filter(pk=owner.pk).exists():
        raise PermissionDenied(permissions.REFUSALS[Permission.REPORT_INCIDENT])
    _check(municipality, values, is_sure)
    told = {**values, "municipality": municipality, "owner": owner, "source": source, "reporter": by}
    report, is_new = rows.create_row(
        IncidentReport, creation_key=creation_key, values=told, owners=("municipality", "owner")
    )
    if is_new:
        if source == BY_FORM:
            _check_pace(by)
        note("report_told", report, municipality=municipality, owner=owner, by=by)
    return report


@transaction.atomic
def correct(
    report: IncidentReport, *, edit_number: int, values: ReportValues, by: User, is_sure: bool = False
) -> IncidentReport:
    """Correct what a report says; raises StaleEdit when somebody has done so since the form was opened."""
    permissions.check_can_change_report(by, report)
    _check(report.municipality, values, is_sure)
    try:
        saved = rows.save_row(report, edit_number=edit_number, values=values)
    except StaleEdit as stale:
        if stale.current is not None and rows.says(stale.current, values):
            return stale.current
        raise
    note("report_corrected", saved, municipality=saved.municipality, owner=saved.owner, by=by)
    return saved


@transaction.atomic
def remove(report: IncidentReport, *, reason: str, by: User) -> None:
    """Remove a report for good. What it said is not kept anywhere; that it was removed, and why, is."""
    permissions.check_can_change_report(by, report)
    why = str(RemovalReason(reason).label)
    if not IncidentReport.objects.select_for_update().filter(pk=report.pk).exists():
        return
    gone, municipality, owner = reference(report), report.municipality, report.owner
    IncidentReport.objects.filter(pk=report.pk).delete()
    note("report_removed", gone, municipality=municipality, owner=owner, by=by, title=gone.label, reason=why)


@transaction.atomic
def note_export(municipality: Municipality, *, file_format: str, count: int, by: User) -> None:
    """Record that the reports of a list were taken out as a file."""
    permissions.check_can(by, Permission.SHARE_LAGESBILD, municipality)
    note("reports_exported", municipality, municipality=municipality, by=by, format=file_format, count=count)


def _check_pace(by: User) -> None:
    """Raise ValidationError, which takes the report with it, when the person has told of too many lately."""
    since = timezone.now() - timedelta(hours=1)
    if IncidentReport.objects.filter(reporter=by, reported_at__gte=since).count() > MOST_IN_AN_HOUR:
        raise ValidationError(
            _(
                "Du har rapporterat %(count)d händelser den senaste timmen. Vänta en stund. Har du fler i en lista kan "
                "kommunens samordnare läsa in den som fil."
            )
            % {"count": MOST_IN_AN_HOUR}
        )


def _check(municipality: Municipality, values: ReportValues, is_sure: bool) -> None:
    Category(values["category"])
    latitude, place = values.get("latitude"), values.get("place")
    check_time(values["happened_at"])
    check_place(municipality, place)
    check_position(municipality, latitude, values.get("longitude"), is_sure=is_sure)
    check_says_where(place=place, address=values.get("address", ""), latitude=latitude)
