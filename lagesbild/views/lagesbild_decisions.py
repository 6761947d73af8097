"""What is decided about a whole lägesbild: looked through before, adopted, and marked as secret."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lagesbild import permissions
from lagesbild.actions import lagesbilder as actions
from lagesbild.actions.adopting import adopt, in_force_before
from lagesbild.checking import missing_from
from lagesbild.composition import (
    draft_document,
)
from lagesbild.forms.lagesbilder import (
    DecisionForm,
)
from lagesbild.forms.secrecy import SecrecyForm
from lagesbild.presentation import present_lagesbild
from lagesbild.views.base import (
    MemberRequest,
    attempt,
    member_required,
    page,
    posted_or_parked,
    status_of,
)
from lagesbild.views.lagesbild_base import get_lagesbild, lagesbild_trail, may_edit
from lagesbild.views.lagesbild_parts import address_of_part
from lagesbild.views.pages import show_form
from organisations.roles import Permission


@require_safe
@member_required
def check_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """What is missing, what it will look like, and the way to the decision."""
    municipality, found = get_lagesbild(request, slug, pk)
    if not found.is_draft:
        return redirect("lagesbild:lagesbild", slug, pk)
    lacks = missing_from(found)
    context = page(
        request,
        municipality,
        lagesbild=found,
        links=lagesbild_trail(found),
        blocking=[(one, address_of_part(found, one.part)) for one in lacks if one.blocks],
        wanted=[(one, address_of_part(found, one.part)) for one in lacks if not one.blocks],
        shown=present_lagesbild(draft_document(found)),
        may_edit=may_edit(request, found),
        may_adopt=permissions.can(request.user, Permission.ADOPT_LAGESBILD, municipality),
    )
    return render(request, "lagesbild/lagesbild_check.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def adopt_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Note the decision, which freezes the text."""
    municipality, found = get_lagesbild(request, slug, pk)
    permissions.check_can(request.user, Permission.ADOPT_LAGESBILD, municipality)
    if not found.is_draft:
        return redirect("lagesbild:lagesbild", slug, pk)
    form = DecisionForm(posted_or_parked(request))
    sent = request.method == "POST" and form.is_valid()
    if sent and attempt(form, lambda: adopt(found, by=request.user, **form.values())):
        messages.success(request, _("Lägesbilden är antagen och texten är fryst."))
        return redirect("lagesbild:lagesbild", slug, pk)
    context = page(
        request,
        municipality,
        form=form,
        lagesbild=found,
        links=lagesbild_trail(found),
        lacks=[one for one in missing_from(found) if one.blocks],
        before=in_force_before(found),
    )
    return render(request, "lagesbild/lagesbild_adopt.html", context, status=status_of(form))


@require_http_methods(["GET", "POST"])
@member_required
def mark_lagesbild(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Mark the whole lägesbild as secret, or take the marking away; also when it is adopted."""
    municipality, found = get_lagesbild(request, slug, pk)
    permissions.check_can(request.user, Permission.SHARE_LAGESBILD, municipality)
    form = SecrecyForm(
        posted_or_parked(request), parties=permissions.speaks_for(request.user, municipality)
    ).fill(found)
    if request.method == "POST" and form.is_valid():
        action = {**form.values(), **form.key(), "by": request.user}
        if attempt(form, lambda: actions.mark(found, **action)):
            messages.success(request, _("Markeringen är sparad."))
            return redirect("lagesbild:lagesbild", slug, pk)
    lead = _(
        "Det som är markerat döljs i allt som hämtas ut, för den som bara läser och för invånarna. Fyll i alla tre, "
        "eller töm alla tre."
    )
    return show_form(
        request,
        municipality,
        form,
        title=_("Sekretessmarkera lägesbilden"),
        links=lagesbild_trail(found),
        kicker=found.title,
        lead=lead,
    )
