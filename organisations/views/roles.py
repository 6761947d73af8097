"""Who may do what, read from the same table as the application itself obeys."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from organisations.models import Organisation
from organisations.permissions import seats_of
from organisations.role_texts import PERMISSION_TEXTS, RELATION_NAMES, RELATION_TEXTS
from organisations.roles import ROLES, Permission, Relation, Role
from organisations.views.base import MemberRequest, member_required


@require_safe
@member_required
def roles(request: MemberRequest) -> HttpResponse:
    """Roles and what each may do, role by role and as one table."""
    context = {
        "roles": [_role(role) for role in ROLES.values()],
        "relations": [(RELATION_NAMES[relation], RELATION_TEXTS[relation]) for relation in Relation],
        "matrix": [(PERMISSION_TEXTS[permission], _cells(permission)) for permission in Permission],
        "mine": {seat.role for seat in seats_of(request.user)},
    }
    return render(request, "organisations/roles.html", context)


def _role(role: Role) -> dict[str, Any]:
    kinds = [Organisation.Kind(kind).label for kind in Organisation.Kind if kind in role.organisation_kinds]
    return {
        "key": role.key,
        "name": role.key.label,
        "name_in_text": role.key.in_text,
        "description": role.description,
        "kinds": kinds,
        "grants": [
            (
                PERMISSION_TEXTS[permission],
                [RELATION_TEXTS[r] for r in Relation if r in role.grants[permission]],
            )
            for permission in Permission
            if permission in role.grants
        ],
        "may_grant": [key.in_text for key in ROLES if key in role.may_grant],
    }


def _cells(permission: Permission) -> list[dict[str, Any]]:
    """One cell for each role: in which relations it has the permission, in short words."""
    return [
        {
            "role": role.key.label,
            "relations": [RELATION_NAMES[r] for r in Relation if r in role.grants.get(permission, ())],
        }
        for role in ROLES.values()
    ]
