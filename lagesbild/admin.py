"""The lägesbild in the administration: to be found and read by whoever runs a municipality there.

Everything is written on its own pages, where the layers, the marking of secrets and the screening of free text are;
each row leads there. Texts of a lägesbild are not shown here: on their page what is marked as secret is masked.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild import permissions
from lagesbild.models import ActionPlan, CooperationAgreement, Dialogue, Lagesbild, Place
from lagesbild.states import LagesbildStatus, PlanStatus
from organisations.admin.base import ScopedAdmin
from organisations.admin.filters import ActiveFilter, OrganisationFilter, column_filter
from organisations.admin.sites import Section, site
from organisations.models import Municipality
from organisations.permissions import administered_organisations
from organisations.roles import Permission


def administered_municipalities(user: Any) -> models.QuerySet[Municipality]:
    """The municipalities that the person administers and whose lägesbild they read.

    Narrower than what they read in some other role, which does not belong in the administration.
    """
    read = permissions.municipalities_for(user, Permission.VIEW_LAGESBILD)
    return read.filter(pk__in=administered_organisations(user).values("pk"))


class MunicipalityFilter(OrganisationFilter):
    title = gettext_lazy("Kommun")
    parameter_name = "kommun"
    column = "municipality"


def _state_filter(choices: Any) -> Any:
    return column_filter("status", "lage", gettext_lazy("Läge"), lambda: choices)


class OfMunicipalityAdmin(ScopedAdmin):
    """Rows about one municipality. ``page`` is the name of the address where such a row is read and written."""

    section = Section.LAGESBILD
    list_filter: ClassVar[Any] = (MunicipalityFilter,)
    page = ""
    # What is read with each row.
    beside: ClassVar[tuple[str, ...]] = ("municipality", "owner")

    def rows(self, user: Any) -> models.QuerySet[Any]:
        near = self.model._default_manager.filter(municipality__in=administered_municipalities(user))
        return permissions.readable(user, near).select_related(*self.beside)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Only for who reads some lägesbild: to the police's administrator the lists would always be empty."""
        return super().has_module_permission(request) and administered_municipalities(request.user).exists()

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        return [(_("Öppna sidan"), reverse(f"lagesbild:{self.page}", args=[row.municipality.slug, row.pk]))]


@admin.register(Lagesbild, site=site)
class LagesbildAdmin(OfMunicipalityAdmin):
    path = "lagesbilder"
    page = "lagesbild"
    place = 1
    lead = gettext_lazy(
        "Lägesbilder som skrivs eller är antagna. Beslutet antecknar ni på lägesbildens sida."
    )
    empty_text = gettext_lazy("Inga lägesbilder än. Samordnaren eller kommunpolisen börjar på en.")
    list_display = ("title", "status", "municipality", "starts_on", "ends_on", "decided_on")
    list_filter = (MunicipalityFilter, _state_filter(LagesbildStatus.choices))
    fields = (
        "title",
        "status",
        "municipality",
        "owner",
        "is_joint",
        "starts_on",
        "ends_on",
        "decided_by_organ",
        "decided_on",
        "decision_paragraph",
        "case_number",
    )


@admin.register(ActionPlan, site=site)
class ActionPlanAdmin(OfMunicipalityAdmin):
    path = "atgardsplaner"
    page = "plan"
    place = 2
    lead = gettext_lazy(
        "Åtgärdsplaner på antagna lägesbilder, när de beslutades och när de senast följdes upp."
    )
    empty_text = gettext_lazy("Inga åtgärdsplaner än. En plan står på en antagen lägesbild.")
    list_display = ("title", "status", "municipality", "decided_on", "followed_up_on")
    list_filter = (MunicipalityFilter, _state_filter(PlanStatus.choices))
    fields = (
        "title",
        "status",
        "municipality",
        "owner",
        "decided_by_organ",
        "decided_on",
        "decision_paragraph",
        "case_number",
        "followed_up_on",
    )


@admin.register(CooperationAgreement, site=site)
class CooperationAgreementAdmin(OfMunicipalityAdmin):
    path = "overenskommelser"
    page = "agreement"
    place = 3
    beside = ("municipality",)
    lead = gettext_lazy("Skriftliga överenskommelser om samverkan (9 §): parter, ändamål, områden och tid.")
    empty_text = gettext_lazy("Inga överenskommelser än. Samordnaren eller kommunpolisen lägger in dem.")
    list_display = ("title", "municipality", "starts_on", "ends_on", "case_number")
    fields = (
        "title",
        "municipality",
        "parties",
        "purposes",
        "areas",
        "starts_on",
        "ends_on",
        "case_number",
        "is_public",
    )


@admin.register(Dialogue, site=site)
class DialogueAdmin(OfMunicipalityAdmin):
    path = "dialoger"
    page = "dialogue"
    place = 4
    lead = gettext_lazy("Dialoger med invånare och medarbetare: när, hur och hur många som nåddes.")
    empty_text = gettext_lazy("Inga dialoger än. Samordnaren eller kommunpolisen lägger in dem.")
    list_display = ("title", "held_with", "form", "municipality", "starts_on", "closed_at")
    list_filter = (
        MunicipalityFilter,
        column_filter("held_with", "med", gettext_lazy("Med vilka"), lambda: Dialogue.With.choices),
    )
    fields = (
        "title",
        "held_with",
        "form",
        "municipality",
        "owner",
        "layer",
        "starts_on",
        "ends_on",
        "reached",
        "closed_at",
    )


@admin.register(Place, site=site)
class PlaceAdmin(OfMunicipalityAdmin):
    path = "lagesbildens-platser"
    page = "place"
    place = 5
    name = gettext_lazy("Platser i lägesbilden")
    lead = gettext_lazy("Namngivna platser och områden som händelser, problem och dialoger hör till.")
    empty_text = gettext_lazy("Inga platser än. De läggs in när någon nämner dem i lägesbilden.")
    list_display = ("name", "kind", "municipality", "area_code", "is_active")
    list_filter = (
        MunicipalityFilter,
        column_filter("kind", "slag", gettext_lazy("Slags plats"), lambda: Place.Kind.choices),
        ActiveFilter,
    )
    fields = ("name", "kind", "municipality", "owner", "description", "radius", "area_code", "is_active")
