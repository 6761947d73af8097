from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import say_what_is_missing
from organisations.models import County, PoliceArea
from organisations.plain_text import plain
from organisations.screening import ScreenedTextField
from organisations.themes import Theme


class ShortWaySelect(forms.Select):
    """A select written in one go: Django renders two templates for each option, a third of the list page's time."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        widget = self.get_context(name, value, attrs)["widget"]
        options = (option for _group, found, _index in widget["optgroups"] for option in found)
        rows = ((option["value"], flatatt(option["attrs"]), option["label"]) for option in options)
        return format_html(
            "<select{}>{}</select>",
            flatatt({"name": widget["name"], **widget["attrs"]}),
            format_html_join("", '<option value="{}"{}>{}</option>', rows),
        )


class FilterForm(forms.Form):
    """Which promises to show. What makes no sense is passed over, never an error: the address is anyone's to type."""

    mark_optional = False

    q = forms.CharField(label=_("Sök"), max_length=100, required=False)
    lan = forms.ChoiceField(label=_("Län"), required=False)
    omrade = forms.ChoiceField(label=_("Lokalpolisområde"), required=False)
    ar = forms.ChoiceField(label=_("Gäller år"), required=False)
    amne = forms.ChoiceField(label=_("Ämne"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = timezone.localdate().year
        years = [str(year) for year in range(this_year + 3, 2013, -1)]
        areas = PoliceArea.objects.filter(party_rows__isnull=False).distinct().order_by("sort_key")
        self._choose("lan", _("Alla län"), list(County.objects.values_list("code", "name")))
        self._choose("omrade", _("Alla områden"), list(areas.values_list("slug", "name")))
        self._choose("ar", _("Alla år"), [(year, year) for year in years])
        self._choose("amne", _("Alla ämnen"), list(Theme.choices))

    def _choose(self, name: str, every: Any, choices: list[Any]) -> None:
        self.fields[name] = forms.ChoiceField(
            label=self.fields[name].label,
            required=False,
            choices=[("", every), *choices],
            widget=ShortWaySelect,
        )

    @property
    def chosen(self) -> dict[str, str]:
        """The filters that make sense, by name."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class _ReaderForm(forms.Form):
    """What everybody may send. Programs that fill in every field are known by one that people do not see."""

    webbplats = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("webbplats"))


class ReportForm(_ReaderForm):
    text = ScreenedTextField(
        label=_("Vad är fel?"),
        max_length=4000,
        help_text=_("Skriv inte personuppgifter, varken dina egna eller någon annans."),
    )
    email = forms.EmailField(
        label=_("E-post, om du vill ha svar"),
        required=False,
        help_text=_("Adressen används bara för att svara dig."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    creation_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean(self) -> dict[str, Any]:
        """What readers write is read by others, in the administration."""
        return plain(self, super().clean() or self.cleaned_data)


class FaultForm(ReportForm):
    page = forms.CharField(
        label=_("På vilken sida?"), max_length=300, required=False, help_text=_("Till exempel sidans adress.")
    )
    field_order = ["text", "page", "email"]


class FollowForm(_ReaderForm):
    email = forms.EmailField(
        label=_("Din e-postadress"),
        max_length=254,
        help_text=_("Vi använder adressen bara till det här, och tar bort den när du slutar följa löftet."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
