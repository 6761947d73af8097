"""Which series is shown."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from operator import attrgetter
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lagesbild.models import Series


class SeriesForm(forms.Form):
    """Shows what is chosen; the address is read by the view. ``every``: the series in the order of their themes."""

    serie = forms.ChoiceField(label=gettext_lazy("Välj serie"))
    mark_optional = False

    def __init__(self, *args: Any, every: Iterable[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["serie"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101
        field.choices = [
            (theme or _("Övrigt"), [(one.pk, _name(one)) for one in some])
            for theme, some in groupby(every, key=attrgetter("theme"))
        ]


def _name(series: Series) -> str:
    unit = f", {series.unit}" if series.unit else ""
    return f"{series.title}{unit} ({series.get_source_display()})"
