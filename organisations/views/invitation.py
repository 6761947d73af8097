"""Where the link in an invitation leads: the only page of the workspace that needs no login."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from organisations.actions import invitations
from organisations.forms.accounts import NewAccountForm
from organisations.models import Invitation, User

BACKEND = "organisations.backends.AccountBackend"


@sensitive_post_parameters("password", "password_again")
@require_http_methods(["GET", "POST"])
@never_cache
def invitation(request: HttpRequest, secret: str) -> HttpResponse:
    """Accept an invitation: with a new account, or with the one that has the invited address."""
    found = invitations.find(secret)
    if found is None:
        raise Http404
    if found.state in {"withdrawn", "expired"}:
        return render(request, "organisations/invitation_over.html", {"invitation": found}, status=410)
    if request.user.is_authenticated:
        return _with_account(request, found)
    if found.state == "accepted" or User.objects.filter(email__iexact=found.email).exists():
        return render(request, "organisations/invitation_login.html", {"invitation": found})
    return _without_account(request, found)


def _with_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Logged in: one click when it is the invited person, else a sentence about who it is for."""
    user = request.user
    assert isinstance(user, User)  # noqa: S101  # what is_authenticated has just said
    same = user.email.lower() == found.email.lower()
    if request.method == "POST" and same:
        try:
            invitations.accept(found, user=user)
        except ValidationError:
            return redirect(request.path)
        messages.success(request, _welcome(found))
        return redirect("overview:home")
    context = {"invitation": found, "same": same}
    return render(request, "organisations/invitation_accept.html", context)


def _without_account(request: HttpRequest, found: Invitation) -> HttpResponse:
    """Choose a name and a password, and be logged in."""
    form = NewAccountForm(request.POST or None, invitation=found)
    if request.method == "POST" and form.is_valid():
        name, password = form.cleaned_data["name"], form.cleaned_data["password"]
        try:
            user = invitations.accept_as_new(found, name=name, password=password)
        except ValidationError:
            # Withdrawn, or accepted in another tab, this very moment: the page knows what to say.
            return redirect(request.path)
        login(request, user, backend=BACKEND)
        messages.success(request, _welcome(found))
        return redirect("overview:home")
    return render(request, "organisations/invitation_new.html", {"invitation": found, "form": form})


def _welcome(found: Invitation) -> str:
    words = {"role": found.role_in_text, "organisation": found.organisation}
    return _("Välkommen! Du är nu %(role)s för %(organisation)s.") % words
