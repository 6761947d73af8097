"""Reports, corrections, and what of them is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from followup.actions.reporting import EntryValues, ReportPicture
from followup.followed import Followed
from followup.likely import OF_HOW_MANY, UNLIKELY
from followup.models import Entry, EntryPicture
from followup.outcome import shown_number
from followup.states import EntryStatus
from organisations.forms.base import MAX_TEXT, ActionForm, DateField, NewForm, NumberField, text_area
from organisations.models import Organisation
from organisations.pictures import ACCEPT, CleanPicture, read_picture

# In the part that is folded until somebody opens it.
MORE = (
    "participants",
    "hours",
    "exactness",
    "observation",
    "picture",
    "alt",
    "public_text",
    "internal_note",
    "next_step",
)
_VALUES = tuple(EntryValues.__annotations__)


def _number(label: Any, max_digits: int = 12) -> NumberField:
    return NumberField(
        label=label,
        required=False,
        min_value=0,
        max_digits=max_digits,
        decimal_places=2,
        error_messages={
            "min_value": _("Antalet kan inte vara mindre än noll."),
            "max_digits": _("Talet är för stort. Kontrollera siffran."),
            "max_whole_digits": _("Talet är för stort. Kontrollera siffran."),
            "max_decimal_places": _("Skriv talet med högst två decimaler."),
            "invalid": _("Skriv ett tal, till exempel 4 eller 2,5."),
        },
    )


class PictureField(forms.FileField):
    """A picture, made harmless while the form is read: ``cleaned_data`` holds a ``CleanPicture``."""

    def clean(self, data: Any, initial: Any = None) -> CleanPicture | None:
        upload = super().clean(data, initial)
        return read_picture(upload) if upload else None


class _OnEntry(ActionForm):
    """A form about one report; when that has been corrected meanwhile, it goes on with the one that holds."""

    holds: Entry | None = None

    def show_newer(self, current: Any) -> list[tuple[str, str]]:
        self.holds = current
        return self.differing(current)


class _EntryFields(_OnEntry):
    happened_on = DateField(label=_("När?"))
    status = forms.ChoiceField(
        label=_("Hur gick det?"), choices=EntryStatus.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Varför blev det så?"), max_length=MAX_TEXT, required=False, widget=text_area(3)
    )
    quantity = _number(_("Hur många?"))
    out_of = _number(_("Av hur många?"))
    unit = forms.CharField(label=_("Vad räknas?"), max_length=80, required=False)
    place = forms.CharField(label=_("Var?"), max_length=150, required=False)
    is_sure = forms.BooleanField(label=_("Det stämmer ändå"), required=False)
    exactness = forms.ChoiceField(label=_("Antalet är"), choices=Entry.Exactness.choices, required=False)
    participants = forms.IntegerField(
        label=_("Hur många deltog?"),
        required=False,
        min_value=0,
        max_value=2**31 - 1,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Skriv ett heltal."),
            "min_value": _("Antalet kan inte vara mindre än noll."),
        },
    )
    hours = _number(_("Hur många timmar tog det?"), max_digits=8)
    observation = forms.CharField(
        label=_("Vad såg ni?"), max_length=MAX_TEXT, required=False, widget=text_area(3)
    )
    picture = PictureField(
        label=_("Bild"),
        required=False,
        help_text=_("JPEG, PNG eller WebP, högst 10 MB. Uppgifter om plats och kamera tas bort. Inga personer "
                    "som går att känna igen."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )  # fmt: skip
    alt = forms.CharField(
        label=_("Vad visar bilden?"),
        max_length=300,
        required=False,
        help_text=_("För den som inte ser den. Till exempel: Ny belysning längs gångvägen."),
    )
    public_text = forms.CharField(
        label=_("Text till invånarna"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(3),
        help_text=_("Visas på löftets sida när samordnaren eller kommunpolisen har godkänt den."),
    )
    internal_note = forms.CharField(
        label=_("Anteckning"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(3),
        help_text=_("Bara för parterna och den som utför. Inga uppgifter om enskilda."),
    )
    next_step = forms.CharField(label=_("Nästa steg"), max_length=300, required=False)

    def __init__(self, *args: Any, activity: Followed, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        extent = activity.extent
        if extent is None or extent.kind not in OF_HOW_MANY:
            del self.fields["out_of"]

    def clean_exactness(self) -> str:
        return self.cleaned_data.get("exactness") or Entry.Exactness.EXACT

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in _VALUES if name in self.cleaned_data}

    def new_picture(self) -> ReportPicture | None:
        picture = self.cleaned_data.get("picture")
        return ReportPicture(picture, self.cleaned_data["alt"]) if picture else None

    @property
    def asks(self) -> bool:
        """Whether something was unlikely, so that the tick that says it is right is shown."""
        return "is_sure" in self.data or any(self.has_error(name, UNLIKELY) for name in self.errors)

    @property
    def opens_more(self) -> bool:
        """Whether the folded part has something in it that the person has to see."""
        return any(name in self.errors for name in MORE) or any(
            self[name].value() for name in MORE if name not in ("exactness", "picture")
        )

    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in MORE]


class ReportForm(_EntryFields, NewForm):
    """A new report. ``organisations`` are those that the person can report for."""

    organisation = forms.ModelChoiceField(
        label=_("För vem?"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organisation"]
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in organisations])
        if organisations:
            self.initial.setdefault("organisation", organisations[0].pk)
        if len(organisations) == 1:
            field.widget = forms.HiddenInput()
            field.required = False
            self._only = organisations[0]

    def clean_organisation(self) -> Organisation:
        return self.cleaned_data.get("organisation") or self._only


class CorrectForm(_EntryFields, NewForm):
    """A report written anew. ``earlier`` is the picture of the one that is corrected."""

    keep_picture = forms.BooleanField(label=_("Behåll bilden"), required=False, initial=True)

    def __init__(self, *args: Any, earlier: EntryPicture | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.earlier = earlier
        if earlier is None:
            del self.fields["keep_picture"]

    def fill(self, row: Any) -> ActionForm:
        """The values of the report as they were written; its own number is no part of a new one."""
        super().fill(row)
        self.initial["picture"] = None
        self.initial["alt"] = self.earlier.alt if self.earlier else ""
        for name in ("quantity", "out_of", "hours"):
            if self.initial.get(name) is not None:
                self.initial[name] = shown_number(self.initial[name])
        return self

    def chosen_picture(self) -> ReportPicture | EntryPicture | None:
        """The new picture, else the one that is kept, with what is said about it now."""
        new = self.new_picture()
        if new or self.earlier is None or not self.cleaned_data.get("keep_picture"):
            return new
        self.earlier.alt = self.cleaned_data["alt"]
        return self.earlier

    def differing(self, current: Any) -> list[tuple[str, str]]:
        """The fields of the report, without those about its picture, which is not among its own values."""
        others = {str(self[name].label) for name in ("picture", "alt", "is_sure")} | {str(_("Behåll bilden"))}
        return [(label, text) for label, text in super().differing(current) if label not in others]


class _OnHolding(_OnEntry):
    """The form says nothing that a report says, so what it is told is how the one that holds reads."""

    def differing(self, current: Any) -> list[tuple[str, str]]:
        said = [
            (str(_("Datum")), date_format(current.happened_on, "j F Y")),
            (str(_("Läge")), current.get_status_display()),
        ]
        return [
            *said,
            *([(str(_("Text till invånarna")), current.public_text)] if current.public_text else []),
        ]


class RetractForm(_OnHolding):
    reason = forms.CharField(label=_("Varför tas den tillbaka?"), max_length=MAX_TEXT, widget=text_area(3))


class ReleaseForm(_OnHolding):
    shows_text = forms.BooleanField(label=_("Visa texten för alla"), required=False)
    shows_picture = forms.BooleanField(label=_("Visa bilden för alla"), required=False)
    reason = forms.CharField(
        label=_("Varför visas inte allt?"),
        max_length=300,
        required=False,
        help_text=_("Behövs när något inte visas. Den som rapporterade ser det."),
    )

    def __init__(self, *args: Any, entry: Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not entry.public_text:
            del self.fields["shows_text"]
        if not hasattr(entry, "picture"):
            del self.fields["shows_picture"]

    def values(self) -> dict[str, Any]:
        return {"shows_text": False, "shows_picture": False, **super().values()}
