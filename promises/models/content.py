"""What is written in a revision, beside its activities."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.models.editing import EditableRow, OrderedRow
from organisations.themes import Theme
from promises.models.promise import Promise, Revision


class Party(OrderedRow):
    """An organisation that stands behind the promise. Municipalities and police areas among them give its place."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="party_rows"
    )
    wording = models.CharField(
        _("så står det i texten"), max_length=150, blank=True, help_text=_("Till exempel Polisen eller ÖBO.")
    )

    class Meta(OrderedRow.Meta):
        verbose_name = _("part")
        verbose_name_plural = _("parter")
        constraints = [
            models.UniqueConstraint(fields=["revision", "organisation"], name="party_once"),
        ]

    def __str__(self) -> str:
        return self.wording or str(self.organisation)


class Section(OrderedRow):
    """A part of the text under a heading of its own: paragraphs and lists (see ``organisations.body``)."""

    class Kind(models.TextChoices):
        BACKGROUND = "background", _("Bakgrund")
        PURPOSE = "purpose", _("Syfte")
        AGREEMENT = "agreement", _("Samverkansöverenskommelse")
        DIALOGUE = "dialogue", _("Vad invånarna säger")
        LAGESBILD = "lagesbild", _("Lägesbild")
        POSITIVE_FACTORS = "positive_factors", _("Positiva faktorer")
        UNSAFE_TIMES = "unsafe_times", _("Otrygga tider")
        UNSAFE_PLACES = "unsafe_places", _("Otrygga platser och grupper")
        PRIORITIES = "priorities", _("Prioriterade områden")
        CAUSE_ANALYSIS = "cause_analysis", _("Orsaksanalys")
        PROMISE = "promise", _("Löftet")
        FOLLOW_UP = "follow_up", _("Uppföljning")
        COMMUNICATION = "communication", _("Återkoppling och kommunikation")
        RESERVATIONS = "reservations", _("Förbehåll")
        OTHER = "other", _("Annat avsnitt")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="sections")
    kind = models.CharField(_("slags avsnitt"), max_length=20, choices=Kind.choices, default=Kind.OTHER)
    heading = models.CharField(_("rubrik"), max_length=200, blank=True)
    body = models.TextField(_("text"), blank=True)
    after_activities = models.BooleanField(_("står efter aktiviteterna"), default=False)

    class Meta(OrderedRow.Meta):
        verbose_name = _("avsnitt")
        verbose_name_plural = _("avsnitt")

    def __str__(self) -> str:
        return self.heading or self.get_kind_display()


class Aim(OrderedRow):
    """What the promise is for, in a list apart from the focus areas."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="aims")
    text = models.CharField(_("mål"), max_length=500)

    class Meta(OrderedRow.Meta):
        verbose_name = _("mål")
        verbose_name_plural = _("mål")

    def __str__(self) -> str:
        return self.text


class FocusArea(OrderedRow):
    """A subject that the promise gathers activities under."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="focus_areas")
    # The same area in the next version keeps its key, as an activity does: evaluations and indicators hang on it.
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    title = models.CharField(_("rubrik"), max_length=300)
    background = models.TextField(_("bakgrund"), blank=True)
    purpose = models.TextField(_("syfte"), blank=True)
    goal = models.TextField(_("mål"), blank=True)
    problem = models.TextField(_("problemet som området svarar på"), blank=True)
    theme = models.CharField(_("ämne"), max_length=20, choices=Theme.choices, blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name = _("fokusområde")
        verbose_name_plural = _("fokusområden")

    def __str__(self) -> str:
        return self.title


class Place(OrderedRow):
    """A place in words: for the whole promise, for a focus area or for one activity."""

    class Kind(models.TextChoices):
        MUNICIPALITY = "municipality", _("hela kommunen")
        DISTRICT = "district", _("stadsdel eller ort")
        PLACE = "place", _("plats")

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="places")
    focus_area = models.ForeignKey(
        FocusArea, null=True, blank=True, on_delete=models.CASCADE, related_name="places"
    )
    activity = models.ForeignKey(
        "promises.Activity", null=True, blank=True, on_delete=models.CASCADE, related_name="places"
    )
    name = models.CharField(_("plats"), max_length=150)
    kind = models.CharField(_("slags plats"), max_length=15, choices=Kind.choices, default=Kind.PLACE)

    class Meta(OrderedRow.Meta):
        verbose_name = _("plats")
        verbose_name_plural = _("platser")

    def __str__(self) -> str:
        return self.name


class DialogueBasis(EditableRow):
    """What the promise builds on: what people have said, when and where they feel unsafe, and the sources."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="dialogue")
    summary = models.TextField(
        _("vad invånarna har sagt"),
        blank=True,
        help_text=_("Kort, utan namn. Vilka frågade ni, hur många svarade, vad sa de?"),
    )
    method = models.CharField(
        _("hur dialogen gjordes"),
        max_length=300,
        blank=True,
        help_text=_("Till exempel enkät och trygghetsvandring."),
    )
    figures = models.CharField(
        _("hur många"), max_length=300, blank=True, help_text=_("Till exempel: drygt 700 svarade.")
    )
    unsafe_when = models.TextField(_("när det känns otryggt"), blank=True)
    unsafe_where = models.TextField(_("var det känns otryggt"), blank=True)
    unsafe_who = models.TextField(_("vilka som känner sig otrygga"), blank=True)
    sources = models.TextField(_("källor"), blank=True, help_text=_("En källa per rad."))
    no_dialogue_reason = models.TextField(
        _("varför ingen dialog har gjorts"),
        blank=True,
        help_text=_("Fyll i om löftet inte bygger på en dialog."),
    )

    class Meta:
        verbose_name = _("dialog och lägesbild")
        verbose_name_plural = _("dialog och lägesbild")


class FollowUpPlan(EditableRow):
    """How the promise is followed up and answered back to those who live there."""

    class Interval(models.TextChoices):
        WEEK = "week", _("varje vecka")
        FORTNIGHT = "fortnight", _("varannan vecka")
        MONTH = "month", _("varje månad")
        QUARTER = "quarter", _("varje kvartal")
        TERTIAL = "tertial", _("varje tertial")
        HALF_YEAR = "half_year", _("varje halvår")
        YEAR = "year", _("varje år")
        COUNCIL = "council", _("inför varje möte i rådet")
        CONTINUOUS = "continuous", _("löpande")

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="follow_up")
    statement = models.TextField(
        _("så följs löftet upp"), blank=True, help_text=_("Texten som visas för alla.")
    )
    interval = models.CharField(_("hur ofta"), max_length=12, choices=Interval.choices, blank=True)
    by_whom = models.CharField(_("vem följer upp"), max_length=300, blank=True)
    first_on = models.DateField(_("första uppföljningen"), null=True, blank=True)
    reported_to = models.CharField(_("rapporteras till"), max_length=300, blank=True)
    report_by = models.DateField(_("slutrapport senast"), null=True, blank=True)
    feedback_on = models.DateField(_("svar till invånarna senast"), null=True, blank=True)
    feedback_channel = models.CharField(
        _("hur invånarna får svar"),
        max_length=300,
        blank=True,
        help_text=_("Till exempel: kommunens webbplats."),
    )
    communication = models.TextField(_("så berättar ni om löftet"), blank=True)

    class Meta:
        verbose_name = _("uppföljning och återkoppling")
        verbose_name_plural = _("uppföljning och återkoppling")


class Signatory(OrderedRow):
    """Somebody who is to sign (or, in a promise registered afterwards, has signed), by title and organisation."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="signatories")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("organisation"), on_delete=models.PROTECT, related_name="signatory_rows"
    )
    title = models.CharField(_("titel"), max_length=120)
    name = models.CharField(_("namn"), max_length=150, blank=True)
    statement = models.TextField(
        _("uttalande"), blank=True, help_text=_("Vad den som skriver under vill säga till invånarna.")
    )
    # Only for a promise registered afterwards: what the original says.
    original_signed_on = models.DateField(_("undertecknat"), null=True, blank=True)
    original_signed_text = models.CharField(
        _("så står det om dagen"), max_length=100, blank=True, help_text=_("Till exempel ”idag”.")
    )
    original_place = models.CharField(_("ort"), max_length=100, blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name = _("undertecknare")
        verbose_name_plural = _("undertecknare")

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


class PromiseContact(OrderedRow):
    """Where a citizen can ask about the promise."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="promise_contacts",
    )
    title = models.CharField(_("titel"), max_length=120)
    phone = models.CharField(_("telefon"), max_length=40, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    address = models.CharField(_("adress"), max_length=300, blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name = _("kontakt")
        verbose_name_plural = _("kontakter")

    def __str__(self) -> str:
        return f"{self.title}, {self.organisation}"


class Picture(EditableRow):
    """A picture at the top of the promise, with its text alternative and credit."""

    revision = models.OneToOneField(Revision, on_delete=models.CASCADE, related_name="picture")
    file = models.ImageField(_("bild"), upload_to="pictures/%Y/", width_field="width", height_field="height")
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    alt = models.CharField(_("vad bilden visar"), max_length=300)
    caption = models.CharField(_("bildtext"), max_length=300, blank=True)
    credit = models.CharField(_("fotograf eller källa"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("bild")
        verbose_name_plural = _("bilder")


class Predecessor(OrderedRow):
    """The promise that came before: one of ours, or a document elsewhere."""

    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="predecessors")
    promise = models.ForeignKey(
        Promise,
        verbose_name=_("löfte"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="successor_rows",
    )
    title = models.CharField(_("namn"), max_length=200, blank=True)
    address = models.URLField(_("adress"), max_length=500, blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name = _("föregångare")
        verbose_name_plural = _("föregångare")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(promise__isnull=False) | ~models.Q(title=""), name="predecessor_says_which"
            )
        ]

    def __str__(self) -> str:
        return self.title or str(self.promise)
