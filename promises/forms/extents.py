"""The fields in which a reading of the omfattning is shown, chosen and corrected by hand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.screening import ScreenedCharField
from promises import extent, readings
from promises.extent import vocabulary

Kind = extent.Kind

KINDS = [
    ("", _("Välj slag")),
    (Kind.COUNT, _("Ett antal")),
    (Kind.RATE, _("Ett antal per vecka, månad eller liknande")),
    (Kind.SERVICE_LEVEL, _("Inom en viss tid från något")),
    (Kind.WITHIN, _("Under eller före en viss tid")),
    (Kind.ON_DEMAND, _("Vid behov")),
    (Kind.ONGOING, _("Löpande")),
]
OPERATORS = [
    ("", _("inget av dem")),
    (extent.Operator.AT_LEAST, _("minst")),
    (extent.Operator.AT_MOST, _("högst")),
    (extent.Operator.EXACTLY, _("exakt")),
    (extent.Operator.UP_TO, _("upp till")),
    (extent.Operator.BETWEEN, _("mellan")),
]
_PER = [(per, vocabulary.PER_FORMS[per][0]) for per in extent.Per]
_OVER = [(per, words) for per, words in _PER if per in vocabulary.AVERAGED_OVER]
EVERY = [
    (1, _("varje")),
    (2, _("varannan, vartannat")),
    (3, _("var tredje, vart tredje")),
    *((number, _("var %(number)d:e") % {"number": number}) for number in range(4, 100)),
]
_TIMING = list(vocabulary.TIMING_WORDS.items())
_DEADLINE_UNITS = [(unit, vocabulary.DEADLINE_WORDS[unit][1]) for unit in extent.DeadlineUnit]

# Parts that are asked together, each with its heading, in the order of a sentence.
_HOW_MUCH = (_("Hur mycket?"), ("operator", "number", "upper", "unit", "approximate"))
_HOW_OFTEN = (_("Hur ofta?"), ("every", "per", "average_over", "average"))
_WHEN = (_("När?"), ("timing", "time"))
GROUPS_OF: dict[str, tuple[tuple[Any, tuple[str, ...]], ...]] = {
    Kind.COUNT: (_HOW_MUCH, _WHEN),
    Kind.RATE: (_HOW_MUCH, _HOW_OFTEN, _WHEN),
    Kind.SERVICE_LEVEL: (
        (_("Hur fort?"), ("deadline", "deadline_unit")),
        (_("Från vad?"), ("trigger", "condition")),
    ),
    Kind.WITHIN: (_WHEN,),
    Kind.ON_DEMAND: ((_("Vad utlöser det?"), ("trigger",)), _WHEN),
    Kind.ONGOING: (_WHEN,),
}
PARTS_OF: dict[str, tuple[str, ...]] = {
    kind: tuple(part for _heading, parts in groups for part in parts) for kind, groups in GROUPS_OF.items()
}
_PREFIX = "extent_"


class ExtentFields(forms.Form):
    """Whether to use a reading, which, and its parts. The fields of a part are named ``extent_<part>``."""

    use_text = forms.BooleanField(label=_("Använd det som omfattning"), required=False)
    reading = forms.ChoiceField(
        label=_("Hur ska omfattningen läsas?"),
        required=False,
        initial=readings.Choice.AUTO,
        widget=forms.RadioSelect,
        choices=[
            (readings.Choice.AUTO, _("Läs ut den ur orden")),
            (readings.Choice.MANUAL, _("Vi anger den själva")),
            (readings.Choice.NONE, _("Läs inte ut något")),
        ],
    )
    extent_kind = forms.ChoiceField(label=_("Slags omfattning"), required=False, choices=KINDS)
    extent_operator = forms.ChoiceField(label=_("Minst eller högst"), required=False, choices=OPERATORS)
    extent_number = forms.CharField(label=_("Antal"), required=False, max_length=12)
    extent_upper = forms.CharField(label=_("Och (vid mellan)"), required=False, max_length=12)
    extent_approximate = forms.BooleanField(label=_("ungefär"), required=False)
    extent_unit = ScreenedCharField(label=_("Vad räknas?"), required=False, max_length=100)
    extent_every = forms.TypedChoiceField(
        label=_("Takt"), required=False, coerce=int, empty_value=None, choices=EVERY, initial=1
    )
    extent_per = forms.ChoiceField(label=_("Period"), required=False, choices=[("", _("Välj")), *_PER])
    extent_average = forms.BooleanField(label=_("i snitt"), required=False)
    extent_average_over = forms.ChoiceField(
        label=_("Snittet räknas över"), required=False, choices=[("", _("inget särskilt")), *_OVER]
    )
    extent_timing = forms.ChoiceField(
        label=_("Under eller senast"), required=False, choices=[("", _("ingen tid")), *_TIMING]
    )
    extent_time = ScreenedCharField(label=_("Tid, till exempel hösten 2027"), required=False, max_length=100)
    extent_deadline = forms.CharField(label=_("Inom hur lång tid?"), required=False, max_length=12)
    extent_deadline_unit = forms.ChoiceField(
        label=_("Enhet"), required=False, choices=[("", _("Välj")), *_DEADLINE_UNITS]
    )
    extent_trigger = ScreenedCharField(
        label=_("Räknat från vad?"),
        required=False,
        max_length=400,
        help_text=_("Till exempel: efter att anmälan kommit in."),
    )
    extent_condition = ScreenedCharField(
        label=_("På vilket villkor?"),
        required=False,
        max_length=400,
        help_text=_("Till exempel: när förundersökning inletts."),
    )

    def is_corrected(self) -> bool:
        """Whether somebody has taken the reading in hand, or it holds something that is wrong."""
        return self._asked() != readings.Choice.AUTO or any(name in self.errors for name in EXTENT_FIELDS)

    def is_manual(self) -> bool:
        """Whether the parts are asked for."""
        return self._asked() == readings.Choice.MANUAL

    def _asked(self) -> str:
        return str(self["reading"].value() or readings.Choice.AUTO.value)

    def extent_groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The fields that the chosen kind asks for, under their headings."""
        chosen = str(self["extent_kind"].value() or "")
        return [
            (heading, [self[_PREFIX + part] for part in parts])
            for heading, parts in GROUPS_OF.get(chosen, ())
        ]

    def forgive_parts(self) -> None:
        """Let nothing said about the parts stop a form that does not use them."""
        if self.cleaned_data.get("reading") != readings.Choice.MANUAL:
            for name in EXTENT_FIELDS:
                self.errors.pop(name, None)

    def choice(self, scope: str) -> readings.Choice:
        """What the person wants the reading to come from. To be called on a cleaned form."""
        asked = self.cleaned_data.get("reading")
        if asked in (readings.Choice.MANUAL, readings.Choice.NONE):
            return readings.Choice(asked)
        if self.cleaned_data.get("use_text") and not scope:
            return readings.Choice.TEXT
        return readings.Choice.AUTO

    def manual(self) -> extent.Extent:
        """The extent that the parts make; raises ``extent.ExtentError`` with a sentence when they make none."""
        kind = self.cleaned_data.get("extent_kind") or ""
        parts = {part: self.cleaned_data.get(_PREFIX + part) for part in PARTS_OF.get(kind, ())}
        if kind == Kind.RATE and not parts.get("every"):
            parts["every"] = 1
        return extent.from_dict({"kind": kind, **parts})


def extent_initial(found: extent.Extent | None) -> dict[str, Any]:
    """A reading as the fields show it, so that a correction starts from what was read."""
    if found is None:
        return {}
    parts = extent.to_dict(found)
    shown = {_PREFIX + part: value for part, value in parts.items() if value is not None}
    for part in ("number", "upper", "deadline"):
        if parts.get(part) is not None:
            shown[_PREFIX + part] = str(parts[part]).replace(".", ",")
    return shown


EXTENT_FIELDS = tuple(ExtentFields.base_fields)
