"""The steps of an analysis of causes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from lagesbild.models import Cause, Evidence
from organisations.forms.base import MAX_TEXT, ActionForm, EditForm, NewForm, text_area


def _text(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, widget=text_area(2), max_length=MAX_TEXT, required=False
    )


class TriangleForm(ActionForm):
    """The triangle: who or what stands at each side, who could watch it, and why here, then and so."""

    mark_optional = False
    offender = _text(
        _("De som gör det, som grupp"),
        _("Vilka, hur gamla, i sällskap eller ensamma? Aldrig enskilda personer."),
    )
    handler = _text(_("Vem kan påverka dem?"), _("Föräldrar, tränare, lärare, kamrater."))
    target = _text(_("Den eller det som drabbas"))
    guardian = _text(_("Vem kan skydda den eller det?"), _("Besökare, grannar, väktare, vänner."))
    place = _text(_("Platsen"), _("Vad på platsen gör det lätt?"))
    manager = _text(_("Vem har ansvar för platsen?"), _("Ägare, förvaltare, den som har öppet där."))
    why_here = _text(_("Varför just här?"))
    why_then = _text(_("Varför just då?"))
    why_so = _text(_("Varför på det sättet?"))
    edit_number = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        max_value=2**31 - 1,
        initial=0,
        error_messages={"required": _("Ladda om sidan och försök igen.")},
    )


class ChainFields(ActionForm):
    """One link in the chain of events."""

    text = forms.CharField(label=_("Vad händer?"), max_length=300)
    breaks = forms.CharField(
        label=_("Hur kan kedjan brytas här?"),
        help_text=_("Lämna tomt om ni inte ser något sätt."),
        max_length=300,
        required=False,
    )


class NewChainForm(ChainFields, NewForm):
    """A new link."""


class ChainForm(ChainFields, EditForm):
    """A link that there is."""


class CauseFields(ActionForm):
    """A cause and its place in the tree. ``parents``: the causes that it can lie under."""

    text = forms.CharField(label=_("Orsak"), max_length=300)
    parent = forms.ModelChoiceField(
        label=_("Ligger under"),
        help_text=_("En direkt orsak leder rakt till problemet. En indirekt förklarar en annan orsak."),
        queryset=Cause.objects.none(),
        required=False,
    )
    side = forms.ChoiceField(
        label=_("Del av triangeln"), choices=Cause.Side.choices, initial=Cause.Side.OTHER
    )
    public_text = forms.CharField(
        label=_("Så här berättar vi om den för alla"),
        help_text=_("Visas bara när alla får läsa problemet."),
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, parents: QuerySet[Cause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent"]
        field.queryset = parents
        field.empty_label = _("Ingen: det är en direkt orsak")

    def fill(self, row: Any) -> CauseFields:
        self.initial.setdefault("parent", row.parent_id)
        super().fill(row)
        return self


class NewCauseForm(CauseFields, NewForm):
    """A new cause."""


class CauseForm(CauseFields, EditForm):
    """A cause that there is."""


class EvidenceFields(ActionForm):
    """What says that a cause is one. ``causes``: those of the problem."""

    cause = forms.ModelChoiceField(label=_("Orsak"), queryset=Cause.objects.none(), empty_label=_("Välj"))
    text = forms.CharField(label=_("Vad talar för det?"), max_length=300)
    source = forms.CharField(label=_("Källa"), max_length=200, required=False)
    strength = forms.ChoiceField(
        label=_("Hur säkert är det?"),
        choices=Evidence.Strength.choices,
        initial=Evidence.Strength.SOME,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, causes: QuerySet[Cause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["cause"]
        field.queryset = causes

    def fill(self, row: Any) -> EvidenceFields:
        self.initial.setdefault("cause", row.cause_id)
        super().fill(row)
        return self


class NewEvidenceForm(EvidenceFields, NewForm):
    """New evidence."""


class EvidenceForm(EvidenceFields, EditForm):
    """Evidence that there is."""


class RemoveCauseForm(EditForm):
    """What becomes of the causes that lie under a removed one."""

    children = forms.ChoiceField(
        label=_("Orsakerna under den"),
        choices=[("keep", _("Flytta upp dem ett steg")), ("remove", _("Ta bort dem också"))],
        initial="keep",
        widget=forms.RadioSelect,
    )
