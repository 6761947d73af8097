"""Starting a promise, its parties and period, and the other facts of the draft itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import RowsField
from organisations.models import Municipality, Organisation, PoliceArea
from organisations.pictures import ACCEPT
from organisations.themes import Theme
from promises.actions.drafting import period_values
from promises.forms.base import DraftForm, RowForm, key_field
from promises.models import Aim, Party, Picture, Place, Predecessor, Promise, Revision
from promises.states import CURRENT


class NewPromiseForm(DraftForm):
    """What is needed to begin. Everything else can wait, so nothing else is asked."""

    title = forms.CharField(
        label=_("Rubrik"),
        max_length=200,
        help_text=_("Syns för alla när löftet är publicerat. Du kan ändra den senare."),
    )
    period_text = forms.CharField(
        label=_("När gäller löftet?"),
        max_length=300,
        required=False,
        help_text=_("Skriv som ni brukar: ”2027”, ”januari 2027–december 2028”, ”tills vidare”."),
    )
    police_areas = RowsField(
        label=_("Polisens område"),
        queryset=PoliceArea.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    creation_key = key_field()

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        areas = PoliceArea.objects.filter(municipalities=municipality, is_active=True)
        self.fields["police_areas"].queryset = areas  # type: ignore[attr-defined]
        # A city has several areas and a promise usually one of them: then it is for the writer to say which.
        if len(areas) == 1:
            self.initial.setdefault("police_areas", areas)
        if not areas:
            del self.fields["police_areas"]


class BasicsForm(RowForm):
    """Title, period, where and when, themes. The period's days are read from its words unless they are set."""

    themes = forms.MultipleChoiceField(
        label=_("Vad löftet handlar om"),
        choices=Theme.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Hjälper invånare i hela landet att hitta löften om samma sak."),
    )

    DAYS = ("period_start", "period_end", "period_precision", "period_open_ended", "period_condition")

    class Meta:
        model = Revision
        fields = [
            "title",
            "period_text",
            "period_start",
            "period_end",
            "period_open_ended",
            "period_condition",
            "period_review_on",
            "period_precision",
            "scope_text",
            "time_scope",
            "themes",
            "change_summary",
        ]
        labels = {
            "period_text": _("När gäller löftet?"),
            "period_open_ended": _("Gäller tills vidare"),
            "period_condition": _("Vad som avslutar löftet"),
            "period_review_on": _("Ni prövar löftet igen senast"),
            "period_precision": _("Så exakt är perioden menad"),
            "scope_text": _("Var gäller löftet?"),
            "time_scope": _("Vilka tider gäller löftet?"),
            "change_summary": _("Vad har ändrats sedan förra versionen?"),
        }
        help_texts = {
            "period_text": _(
                "Skriv som ni brukar: ”2027”, ”hösten 2027”, ”tills vidare”. Vi läser ut datumen."
            ),
            "period_condition": _(
                "Behövs om löftet gäller tills vidare. Till exempel: tills lägesbilden ändras."
            ),
        }
        widgets = {"change_summary": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["period_precision"] = forms.ChoiceField(
            label=_("Så exakt är perioden menad"),
            choices=Revision.Precision.choices,
            required=False,
            help_text=_("”2027” är menat som år, ”1 mars 2027” som dag."),
        )
        if self.instance.number == 1:  # type: ignore[attr-defined]
            del self.fields["change_summary"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("Perioden slutar innan den börjar. Ändra ett av datumen."))
        if end and values.get("period_open_ended"):
            self.add_error(
                "period_end", _("Ett löfte som gäller tills vidare har inget slutdatum. Ta bort ett av dem.")
            )
        return values

    def values(self) -> dict[str, Any]:
        """As written; the days are read from new words when nobody has touched the days themselves."""
        values = super().values()
        values["period_precision"] = values.get("period_precision") or Revision.Precision.UNKNOWN
        if "period_text" in self.changed_data and not set(self.DAYS) & set(self.changed_data):
            values |= period_values(values["period_text"])
        return values


class PartyForm(RowForm):
    class Meta:
        model = Party
        fields = ["wording"]
        labels = {"wording": _("Så kallas parten i texten")}
        help_texts = {"wording": _("Till exempel Polisen eller ÖBO. Lämna tomt för det fullständiga namnet.")}


class PlaceForm(RowForm):
    class Meta:
        model = Place
        fields = ["name", "kind"]
        labels = {"name": _("Plats"), "kind": _("Slags plats")}
        help_texts = {"name": _("Till exempel Vivalla eller resecentrum.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Place.Kind.choices  # type: ignore[attr-defined]


class PredecessorForm(RowForm):
    """One of our own promises, or the name and address of a document elsewhere."""

    address = forms.URLField(label=_("Webbadress"), max_length=500, required=False, assume_scheme="https")

    class Meta:
        model = Predecessor
        fields = ["promise", "title", "address"]
        labels = {
            "promise": _("Ett löfte som finns här"),
            "title": _("Eller: namnet på ett äldre löfte"),
        }
        help_texts = {"title": _("Till exempel Medborgarlöfte 2025.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["promise"]
        field.queryset = _earlier_promises(self.revision)  # type: ignore[attr-defined]
        field.label_from_instance = _title_of  # type: ignore[attr-defined]
        field.empty_label = _("Inget av dem")  # type: ignore[attr-defined]
        if not field.queryset.exists():  # type: ignore[attr-defined]
            del self.fields["promise"]
            self.fields["title"].label = _("Namnet på det förra löftet")

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if not values.get("promise") and not values.get("title") and "title" not in self.errors:
            self.add_error("title", _("Skriv vad det förra löftet heter."))
        return values

    def values(self) -> dict[str, Any]:
        values = super().values()
        values.setdefault("promise", None)
        if values["promise"] is not None and not values["title"]:
            values["title"] = _title_of(values["promise"])
        return values


def _earlier_promises(revision: Revision | None) -> Any:
    """Published promises of the parties' municipalities, newest first, except this one."""
    if revision is None:
        return Promise.objects.none()
    municipalities = revision.parties.filter(organisation__kind=Organisation.Kind.MUNICIPALITY)
    found = Promise.objects.filter(
        revisions__status__in=CURRENT,
        revisions__parties__organisation__in=municipalities.values("organisation"),
    )
    return found.exclude(pk=revision.promise_id).distinct()


def _title_of(promise: Promise) -> str:
    current = promise.revisions.current().first()
    return current.title if current else promise.slug


class AimForm(RowForm):
    class Meta:
        model = Aim
        fields = ["text"]
        labels = {"text": _("Mål")}
        help_texts = {
            "text": _("Vad ska bli bättre? Till exempel: Färre känner sig otrygga på badplatserna.")
        }


class AimsLeadForm(DraftForm):
    """The sentence before the list of aims, compared by its words when two people write it at once."""

    aims_lead = forms.CharField(
        label=_("Mening före målen"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Till exempel: Löftet ska"),
    )
    before = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *args: Any, instance: Revision, **kwargs: Any) -> None:
        words = {"aims_lead": instance.aims_lead, "before": instance.aims_lead}
        super().__init__(*args, initial=words, **kwargs)

    def again(self, row: Revision) -> AimsLeadForm:
        return AimsLeadForm(instance=row)

    def rebase(self, row: Revision) -> None:
        self.data["before"] = row.aims_lead  # type: ignore[index]


class PictureForm(RowForm):
    """The file is read and re-encoded by the action, so any file passes here."""

    upload = forms.FileField(
        label=_("Bild"),
        required=False,
        help_text=_("JPEG, PNG eller WebP, högst 10 MB. Uppgifter om plats och kamera tas bort."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    class Meta:
        model = Picture
        fields = ["alt", "caption", "credit"]
        labels = {
            "alt": _("Vad bilden visar"),
            "caption": _("Bildtext"),
            "credit": _("Fotograf eller källa"),
        }
        help_texts = {
            "alt": _("Läses upp för den som inte ser bilden. Till exempel: Polisbil vid torget i Hällefors."),
            "credit": _("Till exempel: Hällefors kommun."),
        }

    field_order = ["upload", "alt", "caption", "credit"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if self.is_new and not values.get("upload"):
            self.add_error("upload", _("Välj en bild."))
        return values
