"""People, their roles, invitations to roles, and mandates to sign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations import permissions
from organisations.actions import invitations, mandates, memberships, users
from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.filters import Choice, OrganisationFilter, column_filter
from organisations.admin.scope import administered, people_in, related_rows
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Invitation, Mandate, Membership, Organisation, User
from organisations.roles import Permission, RoleKey


def roles_to_give(user: Any) -> list[tuple[str, str]]:
    """The roles that the person may give somewhere among the organisations they administer."""
    if user.is_superuser:
        return [(str(key), str(label)) for key, label in RoleKey.choices]
    given = {role for one in administered(user) for role in permissions.grantable_roles(user, one)}
    return [(str(key), str(label)) for key, label in RoleKey.choices if key in given]


RoleFilter = column_filter("role", "roll", gettext_lazy("Roll"), lambda: RoleKey.choices)


class ValidFilter(Choice):
    """What holds now or later, unless one asks for what is over."""

    title = gettext_lazy("Gäller")
    parameter_name = "galler"
    first = gettext_lazy("Nu eller senare")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("over", gettext_lazy("Inte längre")), ("alla", gettext_lazy("Alla"))]

    def without(self, queryset: Any) -> Any:
        return queryset.exclude(self.over())

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(self.over()) if value == "over" else queryset

    def over(self) -> Q:
        return Q(valid_to__isnull=False, valid_to__lt=timezone.localdate())


class MandateValidFilter(ValidFilter):
    def over(self) -> Q:
        return super().over() | Q(revoked_at__isnull=False)


# --- People -----------------------------------------------------------------------------------------


@admin.register(User, site=site)
class UserAdmin(ScopedAdmin):
    path = "personer"
    place = 1
    section = Section.PEOPLE
    lead = gettext_lazy("De som har ett konto och en roll hos er.")
    empty_text = gettext_lazy("Ingen har någon roll än. Bjud in den första under Inbjudningar.")
    list_display = ("name", "email", "roles")
    search_fields = ("search_text",)
    search_help_text = gettext_lazy("Namn eller e-postadress.")
    sortable_by = ("name",)
    fields = ("name", "email", "is_active")
    steps = (
        Step(
            name="close_account",
            path="stang",
            text=gettext_lazy("Stäng kontot"),
            many=gettext_lazy("Stäng konton"),
            lead=gettext_lazy(
                "Personen kan inte logga in förrän kontot öppnas igen. Roller och mandat står kvar."
            ),
            done=gettext_lazy("Stängt. Antal: {count}."),
            act=lambda row, user, seen: users.set_active(row, by=user, active=False),
            may=lambda row, user: user.is_superuser and row.is_active and row.pk != user.pk,
        ),
        Step(
            name="open_account",
            path="oppna",
            text=gettext_lazy("Öppna kontot"),
            many=gettext_lazy("Öppna konton"),
            lead=gettext_lazy("Personen kan logga in igen."),
            done=gettext_lazy("Öppnat. Antal: {count}."),
            act=lambda row, user, seen: users.set_active(row, by=user, active=True),
            may=lambda row, user: user.is_superuser and not row.is_active,
            tone="",
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        held = Prefetch(
            "memberships",
            Membership.objects.valid()
            .filter(organisation__in=administered(user))
            .select_related("organisation"),
            to_attr="held_here",
        )
        return people_in(user).prefetch_related(held)

    @admin.display(description=gettext_lazy("roller hos er"))
    def roles(self, row: Any) -> str:
        return ", ".join(f"{held.get_role_display()} ({held.organisation})" for held in row.held_here)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return super().get_actions(request) if request.user.is_superuser else {}

    def related(self, request: HttpRequest, row: Any) -> list[Related]:
        here = {"organisation__in": administered(request.user)}
        held = row.memberships.filter(**here).select_related("organisation", "user")
        given = row.mandates.filter(**here).select_related("organisation", "user")
        return [
            related_rows(
                request,
                site,
                held,
                gettext_lazy("Roller"),
                note=_days,
                add={"user": row.pk},
                name=_role_and_place,
            ),
            related_rows(
                request,
                site,
                given,
                gettext_lazy("Mandat att skriva under"),
                note=_days,
                add={"user": row.pk},
            ),
        ]


def _role_and_place(row: Any) -> str:
    return f"{row.get_role_display()}, {row.organisation}"


def _days(row: Any) -> str:
    if getattr(row, "revoked_at", None):
        return _("återkallat")
    if row.valid_to is None:
        return _("från %(first)s") % {"first": row.valid_from}
    return _("%(first)s till %(last)s") % {"first": row.valid_from, "last": row.valid_to}


# --- Roles ------------------------------------------------------------------------------------------


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
            form.fields["role"].choices = [("", "---------"), *roles_to_give(form.request.user)]
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


def with_roles(user: Any) -> models.QuerySet[Any]:
    """The organisations one administers in which somebody can hold a role: nobody does in a group."""
    return administered(user).exclude(kind=Organisation.Kind.GROUP)


# --- Invitations ------------------------------------------------------------------------------------


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
            form.fields["role"].choices = [("", "---------"), *roles_to_give(form.request.user)]

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Invitation:
        return invitations.invite(by=user, creation_key=creation_key, **values)


# --- Mandates ---------------------------------------------------------------------------------------


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
    list_display = ("user", "title", "organisation", "decision_reference", "valid_from", "valid_to")
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

    def title_of(self, row: Any) -> str:
        return str(row.user)

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Mandate.objects.filter(organisation__in=administered(user)).select_related(
            "user",
            "organisation",
            "granted_by",
            "revoked_by",
            "delegated_from__user",
            "delegated_from__organisation",
        )

    def may_add(self, user: Any) -> bool:
        return True

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        entered = ("granted_by", "granted_at", "revoked_by", "revoked_at") if obj else ()
        return (*self.fields, *entered)

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
