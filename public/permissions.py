"""Who reads what readers write to us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from promises.permissions.administration import administered_promises
from public.models import ReaderReport

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def reports_for(user: User | AnonymousUser) -> QuerySet[ReaderReport]:
    """The reports on promises that the person administers; for whoever runs the service all, those on pages too."""
    if user.is_authenticated and user.is_active and user.is_superuser:
        return ReaderReport.objects.all()
    return ReaderReport.objects.filter(promise__in=administered_promises(user).values("pk"))


def check_can_handle(user: User, report: ReaderReport) -> None:
    if not reports_for(user).filter(pk=report.pk).exists():
        raise PermissionDenied(_("Rapporten gäller ett löfte som du inte sköter."))
