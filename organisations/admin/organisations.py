"""Units, companies and other parties; municipalities; police areas and what they cover."""

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
from organisations.actions import country, organisations
from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.filters import Choice, column_filter
from organisations.admin.forms import AdminForm
from organisations.admin.scope import administered, related_rows
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.forms.organisations import written_number
from organisations.models import (
    County,
    Municipality,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
    PoliceRegion,
)
from organisations.permissions import visible_organisations

Kind = Organisation.Kind

OWN_LISTS = (Kind.MUNICIPALITY, Kind.POLICE_AREA, Kind.GROUP)


class NumberedForm(AdminForm):
    """The form of what has an organisation number."""

    def clean_organisation_number(self) -> str:
        return written_number(self.cleaned_data["organisation_number"])


class ActiveFilter(Choice):
    """What exists today, unless one asks for what does not."""

    title = gettext_lazy("Finns")
    parameter_name = "finns"
    first = gettext_lazy("I dag")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("nej", gettext_lazy("Inte längre")), ("alla", gettext_lazy("Alla"))]

    def without(self, queryset: Any) -> Any:
        return queryset.filter(is_active=True)

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(is_active=False) if value == "nej" else queryset


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


# --- Further parties --------------------------------------------------------------------------------


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
            form.fields["kind"].choices = [("", "---------"), *kinds]
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


# --- Municipalities and police areas ----------------------------------------------------------------


class PlaceAdmin(ScopedAdmin):
    """Rows that come with the country: whoever runs the service changes them, the others read their own."""

    section = Section.ORGANISATIONS
    search_fields = ("search_text",)
    search_help_text = gettext_lazy("Namn.")

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return self.model._default_manager.filter(pk__in=administered(user).values("pk"))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser or (
            self.has_view_permission(request) and self.rows(request.user).exists()
        )

    def may_change(self, user: Any, row: Any) -> bool:
        return bool(user.is_superuser)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Any:
        return country.change(row, by=user, edit_number=edit_number, values=values)

    def related(self, request: HttpRequest, row: Any) -> list[Related]:
        return [self.coverage(request, row), *belongings(request, row)]

    def coverage(self, request: HttpRequest, row: Any) -> Related:
        raise NotImplementedError

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        return page_of(row)


def _said(link: Any) -> str:
    """Where and when it was said that the area covers the municipality."""
    said = ", ".join(filter(None, [link.source, link.source_year]))
    return _("Källa: %(said)s") % {"said": said} if said else _("Källa saknas")


@admin.register(Municipality, site=site)
class MunicipalityAdmin(PlaceAdmin):
    form = NumberedForm
    path = "kommuner"
    place = 1
    lead = gettext_lazy("Kommunen, dess lokalpolisområden, roller och kontakter.")
    list_display = ("name", "code", "county", "population")
    fields = (
        "name",
        "official_name",
        "code",
        "organisation_number",
        "county",
        "police_region",
        "population",
        "group_name",
        "latitude",
        "longitude",
    )
    readonly_fields = ("code",)

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return super().rows(user).select_related("county", "police_region")

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return County.objects.all() if name == "county" else PoliceRegion.objects.all()

    def coverage(self, request: HttpRequest, row: Any) -> Related:
        return related_rows(
            request,
            site,
            row.police_area_links.select_related("police_area", "municipality"),
            gettext_lazy("Lokalpolisområden"),
            note=_said,
            name=lambda link: str(link.police_area),
            add={"municipality": row.pk},
        )


@admin.register(PoliceArea, site=site)
class PoliceAreaAdmin(PlaceAdmin):
    path = "lokalpolisomraden"
    place = 2
    lead = gettext_lazy("Lokalpolisområdet, dess kommuner, roller och kontakter.")
    add_text = gettext_lazy("Lägg till ett lokalpolisområde")
    list_display = ("name", "code", "district", "is_active")
    list_filter = (ActiveFilter,)
    fields = ("name", "official_name", "code", "district", "coverage_text", "is_active")

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return super().rows(user).select_related("district__region")

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        common = ("name", "official_name", "code", "district", "coverage")
        return (*common, "is_active") if obj else common

    def may_add(self, user: Any) -> bool:
        return bool(user.is_superuser)

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return PoliceDistrict.objects.select_related("region")

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> PoliceArea:
        return country.add_police_area(by=user, creation_key=creation_key, values=values)

    def coverage(self, request: HttpRequest, row: Any) -> Related:
        return related_rows(
            request,
            site,
            row.municipality_links.select_related("police_area", "municipality"),
            gettext_lazy("Kommuner i området"),
            note=_said,
            name=lambda link: str(link.municipality),
            add={"police_area": row.pk},
        )


@admin.register(PoliceAreaMunicipality, site=site)
class CoverageAdmin(ScopedAdmin):
    path = "kommuner-i-lokalpolisomraden"
    place = 3
    section = Section.ORGANISATIONS
    lead = gettext_lazy(
        "Vilka kommuner ett lokalpolisområde omfattar, enligt vilken källa och från vilket år. Den som driver "
        "tjänsten ändrar, eftersom polisen ser alla kommuner i sitt område."
    )
    add_text = gettext_lazy("Lägg till en kommun i ett område")
    list_display = ("police_area", "municipality", "source", "source_year", "confidence", "edited_by_hand")
    search_fields = ("police_area__search_text", "municipality__search_text")
    search_help_text = gettext_lazy("Kommun eller lokalpolisområde.")
    ordering = ("police_area", "municipality")
    fields = ("police_area", "municipality", "source", "source_year", "confidence")
    steps = (
        Step(
            name="delete",
            path="ta-bort",
            text=gettext_lazy("Ta bort"),
            many=gettext_lazy("Ta bort"),
            lead=gettext_lazy("Polisen i området ser inte längre kommunens löften och organisation."),
            done=gettext_lazy("Borttaget. Antal: {count}."),
            act=lambda row, user, seen: country.unlink(row, by=user),
            may=lambda row, user: user.is_superuser,
            removes=True,
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        mine = administered(user).values("pk")
        covers = PoliceAreaMunicipality.objects.select_related("police_area", "municipality")
        return covers.filter(models.Q(police_area__in=mine) | models.Q(municipality__in=mine))

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if request.user.is_superuser else {}

    def may_add(self, user: Any) -> bool:
        return bool(user.is_superuser)

    def may_change(self, user: Any, row: Any) -> bool:
        return bool(user.is_superuser)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("police_area", "municipality") if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        model = PoliceArea if name == "police_area" else Municipality
        return model.objects.filter(pk__in=visible_organisations(user).values("pk")).order_by("sort_key")

    def prepare_form(self, form: Any) -> None:
        """Without a source nobody can tell whether it is right, or still is."""
        for name in ("source", "source_year"):
            if name in form.fields:
                form.fields[name].required = True

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> PoliceAreaMunicipality:
        area, municipality = values.pop("police_area"), values.pop("municipality")
        said: Any = values
        return country.link(by=user, police_area=area, municipality=municipality, values=said)

    def perform_change(
        self, user: Any, row: Any, values: dict[str, Any], edit_number: int
    ) -> PoliceAreaMunicipality:
        said: Any = values
        return country.change_link(row, by=user, edit_number=edit_number, values=said)
