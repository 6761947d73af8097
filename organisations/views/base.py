"""What the pages share: fetching what the person may see, trying an action, showing a form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from organisations.actions.rows import StaleEdit
from organisations.forms.base import ActionForm
from organisations.models import Group, Organisation
from organisations.parking import MemberRequest, member_required, posted_or_parked
from organisations.permissions import visible_organisations

Made = TypeVar("Made")

__all__ = [
    "MemberRequest",
    "ask_first",
    "attempt",
    "back_to",
    "get_group",
    "get_organisation",
    "made_by",
    "member_required",
    "posted_or_parked",
    "show_form",
    "status_of",
    "url_of",
]


def get_organisation(request: MemberRequest, pk: int) -> Organisation:
    """The organisation, if the person may see it from the inside; else 404, so that nobody learns that it exists."""
    found = visible_organisations(request.user).select_related("parent", "managed_by")
    return get_object_or_404(found.distinct(), pk=pk)


def get_group(request: MemberRequest, pk: int) -> Group:
    """The same for a group."""
    # ``id``, the column of the table above: the key of a table below it fails on a number too large to exist.
    visible = visible_organisations(request.user).values("pk")
    return get_object_or_404(Group.objects.select_related("parent").filter(pk__in=visible), id=pk)


def url_of(organisation: Organisation) -> str:
    """The page of an organisation or a group."""
    name = "group" if organisation.kind == Organisation.Kind.GROUP else "detail"
    return reverse(f"organisations:{name}", args=[organisation.pk])


def back_to(organisation: Organisation, part: str = "") -> HttpResponse:
    """Go to the organisation's page, to the part of it that was worked on."""
    return redirect(url_of(organisation) + (f"#{part}" if part else ""))


def attempt(form: ActionForm, action: Callable[[], Any]) -> bool:
    """Do the action; what it refuses because of what was typed is said in the form, with the text kept.

    When somebody else has saved since the form was opened, the form gets ``newer``: what stands there now.
    """
    try:
        action()
    except ValidationError as error:
        form.add_error(None, error)
        return False
    except StaleEdit as stale:
        if stale.current is None:
            raise Http404 from stale
        form.newer = form.show_newer(stale.current)  # type: ignore[attr-defined]
        form.is_stale = True  # type: ignore[attr-defined]
        return False
    return True


def made_by(form: ActionForm, action: Callable[[], Made]) -> Made | None:
    """What the action makes or saves; None when it refused, which the form then says (see ``attempt``)."""
    made: list[Made] = []
    return made[0] if attempt(form, lambda: made.append(action())) else None


def status_of(form: ActionForm) -> int:
    """The status of a page that shows a form again: 409 when somebody else had saved meanwhile."""
    return 409 if getattr(form, "is_stale", False) else 200


def show_form(
    request: MemberRequest, form: ActionForm, organisation: Organisation, title: str, **extra: Any
) -> HttpResponse:
    """The page of a form. ``extra``: lead, button, notes (sentences to know before), remove_url, template."""
    template = extra.pop("template", "organisations/form.html")
    context = {
        "form": form,
        "organisation": organisation,
        "organisation_url": url_of(organisation),
        "title": title,
        "button": _("Spara"),
        **extra,
    }
    return render(request, template, context, status=status_of(form))


def ask_first(
    request: MemberRequest, organisation: Organisation, title: str, text: str, button: str, **extra: Any
) -> HttpResponse:
    """The page that asks once more before something is removed, ended or confirmed. ``extra``: facts, tone."""
    url = extra.pop("cancel_url", url_of(organisation))
    context = {"organisation": organisation, "organisation_url": url_of(organisation), "cancel_url": url}
    context |= {"title": title, "text": text, "button": button, "tone": "danger", **extra}
    return render(request, "organisations/confirm.html", context)
