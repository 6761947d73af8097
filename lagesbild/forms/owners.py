"""In whose name a new row is written: asked only of those who write for several organisations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from organisations.forms.base import NewForm
from organisations.models import Organisation


class OwnedForm(NewForm):
    """A new row of one of ``owners``, those that the person writes for. Stands first among the bases of a form, so that
    the question comes after the other fields."""

    owner_label: ClassVar[Any] = gettext_lazy("För vilken organisation skriver du?")
    owner = forms.ModelChoiceField(queryset=Organisation.objects.none(), empty_label=None)

    def __init__(self, *args: Any, owners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owners = list(owners)
        field: Any = self.fields["owner"]
        field.label = self.owner_label
        field.queryset = Organisation.objects.filter(pk__in=[one.pk for one in self.owners])
        if len(self.owners) < 2:
            del self.fields["owner"]

    def owner_of(self) -> Organisation:
        """The organisation in whose name the row is written."""
        return self.cleaned_data.get("owner") or self.owners[0]

    def values(self) -> dict[str, Any]:
        """Without the owner, which every action takes by itself."""
        return {name: value for name, value in super().values().items() if name != "owner"}
