"""Named questions about promises and their revisions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Exists, OuterRef, Q

from promises.states import CURRENT, OPEN, PUBLIC

if TYPE_CHECKING:
    from organisations.models import User


class PromiseQuerySet(models.QuerySet[Any]):
    def published(self) -> PromiseQuerySet:
        """Promises with a text that everybody may read."""
        from promises.models import Revision

        return self.filter(Exists(Revision.objects.current().filter(promise=OuterRef("pk"))))


class RevisionQuerySet(models.QuerySet[Any]):
    def open(self) -> RevisionQuerySet:
        """Working copies: being written, reviewed or signed."""
        return self.filter(status__in=OPEN)

    def current(self) -> RevisionQuerySet:
        """The text in force, or the last one of a promise that has ended."""
        return self.filter(status__in=CURRENT)

    def public(self) -> RevisionQuerySet:
        """Every text that is or has been public."""
        return self.filter(status__in=PUBLIC)
