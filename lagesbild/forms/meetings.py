"""The summary of a lägesbildsträff."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import MAX_TEXT, NewForm, text_area


class SummaryForm(NewForm):
    text = forms.CharField(
        label=_("Sammanfattning"),
        max_length=MAX_TEXT,
        widget=text_area(8),
        help_text=_("Går som mejl till alla som har plats i gruppen. Skriv inga namn och inget om enskilda."),
    )
