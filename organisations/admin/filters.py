"""The filters of the lists: choices made here, never from the rows of a table.

Each is one parameter with a closed set of values. Django's own filters on columns would list every row that a foreign
key could point at, and accept any look-up in the query string.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import PAGE_VAR
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from organisations.parking import PARAMETER
from organisations.permissions import administered_organisations
from organisations.roles import RoleKey

# Parameters that have to do with the page and not with the rows.
PARAMETERS_OF_THE_PAGE = (PAGE_VAR, PARAMETER)


class Choice(SimpleListFilter):
    """A filter with named values. ``first`` is what an empty value means, and ``narrow`` what each value does."""

    first: str | LazyText = _("Alla")

    def __init__(self, request: HttpRequest, params: Any, model: Any, model_admin: Any) -> None:
        super().__init__(request, params, model, model_admin)
        self.user = request.user

    def has_output(self) -> bool:
        """Whether there is a choice to make, or one has been made: Django forgets a filter that says no."""
        return len(self.lookup_choices) > 1 or bool(self.value())

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        value = self.value()
        if not value:
            return self.without(queryset)
        if value not in {str(key) for key, _name in self.lookup_choices}:
            return queryset.none()
        return self.narrow(queryset, value)

    def without(self, queryset: Any) -> Any:
        return queryset

    def narrow(self, queryset: Any, value: str) -> Any:
        raise NotImplementedError


class OrganisationFilter(Choice):
    """Whose rows, among the organisations that the person administers and that have any."""

    title = _("Organisation")
    parameter_name = "organisation"
    column = "organisation"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        used = model_admin.rows(request.user).values(self.column)
        mine = administered_organisations(request.user).filter(pk__in=used)
        return [(str(one.pk), str(one)) for one in mine.order_by("sort_key")]

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(**{self.column: value})


def column_filter(column: str, name: str, heading: str | LazyText, values: Callable[[], Any]) -> type[Choice]:
    """A filter on a column with fixed choices, such as a role or a kind."""

    class ColumnFilter(Choice):
        title = heading  # type: ignore[assignment]
        parameter_name = name

        def lookups(self, request: HttpRequest, model_admin: Any) -> Any:
            return values()

        def narrow(self, queryset: QuerySet[Any], value: str) -> QuerySet[Any]:
            return queryset.filter(**{column: value})

    return ColumnFilter


RoleFilter = column_filter("role", "roll", _("Roll"), lambda: RoleKey.choices)


class ValidFilter(Choice):
    """What holds now or later, unless one asks for what is over."""

    title = _("Gäller")
    parameter_name = "galler"
    first = _("Nu eller senare")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("over", _("Inte längre")), ("alla", _("Alla"))]

    def without(self, queryset: Any) -> Any:
        return queryset.exclude(self.over())

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(self.over()) if value == "over" else queryset

    def over(self) -> Q:
        return Q(valid_to__isnull=False, valid_to__lt=timezone.localdate())


class ActiveFilter(Choice):
    """What exists today, unless one asks for what does not."""

    title = _("Finns")
    parameter_name = "finns"
    first = _("I dag")

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("nej", _("Inte längre")), ("alla", _("Alla"))]

    def without(self, queryset: Any) -> Any:
        return queryset.filter(is_active=True)

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(is_active=False) if value == "nej" else queryset
