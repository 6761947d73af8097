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
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import ShowFacets
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.functional import Promise as LazyText
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.models import Event
from organisations.actions.rows import StaleEdit
from organisations.admin.filters import PARAMETERS_OF_THE_PAGE
from organisations.admin.forms import REFUSALS, AdminForm
from organisations.admin.sites import Section
from organisations.admin.steps import Step, note_refusal, step_for_marked, step_page
from organisations.forms.base import DateField, text_area
from organisations.models import User
from organisations.permissions import administered_organisations, may_administer
from organisations.swedish import search_form

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


class ScopedAdmin(admin.ModelAdmin):
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
    steps: tuple[Step, ...] = ()
    has_history = True

    form = AdminForm
    list_per_page = 50
    list_max_show_all = 0
    show_facets = ShowFacets.NEVER
    view_on_site = False
    empty_value_display = "–"

    # --- What a subclass says -----------------------------------------------------------------------

    def rows(self, user: Any) -> models.QuerySet[Any]:
        """The rows that the person may see. None until a subclass says otherwise."""
        return self.model._default_manager.none()

    def may_add(self, user: Any) -> bool:
        return False

    def may_change(self, user: Any, row: Any) -> bool:
        """Whether the person may save the row, which is among those they see."""
        return False

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Any:
        """Call the action that adds a row, and return the row."""
        raise ImproperlyConfigured(f"{self.model.__name__} is not added here.")

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Any:
        """Call the action that saves ``row``, and return the row as saved."""
        raise ImproperlyConfigured(f"{self.model.__name__} is not changed here.")

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        """What a field that points at other rows may point at. Each such field must be answered for."""
        raise ImproperlyConfigured(f"Say what {self.model.__name__}.{name} may point at.")

    def prepare_form(self, form: Any) -> None:
        """Adjust the fields of a form that has just been made (``form.request.user``, ``form.instance``)."""

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

    # --- The list -------------------------------------------------------------------------------------

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

    # --- The form -------------------------------------------------------------------------------------

    def change_view(
        self, request: HttpRequest, object_id: Any, form_url: str = "", extra_context: Any = None
    ) -> Any:
        return super().change_view(request, str(object_id), form_url, extra_context)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> Any:
        """Show the form; or save, and if the action refuses, show the form again with what it said.

        Django wraps all of this in a transaction, also when a page is only shown, and on SQLite each one takes the
        write lock. The action has its own.
        """
        show = super()._changeform_view  # type: ignore[misc]
        if request.method == "POST":
            if object_id is not None and self.get_object(request, object_id) is None:
                raise Http404
            try:
                return show(request, object_id, form_url, extra_context)
            except ActionRefused as refused:
                request.admin_refusal = refused.refusal  # type: ignore[attr-defined]
        response = show(request, object_id, form_url, extra_context)
        if isinstance(getattr(request, "admin_refusal", None), StaleEdit):
            response.status_code = 409
        return response

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        refusal = getattr(request, "admin_refusal", None)
        return type(form.__name__, (form,), {"request": request, "model_admin": self, "refusal": refusal})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> forms.Field | None:
        """Plain fields for our templates, and only choices that the person may see."""
        if isinstance(db_field, models.ForeignKey | models.ManyToManyField):
            kwargs["queryset"] = self.choices_for(request.user, db_field.name)
        elif isinstance(db_field, models.DateField) and not isinstance(db_field, models.DateTimeField):
            kwargs["form_class"] = DateField
        elif isinstance(db_field, models.TimeField):
            kwargs["widget"] = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
        elif isinstance(db_field, models.TextField):
            kwargs["widget"] = text_area()
        return db_field.formfield(**kwargs)

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let the action save, and give the page the row as it then stands."""
        try:
            saved = self._perform(request.user, obj, form, change)
        except PermissionDenied as refusal:
            note_refusal(request, refusal)
            raise ActionRefused(refusal) from refusal
        except REFUSALS as refusal:
            raise ActionRefused(refusal) from refusal
        obj.__dict__.update(saved.__dict__)

    def _perform(self, user: Any, row: Any, form: Any, change: bool) -> Any:
        if not change:
            return self.perform_add(user, form.values(), form.cleaned_data["creation_key"])
        try:
            return self.perform_change(user, row, form.values(), form.cleaned_data["edit_number"])
        except StaleEdit as stale:
            if form.says_the_same_as(stale.current):
                return stale.current
            raise

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: an action saves all of its row, and there are no rows within rows."""

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        raise PermissionDenied

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        raise PermissionDenied

    # The event log is the log: Django's own would be a second truth, without hashes and without scope.
    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Nothing: the action has recorded an event."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> None:  # type: ignore[override]
        """Nothing: the action has recorded an event."""

    def log_deletions(self, request: HttpRequest, queryset: Any) -> None:  # type: ignore[override]
        """Nothing: the action has recorded an event."""

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: Any = None) -> HttpResponse:
        messages.success(request, _("Sparat: %(row)s.") % {"row": obj})
        if "_addanother" in request.POST:
            return redirect(request.get_full_path())
        return redirect(self.url("change", obj.pk))

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        messages.success(request, _("Sparat: %(row)s.") % {"row": obj})
        return redirect(self.url("change", obj.pk))

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

    # --- The history ----------------------------------------------------------------------------------

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


class ActionRefused(Exception):
    """An action said no. No PermissionDenied itself: that would become a page instead of an error in the form."""

    def __init__(self, refusal: Any) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


def step_view(model_admin: ScopedAdmin, step: Step, request: HttpRequest, object_id: int) -> HttpResponse:
    """The page of a step; a function, since several steps share it."""
    return step_page(model_admin, request, step, object_id)


def events_for(user: User | Any) -> Any:
    """The event log as far as it concerns the organisations that the person administers."""
    if user.is_superuser and user.is_active:
        return Event.objects.all()
    mine = administered_organisations(user).values_list("pk", flat=True)
    return Event.objects.for_organisation(*mine)
