"""Making an account, and one's own name."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.forms.base import say_what_is_missing
from organisations.models import Invitation, User
from organisations.plain_text import plain
from organisations.screening import ScreenedFormMixin


class NewAccountForm(ScreenedFormMixin, forms.Form):
    """Name and password of somebody who accepts an invitation."""

    mark_optional = False

    name = forms.CharField(
        label=gettext_lazy("Ditt namn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=gettext_lazy("Visas för dem du arbetar med."),
    )
    password = forms.CharField(
        label=gettext_lazy("Välj lösenord"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=gettext_lazy(
            "Minst tolv tecken. Flera ord efter varandra är lätta att minnas och svåra att gissa."
        ),
    )
    password_again = forms.CharField(
        label=gettext_lazy("Skriv lösenordet igen"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        say_what_is_missing(self)
        self.invitation = invitation
        self.initial.setdefault("name", invitation.name)

    def clean(self) -> dict[str, Any]:
        """The two are the same, and good enough for this person."""
        values = plain(self, super().clean() or self.cleaned_data)
        password, again = values.get("password"), values.get("password_again")
        if password and again and password != again:
            self.add_error("password_again", _("Lösenorden är olika. Skriv samma i båda fälten."))
        elif password:
            try:
                validate_password(password, User(email=self.invitation.email, name=values.get("name", "")))
            except ValidationError as error:
                self.add_error("password", error)
        return values


class NameForm(ScreenedFormMixin, forms.Form):
    """The name that colleagues see."""

    name = forms.CharField(
        label=gettext_lazy("Ditt namn"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def clean(self) -> dict[str, Any]:
        """The name as it is seen: it stands in what the person signs."""
        return plain(self, super().clean() or self.cleaned_data)
