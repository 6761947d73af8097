"""Delivering a report: composed, stored with its hashes, and listed. And that somebody took data out."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from audit.actions import record
from followup.actions.events import note
from followup.followed import FollowedPromise
from followup.models import Report
from followup.reports import compose, docx_of, pdf_of
from followup.reports.composing import promises_of
from followup.reports.documents import ReportDocument, canonical, digest
from followup.reports.permissions import check_can_make_report
from organisations.models import Organisation, User


def deliver(
    organisation: Organisation,
    *,
    audience: str,
    starts_on: date,
    ends_on: date,
    creation_key: UUID,
    by: User,
) -> Report:
    """Make the report as it stands now and keep it: its data, PDF and Word, with a hash of each.

    The same form sent twice gives one report. Raises ValidationError when the days do not fit.
    """
    check_can_make_report(by, organisation)
    check_days(starts_on, ends_on)
    found = Report.objects.filter(creation_key=creation_key).first()
    if found is not None:
        return _own(found, organisation)
    rows = promises_of(organisation, starts_on, ends_on)
    document = compose(
        organisation,
        rows,
        audience=audience,
        starts_on=starts_on,
        ends_on=ends_on,
        today=timezone.localdate(),
    )
    made = _files(document)
    with transaction.atomic():
        return _store(document, made, organisation, rows, creation_key, by)


def _own(report: Report, organisation: Organisation) -> Report:
    """The report, unless the form's key made it for somebody else: keys come from the browser."""
    if report.organisation_id != organisation.pk:
        raise ValidationError(_("Formuläret är redan använt. Ladda om sidan och fyll i det igen."))
    return report


def check_days(starts_on: date, ends_on: date) -> None:
    """Raise ValidationError for a period that ends before it begins, or is longer than any promise."""
    if ends_on < starts_on:
        raise ValidationError({"ends_on": _("Sista dagen kan inte vara före den första.")})
    if (ends_on - starts_on).days > 4 * 366:
        raise ValidationError({"ends_on": _("Välj högst fyra år åt gången.")})


def _files(document: ReportDocument) -> tuple[str, bytes, bytes]:
    """The canonical data, the PDF and the Word file; made before the transaction, since they take a while."""
    data = canonical(document)
    sha256 = digest(data.encode())
    made_at = timezone.now()
    return data, pdf_of(document, sha256, made_at=made_at), docx_of(document, sha256, made_at=made_at)


def _store(
    document: ReportDocument,
    made: tuple[str, bytes, bytes],
    organisation: Organisation,
    rows: list,
    creation_key: UUID,
    by: User,
) -> Report:
    data, pdf, docx = made
    values = {
        "organisation": organisation,
        "audience": document.audience,
        "title": document.title[:200],
        "starts_on": document.starts_on,
        "ends_on": document.ends_on,
        "canonical": data,
        "sha256": digest(data.encode()),
        "pdf": ContentFile(pdf, name=f"{creation_key}.pdf"),
        "pdf_sha256": digest(pdf),
        "docx": ContentFile(docx, name=f"{creation_key}.docx"),
        "docx_sha256": digest(docx),
        "made_by": by,
    }
    report, created = Report.objects.get_or_create(creation_key=creation_key, defaults=values)
    _own(report, organisation)
    if created:
        report.promises.set(rows)
        record(
            "followup.report_delivered",
            by=by,
            obj=report,
            data={
                "title": report.title,
                "audience": str(report.get_audience_display()),
                "sha256": report.sha256,
            },
            organisations=[organisation],
        )
    return report


@transaction.atomic
def note_export(followed: FollowedPromise, *, file_format: str, by: User) -> None:
    """Leave an event of who took the reports of a promise out, and as what."""
    note("entries_exported", followed, by=by, format=file_format)
