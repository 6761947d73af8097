"""Municipalities, police areas and what they cover."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.actions import country
from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.filters import ActiveFilter
from organisations.admin.organisations import NumberedForm, belongings, page_of
from organisations.admin.scope import administered, related_rows
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import (
    County,
    Municipality,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
    PoliceRegion,
)


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
        return model.objects.filter(pk__in=administered(user).values("pk")).order_by("sort_key")

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
