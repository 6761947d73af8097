"""The event log, to be read."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Event
from audit.presenters import REMOVED, WORDS, kept_back, sentence
from organisations.admin.base import ScopedAdmin, events_for
from organisations.admin.filters import Choice
from organisations.admin.listing import Rows
from organisations.admin.sites import Section, site


class RecentFilter(Choice):
    title = gettext_lazy("När")
    parameter_name = "nar"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("1", gettext_lazy("Senaste dygnet")),
            ("7", gettext_lazy("Senaste veckan")),
            ("31", gettext_lazy("Senaste månaden")),
        ]

    def narrow(self, queryset: Any, value: str) -> Any:
        since = datetime.now(UTC) - timedelta(days=int(value))
        return queryset.filter(at__gte=since.strftime("%Y-%m-%dT%H:%M:%S.%fZ"))


class AboutFilter(Choice):
    title = gettext_lazy("Om")
    parameter_name = "om"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("organisations", gettext_lazy("Personer och organisationer")),
            ("lagesbild", gettext_lazy("Lägesbilden")),
            ("promises", gettext_lazy("Löften")),
            ("followup", gettext_lazy("Uppföljningen")),
            ("public", gettext_lazy("Läsare")),
            ("audit", gettext_lazy("Nekade försök och loggen själv")),
        ]

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(action__startswith=f"{value}.")


class Events(Rows):
    """A page of events, each knowing whether its words are kept back: asked once for all of them."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        shown = list(self.result_list)
        without_words = kept_back(shown)
        for event in shown:
            event.is_kept_back = event.number in without_words


def is_kept_back(event: Any) -> bool:
    """Whether the words of the event are shown to nobody."""
    if not hasattr(event, "is_kept_back"):
        event.is_kept_back = event.number in kept_back([event])
    found: bool = event.is_kept_back
    return found


@admin.register(Event, site=site)
class EventAdmin(ScopedAdmin):
    path = "handelser"
    place = 1
    section = Section.LOG
    lead = gettext_lazy("Allt som har ändrats i era organisationer, och av vem. Loggen går inte att ändra.")
    empty_text = gettext_lazy("Inget har hänt än.")
    list_display = ("what", "actor_label", "when")
    list_filter = (RecentFilter, AboutFilter)
    sortable_by = ()
    has_history = False
    ordering = ("-number",)
    fields = ("number", "when", "what", "actor_label", "about")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[Rows]:
        return Events

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return events_for(user)

    def title_of(self, row: Any) -> str:
        return _("Händelse %(number)d") % {"number": row.number}

    @admin.display(description=gettext_lazy("vad hände"))
    def what(self, row: Any) -> str:
        return sentence(row, without_words=is_kept_back(row))

    @admin.display(description=gettext_lazy("vad"))
    def about(self, row: Any) -> str:
        return str(REMOVED) if is_kept_back(row) else row.object_label

    @admin.display(description=gettext_lazy("när"))
    def when(self, row: Any) -> datetime:
        return row.occurred_at

    @admin.display(description=gettext_lazy("uppgifter"))
    def details(self, row: Any) -> str:
        removed = dict.fromkeys(WORDS & row.data.keys(), str(REMOVED)) if is_kept_back(row) else {}
        told = row.data | removed
        return "\n".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in told.items())

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        common = ("number", "when", "what", "actor_label", "about")
        return (*common, "action", "details", "hash") if request.user.is_superuser else common

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.get_fields(request, obj)
