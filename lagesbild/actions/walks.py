"""Safety walks: planned, walked, published; and a dialogue made of one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lagesbild import permissions
from lagesbild.actions import dialogues
from lagesbild.actions.checks import used_already
from lagesbild.actions.events import note
from lagesbild.models import ChecklistItem, Dialogue, Finding, SafetyWalk, WalkPoint
from lagesbild.walk_checklist import standard_lines
from lagesbild.walk_states import can_go
from organisations.actions.editing import create_row, save_row
from organisations.actions.rows import StaleEdit, locked
from organisations.models import Municipality, Organisation
from organisations.roles import Permission
from organisations.themes import Theme

if TYPE_CHECKING:
    from organisations.models import User

State = SafetyWalk.State

_THEMES = {
    WalkPoint.Category.LITTER: Theme.VANDALISM,
    WalkPoint.Category.DAMAGE: Theme.VANDALISM,
    WalkPoint.Category.TRAFFIC: Theme.TRAFFIC,
    WalkPoint.Category.GOOD: Theme.OTHER,
    WalkPoint.Category.OTHER: Theme.OTHER,
}


@transaction.atomic
def plan(
    municipality: Municipality,
    *,
    owner: Organisation,
    values: Mapping[str, Any],
    creation_key: UUID,
    by: User,
) -> SafetyWalk:
    """Plan a walk, with the standard checklist. The same ``creation_key`` again gives the walk that it made."""
    permissions.check_owner(by, municipality, owner)
    fixed = {"municipality": municipality, "owner": owner}
    walk, is_new = create_row(SafetyWalk, creation_key=creation_key, values={**values, **fixed}, by=by)
    if walk.municipality_id != municipality.pk:
        raise used_already()
    if is_new:
        _write_checklist(walk, standard_lines())
        _note("walk_planned", walk, by)
    return walk


@transaction.atomic
def change(walk: SafetyWalk, *, edit_number: int, values: Mapping[str, Any], by: User) -> SafetyWalk:
    """Save what is said of the walk itself; raises StaleEdit."""
    current = unpublished(walk, by=by)
    if current.state != State.PLANNED:
        _check_has_been(values.get("held_on", current.held_on))
    saved = save_row(current, edit_number=edit_number, values=dict(values), by=by)
    _note("walk_changed", saved, by)
    return saved


@transaction.atomic
def set_checklist(walk: SafetyWalk, *, edit_number: int, lines: Sequence[str], by: User) -> SafetyWalk:
    """Write the whole checklist anew, a line for each question; raises StaleEdit."""
    current = unpublished(walk, by=by)
    if current.edit_number != edit_number:
        raise StaleEdit(current)
    current.checklist.all().delete()
    _write_checklist(current, lines)
    saved = save_row(current, edit_number=edit_number, values={}, by=by)
    _note("walk_checklist_changed", saved, by)
    return saved


@transaction.atomic
def note_walked(walk: SafetyWalk, *, values: Mapping[str, Any], by: User) -> SafetyWalk:
    """Say that the walk has been held, by how many, in which weather. Again: the same."""
    current = _locked(walk, by=by)
    if current.state != State.PLANNED:
        return current
    _check_has_been(current.held_on)
    for name, value in values.items():
        setattr(current, name, value)
    return _go(current, State.WALKED, "walk_walked", by)


@transaction.atomic
def plan_again(walk: SafetyWalk, *, by: User) -> SafetyWalk:
    """Take back that it has been held."""
    current = _locked(walk, by=by)
    if current.state == State.PLANNED:
        return current
    return _go(current, State.PLANNED, "walk_planned_again", by)


@transaction.atomic
def publish(walk: SafetyWalk, *, by: User) -> SafetyWalk:
    """Let everybody read the protocol, as far as each point may be read. Again: the same."""
    current = _locked(walk, by=by)
    if current.state == State.PUBLISHED:
        return current
    if not current.points.filter(is_public=True).exists():
        raise ValidationError(
            _("Ingen punkt är med i det offentliga protokollet. Välj de punkter som alla får läsa först.")
        )
    current.published_at, current.published_by = timezone.now(), by
    return _go(current, State.PUBLISHED, "walk_published", by)


@transaction.atomic
def take_back(walk: SafetyWalk, *, by: User) -> SafetyWalk:
    """Take the protocol away from readers, to change something in it. Again: the same."""
    current = _locked(walk, by=by)
    if current.state != State.PUBLISHED:
        return current
    current.published_at = current.published_by = None
    return _go(current, State.WALKED, "walk_taken_back", by)


@transaction.atomic
def make_dialogue(walk: SafetyWalk, *, by: User) -> Dialogue:
    """A dialogue with the walk's points as its findings, once: again it is the same dialogue."""
    current = _locked(walk, by=by)
    if current.dialogue is not None:
        return current.dialogue
    if current.state == State.PLANNED:
        raise ValidationError(_("Vandringen är inte genomförd än."))
    dialogue = dialogues.add(
        current.municipality,
        owner=_owner_for(current, by),
        values={
            "title": current.title,
            "form": Dialogue.Form.SAFETY_WALK,
            "held_with": Dialogue.With.CITIZENS,
            "starts_on": current.held_on,
            "place_text": current.meeting_place,
            "reached": current.participants,
            "summary": current.introduction,
        },
        creation_key=uuid5(current.creation_key, "dialogue"),
        by=by,
    )
    Finding.objects.bulk_create(
        _finding(dialogue, point, place) for place, point in enumerate(current.points.all(), start=1)
    )
    current.dialogue = dialogue
    current.save(update_fields=["dialogue"])
    _note("walk_made_dialogue", current, by)
    return dialogue


@transaction.atomic
def remove(walk: SafetyWalk, *, by: User) -> None:
    """Take away a walk that was planned by mistake: one without points. Again: nothing."""
    permissions.check_can(by, Permission.WRITE_LAGESBILD, walk.municipality)
    current = SafetyWalk.objects.select_for_update().filter(pk=walk.pk).first()
    if current is None:
        return
    if current.state != State.PLANNED or current.points.exists():
        raise ValidationError(_("Bara en planerad vandring utan punkter kan tas bort."))
    _note("walk_removed", current, by)
    current.delete()


def unpublished(walk: SafetyWalk, *, by: User) -> SafetyWalk:
    """The walk as it stands now, locked, if the person writes and readers do not have its protocol."""
    current = _locked(walk, by=by)
    if current.state == State.PUBLISHED:
        raise ValidationError(
            _(
                "Protokollet är publicerat. Ta tillbaka det först om något ska ändras. Läget kan följas upp ändå."
            )
        )
    return current


def _locked(walk: SafetyWalk, *, by: User) -> SafetyWalk:
    # Either party writes: they walk together.
    permissions.check_can(by, Permission.WRITE_LAGESBILD, walk.municipality)
    return locked(walk)


def _go(walk: SafetyWalk, state: str, action: str, by: User) -> SafetyWalk:
    if not can_go(walk.state, state):
        raise ValidationError(_("Det går inte i det här läget. Ladda om sidan."))
    walk.state, walk.edited_by, walk.edited_at = state, by, timezone.now()
    walk.edit_number += 1
    walk.save()
    _note(action, walk, by)
    return walk


def _check_has_been(held_on: Any) -> None:
    if held_on > timezone.localdate():
        raise ValidationError(_("Vandringens dag har inte varit än. Ändra datumet om det är fel."))


def _write_checklist(walk: SafetyWalk, lines: Sequence[str]) -> None:
    ChecklistItem.objects.bulk_create(
        ChecklistItem(walk=walk, text=line, position=place) for place, line in enumerate(lines, start=1)
    )


def _owner_for(walk: SafetyWalk, by: User) -> Organisation:
    """Whose walk it is, if the person writes for them; else those that the person writes for."""
    parties = permissions.speaks_for(by, walk.municipality)
    return next((one for one in parties if one.pk == walk.owner_id), parties[0])


def _finding(dialogue: Dialogue, point: WalkPoint, place: int) -> Finding:
    words = f"{point.text} ({point.place_text})" if point.place_text else point.text
    theme = _THEMES.get(WalkPoint.Category(point.category), Theme.PUBLIC_PLACES)
    return Finding(dialogue=dialogue, theme=theme, text=words, place_id=point.place_id, position=place)


def _note(action: str, walk: SafetyWalk, by: User, **data: Any) -> None:
    note(action, walk, municipality=walk.municipality, by=by, owner=walk.owner, **data)
