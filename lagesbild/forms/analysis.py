"""Which area and period an analysis is made for."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.models import Category
from lagesbild.periods import MOST_DAYS, Period
from organisations.forms.base import DateField, say_what_is_missing


class PeriodForm(forms.Form):
    """Read from the address, so that a page can be sent to a colleague. ``places``: (key, name) of those to choose."""

    fran = DateField(label=gettext_lazy("Från"))
    till = DateField(label=gettext_lazy("Till och med"))
    plats = forms.TypedChoiceField(label=gettext_lazy("Område"), required=False, coerce=int, empty_value=None)
    vad = forms.MultipleChoiceField(
        label=gettext_lazy("Vad"),
        choices=Category.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Välj en eller flera. Utan val räknas alla."),
    )
    mark_optional = False

    def __init__(self, *args: Any, places: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plats"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [("", _("Hela kommunen")), *places]
        say_what_is_missing(self)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        first, last = values.get("fran"), values.get("till")
        if first and last:
            if last < first:
                self.add_error("till", ValidationError(_("Den sista dagen är före den första.")))
            elif Period(first, last).days > MOST_DAYS:
                self.add_error("till", ValidationError(_("Välj högst tre år.")))
        return values
