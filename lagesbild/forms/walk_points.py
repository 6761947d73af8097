"""The points of a safety walk: recorded on the way, changed afterwards, and followed up."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.forms.dialogues import set_queryset
from lagesbild.forms.positions import DegreesField
from lagesbild.models import Place, WalkPoint
from lagesbild.permissions import covering
from lagesbild.where_and_when import OUTSIDE
from organisations.forms.base import (
    MAX_TEXT,
    ActionForm,
    DateField,
    EditForm,
    NewForm,
    say_what_to_choose,
    text_area,
)
from organisations.models import Municipality, Organisation
from organisations.pictures import ACCEPT, CleanPicture, read_picture


class PictureField(forms.FileField):
    """A picture, made harmless while the form is read: ``cleaned_data`` holds a ``CleanPicture``."""

    def clean(self, data: Any, initial: Any = None) -> CleanPicture | None:
        upload = super().clean(data, initial)
        return read_picture(upload) if upload else None


class PointFields(ActionForm):
    """A point of a walk. In the order of need on the way: the first four are what a phone asks for."""

    category = forms.ChoiceField(
        label=gettext_lazy("Vad gäller det?"), choices=WalkPoint.Category.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label=gettext_lazy("Vad ser ni?"), max_length=MAX_TEXT, widget=text_area(3))
    place_text = forms.CharField(
        label=gettext_lazy("Var?"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Till exempel: gångtunneln, norra sidan."),
    )
    place = forms.ModelChoiceField(
        label=gettext_lazy("Namngiven plats"), queryset=Place.objects.none(), required=False
    )
    latitude = DegreesField(label=gettext_lazy("Latitud"))
    longitude = DegreesField(label=gettext_lazy("Longitud"))
    is_sure = forms.BooleanField(label=gettext_lazy("Positionen stämmer ändå"), required=False)
    picture = PictureField(
        label=gettext_lazy("Bild"),
        required=False,
        help_text=gettext_lazy(
            "JPEG, PNG eller WebP, högst 10 MB. Uppgifter om plats och kamera tas bort. Inga personer som går att "
            "känna igen."
        ),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )
    picture_alt = forms.CharField(
        label=gettext_lazy("Vad visar bilden?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("För den som inte ser den. Till exempel: En trasig lampa vid tunneln."),
    )
    measure = forms.CharField(
        label=gettext_lazy("Vad ska göras?"), max_length=MAX_TEXT, required=False, widget=text_area(2)
    )
    measure_owner = forms.ModelChoiceField(
        label=gettext_lazy("Vem gör det?"), queryset=Organisation.objects.none(), required=False
    )
    measure_owner_title = forms.CharField(
        label=gettext_lazy("Som roll"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Till exempel: gatuingenjören. Inget namn."),
    )
    due_on = DateField(label=gettext_lazy("Klart senast"), required=False)
    internal_note = forms.CharField(
        label=gettext_lazy("Anteckning för parterna"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(2),
        help_text=gettext_lazy("Kommer aldrig med i protokollet."),
    )
    is_public = forms.BooleanField(
        label=gettext_lazy("Med i det offentliga protokollet"), required=False, initial=True
    )

    more = (
        "place",
        "measure",
        "measure_owner",
        "measure_owner_title",
        "due_on",
        "internal_note",
        "is_public",
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        set_queryset(self.fields["place"], Place.objects.filter(municipality=municipality, is_active=True))
        set_queryset(self.fields["measure_owner"], owners_near(municipality))
        say_what_to_choose(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Skriv vad bilden visar, för den som inte ser den."))
        return cleaned

    def values(self) -> dict[str, Any]:
        found = super().values()
        for name in ("picture", "keeps_picture", "is_sure"):
            found.pop(name, None)
        return found

    @property
    def asks(self) -> bool:
        """Whether the position was unlikely, so that the tick that says it is right is shown."""
        return "is_sure" in self.data or self.has_error("latitude", OUTSIDE)

    @property
    def opens_map(self) -> bool:
        """Whether the folded map has something in it that the person has to see."""
        return self.asks or any(
            name in self.errors or self[name].value() for name in ("latitude", "longitude")
        )

    @property
    def opens_more(self) -> bool:
        """Whether the folded part has something in it that the person has to see."""
        names = [name for name in self.more if name != "is_public"]
        return any(name in self.errors or self[name].value() for name in names)

    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more]


class NewPointForm(PointFields, NewForm):
    pass


class PointForm(PointFields, EditForm):
    keeps_picture = forms.BooleanField(label=gettext_lazy("Behåll bilden"), required=False, initial=True)

    def __init__(self, *args: Any, point: WalkPoint, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fill(point)
        # The file itself is not in the form, and no path of it on the page.
        self.initial["picture"] = None
        self.initial["keeps_picture"] = True
        if not point.picture:
            del self.fields["keeps_picture"]

    def differing(self, current: Any) -> list[tuple[str, str]]:
        others = {
            str(self[name].label) for name in ("picture", "keeps_picture", "is_sure") if name in self.fields
        }
        return [(label, text) for label, text in super().differing(current) if label not in others]


class FollowForm(EditForm):
    """What has become of a point."""

    state = forms.ChoiceField(
        label=gettext_lazy("Hur är läget?"), choices=WalkPoint.State.choices, widget=forms.RadioSelect
    )
    state_note = forms.CharField(
        label=gettext_lazy("Vad har hänt, eller varför inte?"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Visas i protokollet. Behövs när det inte åtgärdas."),
    )
    state_on = DateField(label=gettext_lazy("Läget gäller från"), required=False)


def owners_near(municipality: Municipality) -> Any:
    """Who can be asked to do something: the municipality with its parts and companies, and the police there."""
    own = Q(pk=municipality.pk) | Q(parent=municipality.pk) | Q(managed_by=municipality.pk)
    police = Q(pk__in=covering(municipality.pk))
    return Organisation.objects.filter(own | police).order_by("kind", "sort_key")
