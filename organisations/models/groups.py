from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
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

    @property
    def works_for(self) -> set[int]:
        """For whom the group works: the municipalities it names, and the organisation that it belongs to."""
        found = set(self.municipalities.values_list("pk", flat=True))
        return found | ({self.parent_id} if self.parent_id else set())


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


class AgendaItem(models.Model):
    """A point on the agenda. ``source`` says what it came from ("round:12"), so that it is not filled in twice."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    position = models.PositiveIntegerField(_("ordning"), default=0)
    title = models.CharField(_("punkt"), max_length=200)
    text = models.TextField(_("underlag"), blank=True)
    source = models.CharField(max_length=80, blank=True, editable=False)
    minutes = models.TextField(_("anteckningar"), blank=True)
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("punkt på dagordningen")
        verbose_name_plural = _("punkter på dagordningen")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "source"], condition=~Q(source=""), name="agenda_filled_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Decision(models.Model):
    """A numbered decision of a meeting, with who sees to it and by when. It stays on the lists until it is done."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    number = models.PositiveIntegerField(_("nummer"))
    text = models.TextField(_("beslut"))
    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("ansvarig organisation"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    owner_title = models.CharField(_("ansvarig roll"), max_length=120, blank=True)
    due_on = models.DateField(_("klart senast"), null=True, blank=True)
    # Of which promise the meeting wants a new version; its address name, since promises are not known here.
    wants_change_of = models.SlugField(_("löfte som ska ändras"), max_length=120, blank=True)
    done_on = models.DateField(_("klart"), null=True, blank=True)
    done_note = models.CharField(_("vad som gjordes"), max_length=300, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("beslut")
        verbose_name_plural = _("beslut")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, done_by__isnull=True)
                | Q(done_on__isnull=False, done_by__isnull=False),
                name="decision_done_on_and_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.meeting}, {_('beslut')} {self.number}"
