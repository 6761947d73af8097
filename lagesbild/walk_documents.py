"""The protocol of a safety walk as plain dataclasses, from which page, PDF and Word are made.

What a reader's protocol must not say is left out here, so that no renderer can let it out: points that are not for
everybody and that they are there at all, what the parties note for each other, so few participants that somebody could
be recognised.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.utils.formats import date_format, time_format
from django.utils.timezone import localtime

from lagesbild.models import Place, SafetyWalk, WalkPoint
from lagesbild.small_numbers import may_be_told
from lagesbild.walks import public_points, public_walks


@dataclass(frozen=True)
class PicturePart:
    """``file`` is the name in the store, ``point`` the key that addresses are made of."""

    point: int
    file: str
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class PointPart:
    """Days are words. ``note`` is for the parties, and empty in a protocol for everybody."""

    number: int
    category: str
    category_text: str
    text: str
    place: str
    measure: str
    who: str
    due_on: str
    state: str
    state_text: str
    state_note: str
    state_on: str
    picture: PicturePart | None = None
    note: str = ""


@dataclass(frozen=True)
class WalkDocument:
    """A walk as its protocol tells of it, to the parties or to everybody. Days and times in words."""

    number: int
    title: str
    municipality: str
    municipality_slug: str
    made_by: str
    held_on: str
    starts_at: str
    meeting_place: str
    route: str
    participants: int | None
    participant_roles: str
    weather: str
    introduction: str
    published_on: str
    points: list[PointPart] = field(default_factory=list)
    is_public: bool = False
    demonstration: bool = False


def compose(walk: SafetyWalk) -> WalkDocument:
    """The whole protocol, for the parties."""
    points = walk.points.select_related("place", "measure_owner")
    return _document(walk, points, is_public=False)


def public_document(slug: str, number: int) -> WalkDocument | None:
    """The protocol as everybody may read it; None for a walk that is not published."""
    walk = public_walks().filter(municipality__slug=slug, id=number).first()
    if walk is None:
        return None
    return _document(walk, public_points(walk).select_related("place", "measure_owner"), is_public=True)


def _document(walk: SafetyWalk, points: Iterable[WalkPoint], *, is_public: bool) -> WalkDocument:
    participants = walk.participants
    if is_public and participants is not None and not may_be_told(participants):
        participants = None
    return WalkDocument(
        number=walk.pk,
        title=walk.title,
        municipality=str(walk.municipality),
        municipality_slug=walk.municipality.slug,
        made_by=str(walk.owner),
        held_on=_day(walk.held_on),
        starts_at=time_format(walk.starts_at, "H.i") if walk.starts_at else "",
        meeting_place=walk.meeting_place,
        route=walk.route,
        participants=participants,
        participant_roles=walk.participant_roles,
        weather=walk.weather,
        introduction=walk.introduction,
        published_on=_day(localtime(walk.published_at).date()) if walk.published_at else "",
        points=[_point(point, number, is_public) for number, point in enumerate(points, start=1)],
        is_public=is_public,
        demonstration=settings.DEMO,
    )


def _point(point: WalkPoint, number: int, is_public: bool) -> PointPart:
    owner = str(point.measure_owner) if point.measure_owner else ""
    return PointPart(
        number=number,
        category=point.category,
        category_text=str(point.get_category_display()),
        text=point.text,
        place=", ".join(part for part in (_named(point.place, is_public), point.place_text) if part),
        measure=point.measure,
        who=", ".join(part for part in (point.measure_owner_title, owner) if part),
        due_on=_day(point.due_on),
        state=point.state,
        state_text=str(point.get_state_display()),
        state_note=point.state_note,
        state_on=_day(point.state_on),
        picture=_picture(point),
        note="" if is_public else point.internal_note,
    )


def _named(place: Place | None, is_public: bool) -> str:
    """The place's name. That the parties look at it as a hot spot is theirs to know."""
    if place is None or (is_public and place.kind == Place.Kind.HOT_SPOT):
        return ""
    return str(place)


def _picture(point: WalkPoint) -> PicturePart | None:
    if not point.picture:
        return None
    return PicturePart(
        point=point.pk,
        file=str(point.picture.name),
        alt=point.picture_alt,
        width=point.picture_width or 0,
        height=point.picture_height or 0,
    )


def _day(day: date | None) -> str:
    return date_format(day, "j F Y") if day else ""
