"""A problem: written, joined with another, and ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lagesbild.forms.problem_fields import ProblemFields, long_text
from lagesbild.models import Layer, Problem
from organisations.forms.base import (
    EditForm,
    NewForm,
)
from organisations.models import Organisation


class NewProblemForm(ProblemFields, NewForm):
    """A party's new problem. Whose it is, is asked when the person writes for several."""

    owner = forms.ModelChoiceField(
        label=gettext_lazy("Vems problembild är det?"), queryset=Organisation.objects.none(), empty_label=None
    )

    def __init__(self, *args: Any, speaks_for: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.speaks_for = speaks_for
        if len(speaks_for) == 1:
            del self.fields["owner"]
        else:
            self._choices("owner").queryset = Organisation.objects.filter(
                pk__in=[one.pk for one in speaks_for]
            )

    def owner_of(self) -> Organisation:
        """The party in whose name the problem is written."""
        return self.cleaned_data.get("owner") or self.speaks_for[0]


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
