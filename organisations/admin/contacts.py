"""How a function is reached."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from organisations.actions import contacts
from organisations.admin.base import ScopedAdmin
from organisations.admin.filters import OrganisationFilter, column_filter
from organisations.admin.forms import AdminForm
from organisations.admin.scope import administered
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Contact
from organisations.permissions import can_in_organisation
from organisations.roles import Permission

FunctionFilter = column_filter(
    "function", "funktion", gettext_lazy("Funktion"), lambda: Contact.Function.choices
)


class ContactForm(AdminForm):
    """Here telephone numbers and addresses are meant to be written."""

    unscreened = ("phone", "address")


@admin.register(Contact, site=site)
class ContactAdmin(ScopedAdmin):
    path = "kontakter"
    place = 5
    section = Section.ORGANISATIONS
    lead = gettext_lazy("Vart invånare och parter vänder sig. Skriv funktioner, inte privatpersoner.")
    add_text = gettext_lazy("Lägg till en kontakt")
    empty_text = gettext_lazy("Inga kontakter än. Börja med kommunens samordningsfunktion.")
    form = ContactForm
    list_display = ("title", "function", "organisation", "phone", "email", "is_public")
    list_filter = (OrganisationFilter, FunctionFilter)
    search_fields = ("organisation__search_text",)
    search_help_text = gettext_lazy("Organisation.")
    fields = ("organisation", "function", "title", "phone", "email", "address", "is_public")
    steps = (
        Step(
            name="delete",
            path="ta-bort",
            text=gettext_lazy("Ta bort kontakten"),
            many=gettext_lazy("Ta bort"),
            lead=gettext_lazy(
                "Kontakten försvinner från webbplatsen. I löften som är publicerade står den kvar."
            ),
            done=gettext_lazy("Borttaget. Antal: {count}."),
            act=lambda row, user, seen: contacts.remove(row, by=user),
            may=lambda row, user: can_in_organisation(user, Permission.MANAGE_CONTACTS, row.organisation),
            removes=True,
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Contact.objects.filter(organisation__in=administered(user)).select_related("organisation")

    def may_add(self, user: Any) -> bool:
        return True

    def may_change(self, user: Any, row: Any) -> bool:
        return can_in_organisation(user, Permission.MANAGE_CONTACTS, row.organisation)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("organisation",) if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return administered(user)

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Contact:
        organisation = values.pop("organisation")
        said: Any = values
        return contacts.add(by=user, organisation=organisation, creation_key=creation_key, values=said)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Contact:
        said: Any = values
        return contacts.change(row, by=user, edit_number=edit_number, values=said)
