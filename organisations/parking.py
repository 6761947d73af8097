"""Pages behind login, and what happens to a text when the login has run out before it was sent.

Every form says, signed, who was logged in when it was shown (``{% csrf_token %}`` writes it, see
``templatetags/form_tokens``). When the form comes back without a login, its text is kept for that person; after
logging in the page gives it back (``posted_or_parked``), and says so. Nobody else ever sees it. Files and passwords
are not kept; that a file is gone is said. Works without JavaScript.

A view that does not fill in its form again still loses nothing: the notice at the top of the page shows the text.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render, resolve_url
from django.utils.cache import patch_cache_control
from django_htmx.http import HttpResponseClientRedirect

from organisations.actions import parked_posts
from organisations.models import ParkedPost, User

FIELD = "_typist"
PARAMETER = "sparad"
# Kept with the text when there was a file beside it, which is not.
WITH_FILE = "_with_file"
SALT = "organisations.parking"
MAX_AGE_SECONDS = parked_posts.KEPT_DAYS * 24 * 60 * 60
MAX_PATH = 300

View = Callable[..., HttpResponseBase]


class MemberRequest(HttpRequest):
    """The type of a request that has passed ``member_required``: somebody is logged in."""

    user: User


@dataclass(frozen=True)
class Typist:
    """Who was logged in when a form was shown, and on which page."""

    user_id: int
    path: str


def member_required(view: View) -> View:
    """Let only somebody who is logged in reach the view; keep what others had typed, for the one who typed it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        typist = typist_of(request) if request.method == "POST" else None
        if not request.user.is_authenticated:
            return log_in_again(request, typist)
        if typist and typist.user_id != request.user.pk:
            return keep_for_another(request, typist)
        if post := parked_post(request):
            return _private(_with_parked_post(post, request, view, args, kwargs))
        return _private(view(request, *args, **kwargs))

    return guarded


def _private(response: HttpResponseBase) -> HttpResponseBase:
    """For this person's browser only, and asked for anew. Not ``no-store``: going back would lose what is typed."""
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_cache=True)
    return response


# --- Asked by views and templates -------------------------------------------------------------------


def parked_data(request: HttpRequest, action: str = "") -> QueryDict | None:
    """What this person had sent to ``action`` (this page's own path) when the login ran out, or None."""
    post = parked_post(request)
    if request.method != "GET" or post is None or post.action != (action or request.path):
        return None
    request.parked_text_is_in_form = True  # type: ignore[attr-defined]
    return QueryDict(post.data)


def posted_or_parked(request: HttpRequest, action: str = "") -> QueryDict | None:
    """What a form should be bound to: what is sent now, else what was kept, else nothing.

    ``action`` is where the form is sent, when that is not the page itself.
    """
    return request.POST if request.method == "POST" else parked_data(request, action)


def kept_for(user: User) -> list[ParkedPost]:
    """The texts that wait for the person, the newest first."""
    return list(parked_posts.kept(user))


def parked_post(request: HttpRequest) -> ParkedPost | None:
    """The kept text that the address names, if it is this person's. Read once a request."""
    if PARAMETER not in request.GET:
        return None
    if not hasattr(request, "parked_post"):
        request.parked_post = _find(request)  # type: ignore[attr-defined]
    return request.parked_post  # type: ignore[attr-defined]


def _find(request: HttpRequest) -> ParkedPost | None:
    try:
        key = UUID(request.GET.get(PARAMETER, ""))
    except ValueError:
        return None
    if not isinstance(request.user, User):
        return None
    return parked_posts.find(user=request.user, key=str(key))


# --- The signed name in the form --------------------------------------------------------------------


def sign_typist(request: HttpRequest) -> str:
    """What a form says about who sees it now. The same text for all forms of a page."""
    if not hasattr(request, "typist_token"):
        value = {"user": request.user.pk, "path": _without_parameter(request.get_full_path())}
        request.typist_token = signing.dumps(value, salt=SALT)  # type: ignore[attr-defined]
    return request.typist_token  # type: ignore[attr-defined]


def typist_of(request: HttpRequest) -> Typist | None:
    """Who saw the form that was sent, by our own signature at most a week old."""
    token = request.POST.get(FIELD, "")
    if not token:
        return None
    try:
        value = signing.loads(token, salt=SALT, max_age=MAX_AGE_SECONDS)
    except signing.BadSignature:
        return None
    return Typist(value["user"], value["path"])


# --- What happens to the text -----------------------------------------------------------------------


def log_in_again(request: HttpRequest, typist: Typist | None) -> HttpResponse:
    """Keep the text when we know whose it is, and ask for a new login that leads back to it."""
    if typist is None:
        return _to_login(request, _page(request, request.get_full_path()))
    try:
        post = _park(request, typist)
    except parked_posts.TooLarge:
        return _show_text(request, "too_large")
    return _to_login(request, address_of(post))


def keep_for_another(request: HttpRequest, typist: Typist) -> HttpResponse:
    """Keep the text for the one who typed it; the one who is logged in now gets to know only that."""
    try:
        _park(request, typist)
    except parked_posts.TooLarge:
        return _show_text(request, "too_large_for_another")
    return render(request, "organisations/login_ran_out.html", {"case": "another"}, status=403)


def address_of(post: ParkedPost) -> str:
    """The page where the text was typed, told to show it again."""
    glue = "&" if "?" in post.path else "?"
    return f"{post.path}{glue}{urlencode({PARAMETER: post.key})}"


def _park(request: HttpRequest, typist: Typist) -> ParkedPost:
    user = User.objects.get(pk=typist.user_id)
    path = _page(request, typist.path)
    data = request.POST.copy()
    data.pop(WITH_FILE, None)
    if request.FILES:
        data[WITH_FILE] = "1"
    return parked_posts.park(user=user, path=path[:MAX_PATH], action=request.path, data=data)


def lost_a_file(post: ParkedPost) -> bool:
    """Whether a file was sent along with the text, which has to be chosen again."""
    return WITH_FILE in QueryDict(post.data)


def _page(request: HttpRequest, path: str) -> str:
    """The whole page where a fragment was sent from; the library says its address."""
    current = request.headers.get("HX-Current-URL", "")
    if not request.headers.get("HX-Request") or not current:
        return path
    parts = urlsplit(current)
    return _without_parameter(parts.path + (f"?{parts.query}" if parts.query else ""))


def _without_parameter(path: str) -> str:
    parts = urlsplit(path)
    query = QueryDict(parts.query, mutable=True)
    query.pop(PARAMETER, None)
    address = f"{parts.path}?{query.urlencode()}" if query else parts.path
    return address if len(address) <= MAX_PATH else parts.path


def _to_login(request: HttpRequest, address: str) -> HttpResponse:
    response = redirect_to_login(address, resolve_url("account_login"))
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(response.url)
    return response


def _show_text(request: HttpRequest, case: str) -> HttpResponse:
    """More text than we keep: give it back in the answer, to be copied."""
    texts = [] if case.endswith("another") else readable(request.POST)
    context = {"case": case, "texts": texts}
    return render(request, "organisations/login_ran_out.html", context, status=403)


def readable(data: QueryDict) -> list[str]:
    """What a person may have typed: values with letters, the longest first. Keys and numbers are left out."""
    values = {value for _, values in parked_posts.without_secrets(data).lists() for value in values}
    typed = [value for value in values if any(sign.isalpha() for sign in value) and not _is_key(value)]
    return sorted(typed, key=len, reverse=True)


def _is_key(value: str) -> bool:
    try:
        UUID(value)
    except ValueError:
        return False
    return True


def _with_parked_post(
    post: ParkedPost, request: HttpRequest, view: View, args: Any, kwargs: Any
) -> HttpResponseBase:
    """Show the text on a page of its own when its page is gone, and forget it once it is saved."""
    try:
        response = view(request, *args, **kwargs)
    except (Http404, PermissionDenied):
        if request.method != "GET":
            raise
        return redirect("organisations:parked_text", key=post.key)
    if request.method == "POST" and 300 <= response.status_code < 400:
        parked_posts.forget(post)
    return response
