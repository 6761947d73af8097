"""What the rows of a follow-up share: which promise, and which activity in every version of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from promises.models import Promise


class OfPromise(models.Model):
    """A row that belongs to one promise through all its versions."""

    promise = models.ForeignKey(
        Promise, verbose_name=_("löfte"), on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True


class OfActivity(OfPromise):
    """A row about one activity, by the key that the activity keeps from version to version.

    Not a foreign key to ``promises.Activity``: that row belongs to one version, and a new version would leave the
    follow-up behind.
    """

    activity_key = models.UUIDField(_("aktivitet"))

    class Meta:
        abstract = True
