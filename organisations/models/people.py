import uuid
from datetime import date
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models.organisation import Organisation
from organisations.models.sorting import SortKeyField
from organisations.querysets import MandateQuerySet, MembershipQuerySet, UserManager
from organisations.roles import RoleKey
from organisations.swedish import search_form, sort_form


class User(AbstractBaseUser, PermissionsMixin):
    """A person who logs in with an e-mail address. What the person may do follows from memberships."""

    email = models.EmailField(_("e-post"), unique=True, max_length=254)
    name = models.CharField(_("namn"), max_length=150)
    is_active = models.BooleanField(_("får logga in"), default=True)
    is_staff = models.BooleanField(_("får öppna administrationen"), default=False)
    is_demo = models.BooleanField(_("demonstrationskonto"), default=False)
    date_joined = models.DateTimeField(_("skapades"), default=timezone.now, editable=False)
    search_text = models.CharField(max_length=400, editable=False, blank=True, db_index=True)
    sort_key = SortKeyField(max_length=300, editable=False, blank=True, db_index=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("personer")
        ordering = ["sort_key", "pk"]

    def __str__(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search_text = search_form(f"{self.name} {self.email}")
        self.sort_key = sort_form(self.name or self.email)
        if (names := kwargs.get("update_fields")) and {"name", "email"} & {*names}:
            kwargs["update_fields"] = {*names, "search_text", "sort_key"}
        super().save(*args, **kwargs)


class Membership(models.Model):
    """That a person acts for an organisation in a role, between two days (both included)."""

    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="memberships"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="memberships"
    )
    role = models.CharField(_("roll"), max_length=30, choices=RoleKey.choices)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    valid_from = models.DateField(_("från och med"), default=timezone.localdate)
    valid_to = models.DateField(_("till och med"), null=True, blank=True)
    succeeded_by = models.ForeignKey(
        "self",
        verbose_name=_("efterträds av"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="succeeds",
        editable=False,
    )
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        verbose_name_plural = _("medlemskap")
        ordering = ["organisation", "role", "user"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="membership_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(valid_to__isnull=True),
                name="membership_open_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display()}, {self.organisation}"

    @property
    def role_in_text(self) -> str:
        return RoleKey(self.role).in_text

    def is_valid_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Mandate(models.Model):
    """A decision that a person may sign for an organisation, or a delegation of such a decision."""

    user = models.ForeignKey(
        User, verbose_name=_("person"), on_delete=models.PROTECT, related_name="mandates"
    )
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="mandates"
    )
    title = models.CharField(
        _("titel"), max_length=120, help_text=_("Till exempel Kommunstyrelsens ordförande.")
    )
    decision_reference = models.CharField(
        _("beslut"), max_length=200, help_text=_("Organ, datum, paragraf och diarienummer.")
    )
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till och med"), null=True, blank=True)
    delegated_from = models.ForeignKey(
        "self",
        verbose_name=_("ersättare för"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="delegations",
    )
    granted_by = models.ForeignKey(
        User, verbose_name=_("infört av"), on_delete=models.PROTECT, related_name="granted_mandates"
    )
    granted_at = models.DateTimeField(_("infört"), auto_now_add=True)
    # Whoever entered it had also invited the person: then a second pair of eyes must have seen it.
    needs_confirmation = models.BooleanField(_("ska bekräftas"), default=False, editable=False)
    confirmed_at = models.DateTimeField(_("bekräftat"), null=True, blank=True, editable=False)
    confirmed_by = models.ForeignKey(
        User,
        verbose_name=_("bekräftat av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="confirmed_mandates",
        editable=False,
    )
    revoked_at = models.DateTimeField(_("återkallat"), null=True, blank=True)
    revoked_by = models.ForeignKey(
        User,
        verbose_name=_("återkallat av"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="revoked_mandates",
    )
    creation_key = models.UUIDField(null=True, unique=True, editable=False)
    edit_number = models.PositiveIntegerField(default=1, editable=False)

    objects = MandateQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandat att skriva under")
        verbose_name_plural = _("mandat att skriva under")
        ordering = ["organisation", "title", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="mandate_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="mandate_revoked_at_and_by",
            ),
            models.CheckConstraint(condition=~Q(user=F("granted_by")), name="mandate_not_to_oneself"),
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True, confirmed_by__isnull=True)
                | Q(
                    ~Q(confirmed_by=F("granted_by")),
                    ~Q(confirmed_by=F("user")),
                    confirmed_at__isnull=False,
                    confirmed_by__isnull=False,
                ),
                name="mandate_confirmed_by_a_third",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.title}, {self.organisation}"

    @property
    def awaits_confirmation(self) -> bool:
        """Whether it holds only when somebody else than who entered it has confirmed it."""
        return self.needs_confirmation and self.confirmed_at is None and self.revoked_at is None

    def is_valid_on(self, day: date) -> bool:
        """Whether the mandate itself holds on that day; a delegation also needs the one it comes from."""
        own = (
            self.revoked_at is None
            and not self.awaits_confirmation
            and self.valid_from <= day
            and (self.valid_to is None or day <= self.valid_to)
        )
        return own and (self.delegated_from is None or self.delegated_from.is_valid_on(day))


class Invitation(models.Model):
    """An invitation to a person to act for an organisation. Only a digest of the secret is stored."""

    email = models.EmailField(_("e-post"))
    name = models.CharField(_("namn"), max_length=150, blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.CASCADE, related_name="invitations"
    )
    role = models.CharField(_("roll"), max_length=30, choices=RoleKey.choices)
    title = models.CharField(_("titel"), max_length=120, blank=True)
    valid_from = models.DateField(_("rollen börjar"), null=True, blank=True)
    replaces = models.ForeignKey(
        Membership,
        verbose_name=_("efterträder"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        editable=False,
    )
    secret_digest = models.CharField(max_length=64, unique=True, editable=False)
    creation_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invited_by = models.ForeignKey(
        User, verbose_name=_("inbjuden av"), on_delete=models.PROTECT, related_name="sent_invitations"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(_("gäller till"))
    accepted_at = models.DateTimeField(_("tackade ja"), null=True, blank=True)
    accepted_by = models.ForeignKey(
        User, null=True, blank=True, on_delete=models.PROTECT, related_name="accepted_invitations"
    )
    withdrawn_at = models.DateTimeField(_("återtagen"), null=True, blank=True)

    class Meta:
        verbose_name = _("inbjudan")
        verbose_name_plural = _("inbjudningar")
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True, accepted_by__isnull=True)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="invitation_accepted_at_and_by",
            )
        ]

    def __str__(self) -> str:
        # Without the address: the event log, which cannot be weeded, remembers what a row is called.
        return f"{self.get_role_display()}, {self.organisation}"

    @property
    def role_in_text(self) -> str:
        return RoleKey(self.role).in_text

    @property
    def state(self) -> str:
        """``accepted``, ``withdrawn``, ``expired`` or ``pending``."""
        if self.accepted_at:
            return "accepted"
        if self.withdrawn_at:
            return "withdrawn"
        return "expired" if self.expires_at <= timezone.now() else "pending"
