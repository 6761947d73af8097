"""Named places and areas of a municipality."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import OfMunicipality, Position
from organisations.models.sorting import SortKeyField
from organisations.swedish import sort_form


class Place(OfMunicipality, Position):
    """A place that people have a name for, with a radius or an outline when it is an area.

    ``outline``: a ring of [longitude, latitude] in degrees, the first point not repeated; empty when only the radius
    or only the name is known. Hot spots that somebody has named are places too.
    """

    class Kind(models.TextChoices):
        POINT = "point", _("Plats")
        AREA = "area", _("Område")
        STREET = "street", _("Gata eller stråk")
        BUILDING = "building", _("Byggnad eller verksamhet")
        HOT_SPOT = "hot_spot", _("Hot spot")

    name = models.CharField(_("namn"), max_length=120)
    kind = models.CharField(_("slag"), max_length=10, choices=Kind.choices, default=Kind.POINT)
    description = models.TextField(_("beskrivning"), blank=True)
    radius = models.PositiveIntegerField(_("radie i meter"), null=True, blank=True)
    outline = models.JSONField(default=list, blank=True)
    area_code = models.CharField(
        _("DeSO- eller RegSO-kod"),
        max_length=9,
        blank=True,
        validators=[
            RegexValidator(
                r"^\d{4}([ABC]\d{4}|R\d{3})$",
                _("Skriv en kod som 1880C1010 (DeSO) eller 1880R001 (RegSO)."),
            )
        ],
    )
    is_active = models.BooleanField(_("används"), default=True)
    sort_key = SortKeyField(max_length=240, editable=False, db_index=True)

    class Meta(Position.Meta):
        abstract = False
        verbose_name = _("plats")
        verbose_name_plural = _("platser")
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["municipality", "sort_key"], name="place_by_name")]
        constraints = [
            *Position.Meta.constraints,
            models.UniqueConstraint(fields=["municipality", "name"], name="place_named_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.sort_key = sort_form(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]
