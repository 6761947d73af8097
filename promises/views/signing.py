"""Signing, declining, paper, and taking a text back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organisations.permissions import works_for
from organisations.views.files import stored_file
from promises import earlier, permissions
from promises.actions import signing
from promises.forms.review import ReasonForm
from promises.forms.signing import DeclineForm, PaperForm, SignForm
from promises.models import PromiseVersion, Signature
from promises.signing import ProofRefused
from promises.signing_proof import fresh_proof
from promises.signing_providers import PasskeyProvider, check_can_prove
from promises.states import Status
from promises.views.base import get_working, member_required, page, posted_or_parked
from promises.views.steps import back, confirm_page, frozen_text, person, tried


@member_required
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed, exactly the frozen text, and a fresh proof that signs it."""
    version = _version(request, pk)
    if isinstance(version, HttpResponse):
        return version
    places = _places(request, version)
    if not places:
        return back(version.revision)
    methods = {provider.method for provider in check_can_prove(person(request))}
    form = SignForm(
        request.POST or None,
        places=places,
        with_password=Signature.Method.PASSWORD in methods,
        initial={"sha256": version.sha256},
    )
    if request.method == "POST" and form.is_valid() and _signed(request, version, form):
        return back(version.revision)
    return render(request, "promises/sign.html", _sign_page(request, version, form, methods, places))


@member_required
@require_POST
def challenge(request: HttpRequest, pk: int) -> HttpResponse:
    """A question for the person's passkey, about this text. Asked by the page's script."""
    version = _version(request, pk)
    if isinstance(version, HttpResponse) or not _places(request, version):
        raise PermissionDenied(_("Det finns inget att skriva under här."))
    provider = PasskeyProvider()
    if not provider.is_available_to(person(request)):
        raise PermissionDenied(_("Du har ingen passnyckel. Lägg till en under Mitt konto."))
    question, options = provider.ask(user=person(request), version=version)
    return JsonResponse({"challenge": str(question.key), "options": options})


@member_required
def decline(request: HttpRequest, pk: int) -> HttpResponse:
    version = _version(request, pk)
    if isinstance(version, HttpResponse):
        return version
    places = _places(request, version)
    if not places:
        return back(version.revision)
    form = DeclineForm(posted_or_parked(request), places=places)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        tried(
            request,
            lambda: signing.decline(form.signatory, reason=reason, by=person(request)),
            _("Du har avböjt. Löftet är ett utkast igen och parterna har fått ditt skäl."),
        )
        return back(version.revision)
    return render(
        request, "promises/decline.html", page(request, version.revision, form=form, version=version)
    )


@member_required
def paper(request: HttpRequest, pk: int, signatory: int) -> HttpResponse:
    """Upload the scanned page of one signatory."""
    revision = get_working(request, pk)
    permissions.check_can_upload_paper(person(request), revision)
    place = get_object_or_404(revision.signatories.select_related("organisation"), pk=signatory)
    if revision.status != Status.FOR_SIGNATURE:
        messages.error(request, _("Texten är inte till för underskrift nu."))
        return back(revision)
    form = PaperForm(request.POST or None, request.FILES or None, signatory=place)
    if request.method == "POST" and form.is_valid() and _paper_added(request, form):
        return back(revision)
    return render(
        request,
        "promises/paper.html",
        page(request, revision, form=form, signatory=place, version=revision.version),
    )


@member_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    permissions.check_can_withdraw(person(request), revision)
    form = ReasonForm(posted_or_parked(request), label=_("Varför tas texten tillbaka?"))
    if request.method == "POST" and form.is_valid():
        tried(
            request,
            lambda: signing.withdraw(revision, by=person(request), **form.cleaned_data),
            _("Texten är återtagen. Löftet är ett utkast igen."),
        )
        return back(revision)
    return confirm_page(
        request,
        revision,
        title=_("Ta tillbaka texten?"),
        paragraphs=[
            _("Underskrifter som redan finns gäller inte längre. De syns i historiken som ogiltiga."),
            _("Löftet blir ett utkast igen, med samma innehåll."),
        ],
        action_text=_("Ta tillbaka texten"),
        form=form,
        tone="danger",
    )


@member_required
@require_GET
def scan(request: HttpRequest, pk: int, signature: int) -> HttpResponseBase:
    """The scanned page of a signature made on paper, for those who see the history: it may hold more than the text."""
    revision = get_working(request, pk)
    rows = Signature.objects.select_related("version__revision__promise")
    row = get_object_or_404(rows, pk=signature, version__revision__promise=revision.promise_id)
    permissions.check_can_view_history(person(request), row.version.revision)
    return stored_file(row.scan, _("underskrift"))


def _version(request: HttpRequest, pk: int) -> PromiseVersion | HttpResponse:
    """The text for signature, or where to go when there is none now."""
    revision = get_working(request, pk)
    version = PromiseVersion.objects.filter(revision=revision).select_related("revision__promise").first()
    if version is None or revision.status != Status.FOR_SIGNATURE:
        messages.info(request, _("Det finns ingen text att skriva under just nu."))
        return back(revision)
    return version


def _places(request: HttpRequest, version: PromiseVersion) -> list[Any]:
    """Where the person may sign; nothing when all is signed already, refused when there never was anything."""
    places = permissions.places_to_sign(person(request), version.revision)
    if places:
        return places
    if version.signatures.filter(user=person(request)).exists():
        messages.info(request, _("Du har redan skrivit under."))
        return []
    own = works_for(person(request))
    wanted = version.revision.signatories.select_related("organisation")
    # What is said is about one's own organisation, if it signs at all.
    for signatory in sorted(wanted, key=lambda one: one.organisation_id not in own):
        permissions.check_can_sign(person(request), signatory)
    raise PermissionDenied(_("Du är inte en av dem som ska skriva under det här löftet."))


def _signed(request: HttpRequest, version: PromiseVersion, form: SignForm) -> bool:
    """Prove and sign; put what is wrong in the form and say no."""
    try:
        proof = fresh_proof(request, version, method=form.method, answer=form.answer)
        signing.sign(
            form.signatory, proof=proof, shown_sha256=form.cleaned_data["sha256"], by=person(request)
        )
    except ProofRefused as refused:
        form.add_error("password" if "password" in form.fields else None, str(refused))
        return False
    except signing.StalePage:
        form.add_error(None, _("Texten har bytts sedan du öppnade sidan. Läs den nya och skriv under igen."))
        form.data = {**request.POST.dict(), "sha256": version.sha256}
        return False
    except signing.AlreadySigned:
        messages.info(request, _("Du har redan skrivit under."))
        return True
    return tried(request, lambda: None, _("Tack, du har skrivit under."))


def _sign_page(
    request: HttpRequest, version: PromiseVersion, form: SignForm, methods: set[Any], places: list[Any]
) -> dict[str, Any]:
    return page(
        request,
        version.revision,
        version=version,
        text=frozen_text(version),
        form=form,
        places=places,
        with_passkey=Signature.Method.PASSKEY in methods,
        with_password=Signature.Method.PASSWORD in methods,
        differences=earlier.differences(version),
        signatures=version.signatures.order_by("pk"),
    )


def _paper_added(request: HttpRequest, form: PaperForm) -> bool:
    def add() -> None:
        signing.add_paper(form.signatory, by=person(request), **form.cleaned_data)

    try:
        return tried(request, add, _("Underskriften är inlagd."))
    except signing.AlreadySigned as already:
        messages.info(request, str(already))
        return True
