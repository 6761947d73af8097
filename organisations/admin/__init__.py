"""The administration: for BRÅ-sekreterare and the police's administrators, each within their own organisation.

A site of its own rather than Django's default one, so that nothing that a library registers can turn up in it.
``lagesbild.admin``, ``promises.admin`` and ``public.admin`` register here too; the event log is registered here because
``audit`` may not know of organisations.
"""

from organisations.admin import (
    contacts,
    country,
    events,
    groups,
    invitations,
    mandates,
    memberships,
    organisations,
    people,
    places,
)
from organisations.admin.sites import site

__all__ = [
    "contacts",
    "country",
    "events",
    "groups",
    "invitations",
    "mandates",
    "memberships",
    "organisations",
    "people",
    "places",
    "site",
]
