"""Rows that two people can edit at once."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class EditableRow(models.Model):
    """A row that two people can edit at once.

    ``edit_number`` rises by one at every save, and a form carries the number it was made from: a save based on an
    older number is refused. ``creation_key`` comes from the form that created the row, so that the same form sent
    twice makes one row. ``edited_by`` is who to name when a save is refused.
    """

    edit_number = models.PositiveIntegerField(default=1, editable=False)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    edited_at = models.DateTimeField(default=timezone.now, editable=False)

    class Meta:
        abstract = True


class OrderedRow(EditableRow):
    position = models.PositiveIntegerField(_("ordning"), default=0)

    class Meta:
        abstract = True
        ordering = ["position", "pk"]
