from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from organisations.models.geography import County, PoliceDistrict, PoliceRegion
from organisations.models.sorting import SortKeyField
from organisations.querysets import MunicipalityQuerySet, OrganisationQuerySet, PoliceAreaQuerySet
from organisations.swedish import search_form, sort_form


class Organisation(models.Model):
    """Anything that can be a party to a promise, or carry out, answer for or evaluate an activity.

    Municipalities, police areas and groups are organisations with more columns (multi-table inheritance),
    so that an executor is always one foreign key. A generic relation was rejected: the database could not
    have protected it.
    """

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("Kommun")
        POLICE_AREA = "police_area", _("Lokalpolisområde")
        UNIT = "unit", _("Verksamhet i en organisation")
        GROUP = "group", _("Råd eller grupp")
        MUNICIPAL_COMPANY = "municipal_company", _("Kommunalt bolag")
        LANDLORD = "landlord", _("Privat hyresvärd")
        ASSOCIATION = "association", _("Förening")
        REGION = "region", _("Region")
        AUTHORITY = "authority", _("Statlig myndighet")
        BUSINESS = "business", _("Företag")

    kind = models.CharField(_("slag"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("namn"), max_length=150)
    official_name = models.CharField(
        _("fullständigt namn"), max_length=200, blank=True, help_text=_("Till exempel Lekebergs kommun.")
    )
    slug = models.SlugField(_("adressnamn"), max_length=160, unique=True)
    organisation_number = models.CharField(_("organisationsnummer"), max_length=11, blank=True)
    parent = models.ForeignKey(
        "self",
        verbose_name=_("hör till"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="units",
        help_text=_("Kommunen eller organisationen som verksamheten, bolaget eller gruppen hör till."),
    )
    managed_by = models.ForeignKey(
        "self",
        verbose_name=_("sköts av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="managed",
        help_text=_("Den som sköter personer och mandat åt en organisation som inte hör till någon annan."),
    )
    is_active = models.BooleanField(_("finns i dag"), default=True)
    is_demo = models.BooleanField(_("demonstrationsdata"), default=False)
    search_text = models.CharField(max_length=400, editable=False, blank=True, db_index=True)
    sort_key = SortKeyField(max_length=300, editable=False, blank=True, db_index=True)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisationer")
        ordering = ["sort_key"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_number"],
                condition=~Q(organisation_number="") & ~Q(kind="unit"),
                name="organisation_number_once",
            ),
            models.CheckConstraint(
                condition=~Q(kind="unit") | Q(parent__isnull=False), name="unit_has_a_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_text = search_form(f"{self.name} {self.official_name}")
        self.sort_key = sort_form(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def display_name(self) -> str:
        return self.official_name or self.name


class Municipality(Organisation):
    """One of Sweden's 290 municipalities, by SCB's four-digit code."""

    code = models.CharField(_("kommunkod"), max_length=4, unique=True)
    county = models.ForeignKey(
        County, verbose_name=_("län"), on_delete=models.PROTECT, related_name="municipalities"
    )
    police_region = models.ForeignKey(
        PoliceRegion, verbose_name=_("polisregion"), on_delete=models.PROTECT, related_name="municipalities"
    )
    population = models.PositiveIntegerField(_("folkmängd"), null=True, blank=True)
    group_name = models.CharField(_("kommungrupp"), max_length=80, blank=True)
    latitude = models.DecimalField(_("latitud"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitud"), max_digits=8, decimal_places=5, null=True, blank=True)

    objects: ClassVar[Any] = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommun")
        verbose_name_plural = _("kommuner")
        ordering = ["sort_key"]

    def get_absolute_url(self) -> str:
        return reverse("public:municipality", args=[self.slug])


class PoliceArea(Organisation):
    """A local police area (lokalpolisområde). Covers one or more municipalities; a city can have several."""

    district = models.ForeignKey(
        PoliceDistrict,
        verbose_name=_("polisområde"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="police_areas",
    )
    code = models.CharField(_("kod"), max_length=10, blank=True)
    municipalities = models.ManyToManyField(
        Municipality,
        verbose_name=_("kommuner"),
        through="PoliceAreaMunicipality",
        related_name="police_areas",
    )
    coverage = models.CharField(_("täckning i källan"), max_length=80, blank=True)

    objects: ClassVar[Any] = PoliceAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("lokalpolisområde")
        verbose_name_plural = _("lokalpolisområden")
        ordering = ["sort_key"]


class PoliceAreaMunicipality(models.Model):
    """That a police area covers a municipality, with where and when that was said."""

    police_area = models.ForeignKey(
        PoliceArea,
        verbose_name=_("lokalpolisområde"),
        on_delete=models.CASCADE,
        related_name="municipality_links",
    )
    municipality = models.ForeignKey(
        Municipality, verbose_name=_("kommun"), on_delete=models.CASCADE, related_name="police_area_links"
    )
    source = models.CharField(_("källa"), max_length=500, blank=True)
    source_year = models.CharField(_("år"), max_length=20, blank=True)
    confidence = models.CharField(_("tillförlitlighet"), max_length=20, blank=True)
    edited_by_hand = models.BooleanField(_("ändrad för hand"), default=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("kommun i lokalpolisområde")
        verbose_name_plural = _("kommuner i lokalpolisområden")
        constraints = [
            models.UniqueConstraint(
                fields=["police_area", "municipality"], name="police_area_municipality_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.police_area} – {self.municipality}"


class Contact(models.Model):
    """A way to reach a function (never a private person), e.g. the coordination function of § 11."""

    class Function(models.TextChoices):
        COORDINATION = "coordination", _("Samordningsfunktion")
        POLICE = "police", _("Kommunpolis")
        GENERAL = "general", _("Växel eller kontaktcenter")
        OTHER = "other", _("Annan kontakt")

    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="contacts"
    )
    function = models.CharField(_("funktion"), max_length=20, choices=Function.choices)
    title = models.CharField(_("titel"), max_length=120, help_text=_("Till exempel Säkerhetssamordnare."))
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    address = models.CharField(_("webbadress eller postadress"), max_length=200, blank=True)
    is_public = models.BooleanField(_("visas för alla"), default=True)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")
        ordering = ["organisation", "function", "pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"
