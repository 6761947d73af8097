from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.editing import EditableRow
from promises.models.base import Period
from promises.querysets import PromiseQuerySet, RevisionQuerySet
from promises.states import CURRENT, OPEN, Status


class Promise(models.Model):
    """A promise through all its revisions: its address and where it comes from, nothing of its text."""

    slug = models.SlugField(_("adressnamn"), max_length=120, unique=True)
    owner = models.ForeignKey(
        Organisation,
        verbose_name=_("skapat av"),
        on_delete=models.PROTECT,
        related_name="owned_promises",
        help_text=_("Organisationen som började skriva löftet."),
    )
    registered_afterwards = models.BooleanField(_("registrerat i efterhand"), default=False)
    original_url = models.URLField(_("originalets adress"), max_length=500, blank=True)
    original_file = models.FileField(_("originalfil"), upload_to="originals/%Y/", blank=True)
    original_sha256 = models.CharField(max_length=64, blank=True, editable=False)
    is_demo = models.BooleanField(_("demonstrationsdata"), default=False)
    creation_key = models.UUIDField(unique=True, editable=False)
    created_at = models.DateTimeField(_("skapat"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("skapat av"), on_delete=models.PROTECT, related_name="+"
    )

    objects = PromiseQuerySet.as_manager()

    class Meta:
        verbose_name = _("medborgarlöfte")
        verbose_name_plural = _("medborgarlöften")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return reverse("public:promise", args=[self.slug])


class Revision(EditableRow, Period):
    """One text of a promise: the working copy until it is frozen, then the rows behind the frozen version.

    ``number`` is the version that the text is meant to become, counted from 1; ``attempt`` rises when a frozen text
    is declined or withdrawn and written anew under the same number.
    """

    promise = models.ForeignKey(Promise, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("version"), default=1)
    attempt = models.PositiveIntegerField(_("försök"), default=1)
    # State changes must go through promises.actions.
    status = models.CharField(_("läge"), max_length=20, choices=Status.choices, default=Status.DRAFT)
    status_changed_at = models.DateTimeField(_("läget ändrades"), default=timezone.now)
    based_on = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="followed_by"
    )
    change_summary = models.TextField(
        _("vad som ändrats"), blank=True, help_text=_("Visas för alla, intill den nya versionen.")
    )

    title = models.CharField(_("rubrik"), max_length=200)
    themes = models.JSONField(_("ämnen"), default=list, blank=True)
    scope_text = models.CharField(
        _("gäller var"), max_length=300, blank=True, help_text=_("Till exempel: hela kommunen.")
    )
    time_scope = models.CharField(
        _("gäller vilka tider"), max_length=300, blank=True, help_text=_("Till exempel: kvällar och nätter.")
    )
    aims_lead = models.TextField(
        _("inledning till målen"), blank=True, help_text=_("Meningen före listan, om det finns en.")
    )
    # A new version of a promise registered afterwards may be agreed and signed here, like any other.
    signed_here = models.BooleanField(_("undertecknas här"), default=False, editable=False)
    # What a reader can search for, in search form; written when the text is published (promises.indexing).
    search_text = models.TextField(blank=True, editable=False)
    # What a list says of the published text (promises.summaries); written at the same time.
    summary = models.JSONField(null=True, blank=True, editable=False)
    published_at = models.DateTimeField(_("publicerat"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avslutat"), null=True, blank=True)
    ended_reason = models.TextField(_("varför löftet avslutades"), blank=True)

    objects = RevisionQuerySet.as_manager()

    class Meta(Period.Meta):
        abstract = False
        verbose_name = _("version")
        verbose_name_plural = _("versioner")
        ordering = ["promise", "number", "attempt"]
        constraints = [
            *Period.Meta.constraints,
            models.UniqueConstraint(fields=["promise", "number", "attempt"], name="revision_once"),
            models.UniqueConstraint(
                fields=["promise"], condition=Q(status__in=sorted(OPEN)), name="one_open_revision"
            ),
            models.UniqueConstraint(
                fields=["promise"], condition=Q(status__in=sorted(CURRENT)), name="one_current_revision"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_editable(self) -> bool:
        return self.status == Status.DRAFT

    @property
    def can_be_followed(self) -> bool:
        """Whether a new draft can be made from this text: it is in force, or the last one of a promise without."""
        if self.status == Status.PUBLISHED:
            return True
        later = self.promise.revisions.exclude(status=Status.WITHDRAWN)
        return self.status == Status.WITHDRAWN and not later.exists()

    @property
    def registered_afterwards(self) -> bool:
        """Whether this text was made and signed elsewhere. A later version of such a promise need not be."""
        return self.promise.registered_afterwards and not self.signed_here
