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

__all__ = [
    "can_edit",
    "check_can_edit",
    "has",
    "party_organisations",
    "relations",
    "visible_to",
]
