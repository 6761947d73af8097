"""The form of a page: shown without a transaction, saved by an action, shown again with what the action refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from organisations.actions.rows import StaleEdit
from organisations.admin.forms import REFUSALS, AdminForm
from organisations.admin.steps import note_refusal
from organisations.forms.base import DateField, text_area


class ActionRefused(Exception):
    """An action said no. No PermissionDenied itself: that would become a page instead of an error in the form."""

    def __init__(self, refusal: Any) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))


class SavingAdmin(admin.ModelAdmin):
    """A model's form. Django's own ways of writing are closed: whatever is written goes through an action."""

    form = AdminForm
    view_on_site = False

    url: Any

    # --- What a subclass says -----------------------------------------------------------------------

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
            if stale.current is None:
                raise Http404 from stale
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
