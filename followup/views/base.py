"""What the pages of a follow-up share: fetching what the person may see, and saying how an action went."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404

from followup import permissions
from followup.followed import Followed, FollowedPromise, followed
from followup.forms.concluding import WhyForm
from organisations.forms.base import ActionForm
from organisations.parking import MemberRequest, member_required, posted_or_parked
from organisations.roles import Permission
from organisations.views.base import attempt, status_of
from promises.states import Status

__all__ = [
    "MemberRequest",
    "all_valid",
    "attempt",
    "correction_form",
    "get_activity",
    "get_followed",
    "get_whole",
    "member_required",
    "page",
    "posted_or_parked",
    "status_of",
    "tried",
]


def get_followed(request: MemberRequest, pk: int) -> FollowedPromise:
    """The promise's text in force, if the person sees its follow-up or a part of it; else 404."""
    promise = get_object_or_404(permissions.followed_by(request.user), pk=pk)
    found = followed(promise)
    if found is None:
        raise Http404
    return found


def get_activity(request: MemberRequest, pk: int, key: uuid.UUID) -> tuple[FollowedPromise, Followed]:
    """The same with one of its activities that the person may follow; 404 for another, whoever asks."""
    found = get_followed(request, pk)
    activity = found.activity(key)
    if activity is None or not permissions.can(request.user, Permission.VIEW_FOLLOW_UP, found, activity):
        raise Http404
    return found, activity


def get_whole(request: MemberRequest, pk: int) -> FollowedPromise:
    """The same for a page about the whole promise; whoever follows only its own activities is told who may."""
    found = get_followed(request, pk)
    permissions.check_can(request.user, Permission.VIEW_FOLLOW_UP, found)
    return found


def correction_form(request: MemberRequest, found: FollowedPromise) -> WhyForm | None:
    """The form that asks why something is corrected once the promise has ended; None while it is open.

    Raises PermissionDenied for who may not decide what is shown: to them the promise is over.
    """
    if found.revision.status != Status.ENDED:
        return None
    if not permissions.can(request.user, Permission.RELEASE, found):
        permissions.check_is_open(found)
    return WhyForm(posted_or_parked(request))


def all_valid(forms: Iterable[ActionForm | None]) -> bool:
    """Whether all the forms that there are are right; every one is looked at, so that all is said at once."""
    valid = [form.is_valid() for form in forms if form is not None]
    return all(valid)


def page(request: MemberRequest, found: FollowedPromise, tab: str = "", **extra: Any) -> dict[str, Any]:
    """The context of every page about one promise. ``tab`` is the name of the tab that the page stands under."""
    return {
        "followed": found,
        "promise": found.promise,
        "tab": tab,
        "sees_whole": permissions.has_whole(request.user, Permission.VIEW_FOLLOW_UP, found.revision),
        **extra,
    }


def tried(request: MemberRequest, action: Callable[[], Any], success: str) -> bool:
    """Do the action and say so, or say in a sentence why it could not be done."""
    try:
        action()
    except ValidationError as error:
        for sentence in error.messages:
            messages.error(request, sentence)
        return False
    messages.success(request, success)
    return True
