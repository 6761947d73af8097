"""People with an account."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.actions import users
from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.scope import administered, people_in, related_rows
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Membership, User


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
