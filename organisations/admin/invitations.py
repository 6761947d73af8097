"""How new people come: invited to a role."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext_lazy

from organisations import permissions
from organisations.actions import invitations
from organisations.admin.base import ScopedAdmin
from organisations.admin.filters import Choice, OrganisationFilter, RoleFilter
from organisations.admin.scope import administered, roles_to_give, with_roles
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Invitation


class InvitationStateFilter(Choice):
    title = gettext_lazy("Läge")
    parameter_name = "lage"
    first = gettext_lazy("Väntar på svar")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("accepted", gettext_lazy("Tackade ja")),
            ("expired", gettext_lazy("Gick ut")),
            ("withdrawn", gettext_lazy("Återtagna")),
            ("alla", gettext_lazy("Alla")),
        ]

    def without(self, queryset: Any) -> Any:
        return queryset.filter(_open(), expires_at__gt=timezone.now())

    def narrow(self, queryset: Any, value: str) -> Any:
        conditions = {
            "accepted": Q(accepted_at__isnull=False),
            "withdrawn": Q(accepted_at__isnull=True, withdrawn_at__isnull=False),
            "expired": _open() & Q(expires_at__lte=timezone.now()),
        }
        return queryset.filter(conditions.get(value, Q()))


def _open() -> Q:
    return Q(accepted_at__isnull=True, withdrawn_at__isnull=True)


INVITATION_STATES = {
    "pending": gettext_lazy("Väntar på svar"),
    "accepted": gettext_lazy("Tackade ja"),
    "withdrawn": gettext_lazy("Återtagen"),
    "expired": gettext_lazy("Gick ut"),
}


def _may_invite(row: Any, user: Any) -> bool:
    return (
        row.accepted_at is None
        and row.withdrawn_at is None
        and (row.role in permissions.grantable_roles(user, row.organisation))
    )


@admin.register(Invitation, site=site)
class InvitationAdmin(ScopedAdmin):
    path = "inbjudningar"
    place = 3
    section = Section.PEOPLE
    lead = gettext_lazy("Nya personer får ett mejl med en länk och väljer själva sitt lösenord.")
    add_text = gettext_lazy("Bjud in")
    empty_text = gettext_lazy("Ingen inbjudan väntar på svar.")
    list_display = ("name_or_address", "role", "organisation", "state_text", "expires_at")
    list_filter = (OrganisationFilter, RoleFilter, InvitationStateFilter)
    fields = ("email", "name", "organisation", "role", "title", "valid_from")
    steps = (
        Step(
            name="send_again",
            path="skicka-igen",
            text=gettext_lazy("Skicka igen"),
            many=gettext_lazy("Skicka igen"),
            lead=gettext_lazy("Vi skickar en ny länk som gäller i fjorton dagar. Den gamla slutar gälla."),
            done=gettext_lazy("Skickat. Antal: {count}."),
            act=lambda row, user, seen: invitations.send_again(
                row, by=user, seen=parse_datetime(seen) or row.expires_at
            ),
            may=_may_invite,
            stamp=lambda row: row.expires_at.isoformat(),
            tone="",
        ),
        Step(
            name="withdraw",
            path="ta-tillbaka",
            text=gettext_lazy("Ta tillbaka"),
            many=gettext_lazy("Ta tillbaka"),
            lead=gettext_lazy("Länken i mejlet slutar gälla."),
            done=gettext_lazy("Återtaget. Antal: {count}."),
            act=lambda row, user, seen: invitations.withdraw(row, by=user),
            may=_may_invite,
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Invitation.objects.filter(organisation__in=administered(user)).select_related(
            "organisation", "invited_by", "accepted_by"
        )

    @admin.display(description=gettext_lazy("till"), ordering="email")
    def name_or_address(self, row: Any) -> str:
        return f"{row.name} ({row.email})" if row.name else row.email

    @admin.display(description=gettext_lazy("läge"))
    def state_text(self, row: Any) -> str:
        return str(INVITATION_STATES[row.state])

    def may_add(self, user: Any) -> bool:
        return True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return tuple(self.fields)
        return (*self.fields, "state_text", "invited_by", "created_at", "expires_at")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.get_fields(request, obj) if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return with_roles(user)

    def prepare_form(self, form: Any) -> None:
        if "role" in form.fields:
            form.fields["role"].choices = [("", ""), *roles_to_give(form.request.user)]

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Invitation:
        return invitations.invite(by=user, creation_key=creation_key, **values)
