"""Mandates to sign: entering, delegating and revoking them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.actions import mandates
from organisations.forms.mandates import DelegationForm, MandateForm
from organisations.models import Mandate, Membership, Organisation, User
from organisations.permissions import (
    check_can_confirm_mandate,
    check_can_in_organisation,
    visible_organisations,
)
from organisations.roles import Permission, RoleKey
from organisations.views.base import (
    MemberRequest,
    ask_first,
    attempt,
    back_to,
    get_organisation,
    member_required,
    posted_or_parked,
    show_form,
)


def _signatories(organisation: Organisation, request: MemberRequest) -> QuerySet[User]:
    """Who can have a mandate there: its signatories of today and tomorrow, but not the person who enters it."""
    roles = Membership.objects.filter(organisation=organisation, role=RoleKey.SIGNATORY)
    roles = roles.exclude(valid_to__lt=timezone.localdate())
    return User.objects.filter(pk__in=roles.values("user"), is_active=True).exclude(pk=request.user.pk)


def _get(request: MemberRequest, pk: int) -> Mandate:
    visible = visible_organisations(request.user).values("pk")
    mandate: Mandate = get_object_or_404(
        Mandate.objects.with_people().filter(organisation__in=visible), pk=pk
    )
    return mandate


@require_http_methods(["GET", "POST"])
@member_required
def grant(request: MemberRequest, pk: int) -> HttpResponse:
    """Enter a decision that somebody may sign for the organisation."""
    organisation = get_organisation(request, pk)
    check_can_in_organisation(request.user, Permission.MANAGE_MANDATES, organisation)
    people = _signatories(organisation, request)
    form = MandateForm(posted_or_parked(request), people=people)
    if request.method == "POST" and form.is_valid():
        values = {"organisation": organisation, **form.key(), **form.values()}
        if attempt(form, lambda: mandates.grant(by=request.user, **values)):
            _say_entered(request, form, _("Mandatet är inlagt."))
            return back_to(organisation, "mandat")
    lead = _(
        "För in ett beslut som organisationen redan har fattat. Ingen kan lägga in ett mandat åt sig själv."
    )
    return show_form(
        request,
        form,
        organisation,
        _("Lägg in mandat"),
        lead=lead,
        notes=_who_is_missing(people),
        button=_("Lägg in"),
    )


@require_http_methods(["GET", "POST"])
@member_required
def delegate(request: MemberRequest, pk: int) -> HttpResponse:
    """Enter a deputy for the holder of a mandate."""
    origin = _get(request, pk)
    organisation = origin.organisation
    check_can_in_organisation(request.user, Permission.MANAGE_MANDATES, organisation)
    people = _signatories(organisation, request).exclude(pk__in=[origin.user_id, origin.granted_by_id])
    initial = {"valid_from": timezone.localdate(), "valid_to": origin.valid_to}
    form = DelegationForm(posted_or_parked(request), people=people, initial=initial)
    if request.method == "POST" and form.is_valid():
        values = {**form.key(), **form.values()}
        if attempt(form, lambda: mandates.delegate(origin, by=request.user, **values)):
            _say_entered(request, form, _("Ersättaren är inlagd."))
            return back_to(organisation, "mandat")
    lead = _("Ersättaren skriver under i stället för %(user)s, %(title)s, så länge det mandatet gäller.")
    words = {"user": origin.user, "title": origin.title}
    notes = _who_is_missing(people)
    return show_form(
        request,
        form,
        organisation,
        _("Lägg in ersättare"),
        lead=lead % words,
        notes=notes,
        button=_("Lägg in"),
    )


def _say_entered(request: MemberRequest, form: MandateForm, sentence: str) -> None:
    """That it is done, and what remains when the same person invited and enters the mandate."""
    messages.success(request, sentence)
    entered = Mandate.objects.awaiting_confirmation().filter(creation_key=form.cleaned_data["creation_key"])
    if entered.exists():
        messages.warning(
            request,
            _(
                "Eftersom du själv bjöd in personen gäller mandatet först när någon annan har bekräftat det. "
                "Vi har mejlat dem som kan."
            ),
        )


def _who_is_missing(people: QuerySet[User]) -> list[str]:
    if people.exists():
        return [_("Saknas personen i listan? Ge personen rollen undertecknare först.")]
    return [_("Ingen här kan få mandatet. Bjud in personen med rollen undertecknare först.")]


@require_http_methods(["GET", "POST"])
@member_required
def revoke(request: MemberRequest, pk: int) -> HttpResponse:
    """End a mandate at once, after asking."""
    mandate = _get(request, pk)
    organisation = mandate.organisation
    check_can_in_organisation(request.user, Permission.MANAGE_MANDATES, organisation)
    if request.method == "POST":
        mandates.revoke(mandate, by=request.user)
        messages.success(request, _("Mandatet är återkallat."))
        return back_to(organisation, "mandat")
    text = _(
        "%(user)s, %(title)s, kan inte skriva under efter det. Ersättare på mandatet kan det inte heller. "
        "Det som redan är underskrivet gäller."
    )
    words = {"user": mandate.user, "title": mandate.title}
    return ask_first(request, organisation, _("Återkalla mandatet?"), text % words, _("Återkalla mandatet"))


@require_http_methods(["GET", "POST"])
@member_required
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    """Be the second pair of eyes on a mandate, after reading who entered it for whom."""
    mandate = _get(request, pk)
    organisation = mandate.organisation
    check_can_confirm_mandate(request.user, mandate)
    if request.method == "POST":
        try:
            mandates.confirm(mandate, by=request.user)
            messages.success(request, _("Mandatet är bekräftat och gäller."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return back_to(organisation, "mandat")
    if not mandate.awaits_confirmation:
        messages.info(request, _("Mandatet väntar inte på bekräftelse."))
        return back_to(organisation, "mandat")
    return ask_first(
        request,
        organisation,
        _("Bekräfta mandatet?"),
        _(
            "%(by)s har både bjudit in personen och lagt in mandatet. Kontrollera att personen finns, att "
            "e-postadressen är personens egen och att beslutet är fattat. Är något fel, så bekräfta inte: be den "
            "som sköter mandat hos %(organisation)s att återkalla det."
        )
        % {"by": mandate.granted_by, "organisation": organisation},
        _("Bekräfta mandatet"),
        facts=_facts(mandate),
        tone="",
    )


def _facts(mandate: Mandate) -> list[tuple[str, str]]:
    origin = mandate.delegated_from
    deputy = [(_("Ersättare för"), f"{origin.user}, {origin.title}")] if origin else []
    return [
        (_("Person"), str(mandate.user)),
        (_("E-post"), mandate.user.email),
        (_("Titel"), mandate.title),
        *deputy,
        (_("Beslut"), mandate.decision_reference),
        (_("Gäller"), _days(mandate)),
        (_("Inlagt"), date_format(timezone.localtime(mandate.granted_at), "j F Y")),
    ]


def _days(mandate: Mandate) -> str:
    first = date_format(mandate.valid_from, "j F Y")
    last = date_format(mandate.valid_to, "j F Y") if mandate.valid_to else _("tills vidare")
    return f"{first} – {last}"
