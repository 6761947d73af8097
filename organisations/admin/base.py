"""What every list and form of the administration obeys.

A subclass says which rows a person may see (``rows``) and which actions save them (``perform_add``,
``perform_change``, ``steps``). Everything else follows from that: a row outside ``rows`` does not exist here, whatever
the address, the form or the query string says. Django's tables of permissions are not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise as LazyText
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Event
from organisations.admin.listing import ListingAdmin
from organisations.admin.saving import SavingAdmin
from organisations.admin.sites import Section
from organisations.admin.steps import Step, step_page
from organisations.models import User
from organisations.permissions import administered_organisations, may_administer

MOST_EVENTS = 200
MOST_RELATED = 50


@dataclass(frozen=True)
class Related:
    """Rows that belong to the one on the page, with the way to add another."""

    title: str | LazyText
    rows: list[tuple[str, str, str]]
    """Text, what else to say about it, address."""
    more: int = 0
    add_url: str = ""
    add_text: str | LazyText = ""


class ScopedAdmin(SavingAdmin, ListingAdmin):
    """One kind of row: a list, a form, a history and the steps of ``steps``."""

    # The address below /admin/, which part of the front page it is in and in what place, and what it is for.
    path: str
    section: Section
    place: int = 0
    # What the list is called, when not by the model's name.
    name: str | LazyText = ""
    lead: str | LazyText = ""
    add_text: str | LazyText = gettext_lazy("Lägg till")
    empty_text: str | LazyText = gettext_lazy("Här finns inget än.")
    has_history = True

    # --- What a subclass says -----------------------------------------------------------------------

    def rows(self, user: Any) -> models.QuerySet[Any]:
        """The rows that the person may see. None until a subclass says otherwise."""
        return self.model._default_manager.none()

    def may_add(self, user: Any) -> bool:
        return False

    def may_change(self, user: Any, row: Any) -> bool:
        """Whether the person may save the row, which is among those they see."""
        return False

    def related(self, request: HttpRequest, row: Any) -> list[Related]:
        """Lists of rows that belong to this one."""
        return []

    def title_of(self, row: Any) -> str:
        """The heading of the row's page."""
        return str(row)

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        """Other pages about the row: text and address."""
        return []

    # --- Who ------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return self.rows(request.user).order_by(*(self.get_ordering(request) or self.opts.ordering or ()))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_administer(request.user) and (obj is None or self._sees(request, obj))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return may_administer(request.user) and self.may_add(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Without a row it is about changing many in the list itself, which we never do.
        return obj is not None and self._sees(request, obj) and self.may_change(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Never by Django's own means: what can be removed has a step, which calls an action."""
        return False

    def _sees(self, request: HttpRequest, row: Any) -> bool:
        seen: set[tuple[str, int]] = request.__dict__.setdefault("_seen_in_admin", set())
        key = (self.opts.label, row.pk)
        if key not in seen and self.rows(request.user).filter(pk=row.pk).exists():
            seen.add(key)
        return key in seen

    # --- What cannot be asked -------------------------------------------------------------------------

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only the filters that the page shows: any other look-up could ask about rows the person may not see."""
        return lookup in {one.parameter_name for one in self.list_filter}  # type: ignore[union-attr]

    def to_field_allowed(self, request: HttpRequest, to_field: str) -> bool:
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: Any = None) -> Any:
        # By the column itself: a key that points at another table fails on a number too large to exist.
        column: Any = self.opts.pk
        while column.remote_field:
            column = column.target_field
        return self.get_queryset(request).filter(**{column.name: object_id}).first()

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> Any:
        raise Http404

    def get_deleted_objects(self, objs: Iterable[Any], request: HttpRequest) -> Any:
        raise PermissionDenied

    # --- Addresses ------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        door = self.admin_site.admin_view
        own: list[tuple[str, Callable[..., Any], str]] = [
            ("", self.changelist_view, "changelist"),
            ("ny/", self.add_view, "add"),
            ("<int:object_id>/", self.change_view, "change"),
        ]
        if self.has_history:
            own.append(("<int:object_id>/historik/", self.history_view, "history"))
        for step in self.steps:
            own.append((f"<int:object_id>/{step.path}/", partial(step_view, self, step), step.name))
        return [path(address, door(view), name=self._url_name(name)) for address, view, name in own]

    def _url_name(self, name: str) -> str:
        return f"{self.opts.app_label}_{self.opts.model_name}_{name}"

    def url(self, name: str, *arguments: Any) -> str:
        """The address of one of this model's pages."""
        return reverse(f"admin:{self._url_name(name)}", args=arguments)

    @property
    def list_url(self) -> str:
        return self.url("changelist")

    @property
    def list_name(self) -> str:
        return capfirst(str(self.name or self.opts.verbose_name_plural))

    # --- The pages ------------------------------------------------------------------------------------

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Any = None,
    ) -> TemplateResponse:
        context |= {
            "admin": self,
            "opts": self.opts,
            "add": add,
            "form": context["adminform"].form,
            "may_save": add or self.has_change_permission(request, obj),
        }
        if obj is not None:
            context |= self._about(request, obj)
        context["title"] = self.add_text if add else self.title_of(obj)
        return TemplateResponse(request, "admin/change_form.html", context)

    def _about(self, request: HttpRequest, row: Any) -> dict[str, Any]:
        steps = [step for step in self.steps if step.may(row, request.user)]
        return {
            "steps": [(step, self.url(step.name, row.pk)) for step in steps],
            "related": self.related(request, row),
            "links": self.links(request, row),
            "history_url": self.url("history", row.pk) if self.has_history else "",
        }

    def history_view(
        self, request: HttpRequest, object_id: Any, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """What the event log says about the row, as far as it concerns the person's organisations."""
        row = self.get_object(request, str(object_id))
        if row is None:
            raise Http404
        events = events_for(request.user).for_object(row).newest_first()[:MOST_EVENTS]
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": _("Historik"),
            "admin": self,
            "row": self.title_of(row),
            "events": events,
            "row_url": self.url("change", row.pk),
        }
        return TemplateResponse(request, "admin/object_history.html", context)


def step_view(model_admin: ScopedAdmin, step: Step, request: HttpRequest, object_id: int) -> HttpResponse:
    """The page of a step; a function, since several steps share it."""
    return step_page(model_admin, request, step, object_id)


def events_for(user: User | Any) -> Any:
    """The event log as far as it concerns the organisations that the person administers."""
    if user.is_superuser and user.is_active:
        return Event.objects.all()
    mine = administered_organisations(user).values_list("pk", flat=True)
    return Event.objects.for_organisation(*mine)
