"""What is measured: where it stood, where it is to be, and what in the promise it belongs to."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from promises.forms.base import RowForm
from promises.models import Indicator


class IndicatorForm(RowForm):
    class Meta:
        model = Indicator
        fields = [
            "name",
            "kind",
            "focus_area",
            "activity",
            "unit",
            "direction",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            "source",
        ]
        labels = {
            "name": _("Vad mäter ni?"),
            "kind": _("Slags mål"),
            "focus_area": _("Gäller ett fokusområde"),
            "activity": _("Gäller en aktivitet"),
            "unit": _("Enhet"),
            "direction": _("Åt vilket håll?"),
            "source": _("Källa"),
            "baseline": _("Utgångsvärde"),
            "baseline_on": _("Mätt den"),
            "target": _("Målvärde"),
            "target_on": _("Nås senast"),
        }
        help_texts = {
            "name": _("Till exempel: Andel som känner sig trygga i centrum en vardagskväll."),
            "kind": _(
                "Effekt: blev det bättre? Process: hur gick arbetet? Produktion: hur mycket blev gjort?"
            ),
            "focus_area": _("Lämna tomt när det gäller hela löftet."),
            "unit": _("Till exempel procent, anmälda brott eller kilometer i timmen."),
            "baseline_on": _("Före löftets start, så att ni kan jämföra."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = Indicator.Kind.choices  # type: ignore[attr-defined]
        self.fields["direction"] = forms.ChoiceField(
            label=_("Åt vilket håll?"),
            choices=Indicator.Direction.choices,
            widget=forms.RadioSelect,
            initial=Indicator.Direction.UP,
        )
        for name in ("baseline", "target"):
            # "41,5" as people write it; the browser's number field takes only a full stop in some languages.
            self.fields[name].localize = True
            self.fields[name].widget = forms.TextInput(attrs={"inputmode": "decimal"})
            self.fields[name].widget.is_localized = True
        for name, empty in (("focus_area", _("Inget särskilt")), ("activity", _("Ingen särskild"))):
            field: Any = self.fields[name]
            field.queryset = field.queryset.filter(revision=self.revision).order_by("position", "pk")
            field.empty_label = empty

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        if values.get("focus_area") and values.get("activity"):
            self.add_error("activity", _("Välj ett fokusområde eller en aktivitet, inte båda."))
        if values.get("baseline_on") and values.get("baseline") is None and "baseline" not in self.errors:
            self.add_error("baseline", _("Skriv värdet som mättes den dagen."))
        return values
