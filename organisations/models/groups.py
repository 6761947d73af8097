from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Municipality, Organisation
from organisations.querysets import GroupMemberQuerySet, GroupQuerySet


class Group(Organisation):
    """A council, steering group or working group across organisations; can carry out and evaluate."""

    class GroupKind(models.TextChoices):
        COUNCIL = "council", _("Brottsförebyggande råd")
        STEERING = "steering", _("Styrgrupp")
        SAFETY = "safety", _("Trygghetsgrupp")
        SITUATION = "situation", _("Lägesbildsträff")
        WORKING = "working", _("Arbetsgrupp")
        OTHER = "other", _("Annan grupp")

    group_kind = models.CharField(_("slags grupp"), max_length=20, choices=GroupKind.choices)
    municipalities = models.ManyToManyField(
        Municipality, verbose_name=_("kommuner"), related_name="groups", blank=True
    )
    purpose = models.TextField(_("uppgift"), blank=True)

    objects: ClassVar[Any] = GroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("råd eller grupp")
        verbose_name_plural = _("råd och grupper")
        ordering = ["sort_key"]


class GroupMember(models.Model):
    """A seat in a group: a function of an organisation, and the person who holds it when there is one here."""

    group = models.ForeignKey(Group, verbose_name=_("grupp"), on_delete=models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="group_seats"
    )
    title = models.CharField(_("titel"), max_length=120)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="group_seats",
    )
    is_chair = models.BooleanField(_("leder gruppen"), default=False)
    valid_from = models.DateField(_("från och med"), null=True, blank=True)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)
    edit_number = models.PositiveIntegerField(default=1, editable=False)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)

    objects = GroupMemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("plats i grupp")
        verbose_name_plural = _("platser i grupper")
        ordering = ["group", "-is_chair", "pk"]

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


class Meeting(models.Model):
    """A meeting of a group: when, where, what."""

    group = models.ForeignKey(
        Group, verbose_name=_("grupp"), on_delete=models.CASCADE, related_name="meetings"
    )
    held_on = models.DateField(_("datum"))
    starts_at = models.TimeField(_("börjar"), null=True, blank=True)
    place = models.CharField(_("plats"), max_length=150, blank=True)
    agenda = models.TextField(_("dagordning"), blank=True)
    minutes = models.TextField(_("anteckningar"), blank=True)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("möte")
        verbose_name_plural = _("möten")
        ordering = ["-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.group}, {self.held_on:%Y-%m-%d}"
