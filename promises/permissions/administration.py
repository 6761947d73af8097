"""Which promises somebody sees in the administration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from organisations.permissions import administered_organisations
from promises.models import Party, Promise
from promises.querysets import PromiseQuerySet
from promises.states import CURRENT, OPEN

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from organisations.models import User


def administered_promises(user: User | AnonymousUser) -> PromiseQuerySet:
    """The promises of the organisations that the person administers: begun by one of them, or with one as a party.

    Narrower than ``visible_to``: what the person sees in some other role does not belong in the administration.
    """
    if user.is_authenticated and user.is_active and user.is_superuser:
        return Promise.objects.all()
    mine = administered_organisations(user).values("pk")
    parties = Party.objects.filter(revision__status__in=OPEN | CURRENT, organisation__in=mine)
    return Promise.objects.filter(Q(owner__in=mine) | Q(pk__in=parties.values("revision__promise")))
