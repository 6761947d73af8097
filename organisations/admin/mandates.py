"""Who may sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations import permissions
from organisations.actions import mandates
from organisations.admin.base import ScopedAdmin
from organisations.admin.filters import OrganisationFilter, ValidFilter
from organisations.admin.scope import administered, people_in, with_roles
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Mandate, Membership
from organisations.roles import Permission, RoleKey


class MandateValidFilter(ValidFilter):
    def over(self) -> Q:
        return super().over() | Q(revoked_at__isnull=False)


@admin.register(Mandate, site=site)
class MandateAdmin(ScopedAdmin):
    path = "mandat"
    name = gettext_lazy("Mandat att skriva under")
    place = 4
    section = Section.PEOPLE
    lead = gettext_lazy(
        "Beslut om vem som får skriva under för er. Ett mandat ändras inte: återkalla det och lägg in ett nytt."
    )
    add_text = gettext_lazy("Lägg in ett mandat")
    empty_text = gettext_lazy("Ingen får skriva under än. Ge först en person rollen undertecknare.")
    list_display = (
        "user",
        "title",
        "organisation",
        "decision_reference",
        "valid_from",
        "valid_to",
        "state_text",
    )
    list_filter = (OrganisationFilter, MandateValidFilter)
    search_fields = ("user__search_text", "organisation__search_text")
    search_help_text = gettext_lazy("Person eller organisation.")
    fields = (
        "organisation",
        "user",
        "title",
        "decision_reference",
        "valid_from",
        "valid_to",
        "delegated_from",
    )
    steps = (
        Step(
            name="confirm",
            path="bekrafta",
            text=gettext_lazy("Bekräfta mandatet"),
            many=gettext_lazy("Bekräfta mandat"),
            lead=gettext_lazy(
                "Den som lade in mandatet har också bjudit in personen. Kontrollera att personen finns, att "
                "e-postadressen är personens egen och att beslutet är fattat."
            ),
            done=gettext_lazy("Bekräftat. Antal: {count}."),
            act=lambda row, user, seen: mandates.confirm(row, by=user),
            may=lambda row, user: row.awaits_confirmation and permissions.can_confirm_mandate(user, row),
            tone="",
        ),
        Step(
            name="revoke",
            path="aterkalla",
            text=gettext_lazy("Återkalla mandatet"),
            many=gettext_lazy("Återkalla mandat"),
            lead=gettext_lazy(
                "Mandatet slutar gälla med en gång, och ersättarnas med det. Det som är underskrivet gäller."
            ),
            done=gettext_lazy("Återkallat. Antal: {count}."),
            act=lambda row, user, seen: mandates.revoke(row, by=user),
            may=lambda row, user: (
                row.revoked_at is None
                and permissions.can_in_organisation(user, Permission.MANAGE_MANDATES, row.organisation)
            ),
        ),
    )

    @admin.display(description=gettext_lazy("läge"))
    def state_text(self, row: Any) -> str:
        if row.revoked_at is not None:
            return _("Återkallat")
        if row.awaits_confirmation:
            return _("Väntar på bekräftelse")
        return _("Gäller") if row.is_valid_on(timezone.localdate()) else _("Gäller inte i dag")

    def title_of(self, row: Any) -> str:
        return str(row.user)

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Mandate.objects.filter(organisation__in=administered(user)).select_related(
            "user",
            "organisation",
            "granted_by",
            "confirmed_by",
            "revoked_by",
            "delegated_from__user",
            "delegated_from__organisation",
        )

    def may_add(self, user: Any) -> bool:
        return True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        if obj is None:
            return tuple(self.fields)
        confirmed = ("confirmed_by", "confirmed_at") if obj.needs_confirmation else ()
        revoked = ("revoked_by", "revoked_at") if obj.revoked_at else ()
        return (*self.fields, "state_text", "granted_by", "granted_at", *confirmed, *revoked)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return self.get_fields(request, obj) if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        if name == "user":
            return people_in(user).filter(pk__in=_signatories(user)).exclude(pk=user.pk)
        if name == "delegated_from":
            return self.rows(user).filter(delegated_from__isnull=True, revoked_at__isnull=True)
        return with_roles(user)

    def prepare_form(self, form: Any) -> None:
        if "user" in form.fields:
            form.fields["user"].help_text = _("De som har rollen undertecknare.")
        if "delegated_from" in form.fields:
            form.fields["delegated_from"].help_text = _(
                "Fyll i om personen skriver under i någon annans ställe. Då gäller mandatet högst lika länge."
            )

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Mandate:
        origin = values.pop("delegated_from")
        person = values.pop("user")
        if origin is None:
            return mandates.grant(by=user, user=person, creation_key=creation_key, **values)
        if origin.organisation != values.pop("organisation"):
            raise ValidationError({"delegated_from": _("Det mandatet gäller en annan organisation.")})
        return mandates.delegate(origin, by=user, user=person, creation_key=creation_key, **values)


def _signatories(user: Any) -> models.QuerySet[Any, Any]:
    held = Membership.objects.filter(role=RoleKey.SIGNATORY, organisation__in=administered(user))
    return held.exclude(valid_to__lt=timezone.localdate()).values("user")
