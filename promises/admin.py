"""Promises in the administration: to be found and read. They are written, reviewed and signed on their own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.filters import Choice, OrganisationFilter
from organisations.admin.sites import Section, site
from organisations.swedish import search_form
from promises.models import Promise, Revision
from promises.permissions import visible_to
from promises.permissions.administration import administered_promises
from promises.states import CURRENT, OPEN, PUBLIC, Status


class OwnerFilter(OrganisationFilter):
    title = gettext_lazy("Skapat av")
    column = "owner"


class StatusFilter(Choice):
    title = gettext_lazy("Läge")
    parameter_name = "lage"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
        return Status.choices

    def narrow(self, queryset: Any, value: str) -> Any:
        found = Revision.objects.filter(status__in=OPEN | CURRENT, status=value)
        if value not in OPEN | CURRENT:
            found = Revision.objects.filter(status=value)
        return queryset.filter(pk__in=found.values("promise"))


@admin.register(Promise, site=site)
class PromiseAdmin(ScopedAdmin):
    path = "loften"
    place = 1
    section = Section.PROMISES
    lead = gettext_lazy(
        "Löften där ni är part. Ett utkast ändrar ni på löftets egen sida; det som är fastställt går inte att ändra."
    )
    empty_text = gettext_lazy("Inga löften än. Samordnaren eller kommunpolisen börjar på ett under Löften.")
    list_display = ("title", "state", "owner", "registered_afterwards")
    list_filter = (OwnerFilter, StatusFilter)
    search_fields = ("slug",)
    search_help_text = gettext_lazy("Rubrik.")
    sortable_by = ()
    fields = (
        "title",
        "state",
        "owner",
        "slug",
        "registered_afterwards",
        "original_url",
        "created_at",
        "created_by",
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        living = Revision.objects.filter(status__in=OPEN | CURRENT).order_by("-number", "-attempt")
        mine = administered_promises(user).select_related("owner", "created_by")
        return mine.prefetch_related(Prefetch("revisions", living, to_attr="living"))

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Among the titles of the person's own promises, which are few; titles have no normalised column."""
        words = search_form(search_term)[:100].split()
        if not words:
            return queryset, False
        titles = Revision.objects.filter(promise__in=queryset.order_by().values("pk"))
        found = {
            promise
            for promise, title in titles.values_list("promise", "title")
            if all(word in search_form(title) for word in words)
        }
        return queryset.filter(pk__in=found), False

    def title_of(self, row: Any) -> str:
        return self.title(row)

    @admin.display(description=gettext_lazy("rubrik"))
    def title(self, row: Any) -> str:
        return row.living[0].title if row.living else row.slug

    @admin.display(description=gettext_lazy("läge"))
    def state(self, row: Any) -> str:
        return ", ".join(str(revision.get_status_display()) for revision in row.living) or _("Återtaget")

    def related(self, request: HttpRequest, row: Any) -> list[Related]:
        revisions = row.revisions.order_by("-number", "-attempt")
        versions = [
            (
                _("Version %(number)d") % {"number": revision.number},
                f"{revision.get_status_display()}, {revision.status_changed_at:%Y-%m-%d}",
                "",
            )
            for revision in revisions
        ]
        return [Related(gettext_lazy("Versioner"), versions)]

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        found = []
        if visible_to(request.user).filter(pk=row.pk).exists():
            found.append((_("Öppna löftet"), reverse("promises:detail", args=[row.pk])))
        if row.revisions.filter(status__in=PUBLIC).exists():
            found.append((_("Se det som alla ser"), row.get_absolute_url()))
        return found
