"""What role a person has, where, and from which day to which."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations import permissions
from organisations.actions import memberships
from organisations.admin.base import ScopedAdmin
from organisations.admin.filters import OrganisationFilter, RoleFilter, ValidFilter
from organisations.admin.scope import administered, people_in, roles_to_give, with_roles
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Membership


@admin.register(Membership, site=site)
class MembershipAdmin(ScopedAdmin):
    path = "roller"
    place = 2
    name = gettext_lazy("Roller")
    section = Section.PEOPLE
    lead = gettext_lazy("Vem som har vilken roll, från och med när och till och med när.")
    add_text = gettext_lazy("Ge en roll")
    empty_text = gettext_lazy("Ingen har någon roll. Bjud in den första under Inbjudningar.")
    list_display = ("user", "role", "title", "organisation", "valid_from", "valid_to")
    list_filter = (OrganisationFilter, RoleFilter, ValidFilter)
    search_fields = ("user__search_text", "organisation__search_text")
    search_help_text = gettext_lazy("Person eller organisation.")
    fields = ("user", "organisation", "role", "title", "valid_from", "valid_to")
    steps = (
        Step(
            name="end",
            path="avsluta",
            text=gettext_lazy("Avsluta rollen"),
            many=gettext_lazy("Avsluta roller"),
            lead=gettext_lazy(
                "Rollen slutar gälla med en gång. Det personen har skrivit och skrivit under står kvar. Ett mandat "
                "att skriva under återkallar du för sig."
            ),
            done=gettext_lazy("Avslutat. Antal: {count}."),
            act=lambda row, user, seen: memberships.end(row, by=user),
            may=lambda row, user: (
                permissions.can_manage_membership(user, row)
                and (row.valid_to is None or row.valid_to >= timezone.localdate())
            ),
        ),
    )

    def title_of(self, row: Any) -> str:
        return str(row.user)

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Membership.objects.filter(organisation__in=administered(user)).select_related(
            "user", "organisation"
        )

    def may_add(self, user: Any) -> bool:
        return True

    def may_change(self, user: Any, row: Any) -> bool:
        own = row.user_id == user.pk and not user.is_superuser
        return permissions.can_manage_membership(user, row) and not own

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("user", "organisation", "role") if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return people_in(user) if name == "user" else with_roles(user)

    def prepare_form(self, form: Any) -> None:
        if "role" in form.fields:
            form.fields["role"].choices = [("", ""), *roles_to_give(form.request.user)]
        if "user" in form.fields:
            form.fields["user"].help_text = _("Den som inte har ett konto bjuder du in under Inbjudningar.")

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Membership:
        person = values.pop("user")
        return memberships.add(by=user, user=person, creation_key=creation_key, **values)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Membership:
        return memberships.change(row, by=user, edit_number=edit_number, **values)

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        if not permissions.can_manage_membership(request.user, row):
            return []
        return [(_("Överlämna till en efterträdare"), reverse("organisations:hand_over", args=[row.pk]))]
