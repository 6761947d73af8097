"""Following a promise by mail. A link in a letter only opens a page: mail programs follow links by themselves."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from audit.origin import client_address
from followup.actions import following
from followup.models import Follower
from promises.models import Promise
from public.forms import FollowForm
from public.querysets import title_of


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for the letter that begins it. The answer says nothing of whether we knew the address."""
    promise = get_object_or_404(Promise.objects.published(), slug=slug)
    form = FollowForm(request.POST or None)
    if form.is_valid() and _asked(request, promise, form):
        messages.success(request, _("Titta i din e-post. Vi har skickat ett mejl om hur du går vidare."))
        return redirect("public:promise", slug)
    return render(request, "public/follow.html", {"form": form, "slug": slug, "title": title_of(promise)})


def _asked(request: HttpRequest, promise: Promise, form: FollowForm) -> bool:
    """A program that fills in the hidden field is answered like everybody else, and gets nothing."""
    if form.is_from_a_program:
        return True
    try:
        following.ask(promise, form.cleaned_data["email"], client=client_address(request))
    except following.TooMany as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


@never_cache
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest, secret: str) -> HttpResponse:
    follower = following.confirm(secret) if request.method == "POST" else _follower(secret)
    return _page(request, "public/follow_confirm.html", follower)


# The secret in the address is what lets somebody in; a mail program that ends the letters has no page and no cookie.
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    follower = _follower(secret)
    if request.method == "POST" and follower is not None:
        following.stop(secret)
        return _page(request, "public/follow_stop.html", follower, stopped=True)
    return _page(request, "public/follow_stop.html", follower)


def _follower(secret: str) -> Follower | None:
    return Follower.objects.select_related("promise").filter(secret=secret).first()


def _page(
    request: HttpRequest, template: str, follower: Follower | None, *, stopped: bool = False
) -> HttpResponse:
    """The page of a link in a letter; one that says so when the link is no longer good."""
    if follower is None:
        return render(request, "public/follow_gone.html", status=404)
    context = {
        "follower": follower,
        "stopped": stopped,
        "slug": follower.promise.slug,
        "title": title_of(follower.promise),
    }
    return render(request, template, context)
