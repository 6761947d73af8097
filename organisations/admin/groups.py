"""Councils and groups, who sits in them and when they meet."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.actions import groups, meetings
from organisations.admin.base import Related, ScopedAdmin
from organisations.admin.filters import ActiveFilter, Choice, column_filter
from organisations.admin.scope import administered, neighbours, people_in, related_rows
from organisations.admin.sites import Section, site
from organisations.admin.steps import Step
from organisations.models import Group, GroupMember, Meeting, Municipality, Organisation
from organisations.permissions import can_in_organisation
from organisations.roles import Permission

GroupKindFilter = column_filter(
    "group_kind", "slag", gettext_lazy("Slags grupp"), lambda: Group.GroupKind.choices
)


def may_manage(row: Any, user: Any) -> bool:
    """Whether the person runs the group that the row is or belongs to."""
    group = row if isinstance(row, Group) else row.group
    return can_in_organisation(user, Permission.MANAGE_GROUPS, group)


def own_groups(user: Any) -> models.QuerySet[Any]:
    """The groups that the person administers."""
    return Group.objects.filter(pk__in=administered(user).values("pk")).order_by("sort_key")


class GroupFilter(Choice):
    title = gettext_lazy("Grupp")
    parameter_name = "grupp"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(group.pk), str(group)) for group in own_groups(request.user)]

    def narrow(self, queryset: Any, value: str) -> Any:
        return queryset.filter(group=value)


@admin.register(Group, site=site)
class GroupAdmin(ScopedAdmin):
    path = "grupper"
    place = 6
    section = Section.ORGANISATIONS
    lead = gettext_lazy("Brottsförebyggande råd, styrgrupper och arbetsgrupper.")
    add_text = gettext_lazy("Lägg till en grupp")
    empty_text = gettext_lazy("Inga grupper än. Lägg till det brottsförebyggande rådet.")
    list_display = ("name", "group_kind", "parent", "is_active")
    list_filter = (GroupKindFilter, ActiveFilter)
    search_fields = ("search_text",)
    search_help_text = gettext_lazy("Namn.")
    fields = ("parent", "name", "group_kind", "purpose", "municipalities")
    steps = (
        Step(
            name="close",
            path="avsluta",
            text=gettext_lazy("Avsluta gruppen"),
            many=gettext_lazy("Avsluta grupper"),
            lead=gettext_lazy(
                "Gruppen går inte längre att välja. Den står kvar i de dokument som nämner den."
            ),
            done=gettext_lazy("Avslutat. Antal: {count}."),
            act=lambda row, user, seen: groups.close(row, by=user),
            may=lambda row, user: row.is_active and may_manage(row, user),
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return own_groups(user).select_related("parent")

    def may_add(self, user: Any) -> bool:
        return True

    def may_change(self, user: Any, row: Any) -> bool:
        return may_manage(row, user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("parent",) if obj else ()

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        if name == "municipalities":
            near = neighbours(user).values("pk")
            return Municipality.objects.filter(pk__in=near).order_by("sort_key")
        return administered(user).filter(
            kind__in=(Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
        )

    def prepare_form(self, form: Any) -> None:
        if "parent" in form.fields:
            form.fields["parent"].label = _("Hör till")
            form.fields["parent"].required = True
            form.fields["parent"].help_text = ""
        if "municipalities" in form.fields:
            field = form.fields["municipalities"]
            field.label = _("Arbetar också för")
            if form.request.user.is_superuser:
                field.widget.attrs["size"] = 8
            else:
                field.widget = forms.CheckboxSelectMultiple(choices=field.choices)

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Group:
        organisation = values.pop("parent")
        return groups.add(by=user, organisation=organisation, creation_key=creation_key, **values)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Group:
        return groups.change(row, by=user, edit_number=edit_number, **values)

    def related(self, request: HttpRequest, row: Any) -> list[Related]:
        add = {"group": row.pk}
        seats = row.seats.select_related("organisation", "user")
        return [
            related_rows(request, site, seats, gettext_lazy("Platser"), note=_holder, add=add),
            related_rows(request, site, row.meetings.all(), gettext_lazy("Möten"), name=_when, add=add),
        ]

    def links(self, request: HttpRequest, row: Any) -> list[tuple[str, str]]:
        return [(_("Gruppens sida"), reverse("organisations:group", args=[row.pk]))]


def _holder(seat: Any) -> str:
    parts = [str(seat.user) if seat.user else "", _("leder gruppen") if seat.is_chair else ""]
    return ", ".join(filter(None, parts))


def _when(meeting: Any) -> str:
    return ", ".join(filter(None, [f"{meeting.held_on:%Y-%m-%d}", meeting.place]))


class InGroupAdmin(ScopedAdmin):
    """Rows of a group. They are reached from the group's page, and have a list of their own for searching."""

    section = Section.ORGANISATIONS
    list_filter = (GroupFilter,)

    def may_add(self, user: Any) -> bool:
        return own_groups(user).exists()

    def may_change(self, user: Any, row: Any) -> bool:
        return may_manage(row, user)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("group",) if obj else ()


@admin.register(GroupMember, site=site)
class GroupMemberAdmin(InGroupAdmin):
    path = "platser"
    place = 7
    lead = gettext_lazy("Vilka funktioner som har en plats i vilken grupp, och vem som har den nu.")
    add_text = gettext_lazy("Lägg till en plats")
    empty_text = gettext_lazy("Inga platser än. Lägg först till en grupp.")
    list_display = ("title", "organisation", "user", "group", "is_chair", "valid_to")
    search_fields = ("organisation__search_text", "group__search_text", "user__search_text")
    search_help_text = gettext_lazy("Person, organisation eller grupp.")
    fields = ("group", "organisation", "title", "user", "is_chair", "valid_from", "valid_to")
    steps = (
        Step(
            name="delete",
            path="ta-bort",
            text=gettext_lazy("Ta bort platsen"),
            many=gettext_lazy("Ta bort"),
            lead=gettext_lazy(
                "Ta bara bort en plats som blev fel. En plats som har funnits får en sista dag."
            ),
            done=gettext_lazy("Borttaget. Antal: {count}."),
            act=lambda row, user, seen: groups.remove_seat(row, by=user),
            may=may_manage,
            removes=True,
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        seats = GroupMember.objects.filter(group__in=own_groups(user))
        return seats.select_related("group", "organisation", "user")

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        if name == "group":
            return own_groups(user).filter(is_active=True)
        return people_in(user) if name == "user" else neighbours(user).order_by("sort_key")

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> GroupMember:
        group = values.pop("group")
        said: Any = values
        return groups.add_seat(group, by=user, creation_key=creation_key, values=said)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> GroupMember:
        said: Any = values
        return groups.change_seat(row, by=user, edit_number=edit_number, values=said)


@admin.register(Meeting, site=site)
class MeetingAdmin(InGroupAdmin):
    path = "moten"
    place = 8
    lead = gettext_lazy("När grupperna möts, var och om vad.")
    add_text = gettext_lazy("Lägg till ett möte")
    empty_text = gettext_lazy("Inga möten än. Lägg först till en grupp.")
    list_display = ("held_on", "group", "place")
    fields = ("group", "held_on", "starts_at", "place", "agenda", "minutes")
    steps = (
        Step(
            name="delete",
            path="ta-bort",
            text=gettext_lazy("Ta bort mötet"),
            many=gettext_lazy("Ta bort"),
            lead=gettext_lazy("Ta bara bort ett möte som inte blev av. Anteckningarna försvinner."),
            done=gettext_lazy("Borttaget. Antal: {count}."),
            act=lambda row, user, seen: meetings.remove(row, by=user),
            may=may_manage,
            removes=True,
        ),
    )

    def rows(self, user: Any) -> models.QuerySet[Any]:
        return Meeting.objects.filter(group__in=own_groups(user)).select_related("group")

    def choices_for(self, user: Any, name: str) -> models.QuerySet[Any]:
        return own_groups(user).filter(is_active=True)

    def perform_add(self, user: Any, values: dict[str, Any], creation_key: UUID) -> Meeting:
        group = values.pop("group")
        said: Any = values
        return meetings.add(group, by=user, creation_key=creation_key, values=said)

    def perform_change(self, user: Any, row: Any, values: dict[str, Any], edit_number: int) -> Meeting:
        said: Any = values
        return meetings.change(row, by=user, edit_number=edit_number, values=said)
