"""Which rows a person administers, as subqueries that every list and field is built from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.admin.base import MOST_RELATED, Related
from organisations.models import Membership, Municipality, Organisation, PoliceArea, User
from organisations.permissions import administered_organisations, grantable_roles
from organisations.roles import RoleKey


def administered(user: Any) -> Any:
    """The person's own organisations and what belongs to them, by name."""
    mine = administered_organisations(user).values("pk")
    return Organisation.objects.filter(pk__in=mine).order_by("sort_key")


def people_in(user: Any) -> QuerySet[Any]:
    """People with a role in those organisations, now or later; for whoever runs the service everybody.

    Not those whose last role there is over: what becomes of them elsewhere is no concern of a former employer.
    """
    if user.is_superuser:
        return User.objects.all()
    held = Membership.objects.filter(organisation__in=administered(user).values("pk"))
    return User.objects.filter(pk__in=held.exclude(valid_to__lt=timezone.localdate()).values("user"))


def with_roles(user: Any) -> QuerySet[Any]:
    """The organisations one administers in which somebody can hold a role: nobody does in a group."""
    return administered(user).exclude(kind=Organisation.Kind.GROUP)


def roles_to_give(user: Any) -> list[tuple[str, str]]:
    """The roles that the person may give somewhere among the organisations they administer."""
    if user.is_superuser:
        return [(str(key), str(label)) for key, label in RoleKey.choices]
    given = {role for one in administered(user) for role in grantable_roles(user, one)}
    return [(str(key), str(label)) for key, label in RoleKey.choices if key in given]


def neighbours(user: Any) -> Any:
    """The organisations that can have a seat in a council: one's own, and those one shares a police area with."""
    if user.is_superuser:
        return Organisation.objects.filter(is_active=True)
    mine = administered(user).values("pk")
    areas = PoliceArea.objects.filter(municipalities__in=mine).values("pk")
    covered = Municipality.objects.filter(police_area_links__police_area__in=mine).values("pk")
    kinds = (Organisation.Kind.REGION, Organisation.Kind.AUTHORITY)
    near = (
        Q(pk__in=mine) | Q(pk__in=areas) | Q(pk__in=covered) | Q(kind__in=kinds, managed_by=None, parent=None)
    )
    return Organisation.objects.filter(near, is_active=True).exclude(kind=Organisation.Kind.GROUP)


def related_rows(
    request: HttpRequest,
    site: Any,
    rows: QuerySet[Any],
    title: Any,
    note: Callable[[Any], str] = lambda row: "",
    name: Callable[[Any], str] = str,
    add: dict[str, Any] | None = None,
) -> Related:
    """Rows of another list as links; ``add`` is what the form for another one starts with."""
    model_admin = site.get_model_admin(rows.model)
    visible = rows.filter(pk__in=model_admin.rows(request.user).order_by().values("pk"))
    found = list(visible[: MOST_RELATED + 1])
    more = visible.count() - MOST_RELATED if len(found) > MOST_RELATED else 0
    base = f"admin:{rows.model._meta.app_label}_{rows.model._meta.model_name}"
    links = [(name(row), note(row), reverse(f"{base}_change", args=[row.pk])) for row in found[:MOST_RELATED]]
    add_url = ""
    if add is not None and model_admin.has_add_permission(request):
        add_url = f"{reverse(f'{base}_add')}?{urlencode(add)}"
    return Related(title, links, more, add_url, model_admin.add_text or _("Lägg till"))
