"""Lagen i vår kommun: each paragraph with its state and evidence, and all municipalities that a person reads."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, Least
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from followup.reports.permissions import reports_seen_by
from lagesbild import permissions
from lagesbild.clocks import adopted_lagesbilder, decided_plans
from organisations.models import County, Municipality
from organisations.parking import MemberRequest, member_required
from organisations.roles import Permission
from overview.law import Facts, Paragraph, facts_of, paragraphs_of, standing_of

PER_PAGE = 25
ORDERS = ("namn", "datum")


@require_safe
@member_required
def law(request: MemberRequest, slug: str) -> HttpResponse:
    """One municipality, paragraph by paragraph."""
    readable = permissions.municipalities_for(request.user, Permission.VIEW_LAGESBILD)
    municipality = get_object_or_404(readable, slug=slug)
    today = timezone.localdate()
    facts = facts_of([municipality.pk], today)[municipality.pk]
    paragraphs = paragraphs_of(municipality, facts, today)
    context = {
        "municipality": municipality,
        "paragraphs": paragraphs,
        "met": sum(one.is_met for one in paragraphs),
        "clocks": facts.clocks,
        "shown_reports": _shown_reports(request, facts),
        "has_more": readable.count() > 1,
    }
    return render(request, "overview/law.html", context)


def _shown_reports(request: MemberRequest, facts: Facts) -> set[int]:
    """Of the reports that show 13 §, those whose pages the person may open."""
    pks = [one.pk for one in facts.reports]
    return set(reports_seen_by(request.user).filter(pk__in=pks).values_list("pk", flat=True))


@require_safe
@member_required
def law_list(request: MemberRequest) -> HttpResponse:
    """The municipalities whose lägesbild the person reads; straight on when there is one."""
    readable = permissions.municipalities_for(request.user, Permission.VIEW_LAGESBILD)
    if not readable.exists():
        raise PermissionDenied(permissions.REFUSALS[Permission.VIEW_LAGESBILD])
    order = request.GET.get("ordning")
    order = order if order in ORDERS else ORDERS[0]
    county = _county(request.GET.get("lan", ""), readable)
    listed = readable if county is None else readable.filter(county=county)
    shown = Paginator(_ordered(listed, order), PER_PAGE).get_page(request.GET.get("sida"))
    chosen = list(shown.object_list)
    if shown.paginator.count == 1 and county is None:
        return redirect("overview:law", chosen[0].slug)
    context = {
        "page_obj": shown,
        "rows": _rows(chosen),
        "standing": standing_of(listed, timezone.localdate()),
        "county": county,
        "order_is_name": order == "namn",
        "order_is_date": order == "datum",
    }
    return render(request, "overview/law_list.html", context)


def _county(slug: str, readable: QuerySet[Municipality]) -> County | None:
    """The chosen county, if the person reads a municipality there."""
    # Compared here: PostgreSQL refuses a question with a NUL in it.
    counties = County.objects.filter(pk__in=readable.values("county"))
    return next((county for county in counties if county.slug == slug), None)


def _rows(municipalities: list[Municipality]) -> list[dict[str, Any]]:
    today = timezone.localdate()
    facts = facts_of([one.pk for one in municipalities], today)
    return [_row(one, facts[one.pk], paragraphs_of(one, facts[one.pk], today)) for one in municipalities]


def _row(municipality: Municipality, facts: Facts, paragraphs: list[Paragraph]) -> dict[str, Any]:
    return {
        "municipality": municipality,
        "clocks": facts.clocks,
        "paragraphs": paragraphs,
        "met": sum(one.is_met for one in paragraphs),
        "number": len(paragraphs),
        "lacking": [one for one in paragraphs if not one.is_met],
    }


def _ordered(municipalities: QuerySet[Municipality], order: str) -> QuerySet[Municipality]:
    """By name, or by the day that the older of the two was done, what has never been done first."""
    found = municipalities.only("name", "official_name", "slug", "sort_key", "kind")
    if order == "namn":
        return found.order_by("sort_key", "pk")
    of_it = {"municipality": OuterRef("pk")}
    lagesbild = adopted_lagesbilder().filter(**of_it).order_by("-decided_on", "-pk").values("decided_on")
    since = Coalesce("followed_up_on", "decided_on")
    plan = decided_plans().filter(**of_it).order_by("-decided_on", "-pk").annotate(day=since).values("day")
    dated = found.annotate(lagesbild_on=Subquery(lagesbild[:1]), plan_on=Subquery(plan[:1]))
    lacks = Case(When(Q(lagesbild_on=None) | Q(plan_on=None), then=0), default=1)
    # A day that is missing gives way to the other: the two databases do not agree on the least of nothing.
    first = Least(Coalesce("lagesbild_on", "plan_on"), Coalesce("plan_on", "lagesbild_on"))
    return dated.annotate(lacks=lacks, since=first).order_by(
        "lacks", F("since").asc(nulls_first=True), "sort_key"
    )
