"""From submission to publication: one page that shows where the promise is and what to do next."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from organisations.roles import Permission
from promises import earlier, permissions
from promises.actions import freezing, review, signing
from promises.forms.review import AdoptionForm, AnswerForm
from promises.models import Approval, PromiseVersion, Revision
from promises.states import Status
from promises.views.base import get_working, member_required, page, posted_or_parked
from promises.views.steps import back, confirm_page, person, tried


@member_required
@require_GET
def show(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_working(request, pk))


@member_required
@require_POST
def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand over to review; from the page that lists what the quality check says."""
    revision = get_working(request, pk)
    tried(
        request,
        lambda: review.submit(revision, by=person(request)),
        _("Löftet är lämnat för granskning. Parterna har fått ett mejl."),
    )
    return back(revision)


@member_required
@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, get_working(request, pk), returning=False)


@member_required
@require_POST
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    return _answer(request, get_working(request, pk), returning=True)


@member_required
def adopt(request: HttpRequest, pk: int) -> HttpResponse:
    revision = get_working(request, pk)
    permissions.check_can_record_adoption(person(request), revision)
    form = AdoptionForm(posted_or_parked(request))
    if request.method == "POST" and form.is_valid():
        tried(
            request,
            lambda: review.record_adoption(revision, by=person(request), **form.cleaned_data),
            _("Beslutet är inskrivet. Det blir en del av texten."),
        )
        return back(revision)
    return render(request, "promises/adoption.html", page(request, revision, form=form))


@member_required
@require_POST
def remove_adoption(request: HttpRequest, pk: int, adoption: int) -> HttpResponse:
    revision = get_working(request, pk)
    row = get_object_or_404(revision.adoptions, pk=adoption)
    tried(request, lambda: review.remove_adoption(row, by=person(request)), _("Beslutet är borttaget."))
    return back(revision)


@member_required
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask once more, then freeze."""
    revision = get_working(request, pk)
    permissions.check_can_freeze(person(request), revision)
    if request.method == "POST":
        tried(
            request,
            lambda: freezing.freeze(revision, by=person(request)),
            _("Texten är fastställd. De som ska skriva under har fått ett mejl."),
        )
        return back(revision)
    return confirm_page(
        request,
        revision,
        title=_("Fastställ texten?"),
        paragraphs=[
            _("Texten låses. Det som skrivs under blir ord för ord det som publiceras."),
            _("Undertecknarna får ett mejl. Vill ni ändra något efter det måste texten tas tillbaka."),
        ],
        action_text=_("Fastställ texten"),
    )


def _answer(request: HttpRequest, revision: Revision, *, returning: bool) -> HttpResponse:
    parties = permissions.parties_answered_for(person(request), Permission.REVIEW, revision)
    if not parties:
        raise PermissionDenied(_("Du kan inte svara på granskningen. Det gör den som företräder en part."))
    form = AnswerForm(request.POST, parties=parties, returning=returning)
    if not form.is_valid():
        return _show(request, revision, form=form)
    answer = review.send_back if returning else review.approve
    done = (
        _("Löftet är ett utkast igen. De som skriver har fått ditt skäl.")
        if returning
        else _("Tack, svaret är sparat.")
    )
    tried(request, lambda: answer(revision, by=person(request), **form.cleaned_data), done)
    return back(revision)


def _show(request: HttpRequest, revision: Revision, form: AnswerForm | None = None) -> HttpResponse:
    version = PromiseVersion.objects.filter(revision=revision).select_related("revision__promise").first()
    context = page(
        request,
        revision,
        version=version,
        adoptions=revision.adoptions.select_related("recorded_by"),
        earlier=_earlier_answers(revision),
        taken_back=earlier.taken_back(revision),
        may=_may(request, revision),
        **_review(request, revision, form),
        **_signing(request, version),
    )
    return render(request, "promises/review.html", context)


def _review(request: HttpRequest, revision: Revision, form: AnswerForm | None) -> dict[str, Any]:
    """Who has answered in this round, the form to answer with, and what stands in the way of freezing."""
    if revision.status not in (Status.DRAFT, Status.REVIEW):
        return {}
    given = review.answers(revision)
    asked = review.asked_parties(revision)
    mine = permissions.parties_answered_for(person(request), Permission.REVIEW, revision)
    in_review = revision.status == Status.REVIEW
    return {
        "round": review.current_round(revision),
        "answers": [(party, given.get(party.pk)) for party in asked],
        "form": form or (AnswerForm(posted_or_parked(request), parties=mine) if mine and in_review else None),
        "waits_for_me": [party for party in mine if party.pk not in given],
        "obstacles": freezing.obstacles(revision) if in_review else [],
    }


def _signing(request: HttpRequest, version: PromiseVersion | None) -> dict[str, Any]:
    if version is None:
        return {}
    return {
        "signatures": version.signatures.select_related("mandate", "recorded_by").order_by("pk"),
        "unsigned": signing.unsigned(version) if not version.document.registered_afterwards else [],
        "my_places": permissions.places_to_sign(person(request), version.revision),
    }


def _may(request: HttpRequest, revision: Revision) -> dict[str, bool]:
    user = person(request)
    return {
        "submit": permissions.can_submit(user, revision),
        "review": permissions.can_review(user, revision),
        "adopt": permissions.can_record_adoption(user, revision),
        "freeze": permissions.can_freeze(user, revision),
        "sign": permissions.can_sign(user, revision),
        "paper": permissions.can_upload_paper(user, revision),
        "withdraw": permissions.can_withdraw(user, revision),
        "publish": permissions.can_publish(user, revision),
        "amend": permissions.can_amend(user, revision),
        "end": permissions.can_end(user, revision),
        "register": permissions.can_register(user, revision),
        "history": permissions.can_view_history(user, revision),
    }


def _earlier_answers(revision: Revision) -> list[Approval]:
    """What the parties have said in earlier rounds, and about earlier attempts at the same version."""
    rows = Approval.objects.filter(revision__promise=revision.promise_id, revision__number=revision.number)
    current = {"revision": revision, "review_round": review.current_round(revision)}
    return list(
        rows.exclude(**current).select_related("organisation", "decided_by", "revision").order_by("-pk")
    )
