"""Safety walks: the route and checklist prepared, the points recorded on the way, and what became of each."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lagesbild.models.base import OfMunicipality, Position
from lagesbild.models.dialogues import Dialogue
from lagesbild.models.places import Place
from organisations.models import Organisation
from organisations.models.editing import OrderedRow


class SafetyWalk(OfMunicipality):
    """A trygghetsvandring or trygghetsrond. Its protocol can be given to everybody, as far as each point may be."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planerad")
        WALKED = "walked", _("Genomförd")
        PUBLISHED = "published", _("Protokollet är publicerat")

    title = models.CharField(_("namn"), max_length=150)
    held_on = models.DateField(_("datum"))
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    state = models.CharField(
        _("läge"), max_length=10, choices=State.choices, default=State.PLANNED, editable=False
    )
    meeting_place = models.CharField(_("samling"), max_length=150, blank=True)
    route = models.TextField(_("vägen med ord"), blank=True)
    # [longitude, latitude] in degrees, in the order they are passed.
    route_line = models.JSONField(default=list, blank=True)
    participants = models.PositiveIntegerField(_("antal deltagare"), null=True, blank=True)
    participant_roles = models.CharField(_("vilka som var med, som roller"), max_length=300, blank=True)
    weather = models.CharField(_("väder och ljus"), max_length=120, blank=True)
    introduction = models.TextField(_("inledning till protokollet"), blank=True)
    dialogue = models.OneToOneField(
        Dialogue, null=True, blank=True, editable=False, on_delete=models.SET_NULL, related_name="walk"
    )
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        verbose_name = _("trygghetsvandring")
        verbose_name_plural = _("trygghetsvandringar")
        ordering = ["-held_on", "-pk"]
        indexes = [models.Index(fields=["municipality", "-held_on"], name="walk_latest")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="published", published_at__isnull=False, published_by__isnull=False)
                | (~Q(state="published") & Q(published_at__isnull=True, published_by__isnull=True)),
                name="walk_published_at_and_by",
            )
        ]

    def __str__(self) -> str:
        return self.title


class ChecklistItem(OrderedRow):
    """A question to look at on the way."""

    walk = models.ForeignKey(SafetyWalk, on_delete=models.CASCADE, related_name="checklist")
    text = models.CharField(_("att titta på"), max_length=200)

    class Meta:
        verbose_name = _("punkt i checklistan")
        verbose_name_plural = _("punkter i checklistan")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text


class WalkPoint(OrderedRow, Position):
    """Something seen on the walk, what is to be done about it, by whom, and what became of it."""

    class Category(models.TextChoices):
        LIGHTING = "lighting", _("Belysning")
        SIGHT = "sight", _("Sikt och buskage")
        LITTER = "litter", _("Skräp och klotter")
        DAMAGE = "damage", _("Trasigt eller skadat")
        TRAFFIC = "traffic", _("Trafik och vägar")
        DESERTED = "deserted", _("Ödsligt")
        GATHERING = "gathering", _("Samlingsplats")
        GOOD = "good", _("Det som är bra")
        OTHER = "other", _("Annat")

    class State(models.TextChoices):
        OPEN = "open", _("Inte påbörjad")
        UNDERWAY = "underway", _("Pågår")
        DONE = "done", _("Åtgärdad")
        DECLINED = "declined", _("Åtgärdas inte")

    walk = models.ForeignKey(SafetyWalk, on_delete=models.CASCADE, related_name="points")
    category = models.CharField(_("slag"), max_length=12, choices=Category.choices)
    text = models.TextField(_("vad ni såg"))
    place = models.ForeignKey(
        Place,
        verbose_name=_("plats"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="walk_points",
    )
    place_text = models.CharField(_("plats med egna ord"), max_length=200, blank=True)
    picture = models.FileField(_("bild"), upload_to="walks/%Y/", blank=True)
    picture_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_alt = models.CharField(_("vad bilden visar"), max_length=300, blank=True)
    measure = models.TextField(_("åtgärd"), blank=True)
    measure_owner = models.ForeignKey(
        Organisation,
        verbose_name=_("vem gör det"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="walk_points",
    )
    measure_owner_title = models.CharField(_("som roll"), max_length=120, blank=True)
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    # What the parties tell each other about the measure; never in a protocol.
    internal_note = models.TextField(_("anteckning för parterna"), blank=True)
    state = models.CharField(_("läge"), max_length=10, choices=State.choices, default=State.OPEN)
    state_note = models.CharField(_("vad som hände, eller varför inte"), max_length=300, blank=True)
    state_on = models.DateField(_("läget gäller från"), null=True, blank=True)
    is_public = models.BooleanField(_("med i det offentliga protokollet"), default=True)

    class Meta(Position.Meta):
        abstract = False
        verbose_name = _("punkt på vandringen")
        verbose_name_plural = _("punkter på vandringen")
        ordering = ["position", "pk"]
        constraints = [
            *Position.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(state="declined") | ~Q(state_note=""), name="walkpoint_declined_has_a_reason"
            ),
            models.CheckConstraint(
                condition=Q(picture="") | ~Q(picture_alt=""), name="walkpoint_picture_is_described"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
