"""Signing, declining and a signature on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.models import Mandate
from organisations.uploads import ACCEPT, CheckedFile, checked
from promises import mandates
from promises.forms.base import DraftForm, use_date_pickers
from promises.models import Signatory, Signature

Place = tuple[Signatory, Mandate]


class PlaceForm(DraftForm):
    """In whose place the person signs: a choice only for somebody who has more than one."""

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(signatory.pk, _place_words(signatory, mandate)) for signatory, mandate in places]
        self.fields["place"] = forms.TypedChoiceField(
            label=_("Du skriver under som"),
            choices=names,
            coerce=int,
            widget=forms.RadioSelect if len(names) > 1 else forms.HiddenInput,
            initial=names[0][0] if names else None,
        )
        self.places = {signatory.pk: signatory for signatory, _mandate in places}
        self.order_fields(["place"])

    @property
    def signatory(self) -> Signatory:
        return self.places[self.cleaned_data["place"]]


class SignForm(PlaceForm):
    """The hash of the text that the page shows, and the proof: a password typed, or a passkey's answer."""

    sha256 = forms.CharField(widget=forms.HiddenInput, max_length=64)
    password = forms.CharField(
        label=gettext_lazy("Ditt lösenord"),
        required=False,
        strip=False,
        help_text=gettext_lazy("Skriv det igen, så att det är säkert att det är du som skriver under."),
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    credential = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20_000)
    mark_optional = False

    def __init__(self, *args: Any, with_password: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_password:
            del self.fields["password"]

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if "password" in self.fields and not values.get("password") and not values.get("credential"):
            self.add_error("password", _("Skriv ditt lösenord."))
        elif "password" not in self.fields and not values.get("credential"):
            raise ValidationError(_("Använd din passnyckel. Det kräver att JavaScript är på."))
        return values

    @property
    def method(self) -> str:
        return Signature.Method.PASSKEY if self.cleaned_data.get("credential") else Signature.Method.PASSWORD

    @property
    def answer(self) -> str:
        return self.cleaned_data.get("credential") or self.cleaned_data.get("password", "")


class DeclineForm(PlaceForm):
    reason = forms.CharField(
        label=gettext_lazy("Varför skriver du inte under?"),
        help_text=gettext_lazy("Alla parter ser skälet. Skriv vad som behöver ändras."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )


class MandateField(forms.ModelChoiceField):
    """Who has a mandate, and under which title unless the name says it already, as in the demonstration."""

    def label_from_instance(self, obj: Mandate) -> str:
        name = str(obj.user)
        return name if name.startswith(obj.title) else f"{name}, {obj.title}"


class PaperForm(DraftForm):
    """A signature made on paper, for one place in the text."""

    mandate = MandateField(queryset=Mandate.objects.none())
    scan = forms.FileField(
        label=gettext_lazy("Den underskrivna sidan"),
        help_text=gettext_lazy("PDF, PNG eller JPEG, högst 10 MB."),
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )
    place = forms.CharField(label=gettext_lazy("Ort"), max_length=100, required=False)
    signed_on = forms.DateField(
        label=gettext_lazy("Dag"),
        required=False,
        help_text=gettext_lazy("Lämna tomt om papperet inte har något datum."),
    )
    signed_text = forms.CharField(
        label=gettext_lazy("Så står det om dagen på papperet"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Bara om det inte är ett vanligt datum, till exempel ”idag”."),
    )

    def __init__(self, *args: Any, signatory: Signatory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        use_date_pickers(self)
        self.signatory = signatory
        holders = [
            m.pk
            for m in Mandate.objects.filter(organisation=signatory.organisation)
            if mandates.fits(m, signatory)
        ]
        field = MandateField(
            label=_("Vem har skrivit under?"),
            queryset=Mandate.objects.filter(pk__in=holders).select_related("user", "organisation"),
            empty_label=None,
        )
        self.fields["mandate"] = field

    def clean_scan(self) -> CheckedFile:
        upload: UploadedFile = self.cleaned_data["scan"]
        return checked(upload)

    def clean_signed_on(self) -> date | None:
        day: date | None = self.cleaned_data["signed_on"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Dagen har inte varit än. Kontrollera datumet."))
        return day


def _place_words(signatory: Signatory, mandate: Mandate) -> str:
    return f"{mandates.title_of(mandate, signatory)}, {signatory.organisation}"
