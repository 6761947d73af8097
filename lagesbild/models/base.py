"""What the rows of a lägesbild share: which municipality they are about, whose they are, and who may read them."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from organisations.models import Municipality, Organisation
from organisations.models.editing import EditableRow


class Layer(models.TextChoices):
    """Who may read a row (decision 10): the party that wrote it, both parties, everybody."""

    OWN = "own", _("Bara vår organisation")
    PARTIES = "parties", _("Parterna")
    PUBLIC = "public", _("Alla")


# The columns of a marking.
SECRECY = ("secrecy_provision", "secrecy_on", "secrecy_by")


class Secrecy(models.Model):
    """A secrecy marking (OSL 5 kap. 5 §): the provision, the day, and the authority that made it; all or none.

    What is marked is masked in every export and never reaches a reader.
    """

    secrecy_provision = models.CharField(_("bestämmelse om sekretess"), max_length=120, blank=True)
    secrecy_on = models.DateField(_("markerat den"), null=True, blank=True)
    secrecy_by = models.ForeignKey(
        Organisation,
        verbose_name=_("myndighet som markerat"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(secrecy_provision="", secrecy_on__isnull=True, secrecy_by__isnull=True)
                | (~Q(secrecy_provision="") & Q(secrecy_on__isnull=False, secrecy_by__isnull=False)),
                name="%(class)s_secrecy_whole",
            )
        ]

    @property
    def is_secret(self) -> bool:
        return bool(self.secrecy_provision)


class OfMunicipality(EditableRow):
    """A row about one municipality, written by ``owner``: the municipality itself, or a police area that covers it."""

    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommun"), on_delete=models.PROTECT, related_name="%(class)ss"
    )
    owner = models.ForeignKey(
        Organisation, verbose_name=_("skrivs av"), on_delete=models.PROTECT, related_name="owned_%(class)ss"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True


class Layered(models.Model):
    """A row that says itself who may read it."""

    layer = models.CharField(_("vem får läsa"), max_length=10, choices=Layer.choices, default=Layer.PARTIES)

    class Meta:
        abstract = True


class Position(models.Model):
    """A point in WGS 84, in degrees; both or none. Words for the place are always the first choice."""

    latitude = models.DecimalField(
        _("latitud"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(55), MaxValueValidator(70)],
    )
    longitude = models.DecimalField(
        _("longitud"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=[MinValueValidator(10), MaxValueValidator(25)],
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__gte=55, latitude__lte=70, longitude__gte=10, longitude__lte=25),
                name="%(class)s_lies_in_sweden",
            )
        ]
