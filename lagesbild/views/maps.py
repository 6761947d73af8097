"""What a map needs: the outline of the municipality, and leave to ask the device where it is."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Q
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe
from django_permissions_policy.decorators import permissions_policy_override

from lagesbild import permissions
from lagesbild.geography import outline_of
from lagesbild.views.base import MemberRequest, member_required
from organisations.models import Municipality
from organisations.roles import Permission

A_DAY = 24 * 60 * 60

# Everywhere else no page may ask. The browser still asks the person first, each time or once.
asks_for_position = permissions_policy_override({**settings.PERMISSIONS_POLICY, "geolocation": ["self"]})


@require_safe
@member_required
def outline(request: MemberRequest, slug: str) -> JsonResponse:
    """The rings of the municipality's border as [longitude, latitude], for who reads its lägesbild or reports to it."""
    read = permissions.municipalities_for(request.user, Permission.VIEW_LAGESBILD).values("pk")
    reported = permissions.municipalities_to_report_in(request.user).values("pk")
    found = get_object_or_404(Municipality.objects.filter(Q(pk__in=read) | Q(pk__in=reported)), slug=slug)
    response = JsonResponse({"rings": outline_of(found.code)})
    patch_cache_control(response, private=True, max_age=A_DAY)
    return response
