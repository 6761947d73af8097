"""What the drafting pages need in their templates."""

from __future__ import annotations

from typing import Any

from django import forms, template

from lagesbild.models import Finding
from promises.forms.reading import filled_in as _filled_in
from promises.forms.text import CommentForm
from promises.grounds import Ground, Grounds
from promises.models import Activity, Comment, FocusArea

register = template.Library()


@register.filter
def filled_in(form: forms.BaseForm) -> list[tuple[str, str]]:
    """Label and words of what is written in a form, for those who may read but not edit."""
    return _filled_in(form)


@register.filter
def thread(threads: dict[str, list[Comment]], anchor: str) -> list[Comment]:
    """The comments on one part of the draft."""
    return threads.get(anchor, [])


@register.filter
def of_activity(grounds: Grounds | None, activity: Activity) -> list[Ground]:
    """The problems and causes that the activity answers, as far as they are shown."""
    return grounds.activities.get(activity.key, []) if isinstance(grounds, Grounds) else []


@register.filter
def said_of(grounds: Grounds | None, activity: Activity) -> list[Finding]:
    """What was said that the activity is the answer to."""
    return grounds.answered.get(activity.key, []) if isinstance(grounds, Grounds) else []


@register.filter
def of_area(grounds: Grounds | None, area: FocusArea) -> list[Ground]:
    """The problems that the focus area answers."""
    return grounds.areas.get(area.key, []) if isinstance(grounds, Grounds) else []


@register.filter
def unresolved(comments: list[Comment]) -> int:
    """How many comments nobody has resolved."""
    return sum(comment.resolved_at is None for comment in comments)


@register.filter
def as_id(anchor: str) -> str:
    """``section:12`` as part of an id in the page."""
    return anchor.replace(":", "-")


@register.simple_tag
def new_comment(anchor: str) -> CommentForm:
    """An empty form for a comment, with ids of its own."""
    return CommentForm(initial={"anchor": anchor}, auto_id=f"id_kommentar_{as_id(anchor)}_%s")


@register.simple_tag
def one_of(first: Any, second: Any) -> Any:
    """``first`` unless it is missing: a form with errors before an empty one."""
    return first or second
