from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.sorting import SortKeyField


class County(models.Model):
    """A county (län), by SCB's two-digit code."""

    code = models.CharField(_("länskod"), max_length=2, unique=True)
    name = models.CharField(_("namn"), max_length=60, unique=True)
    slug = models.SlugField(_("adressnamn"), max_length=60, unique=True)
    sort_key = SortKeyField(max_length=120, editable=False, db_index=True)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("län")
        verbose_name_plural = _("län")
        ordering = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class PoliceRegion(models.Model):
    """One of the seven police regions."""

    name = models.CharField(_("namn"), max_length=60, unique=True)
    code = models.CharField(_("kod"), max_length=10, blank=True)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("polisregion")
        verbose_name_plural = _("polisregioner")
        ordering = ["name"]

    def __str__(self) -> str:
        return str(_("Polisregion %(name)s") % {"name": self.name})


class PoliceDistrict(models.Model):
    """A police district (polisområde), part of a region."""

    name = models.CharField(_("namn"), max_length=60, unique=True)
    region = models.ForeignKey(
        PoliceRegion, verbose_name=_("polisregion"), on_delete=models.PROTECT, related_name="districts"
    )
    code = models.CharField(_("kod"), max_length=10, blank=True)
    covers = models.CharField(_("omfattar"), max_length=200, blank=True)
    source = models.CharField(_("källa"), max_length=500, blank=True)
    confidence = models.CharField(_("tillförlitlighet"), max_length=20, blank=True)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("polisområde")
        verbose_name_plural = _("polisområden")
        ordering = ["name"]

    def __str__(self) -> str:
        return str(_("Polisområde %(name)s") % {"name": self.name})
