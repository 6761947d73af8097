"""The focus areas and activities of a revision as the page about them shows them. A fixed number of queries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from promises import answers, readings
from promises.models import Activity, ActivityActor, FocusArea, Place, Revision

Part = ActivityActor.Part
OUTSIDE = 0


@dataclass(frozen=True)
class Cell:
    """What stands under one label: the text's own words, else names; ``note`` says what they stand for or lack."""

    label: str
    lines: list[str]
    note: str = ""
    is_missing: bool = False


@dataclass
class ActivityView:
    """One activity, ready to be shown."""

    activity: Activity
    revision: Revision
    actors: list[ActivityActor] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    questions: list[answers.Question] = field(default_factory=list)
    may_edit: bool = False

    @property
    def dom_id(self) -> str:
        return f"aktivitet-{self.activity.pk}"

    @property
    def anchor(self) -> str:
        return f"activity:{self.activity.key}"

    @cached_property
    def reading(self) -> str:
        return readings.words_of(self.activity)

    @cached_property
    def offer(self) -> readings.Quote | None:
        """A reading in the activity's own text that nobody has taken or turned down."""
        untouched = not (self.activity.scope or self.activity.extent or self.activity.extent_source)
        return readings.in_text(self.activity.text) if untouched and self.may_edit else None

    @cached_property
    def cells(self) -> list[Cell]:
        """Who does what; executor and responsible also when nobody has said who."""
        row = self.activity
        cells = [
            self._who(Part.EXECUTOR, _("Utförare"), row.executor_wording, wanted=True),
            self._who(Part.RESPONSIBLE, _("Ansvarig"), row.responsible_wording, wanted=True),
            self._who(Part.FOLLOW_UP, _("Uppföljning av"), row.follow_up_wording),
            self._who(Part.EVALUATION, _("Utvärdering av"), row.evaluation_wording),
        ]
        return [cell for cell in cells if cell is not None]

    @cached_property
    def details(self) -> list[tuple[str, str]]:
        row = self.activity
        pairs = [
            (_("Syfte"), row.purpose),
            (_("Målgrupp"), row.target_group),
            (_("Platser"), ", ".join(self.places)),
            (_("Tider"), row.time_scope),
            (_("Period"), row.period_words),
            (_("Utanför löftets period"), row.outside_period_reason),
            (_("Väntad effekt"), row.expected_effect),
            (_("Slags åtgärd"), row.get_approach_display()),
            (_("Verkar på"), row.get_term_display()),
        ]
        return [(label, words) for label, words in pairs if words]

    def _who(self, part: Part, label: str, wording: str, wanted: bool = False) -> Cell | None:
        names = [str(actor) for actor in self.actors if actor.part == part]
        if wording and names:
            return Cell(label, [wording], ", ".join(names) if names != [wording] else "")
        if wording:
            note = _("Välj vilken organisation det är.") if wanted and self.may_edit else ""
            return Cell(label, [wording], note, is_missing=wanted)
        if names or not wanted:
            return Cell(label, names) if names else None
        return Cell(label, [], _("Saknas."), is_missing=True)

    def url(self, action: str) -> str:
        return reverse(f"promises:activity_{action}", args=[self.revision.promise_id, self.activity.pk])

    @property
    def edit_url(self) -> str:
        return self.url("edit")

    @property
    def show_url(self) -> str:
        return self.url("show")

    @property
    def copy_url(self) -> str:
        return self.url("copy")

    @property
    def move_url(self) -> str:
        return self.url("move")

    @property
    def remove_url(self) -> str:
        return self.url("remove")

    @property
    def comments_url(self) -> str:
        return self.url("comments")

    @cached_property
    def copy_key(self) -> uuid.UUID:
        """Makes one press of "Kopiera" one copy, however often it is sent."""
        return uuid.uuid4()

    @property
    def take_reading_url(self) -> str:
        return self.url("take_reading")


@dataclass
class Group:
    """The activities of one focus area, or those outside them all (``area`` is None)."""

    area: FocusArea | None
    revision: Revision
    rows: list[ActivityView] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    may_edit: bool = False
    form: Any = None
    reading: Any = None

    @property
    def number(self) -> int:
        """The focus area's id, and 0 outside them: part of ids in the page."""
        return self.area.pk if self.area else OUTSIDE

    @property
    def dom_id(self) -> str:
        return f"aktiviteter-{self.number}"

    @property
    def new_id(self) -> str:
        return f"aktivitet-ny-{self.number}"

    @property
    def new_target(self) -> str:
        return f"#{self.new_id}"

    @property
    def head_id(self) -> str:
        return f"fokusomrade-{self.number}"

    @property
    def anchor(self) -> str:
        return f"focus_area:{self.number}" if self.area else ""

    @property
    def add_url(self) -> str:
        return f"{reverse('promises:activity_add', args=[self.revision.promise_id])}?omrade={self.number}"

    @property
    def cancel_url(self) -> str:
        return f"{self.add_url}&stang=1"

    @property
    def open_url(self) -> str:
        """The whole page with the form for a new activity open here: what the link is without JavaScript."""
        url = reverse("promises:activities", args=[self.revision.promise_id])
        return f"{url}?ny={self.number}#{self.new_id}"

    @cached_property
    def texts(self) -> list[tuple[str, str]]:
        if self.area is None:
            return []
        pairs = [
            (_("Bakgrund"), self.area.background),
            (_("Problem"), self.area.problem),
            (_("Syfte"), self.area.purpose),
            (_("Mål"), self.area.goal),
            (_("Platser"), ", ".join(self.places)),
        ]
        return [(label, words) for label, words in pairs if words]


def groups_of(revision: Revision, *, may_edit: bool) -> list[Group]:
    """Every focus area in order with its activities, and last the activities outside them. Six queries."""
    views = _views(revision, revision.activities.order_by("position", "pk"), may_edit)
    places = _places(Place.objects.filter(revision=revision, focus_area__isnull=False), "focus_area_id")
    groups = [
        Group(area, revision, places=places.get(area.pk, []), may_edit=may_edit)
        for area in revision.focus_areas.order_by("position", "pk")
    ]
    groups.append(Group(None, revision, may_edit=may_edit))
    by_number = {group.number: group for group in groups}
    for view in views:
        by_number[view.activity.focus_area_id or OUTSIDE].rows.append(view)
    return groups


def view_of(activity: Activity, *, may_edit: bool) -> ActivityView:
    """One activity, as it is shown again after something has happened to it."""
    revision = activity.revision
    return _views(revision, Activity.objects.filter(pk=activity.pk), may_edit)[0]


def group_of(revision: Revision, area: FocusArea | None, *, may_edit: bool) -> Group:
    """A focus area's own words without its activities, or the place for those outside."""
    places = [] if area is None else [place.name for place in area.places.order_by("position", "pk")]
    return Group(area, revision, places=places, may_edit=may_edit)


def latest_of(groups: Iterable[Group]) -> ActivityView | None:
    """The activity that was written last."""
    rows = [row for group in groups for row in group.rows]
    return max(rows, key=lambda row: row.activity.pk, default=None)


def _views(revision: Revision, activities: Any, may_edit: bool) -> list[ActivityView]:
    rows = list(activities.prefetch_related("actors__organisation"))
    places = _places(Place.objects.filter(activity__in=[row.pk for row in rows]), "activity_id")
    asked = answers.asked_in(revision)
    return [
        ActivityView(
            row, revision, list(row.actors.all()), places.get(row.pk, []), asked.get(row.pk, []), may_edit
        )
        for row in rows
    ]


def _places(rows: Any, owner: str) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for place in rows.order_by("position", "pk"):
        found.setdefault(getattr(place, owner), []).append(place.name)
    return found
