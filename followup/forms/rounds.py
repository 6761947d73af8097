"""Confirming how an activity stands, and closing a round."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from followup.followed import Followed
from followup.models import Confirmation
from followup.states import Standing
from organisations.forms.base import MAX_TEXT, ActionForm, text_area
from organisations.models import Organisation
from organisations.screening.fields import ScreenedTextField


class ConfirmForm(ActionForm):
    """How one activity stands, for one organisation. ``edit_number`` is 0 until somebody has said it."""

    edit_number = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0)
    organisation = forms.IntegerField(widget=forms.HiddenInput)
    standing = forms.ChoiceField(
        label=gettext_lazy("Hur ligger aktiviteten till?"), choices=Standing.choices, widget=forms.RadioSelect
    )
    comment = forms.CharField(
        label=gettext_lazy("Kommentar"), max_length=MAX_TEXT, required=False, widget=text_area(3)
    )

    def __init__(
        self,
        data: Any = None,
        *,
        activity: Followed,
        organisation: Organisation,
        row: Confirmation | None = None,
        suggested: str = "",
    ) -> None:
        self.activity, self.speaks_for, self.row = activity, organisation, row
        initial = {"organisation": organisation.pk, "standing": suggested}
        # Several of these stand on one page.
        super().__init__(data, auto_id=f"id_{activity.key.hex[:8]}_{organisation.pk}_%s", initial=initial)
        if row is not None:
            self.initial.update(edit_number=row.edit_number, standing=row.standing, comment=row.comment)


class CloseForm(ActionForm):
    """A summary, and a comment on each activity."""

    comment = forms.CharField(
        label=gettext_lazy("Sammanfattning av omgången"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(4),
        help_text=gettext_lazy("Vad går bra, vad går trögt och vad behöver bestämmas?"),
    )

    def __init__(self, *args: Any, activities: Iterable[Followed], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = {one.key: f"activity_{one.key.hex}" for one in activities}
        for one in activities:
            # Screened like the fields above, which the base class does before these exist.
            self.fields[self.names[one.key]] = ScreenedTextField(
                label=_("Kommentar till aktivitet %(number)s") % {"number": one.text.number},
                max_length=MAX_TEXT,
                required=False,
                widget=text_area(2),
            )

    def comments(self) -> dict[uuid.UUID, str]:
        return {key: self.cleaned_data.get(name, "") for key, name in self.names.items()}
