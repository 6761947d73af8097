"""Named questions about promises and their revisions."""

from __future__ import annotations

from typing import Any

from django.db import models

from promises.states import CURRENT, OPEN, PUBLIC


class PromiseQuerySet(models.QuerySet[Any]):
    def published(self) -> PromiseQuerySet:
        """Promises with a text that everybody may read."""
        # Never twice: the database allows a promise one current revision.
        return self.filter(revisions__status__in=CURRENT)


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
