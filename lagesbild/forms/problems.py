"""A problem: written, joined with another, and ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from lagesbild.forms.owners import OwnedForm
from lagesbild.forms.problem_fields import ProblemFields, long_text
from lagesbild.models import Layer
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
    """The text of a joint problem; ``into`` and ``edit_number`` when it joins one that there is."""

    into = forms.IntegerField(widget=forms.HiddenInput, required=False)
    edit_number = forms.IntegerField(
        widget=forms.HiddenInput, required=False, min_value=0, max_value=2**31 - 1
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._choices("layer").choices = [one for one in Layer.choices if one[0] != Layer.OWN]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in super().values().items() if name != "into"}

    def show_newer(self, current: Any) -> list[tuple[str, str]]:
        """Sent again it is saved on what the colleague has made."""
        newer = super().show_newer(current)
        self.resend({"into": str(current.pk)})
        return newer


class ReasonForm(EditForm):
    """Why a problem is ended."""

    reason = long_text(gettext_lazy("Varför är det inte längre aktuellt?"), required=True)
