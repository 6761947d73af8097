"""What an evaluator found."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.evaluations import results_of
from followup.forms.base import OneForm
from followup.models import Evaluation
from organisations.forms.base import MAX_TEXT, text_area
from organisations.models import Organisation


class EvaluationForm(OneForm):
    """One kind of evaluation of one thing; ``kind`` decides which results there are."""

    evaluator = forms.ModelChoiceField(
        label=_("Utvärderat av"), queryset=Organisation.objects.none(), empty_label=None
    )
    result = forms.ChoiceField(label=_("Resultat"), widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("Varför inte?"),
        help_text=_("Behövs när effekten inte går att mäta eller resultatet inte går att bedöma."),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(3),
    )
    text = forms.CharField(
        label=_("Vad ni kom fram till"), max_length=MAX_TEXT, required=False, widget=text_area(6)
    )
    success_factors = forms.CharField(
        label=_("Framgångsfaktorer"),
        help_text=_("Vad gjorde att det fungerade?"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(3),
    )
    remaining_challenges = forms.CharField(
        label=_("Kvarstående utmaningar"),
        help_text=_("Vad är inte löst?"),
        max_length=MAX_TEXT,
        required=False,
        widget=text_area(3),
    )
    recommendation = forms.ChoiceField(
        label=_("Rekommendation"),
        choices=[("", _("Ingen rekommendation")), *Evaluation.Recommendation.choices],
        required=False,
    )

    def __init__(self, *args: Any, kind: str, organisations: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["result"].choices = results_of(kind)
        known = [one.pk for one in organisations]
        fields["evaluator"].queryset = Organisation.objects.filter(pk__in=known)
        # The one that the promise names, when it names one.
        fields["evaluator"].initial = next(iter(known), None)
