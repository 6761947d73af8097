"""May this person do this to this promise, in the state it is in?

Each question comes twice: ``check_can_…`` raises ``PermissionDenied`` with a sentence for the person, ``can_…``
answers the template. Who may do what in which relation stands in ``organisations.roles``; here it meets the object.
"""

from promises.permissions.basis import (
    can_edit,
    check_can_edit,
    has,
    party_organisations,
    relations,
    visible_to,
)
from promises.permissions.drafting import (
    can_comment,
    can_create,
    can_delete_draft,
    check_can_comment,
    check_can_create,
    check_can_delete_draft,
    may_create_in,
)

__all__ = [
    "can_comment",
    "can_create",
    "can_delete_draft",
    "can_edit",
    "check_can_comment",
    "check_can_create",
    "check_can_delete_draft",
    "check_can_edit",
    "has",
    "may_create_in",
    "party_organisations",
    "relations",
    "visible_to",
]
