"""Units, companies and other parties."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations import permissions
from organisations.actions import organisations
from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.filters import ActiveFilter, column_filter
from organisations.admin.forms import AdminForm
from organisations.admin.scope import administered, related_rows
from organisations.admin.sites import Section, site
from organisations.forms.organisations import written_number
from organisations.models import (
    Organisation,
)

Kind = Organisation.Kind

OWN_LISTS = (Kind.MUNICIPALITY, Kind.POLICE_AREA, Kind.GROUP)


class NumberedForm(AdminForm):
    """The form of what has an organisation number."""

    def clean_organisation_number(self) -> str:
        return written_number(self.cleaned_data["organisation_number"])


KindFilter = column_filter(
    "kind",
    "slag",
    gettext_lazy("Slag"),
    lambda: [(str(kind), kind.label) for kind in Kind if kind not in OWN_LISTS],
)


def belongings(request: HttpRequest, row: Any) -> list[Related]:
    """What every organisation has: contacts, roles, mandates and what belongs to it."""
    add = {"organisation": row.pk}
    place = row.pk
    found = [
        related_rows(request, site, row.contacts.all(), gettext_lazy("Kontakter"), name=_title, add=add),
        related_rows(
            request,
            site,
            row.memberships.valid().select_related("user", "organisation"),
            gettext_lazy("Roller"),
            name=lambda held: f"{held.user}, {held.get_role_display()}",
            add=add,
        ),
        related_rows(
            request,
            site,
            row.mandates.valid().select_related("user", "organisation"),
            gettext_lazy("Mandat att skriva under"),
            name=lambda mandate: f"{mandate.user}, {mandate.title}",
            add=add,
        ),
    ]
    below = Organisation.objects.filter(models.Q(parent=place) | models.Q(managed_by=place), is_active=True)
    if below.exists():
        found.append(
            related_rows(
                request,
                site,
                below.exclude(kind__in=OWN_LISTS).order_by("sort_key"),
                gettext_lazy("Verksamheter och parter"),
                add={"under": place},
            )
        )
    return found


def _title(contact: Any) -> str:
    return f"{contact.title} ({contact.get_function_display()})"


def page_of(row: Any) -> list[tuple[str, str]]:
    """The organisation's page in the workspace."""
    return [(_("Organisationens sida"), reverse("organisations:detail", args=[row.pk]))]


@admin.register(Organisation, site=site)
class OrganisationAdmin(ScopedAdmin):
    form = NumberedForm
    path = "organisationer"
    place = 4
    section = Section.ORGANISATIONS
    lead = gettext_lazy("Skolor, förvaltningar, bolag, hyresvärdar och föreningar som ni arbetar med.")
    add_text = gettext_lazy("Lägg till en organisation")
    empty_text = gettext_lazy(
        "Inga andra organisationer än. Lägg till de verksamheter som utför era aktiviteter."
    )
    list_display = ("name", "kind", "belongs_to", "organisation_number", "is_active")
    list_filter = (KindFilter, ActiveFilter)
    search_fields = ("search_text",)
    search_help_text = gettext_lazy("Namn.")

    def rows(self, user: Any) -> models.QuerySet[Any]:
        mine = Organisation.objects.filter(pk__in=administered(user).values("pk"))
        return mine.exclude(kind__in=OWN_LISTS).select_related("parent", "managed_by")

    @admin.display(description=gettext_lazy("hör till eller sköts av"), ordering="parent__sort_key")
    def belongs_to(self, row: Any) -> str:
        return str(row.parent or row.managed_by or "")

    def may_add(self, user: Any) -> bool:
        return True

    def may_change(self, user: Any, row: Any) -> bool:
        above = row.parent or row.managed_by
        if above is None:
            return bool(user.is_superuser)
        return permissions.can_in_organisation(user, permissions.Permission.ADD_ORGANISATION, above)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        common = ("name", "official_name", "organisation_number")
        return ("kind", "belongs_to", *common, "is_active") if obj else ("parent", "kind", *common)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("kind", "belongs_to") if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return administered(user).filter(kind__in=(Kind.MUNICIPALITY, Kind.POLICE_AREA))

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"parent": request.GET.get("under", "")}

    def prepare_form(self, form: Any) -> None:
        if "kind" in form.fields:
            kinds = [(str(kind), kind.label) for kind in organisations.ADDABLE]
            form.fields["kind"].choices = [("", ""), *kinds]
        if "parent" in form.fields:
            form.fields["parent"].label = _("Läggs till av")
            form.fields["parent"].required = True
            form.fields["parent"].help_text = _(
                "En verksamhet eller ett bolag hör till den. Andra sköts bara av den."
            )

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Organisation:
        return organisations.add(by=user, under=values.pop("parent"), creation_key=creation_key, **values)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Organisation:
        return organisations.change(row, by=user, edit_number=edit_number, **values)

    def related(self, request: HttpRequest, row: Any) -> list[Related]:
        return belongings(request, row)

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        return page_of(row)
