"""How often to be reminded."""

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.models import ReminderChoice
from organisations.forms.base import ActionForm


class ReminderForm(ActionForm):
    how_often = forms.ChoiceField(
        label=_("Hur ofta vill du ha påminnelser?"),
        choices=ReminderChoice.HowOften.choices,
        widget=forms.RadioSelect,
        help_text=_("Du får högst ett mejl om dagen. Det som är försenat får du alltid veta."),
    )
