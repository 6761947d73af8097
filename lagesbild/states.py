"""The steps of a lägesbild and of a plan, as data. Pure: no queries, no models."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LagesbildStatus(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    ADOPTED = "adopted", _("Antagen")
    REPLACED = "replaced", _("Ersatt")


class PlanStatus(models.TextChoices):
    DRAFT = "draft", _("Utkast")
    DECIDED = "decided", _("Beslutad")
    REPLACED = "replaced", _("Ersatt")
