"""Who does, answers for, follows up and evaluates: rows of an organisation and a role, and the text's own words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from organisations.screening import ScreenedCharField
from promises.actors import Actor, Candidates
from promises.models import ActivityActor

Part = ActivityActor.Part

# The field of the row that keeps the words of the document, for each part.
WORDING = {
    Part.EXECUTOR: "executor_wording",
    Part.RESPONSIBLE: "responsible_wording",
    Part.FOLLOW_UP: "follow_up_wording",
    Part.EVALUATION: "evaluation_wording",
}
LABELS = {
    Part.EXECUTOR: _("Utförare"),
    Part.RESPONSIBLE: _("Ansvarig"),
    Part.FOLLOW_UP: _("Uppföljning av"),
    Part.EVALUATION: _("Utvärdering av"),
}
MAX_SLOTS = 12
MORE = 2
Slots = dict[str, int]


@dataclass(frozen=True)
class Slot:
    who: BoundField
    role: BoundField


@dataclass(frozen=True)
class PartFields:
    """The fields of one part, for the template."""

    part: str
    label: Any
    slots: list[Slot]
    wording: BoundField

    @property
    def is_used(self) -> bool:
        """Whether anything is filled in or wrong here, so that the part should not be folded away."""
        fields = [self.wording, *(bound for slot in self.slots for bound in (slot.who, slot.role))]
        return any(bound.value() or bound.errors for bound in fields)


def slots_for(actors: Iterable[ActivityActor], data: Any = None) -> Slots:
    """How many rows each part shows: those there are and an empty one, and at least all that were sent."""
    rows = list(actors)
    counts = {}
    for part in Part.values:
        # Two from the beginning where "Polis/kommun" is common.
        least = 2 if part in (Part.EXECUTOR, Part.RESPONSIBLE) else 1
        there = max(sum(actor.part == part for actor in rows) + 1, least)
        counts[part] = min(max(there, _sent(part, data)), MAX_SLOTS)
    return counts


def _sent(part: str, data: Any) -> int:
    if data is None:
        return 0
    rows = (
        n for n in range(MAX_SLOTS, 0, -1) if {f"{part}_{n - 1}_who", f"{part}_{n - 1}_role"} & data.keys()
    )
    return next(rows, 0)


def chosen_organisations(data: Any) -> list[Organisation]:
    """The organisations that the sent rows name, also those found by searching. One query."""
    numbers = {
        int(value)
        for part in Part.values
        for n in range(MAX_SLOTS)
        if (value := data.get(f"{part}_{n}_who", "")).isascii() and value.isdigit() and len(value) < 16
    }
    return list(Organisation.objects.filter(pk__in=numbers, is_active=True)) if numbers else []


def add_slots(
    form: forms.BaseForm,
    candidates: Candidates,
    slots: Slots,
    actors: Iterable[ActivityActor] = (),
    extra: Iterable[Organisation] = (),
) -> None:
    """Give the form its rows, filled from ``actors``."""
    rows = list(actors)
    named = {row.organisation.pk: row.organisation for row in rows if row.organisation is not None}
    choices = candidates.choices([*extra, *named.values()])
    for part, count in slots.items():
        own = [row for row in rows if row.part == part]
        for n in range(count):
            row = own[n] if n < len(own) else None
            label, number = LABELS[Part(part)], n + 1
            form.fields[f"{part}_{n}_who"] = forms.ChoiceField(
                label=_("%(label)s %(number)s") % {"label": label, "number": number},
                choices=choices,
                required=False,
                initial=str(row.organisation_id) if row and row.organisation_id else "",
            )
            form.fields[f"{part}_{n}_role"] = ScreenedCharField(
                label=_("Roll för %(label)s %(number)s") % {"label": str(label).lower(), "number": number},
                max_length=120,
                required=False,
                initial=row.role_text if row else "",
            )


def parts_of(form: forms.BaseForm, slots: Slots) -> list[PartFields]:
    return [
        PartFields(
            part,
            LABELS[Part(part)],
            [Slot(form[f"{part}_{n}_who"], form[f"{part}_{n}_role"]) for n in range(count)],
            form[WORDING[Part(part)]],
        )
        for part, count in slots.items()
    ]


def actors_in(form: forms.BaseForm, slots: Slots, candidates: Candidates) -> list[Actor]:
    """The actors of a cleaned form, in order. Where only words are written they are read, if they can be."""
    found: list[Actor] = []
    for part, count in slots.items():
        rows = [
            (form.cleaned_data.get(f"{part}_{n}_who"), form.cleaned_data.get(f"{part}_{n}_role", ""))
            for n in range(count)
        ]
        named = [Actor(part, int(who) if who else None, role) for who, role in rows if who or role]
        found += list(dict.fromkeys(named)) or read_wording(
            part, form.cleaned_data.get(WORDING[Part(part)], ""), candidates
        )
    return found


def read_wording(part: str, wording: str, candidates: Candidates) -> list[Actor]:
    """The actors that "Polis/kommun" means; none when any of it is unclear."""
    return [Actor(part, organisation.pk) for organisation in candidates.read(wording) or []]
