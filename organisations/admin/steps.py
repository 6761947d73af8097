"""What can be done to a row besides saving it: end, revoke, withdraw, remove. Always asked first, one row or many."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core import signing
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext as _

from audit.actions import record_refusal

Text = str | LazyText
CONFIRMED = "_confirmed"
SHOWN = "_shown"
SALT = "organisations.admin.steps"
MOST_AT_ONCE = 100
LONGEST_ID = 19


@dataclass(frozen=True)
class Step:
    """One step. ``act(row, user, seen)`` calls an action; ``seen`` is what ``stamp`` said when the page was shown.

    name: in the names of addresses. path: in the address. text, many: on the button, for one row and for those marked.
    lead: what follows from it. done: what is said afterwards, with ``{count}`` when there were several.
    may: whether this person may, and whether the row is in a state for it.
    """

    name: str
    path: str
    text: Text
    many: Text
    lead: Text
    done: Text
    act: Callable[[Any, Any, str], Any]
    may: Callable[[Any, Any], bool]
    tone: str = "danger"
    removes: bool = False
    stamp: Callable[[Any], str] = lambda row: ""


def step_page(model_admin: Any, request: HttpRequest, step: Step, object_id: int) -> HttpResponse:
    """Ask about one row, and do it when the answer comes."""
    row = model_admin.get_object(request, str(object_id))
    if row is None:
        return _gone(model_admin, request, object_id)
    if request.method == "POST":
        back = "changelist" if step.removes else "change"
        arguments = () if step.removes else (object_id,)
        _do(request, step, [row])
        return redirect(model_admin.url(back, *arguments))
    if not step.may(row, request.user):
        raise PermissionDenied(
            _("Det går inte att göra det med den här raden, eller så får du inte göra det.")
        )
    return _ask(model_admin, request, step, [row], [])


def step_for_marked(step: Step) -> Callable[[Any, HttpRequest, Any], HttpResponse | None]:
    """The step as an action of the list."""

    def action(model_admin: Any, request: HttpRequest, queryset: Any) -> HttpResponse | None:
        # Django's "select all" takes the place of the marks, and would do to rows what nobody was shown.
        ids = [
            pk for pk in request.POST.getlist(ACTION_CHECKBOX_NAME) if pk.isdecimal() and len(pk) < LONGEST_ID
        ]
        marked = list(queryset.filter(pk__in=ids)[: MOST_AT_ONCE + 1])
        if len(marked) > MOST_AT_ONCE:
            messages.warning(request, _("Markera högst %(count)d åt gången.") % {"count": MOST_AT_ONCE})
            return None
        possible = [row for row in marked if step.may(row, request.user)]
        if not possible:
            messages.warning(request, _("Det går inte att göra det med någon av dem du markerade."))
            return None
        if CONFIRMED not in request.POST:
            return _ask(model_admin, request, step, possible, [row for row in marked if row not in possible])
        _do(request, step, possible)
        return None

    action.__name__ = step.name
    return action


def _ask(
    model_admin: Any, request: HttpRequest, step: Step, rows: list[Any], left_out: list[Any]
) -> TemplateResponse:
    one = request.method == "GET"
    context = {
        **model_admin.admin_site.each_context(request),
        "admin": model_admin,
        "step": step,
        "title": step.text if one else step.many,
        "rows": [(row, step.stamp(row)) for row in rows],
        "left_out": left_out,
        "one": rows[0] if one else None,
        "cancel_url": model_admin.url("change", rows[0].pk) if one else request.get_full_path(),
        "checkbox": ACTION_CHECKBOX_NAME,
        "confirmed": CONFIRMED,
        "shown": SHOWN,
        "token": _token(model_admin, request, rows[0]) if one else "",
    }
    return TemplateResponse(request, "admin/step.html", context)


def _do(request: HttpRequest, step: Step, rows: Iterable[Any]) -> None:
    """All of them or none, so that nobody has to find out which."""
    rows = list(rows)
    try:
        with transaction.atomic():
            for row in rows:
                step.act(row, request.user, request.POST.get(f"seen-{row.pk}", ""))
    except PermissionDenied as refusal:
        note_refusal(request, refusal)
        messages.error(request, str(refusal))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, str(step.done).format(count=len(rows)))


def note_refusal(request: HttpRequest, refusal: PermissionDenied) -> None:
    """Record a write that was refused; the middleware only hears of those that become a page of their own."""
    match = request.resolver_match
    record_refusal(
        match.view_name.replace(":", ".") if match else "",
        by=request.user,
        obj_type="path",
        obj_id=request.path,
        obj_label=request.path,
        reason=str(refusal),
    )


def _gone(model_admin: Any, request: HttpRequest, object_id: int) -> HttpResponse:
    """A second click on "Ta bort" finds nothing. Whoever was shown the row is told so; to others it never existed."""
    token = request.POST.get(SHOWN, "")
    try:
        shown = signing.loads(token, salt=SALT) if token else None
    except signing.BadSignature:
        shown = None
    if shown != [model_admin.opts.label_lower, object_id, request.user.pk]:
        raise Http404
    messages.success(request, _("Det är borttaget."))
    return redirect(model_admin.url("changelist"))


def _token(model_admin: Any, request: HttpRequest, row: Any) -> str:
    return signing.dumps([model_admin.opts.label_lower, row.pk, request.user.pk], salt=SALT)
