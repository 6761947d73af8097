"""A problem: written, joined with another, and ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lagesbild.forms.owners import OwnedForm
from lagesbild.forms.problem_fields import ProblemFields, long_text
from lagesbild.models import Layer, Problem
from organisations.forms.base import (
    EditForm,
    NewForm,
)


class NewProblemForm(OwnedForm, ProblemFields):
    """A party's new problem."""

    owner_label = gettext_lazy("Vems problembild är det?")


class ProblemForm(ProblemFields, EditForm):
    """A problem that there is. A joint one is read by both parties."""

    def __init__(self, *args: Any, is_joint: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_joint:
            self._choices("layer").choices = [one for one in Layer.choices if one[0] != Layer.OWN]


class JoinForm(ProblemFields, NewForm):
    """The text of a joint problem; ``into`` and ``edit_number`` when it joins one that there is.

    ``seen`` says which edition of each original the text was written from, as ``of_originals`` writes it.
    """

    into = forms.IntegerField(widget=forms.HiddenInput, required=False)
    edit_number = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("layer").choices = [one for one in Layer.choices if one[0] != Layer.OWN]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name not in ("into", "seen")}

    def seen_numbers(self) -> dict[int, int]:
        """The id of each original and its ``edit_number`` when the form was opened. What cannot be read is left out."""
        pairs = re.findall(r"\b(\d{1,10})-(\d{1,10})\b", self.cleaned_data.get("seen") or "", re.ASCII)
        return {int(pk): int(number) for pk, number in pairs}

    @staticmethod
    def of_originals(originals: Iterable[Problem]) -> str:
        """The value of ``seen``."""
        return " ".join(f"{one.pk}-{one.edit_number}" for one in originals if not one.is_joint)

    def show_newer(self, current: Any) -> list[tuple[str, str]]:
        """Sent again it is saved on what the colleague has made."""
        newer = super().show_newer(current)
        self.resend({"into": str(current.pk)})
        return newer


class ReasonForm(EditForm):
    """Why a problem is ended."""

    reason = long_text(gettext_lazy("Varför är det inte längre aktuellt?"), required=True)
