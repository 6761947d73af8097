"""Registering a promise that was made elsewhere, its original, and the other party's confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from organisations.models import Organisation
from organisations.views.files import stored_file
from promises import permissions, quality
from promises.actions import registering
from promises.forms.publishing import OriginalForm, RegisterForm
from promises.models import PromiseVersion
from promises.states import Status
from promises.views.base import get_promise, get_working, member_required, page, posted_or_parked
from promises.views.drafting import choose_municipality, chosen
from promises.views.steps import back, confirm_page, frozen_text, person, tried


@member_required
def begin(request: HttpRequest) -> HttpResponse:
    """First which municipality, when there is a choice; then what is known about the promise."""
    allowed = permissions.may_create_in(request.user)
    municipality = chosen(request, allowed)
    if municipality is None:
        return choose_municipality(request, allowed, title=_("Registrera i efterhand"))
    form = RegisterForm(posted_or_parked(request), request.FILES or None, municipality=municipality)
    if request.method == "POST" and form.is_valid():
        promise = registering.begin(municipality, by=person(request), **form.cleaned_data)
        messages.success(request, _("Skriv in löftet så som det står i originalet. Registrera det sedan."))
        return redirect("promises:detail", promise.pk)
    return render(request, "promises/register_new.html", {"form": form, "municipality": municipality})


@member_required
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the original is."""
    revision = get_working(request, pk)
    permissions.check_can_register(person(request), revision)
    permissions.check_can_edit(person(request), revision)
    promise = revision.promise
    form = OriginalForm(
        posted_or_parked(request),
        request.FILES or None,
        has_file=bool(promise.original_file),
        initial={"original_url": promise.original_url},
    )
    if request.method == "POST" and form.is_valid():
        url, file = form.cleaned_data["original_url"], form.cleaned_data["original_file"]
        registering.set_original(revision, url=url, file=file, by=person(request))
        messages.success(request, _("Originalet är sparat."))
        return redirect("promises:detail", pk)
    return render(request, "promises/original.html", page(request, revision, form=form))


@member_required
@require_GET
def original_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The original document, for the parties; the public site has its own address for it."""
    return stored_file(get_promise(request, pk).original_file, _("original"))


@member_required
def register(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish the text that was written from the original."""
    revision = get_working(request, pk)
    permissions.check_can_register(person(request), revision)
    if request.method == "POST":
        done = tried(
            request,
            lambda: registering.register(revision, by=person(request)),
            _(
                "Löftet är registrerat och går att läsa. Den andra parten har fått ett mejl för att bekräfta det."
            ),
        )
        return back(revision) if done else redirect("promises:register", pk)
    return confirm_page(
        request,
        revision,
        title=_("Registrera löftet?"),
        paragraphs=[
            _("Alla kan läsa löftet från och med nu. Där står att det är registrerat i efterhand."),
            _("Tills den andra parten har bekräftat löftet står det också."),
        ],
        action_text=_("Registrera löftet"),
        warnings=[f for f in quality.check(revision).findings if f.level is not quality.Level.INFORM],
    )


@member_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Compare with the original, and confirm for one's own party."""
    revision = get_working(request, pk)
    version = _registered(request, pk)
    if version is None:
        messages.info(request, _("Det finns inget att bekräfta."))
        return back(revision)
    if request.method == "POST":
        organisation = _party(request, version)
        tried(
            request,
            lambda: registering.confirm(version, organisation=organisation, by=person(request)),
            _("Tack, löftet är bekräftat."),
        )
        return redirect("promises:confirm", pk)
    context = page(
        request,
        version.revision,
        version=version,
        text=frozen_text(version),
        mine=registering.confirmable_by(person(request), version),
        waiting=registering.unconfirmed_parties(version),
        confirmations=version.confirmations.select_related("organisation", "confirmed_by"),
    )
    return render(request, "promises/confirm.html", context)


def _party(request: HttpRequest, version: PromiseVersion) -> Organisation:
    number = request.POST.get("organisation", "")
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        raise Http404
    parties = version.revision.parties.select_related("organisation")
    return get_object_or_404(parties, organisation=int(number)).organisation


def _registered(request: HttpRequest, pk: int) -> PromiseVersion | None:
    """The text in force, if it was registered afterwards."""
    promise = get_promise(request, pk)
    texts = PromiseVersion.objects.select_related("revision__promise")
    version = texts.filter(revision__promise=promise, revision__status=Status.PUBLISHED).first()
    return version if version and version.revision.registered_afterwards else None
