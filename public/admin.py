"""What readers have reported."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from organisations.admin.base import ScopedAdmin
from organisations.admin.filters import Choice, column_filter
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from public.actions import mark_handled
from public.models import ReaderReport
from public.permissions import reports_for

KindFilter = column_filter("kind", "slag", gettext_lazy("Slag"), lambda: ReaderReport.Kind.choices)


class HandledFilter(Choice):
    """What is left to do, unless one asks for what is done."""

    title = gettext_lazy("Läge")
    parameter_name = "lage"
    first = gettext_lazy("Att göra")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("klara", gettext_lazy("Åtgärdade")), ("alla", gettext_lazy("Alla"))]

    def without(self, queryset: Any) -> Any:
        return queryset.filter(handled_at__isnull=True)

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(handled_at__isnull=False) if value == "klara" else queryset


@admin.register(ReaderReport, site=site)
class ReaderReportAdmin(ScopedAdmin):
    path = "rapporter"
    place = 2
    section = Section.PROMISES
    lead = gettext_lazy("Fel som läsare har påpekat i era löften.")
    empty_text = gettext_lazy("Ingen läsare har påpekat något fel.")
    list_display = ("summary", "kind", "promise", "created_at", "handled_at")
    list_filter = (KindFilter, HandledFilter)
    fields = ("kind", "promise", "page", "text", "email", "created_at", "handled_at")
    steps = (
        Step(
            name="handled",
            path="klar",
            text=gettext_lazy("Markera som åtgärdad"),
            many=gettext_lazy("Markera som åtgärdade"),
            lead=gettext_lazy("Rapporten försvinner från listan över det som är att göra."),
            done=gettext_lazy("Åtgärdat. Antal: {count}."),
            act=lambda row, user, seen: mark_handled(row, by=user),
            may=lambda row, user: row.handled_at is None,
            tone="",
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return reports_for(user).select_related("promise")

    @admin.display(description=gettext_lazy("vad som är fel"))
    def summary(self, row: Any) -> str:
        return row.text if len(row.text) <= 80 else f"{row.text[:80]}…"
