"""Pages about a text that was sent after the login had run out."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views import csrf
from django.views.decorators.http import require_http_methods

from organisations import parking
from organisations.actions import parked_posts
from organisations.models import ParkedPost
from organisations.parking import MemberRequest
from organisations.templatetags.form_tokens import PATHS


@require_http_methods(["GET", "POST"])
@parking.member_required
def parked_text(request: MemberRequest, key: UUID) -> HttpResponse:
    """A kept text whose page does not take it back; a POST throws it away."""
    post = parked_posts.find(user=request.user, key=str(key))
    if post is None:
        raise Http404
    if request.method == "POST":
        parked_posts.forget(post)
        return redirect("overview:home")
    return render(request, "organisations/parked_text.html", _context(post))


def _context(post: ParkedPost) -> dict[str, object]:
    texts = parking.readable(QueryDict(post.data))
    page_url = parking.address_of(post)
    return {
        "post": post,
        "texts": texts,
        "lost_a_file": parking.lost_a_file(post),
        "kept_days": parked_posts.KEPT_DAYS,
        "page_url": page_url,
    }


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token is too old, mostly because its owner has logged in anew: keep the text and go on.

    Nothing is done with the form. What a forged form can reach is that its own sender's text is kept.
    """
    typist = parking.typist_of(request) if request.path.startswith(PATHS) else None
    if typist is None:
        return csrf.csrf_failure(request, reason)
    if request.user.is_authenticated and request.user.pk != typist.user_id:
        return parking.keep_for_another(request, typist)
    # One who has already logged in again is led on by the login page.
    return parking.log_in_again(request, typist)
