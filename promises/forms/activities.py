"""The forms of an activity: all its fields, or the few that a short promise needs."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from promises import extent, readings
from promises.actions.activities import Written
from promises.actions.drafting import period_values
from promises.actors import Actor, Candidates
from promises.forms import actors as slots_of
from promises.forms.actors import WORDING, Part, PartFields, read_wording
from promises.forms.base import RowForm
from promises.forms.extents import ExtentFields, extent_initial
from promises.forms.places import PlacesField
from promises.models import Activity, Revision

TEXT = {"rows": 3}


class KeyedForm(RowForm):
    """A form whose ids begin with a key of its own, so that the page can point at what belongs to it.

    Nearly all of its fields may wait, so none is marked as optional.
    """

    mark_optional = False

    @property
    def key(self) -> str:
        return str(self.auto_id).removesuffix("_%s")

    def start_at(self, name: str) -> None:
        """Put the cursor in this field when the form is shown in place; with errors, in the first that is wrong."""
        wrong = [bound.name for bound in self.visible_fields() if self.is_bound and bound.errors]
        self.fields[wrong[0] if wrong else name].widget.attrs["autofocus"] = True


class FocusAreaField(forms.ModelChoiceField):
    """One that somebody has removed in the meantime means none: what was typed is more than where it stood."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except forms.ValidationError:
            return None


class ActivityForm(KeyedForm, ExtentFields):
    """Everything that can be said about an activity."""

    places = PlacesField(label=_("Platser"), help_text=_("En per rad."))
    search = forms.CharField(label=_("Sök en organisation till"), required=False, max_length=100)

    DAYS = ("period_start", "period_end")
    # Groups of fields that are folded away until something is written in them.
    FOLDED = {
        "about": (
            "purpose",
            "target_group",
            "places",
            "time_scope",
            "expected_effect",
            "approach",
            "term",
        ),
        "period": ("period_text", "period_start", "period_end", "outside_period_reason"),
    }

    class Meta:
        model = Activity
        fields = [
            "text",
            "scope",
            "focus_area",
            *WORDING.values(),
            "purpose",
            "target_group",
            "expected_effect",
            "approach",
            "term",
            "time_scope",
            "period_text",
            "period_start",
            "period_end",
            "outside_period_reason",
        ]
        labels = {
            "text": _("Vad ska göras?"),
            "scope": _("Omfattning"),
            "focus_area": _("Fokusområde"),
            **dict.fromkeys(WORDING.values(), _("Så står det i texten")),
            "purpose": _("Syfte"),
            "target_group": _("Målgrupp"),
            "expected_effect": _("Väntad effekt"),
            "approach": _("Slags åtgärd"),
            "term": _("Verkar på"),
            "time_scope": _("Vilka tider?"),
            "period_text": _("När gäller aktiviteten?"),
            "period_start": _("Börjar"),
            "period_end": _("Slutar"),
            "outside_period_reason": _("Varför ligger aktiviteten utanför löftets period?"),
        }
        help_texts = {
            "text": _("Börja gärna med ett verb: ”Vi kontrollerar …”, ”Kommunen ordnar …”."),
            "scope": _(
                "Hur mycket eller hur ofta, till exempel ”minst 4 kontroller i månaden” eller ”löpande”."
            ),
            **dict.fromkeys(
                WORDING.values(),
                _("Om ni vill ha andra ord än organisationernas namn, till exempel Polis/kommun."),
            ),
            "time_scope": _("Till exempel kvällar och helger."),
            "period_text": _(
                "Bara om den inte gäller hela löftets period. Skriv till exempel ”sommaren 2027”."
            ),
        }
        widgets = {
            "text": forms.Textarea(attrs=TEXT),
            "scope": forms.TextInput(),
            "purpose": forms.Textarea(attrs={"rows": 2}),
            "expected_effect": forms.Textarea(attrs={"rows": 2}),
        }

    def __init__(
        self,
        *args: Any,
        candidates: Candidates,
        rows: Iterable[Any] = (),
        slots: slots_of.Slots | None = None,
        extra: Iterable[Organisation] = (),
        **kwargs: Any,
    ) -> None:
        activity: Activity = kwargs["instance"]
        found = {} if activity.pk is None else _initial(activity)
        kwargs["initial"] = found | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.candidates, self.rows = candidates, list(rows)
        self.slots = slots or slots_of.slots_for(self.rows, self.data if self.is_bound else None)
        # What was searched for, and found, the last time the form was shown.
        self.query, self.hits = "", list[Organisation]()
        self.sent = slots_of.chosen_organisations(self.data) if self.is_bound else []
        slots_of.add_slots(self, candidates, self.slots, self.rows, [*extra, *self.sent])
        _offer_focus_areas(self, self.revision)
        for name in ("approach", "term"):
            self.fields[name].choices = [("", _("Välj")), *self.fields[name].choices[1:]]  # type: ignore[attr-defined]

    def again(self, row: Any) -> ActivityForm:
        """The same form, unbound, for the activity as it is now, with room for as many actors as here."""
        rows = list(row.actors.select_related("organisation"))
        now = slots_of.slots_for(rows)
        slots = {part: max(count, now[part]) for part, count in self.slots.items()}
        self._widen(slots)
        return ActivityForm(
            instance=row,
            revision=self.revision,
            candidates=self.candidates,
            rows=rows,
            slots=slots,
            auto_id=self.auto_id,
        )

    def _widen(self, slots: slots_of.Slots) -> None:
        """Let two versions of the form have the same fields, so that they can be laid side by side."""
        missing = {
            name for part, n in slots.items() for name in (f"{part}_{n - 1}_who",) if name not in self.fields
        }
        if missing:
            kept = dict(self.fields)
            slots_of.add_slots(self, self.candidates, slots, self.rows)
            self.fields.update(kept)
            self.slots = slots

    def parts(self) -> dict[str, PartFields]:
        return {part.part: part for part in slots_of.parts_of(self, self.slots)}

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        start, end = values.get("period_start"), values.get("period_end")
        if start and end and start > end:
            self.add_error("period_end", _("Aktiviteten slutar innan den börjar. Ändra ett av datumen."))
        self.extent = None
        self.forgive_parts()
        if self.choice(values.get("scope", "")) == readings.Choice.MANUAL:
            try:
                self.extent = self.manual()
            except extent.ExtentError as error:
                self.add_error("extent_kind", str(error))
        return values

    def written(self) -> Written:
        """The activity as it is written, with its reading."""
        kept = {name: value for name, value in self.values().items() if name in self.Meta.fields}
        read = readings.stored(kept["text"], kept["scope"], self.choice(kept["scope"]), self.extent)
        actors = slots_of.actors_in(self, self.slots, self.candidates)
        return Written({**kept, **self._period(), **read}, actors, self.cleaned_data["places"])

    def _period(self) -> dict[str, Any]:
        """The days are read from new words, unless somebody has set the days themselves."""
        changed = set(self.changed_data)
        if "period_text" in changed and not changed & set(self.DAYS):
            return period_values(self.cleaned_data["period_text"])
        if changed & set(self.DAYS):
            known = any(self.cleaned_data.get(name) for name in self.DAYS)
            return {"period_precision": Activity.Precision.DAY if known else Activity.Precision.UNKNOWN}
        return {}


class QuickActivityForm(KeyedForm):
    """The few fields that a row of a table has. The rest is behind "Spara och fyll i mer"."""

    use_text = forms.BooleanField(label=_("Använd det som omfattning"), required=False)
    executors = forms.MultipleChoiceField(
        label=_("Utförare"), required=False, widget=forms.CheckboxSelectMultiple
    )
    responsible = forms.MultipleChoiceField(
        label=_("Ansvarig"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Activity
        fields = ["text", "scope", "focus_area", "executor_wording", "responsible_wording"]
        labels = {
            "text": _("Vad ska göras?"),
            "scope": _("Omfattning"),
            "executor_wording": _("Utförare: roll eller egna ord"),
            "responsible_wording": _("Ansvarig: roll eller egna ord"),
        }
        help_texts = {"scope": ActivityForm.Meta.help_texts["scope"]}
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "scope": forms.TextInput(),
            "focus_area": forms.HiddenInput(),
        }

    def __init__(self, *args: Any, candidates: Candidates, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.candidates = candidates
        boxes = [(str(c.organisation.pk), c.short_label) for c in candidates.boxes()]
        for name in ("executors", "responsible"):
            self.fields[name].choices = boxes  # type: ignore[attr-defined]
        _offer_focus_areas(self, self.revision)

    def written(self) -> Written:
        values = self.values()
        kept = {name: values[name] for name in self.Meta.fields}
        actors = self._actors(Part.EXECUTOR, "executors", kept)
        actors += self._actors(Part.RESPONSIBLE, "responsible", kept)
        choice = readings.Choice.TEXT if values["use_text"] and not kept["scope"] else readings.Choice.AUTO
        return Written({**kept, **readings.stored(kept["text"], kept["scope"], choice)}, actors)

    def _actors(self, part: Part, boxes: str, kept: dict[str, Any]) -> list[Actor]:
        """Ticked organisations; words beside exactly one of them are the role there, words alone are read."""
        wording = kept[WORDING[part]]
        ticked = [int(number) for number in self.cleaned_data[boxes]]
        if not ticked:
            return read_wording(part, wording, self.candidates)
        if wording and len(ticked) == 1 and self.candidates.read(wording) is None and len(wording) <= 120:
            kept[WORDING[part]] = ""
            return [Actor(part, ticked[0], wording)]
        return [Actor(part, number) for number in ticked]


def _initial(activity: Activity) -> dict[str, Any]:
    choice = readings.choice_of(activity)
    asked = readings.Choice.AUTO if choice == readings.Choice.TEXT else choice
    return {
        "places": [place.name for place in activity.places.all()],
        "use_text": choice == readings.Choice.TEXT,
        "reading": asked,
        **extent_initial(readings.extent_of(activity)),
    }


def _offer_focus_areas(form: RowForm, revision: Revision | None) -> None:
    areas = revision.focus_areas.order_by("position", "pk") if revision else None
    form.fields["focus_area"] = FocusAreaField(
        areas,
        required=False,
        label=_("Fokusområde"),
        empty_label=_("Utanför fokusområdena"),
        widget=form.fields["focus_area"].widget,
    )
