"""Counties, police regions and police districts: everybody reads them, whoever runs the service changes them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy

from organisations.actions import country
from organisations.admin.base import ScopedAdmin
from organisations.admin.sites import Section, site
from organisations.models import County, PoliceDistrict, PoliceRegion


class CountryAdmin(ScopedAdmin):
    section = Section.COUNTRY

    def rows(self, user: Any) -> models.QuerySet[Any]:
        """All: they are no organisation's."""
        return self.model._default_manager.all()

    def may_change(self, user: Any, row: Any) -> bool:
        return bool(user.is_superuser)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Any:
        return country.change(row, by=user, edit_number=edit_number, values=values)


@admin.register(County, site=site)
class CountyAdmin(CountryAdmin):
    path = "lan"
    place = 1
    lead = gettext_lazy("De 21 länen.")
    list_display = ("name", "code")
    fields = ("name", "code")
    readonly_fields = ("code",)


@admin.register(PoliceRegion, site=site)
class PoliceRegionAdmin(CountryAdmin):
    path = "polisregioner"
    place = 2
    lead = gettext_lazy("De sju polisregionerna.")
    list_display = ("name", "code")
    fields = ("name", "code")


@admin.register(PoliceDistrict, site=site)
class PoliceDistrictAdmin(CountryAdmin):
    path = "polisomraden"
    place = 3
    lead = gettext_lazy("Polisområden, som lokalpolisområdena ingår i.")
    add_text = gettext_lazy("Lägg till ett polisområde")
    list_display = ("name", "region", "covers", "source")
    fields = ("name", "region", "code", "covers", "source", "confidence")

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return super().rows(user).select_related("region")

    def may_add(self, user: Any) -> bool:
        return bool(user.is_superuser)

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return PoliceRegion.objects.all()

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> PoliceDistrict:
        return country.add_district(by=user, values=values)
