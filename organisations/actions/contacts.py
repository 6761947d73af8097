"""How a function is reached: the coordination function of the law, the municipal police, the switchboard."""

from __future__ import annotations

from typing import TypedDict
from uuid import UUID

from django.db import transaction

from audit.actions import record, reference
from organisations import permissions
from organisations.actions.rows import create_row, save_row
from organisations.models import Contact, Organisation, User
from organisations.roles import Permission


class ContactValues(TypedDict):
    """What a form says about a contact."""

    function: str
    title: str
    phone: str
    email: str
    address: str
    is_public: bool


@transaction.atomic
def add(*, by: User, organisation: Organisation, creation_key: UUID, values: ContactValues) -> Contact:
    """Add a way to reach a function. The same ``creation_key`` again gives the same contact."""
    permissions.check_can_in_organisation(by, Permission.MANAGE_CONTACTS, organisation)
    contact, created = create_row(
        Contact, creation_key=creation_key, values={**values, "organisation": organisation}
    )
    if created:
        _note("contact_added", contact, by=by)
    return contact


@transaction.atomic
def change(contact: Contact, *, by: User, edit_number: int, values: ContactValues) -> Contact:
    """Save a contact; raises StaleEdit when somebody else has saved it since the form was opened."""
    permissions.check_can_in_organisation(by, Permission.MANAGE_CONTACTS, contact.organisation)
    saved = save_row(contact, edit_number=edit_number, values=dict(values))
    _note("contact_changed", saved, by=by)
    return saved


@transaction.atomic
def remove(contact: Contact, *, by: User) -> None:
    """Remove a contact. What is published keeps the contact as it was."""
    permissions.check_can_in_organisation(by, Permission.MANAGE_CONTACTS, contact.organisation)
    if not Contact.objects.select_for_update().filter(pk=contact.pk).exists():
        return
    gone = reference(contact)
    Contact.objects.filter(pk=contact.pk).delete()
    record("organisations.contact_removed", by=by, obj=gone, organisations=[contact.organisation_id])


def _note(action: str, contact: Contact, *, by: User) -> None:
    record(
        f"organisations.{action}",
        by=by,
        obj=contact,
        data={"function": contact.get_function_display(), "public": contact.is_public},
        organisations=[contact.organisation_id],
    )
