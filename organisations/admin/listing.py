"""The list of a page: its filters, its search, and the steps for what is marked in it."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.db import models
from django.http import HttpRequest

from organisations.admin.filters import PARAMETERS_OF_THE_PAGE
from organisations.admin.steps import Step, step_for_marked
from organisations.swedish import search_form


class Rows(ChangeList):
    """The list of a page, without the parameters that are not about it."""

    def get_filters_params(self, params: Any = None) -> Any:
        found = super().get_filters_params(params)
        for name in PARAMETERS_OF_THE_PAGE:
            found.pop(name, None)
        return found

    def get_ordering_field(self, field_name: Any) -> Any:
        """Names in Swedish order, on every database."""
        found = super().get_ordering_field(field_name)
        named = {field.name for field in self.lookup_opts.get_fields()}
        return "sort_key" if found == "name" and "sort_key" in named else found


class ListingAdmin(admin.ModelAdmin):
    """A model's list."""

    steps: tuple[Step, ...] = ()

    list_per_page = 50
    list_max_show_all = 0
    show_facets = ShowFacets.NEVER
    empty_value_display = "–"

    url: Any
    list_name: Any

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return Rows

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """Every word in some of ``search_fields``, which are normalised columns: the same on every database."""
        for word in search_form(search_term)[:100].split() if self.search_fields else []:
            found = models.Q()
            for name in self.search_fields:
                found |= models.Q(**{f"{name}__contains": word})
            queryset = queryset.filter(found)
        return queryset, False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        return {step.name: (step_for_marked(step), step.name, step.many) for step in self.steps}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        add_url = self.url("add") if self.has_add_permission(request) else ""
        context = {"admin": self, "title": self.list_name, "add_url": add_url}
        return super().changelist_view(request, context | (extra_context or {}))
