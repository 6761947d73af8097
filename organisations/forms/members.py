"""Inviting, changing and handing over."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from organisations.forms.base import ActionForm, DateField, EditForm, NewForm
from organisations.roles import RoleKey


class InviteForm(NewForm):
    email = forms.EmailField(
        label=_("E-postadress"), max_length=254, help_text=_("Adressen i arbetet. Dit skickar vi inbjudan.")
    )
    name = forms.CharField(label=_("Namn"), max_length=150, required=False)
    role = forms.ChoiceField(label=_("Roll"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Titel"),
        max_length=120,
        required=False,
        help_text=_("Till exempel Säkerhetssamordnare. Titeln visas för kollegor."),
    )

    def __init__(self, *args: Any, roles: Iterable[RoleKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["role"]
        field.choices = [(role.value, role.label) for role in roles]
        link = '<a href="{}">{}</a>'
        field.help_text = format_html(link, reverse("overview:roles"), _("Vad får de olika rollerna göra?"))


class MembershipForm(EditForm):
    title = forms.CharField(label=_("Titel"), max_length=120, required=False)
    valid_from = DateField(label=_("Gäller från och med"))
    valid_to = DateField(
        label=_("Gäller till och med"),
        required=False,
        help_text=_("Lämna tomt om rollen gäller tills vidare."),
    )


class EndForm(ActionForm):
    """When a role ends; empty means now."""

    last_day = DateField(
        label=_("Sista dag"), required=False, help_text=_("Lämna tomt om rollen ska sluta gälla nu genast.")
    )


class HandOverForm(NewForm):
    email = forms.EmailField(label=_("Efterträdarens e-postadress"), max_length=254)
    name = forms.CharField(label=_("Efterträdarens namn"), max_length=150, required=False)
    first_day = DateField(
        label=_("Efterträdarens första dag"),
        initial=timezone.localdate,
        help_text=_("Företrädarens roll slutar dagen innan."),
    )
