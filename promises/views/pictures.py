"""The picture of a promise: chosen, described, shown to those who may see the draft."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from organisations.actions.rows import StaleEdit
from organisations.pictures import read_picture
from organisations.views.files import sent
from promises import permissions
from promises.actions import pictures
from promises.forms.basics import PictureForm
from promises.models import Picture, Revision
from promises.views.base import get_working, member_required, page, posted_or_parked
from promises.views.stale import compare


@member_required
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    user: Any = request.user
    permissions.check_can_edit(user, revision)
    picture = Picture.objects.filter(revision=revision).first()
    files = request.FILES if request.method == "POST" else None
    form = PictureForm(posted_or_parked(request), files, instance=picture, revision=revision)
    if request.method == "POST" and form.is_valid():
        response = _save(request, revision, form)
        if response is not None:
            return response
    context = page(request, revision, "basics", form=form, picture=picture, back_url=_back(pk))
    return render(request, "promises/picture.html", context)


def _back(pk: int) -> str:
    return f"{reverse('promises:basics', args=[pk])}#bild"


def _save(request: HttpRequest, revision: Revision, form: PictureForm) -> HttpResponse | None:
    """Redirects when it is saved; None when the file is no picture that we take, with the error in the form."""
    values = form.values()
    upload = values.pop("upload")
    user: Any = request.user
    try:
        clean = read_picture(upload) if upload else None
        pictures.save_picture(
            revision,
            picture=clean,
            texts=values,
            edit_number=form.edit_number,
            creation_key=form.creation_key,
            by=user,
        )
    except ValidationError as error:
        form.add_error("upload", error)
        return None
    except StaleEdit as stale:
        return compare(request, form, stale, back_url=_back(revision.promise_id))
    messages.success(request, _("Bilden är sparad."))
    return redirect(_back(revision.promise_id))


@member_required
@require_http_methods(["GET", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    user: Any = request.user
    permissions.check_can_edit(user, revision)
    picture = Picture.objects.filter(revision=revision).first()
    if picture is None:
        return redirect(_back(pk))
    if request.method == "POST":
        pictures.remove_picture(picture, by=user)
        messages.success(request, _("Bilden är borttagen."))
        return redirect(_back(pk))
    context = page(request, revision, "basics", picture=picture, back_url=_back(pk))
    return render(request, "promises/picture_remove.html", context)


@member_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The picture itself, for those who may see the draft. Uploaded files have no address of their own."""
    revision = get_working(request, pk)
    picture = get_object_or_404(Picture, revision=revision)
    response = sent(picture.file)
    response["Cache-Control"] = "private, max-age=300"
    return response
