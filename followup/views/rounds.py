"""The rounds of a promise: all of them, one, confirming in it and closing it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from followup import permissions
from followup.actions import rounds as actions
from followup.followed import Followed, FollowedPromise, current_entries
from followup.forms.rounds import CloseForm, ConfirmForm
from followup.models import Confirmation, Entry, RoundComment
from followup.outcome import Result
from followup.rounds import FollowUpRound, rounds_of
from followup.standing import standing_at
from followup.states import Standing
from followup.views.base import (
    MemberRequest,
    attempt,
    get_activity,
    get_followed,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from organisations.models import Organisation
from organisations.roles import Permission
from promises.models import FollowUpPlan


@require_safe
@member_required
def rounds(request: MemberRequest, pk: int) -> HttpResponse:
    """Every round of the promise, what waits first."""
    found = get_followed(request, pk)
    every = rounds_of(found)
    owed = [one for one in every if one.is_owed]
    rest = [one for one in every if not one.is_owed]
    context = page(request, found, "rounds", owed=owed, rest=rest, interval=_interval(found))
    return render(request, "followup/rounds.html", context)


@require_safe
@member_required
def one_round(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """One round: what was reported in it on each activity, how it stands, who has confirmed it."""
    found, one = _round(request, pk, number)
    return render(request, "followup/round.html", _round_page(request, found, one))


@require_POST
@member_required
def confirm(request: MemberRequest, pk: int, number: int, key: uuid.UUID) -> HttpResponse:
    """Confirm how one activity stands, for the organisation that the form names."""
    found, activity = get_activity(request, pk, key)
    found, one = _round(request, pk, number, found)
    permissions.check_can(request.user, Permission.CONFIRM_STANDING, found, activity)
    organisations = permissions.confirming(request.user, found)(activity)
    forms = _confirm_forms(organisations, _rows(found, one, [activity])[0], request.POST)
    form = next((form for form in forms if str(form.speaks_for.pk) == request.POST.get("organisation")), None)
    if form is None:
        messages.error(request, _("Du kan inte bekräfta läget för den organisationen."))
        return redirect("followup:round", pk, number)
    if form.is_valid() and attempt(form, lambda: _confirmed(request, found, one, form)):
        messages.success(request, _("Läget är bekräftat."))
        return redirect("followup:round", pk, number)
    context = _round_page(request, found, one, tried=form)
    return render(request, "followup/round.html", context, status=status_of(form))


def _confirmed(
    request: MemberRequest, found: FollowedPromise, one: FollowUpRound, form: ConfirmForm
) -> Confirmation:
    return actions.confirm(
        found,
        number=one.number,
        activity=form.activity,
        organisation=form.speaks_for,
        standing=form.cleaned_data["standing"],
        comment=form.cleaned_data["comment"],
        edit_number=form.cleaned_data["edit_number"],
        by=request.user,
    )


@require_http_methods(["GET", "POST"])
@member_required
def close(request: MemberRequest, pk: int, number: int) -> HttpResponse:
    """Close a round, with a comment on each activity."""
    found, one = _round(request, pk, number)
    permissions.check_can(request.user, Permission.CLOSE_ROUND, found)
    permissions.check_is_open(found)
    form = CloseForm(posted_or_parked(request), activities=found.activities)
    if request.method == "POST" and form.is_valid():
        said = {"comment": form.cleaned_data["comment"], "comments": form.comments()}
        if attempt(form, lambda: actions.close(found, number=number, by=request.user, **said)):
            messages.success(request, _("Omgången är avslutad."))
            return redirect("followup:round", pk, number)
    rows = _rows(found, one, found.activities)
    for row in rows:
        row.box = form[form.names[row.activity.key]]
    context = page(request, found, "rounds", round=one, form=form, rows=rows)
    return render(request, "followup/round_close.html", context)


# --- What the pages show ----------------------------------------------------------------------------


@dataclass
class Row:
    """One activity in a round."""

    activity: Followed
    result: Result
    entries: list[Entry]
    confirmations: list[Confirmation]
    comment: RoundComment | None = None
    forms: list[ConfirmForm] = field(default_factory=list)
    box: Any = None

    @property
    def frozen(self) -> str:
        """How it stood when the round was closed, else how it is computed now."""
        return self.comment.standing if self.comment else self.result.standing


def _round(
    request: MemberRequest, pk: int, number: int, found: FollowedPromise | None = None
) -> tuple[FollowedPromise, FollowUpRound]:
    followed = found or get_followed(request, pk)
    one = next((one for one in rounds_of(followed) if one.number == number), None)
    if one is None:
        raise Http404
    return followed, one


def _round_page(
    request: MemberRequest, found: FollowedPromise, one: FollowUpRound, tried: ConfirmForm | None = None
) -> dict[str, Any]:
    reach = permissions.within_reach(request.user, Permission.VIEW_FOLLOW_UP, found)
    is_open = found.is_open and not one.is_closed
    rows = _rows(found, one, reach)
    organisations = permissions.confirming(request.user, found)
    for row in rows if is_open and one.has_begun else ():
        made = _confirm_forms(organisations(row.activity), row)
        row.forms = [tried if tried and _same(tried, form) else form for form in made]
    may_close = is_open and permissions.can(request.user, Permission.CLOSE_ROUND, found)
    return page(
        request,
        found,
        "rounds",
        round=one,
        rows=rows,
        tried=tried,
        may_close=may_close and one.has_ended,
        waits_for_end=may_close and not one.has_ended,
        standings=Standing,
    )


def _same(one: ConfirmForm, other: ConfirmForm) -> bool:
    return one.activity.key == other.activity.key and one.speaks_for.pk == other.speaks_for.pk


def _rows(found: FollowedPromise, one: FollowUpRound, shown: Iterable[Followed]) -> list[Row]:
    confirmations = _confirmations(one)
    entries = current_entries(found.promise)
    stands = {each.activity.key: each for each in standing_at(found, one.days.ends_on, entries).activities}
    comments = {}
    if one.row is not None:
        comments = {comment.activity_key: comment for comment in one.row.comments.all()}
    return [
        Row(
            activity,
            stands[activity.key].result,
            [entry for entry in stands[activity.key].entries if entry.happened_on >= one.days.starts_on],
            confirmations.get(activity.key, []),
            comments.get(activity.key),
        )
        for activity in shown
    ]


def _confirmations(one: FollowUpRound) -> dict[uuid.UUID, list[Confirmation]]:
    found: dict[uuid.UUID, list[Confirmation]] = {}
    if one.row is not None:
        for row in one.row.confirmations.select_related("organisation"):
            found.setdefault(row.activity_key, []).append(row)
    return found


def _confirm_forms(organisations: Iterable[Organisation], row: Row, data: Any = None) -> list[ConfirmForm]:
    said = {confirmation.organisation_id: confirmation for confirmation in row.confirmations}
    return [
        ConfirmForm(
            data,
            activity=row.activity,
            organisation=organisation,
            row=said.get(organisation.pk),
            suggested=row.result.standing,
        )
        for organisation in organisations
    ]


def _interval(found: FollowedPromise) -> str:
    stated = found.document.follow_up.interval
    return str(dict(FollowUpPlan.Interval.choices).get(stated, "")) if stated else ""
