"""What the forms share whose row there is one of for each thing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from organisations.forms.base import ActionForm


class OneForm(ActionForm):
    """A form of the one row that there is of something; ``edit_number`` 0 when there is none yet."""

    edit_number = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        initial=0,
        error_messages={"required": gettext_lazy("Ladda om sidan och försök igen.")},
    )

    def fill(self, row: Any) -> OneForm:
        """Set the initial values to those of the row, when there is one."""
        if row is not None:
            super().fill(row)
            self.initial["edit_number"] = row.edit_number
        return self
