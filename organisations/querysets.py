"""Named questions about organisations and people."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils import timezone

from organisations.swedish import search_form

if TYPE_CHECKING:
    from organisations.models import User


class OrganisationQuerySet(models.QuerySet[Any]):
    def matching(self, text: str) -> OrganisationQuerySet:
        """Every word of ``text`` occurs somewhere in the name."""
        found = self
        for word in search_form(text)[:100].split():
            found = found.filter(search_text__contains=word)
        return found


class MunicipalityQuerySet(OrganisationQuerySet):
    def visible_to(self, user: User, on: date | None = None) -> MunicipalityQuerySet:
        """Municipalities inside which ``user`` works.

        Members of a municipality, or of a unit or company under it, see that one; members of a police area see
        every municipality of the area; a superuser sees the country; everybody else none.
        """
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.is_superuser:
            return self.all()
        from organisations.models import Membership  # noqa: PLC0415  # the models are made with these querysets

        mine = Membership.objects.valid(on).filter(user=user).values("organisation")
        return self.filter(
            Q(pk__in=mine)
            | Q(units__in=mine)
            | Q(police_area_links__police_area__in=mine)
            | Q(police_area_links__police_area__units__in=mine)
        ).distinct()


class PoliceAreaQuerySet(OrganisationQuerySet):
    pass


class GroupQuerySet(OrganisationQuerySet):
    def near(self, municipalities: Collection[int]) -> GroupQuerySet:
        """The groups that belong to one of the municipalities, or work for one.

        Two lists of ids, since one "or" across two tables makes SQLite look at every group of the country.
        """
        from organisations.models import Organisation  # noqa: PLC0415  # the models are made with these querysets

        through = self.model.municipalities.through
        working = through.objects.filter(municipality__in=municipalities).values("group")
        belonging = Organisation.objects.filter(parent__in=municipalities).values("pk")
        return self.filter(Q(pk__in=working) | Q(pk__in=belonging))


def organisations_near(group: Any, *more: int | None) -> OrganisationQuerySet:
    """Those that can sit in a group or answer for its decisions: whose group it is, what belongs to that, the
    municipalities it works for and their police. ``more``: ids of others that are already chosen."""
    from organisations.models import Organisation  # noqa: PLC0415  # the models are made with these querysets

    parent, municipalities = group.parent_id, group.municipalities.values("pk")
    near = Organisation.objects.filter(
        Q(pk=parent)
        | Q(parent=parent)
        | Q(managed_by=parent)
        | Q(pk__in=municipalities)
        | Q(policearea__municipalities__in=municipalities)
        | Q(pk__in=[pk for pk in more if pk])
    ).exclude(kind=Organisation.Kind.GROUP)
    return Organisation.objects.filter(pk__in=near.values("pk")).order_by("sort_key")


class GroupMemberQuerySet(models.QuerySet[Any]):
    def valid(self, on: date | None = None) -> GroupMemberQuerySet:
        """Seats that are held on the day (today)."""
        day = on or timezone.localdate()
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
        return self.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=day))


class MembershipQuerySet(models.QuerySet[Any]):
    def valid(self, on: date | None = None) -> MembershipQuerySet:
        """Memberships that hold on the day (today): both days count, the person may log in."""
        day = on or timezone.localdate()
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=day), valid_from__lte=day, user__is_active=True
        )

    def coming(self, on: date | None = None) -> MembershipQuerySet:
        """Memberships that begin after the day (today)."""
        return self.filter(valid_from__gt=on or timezone.localdate(), user__is_active=True)

    def of(self, user: User, on: date | None = None) -> MembershipQuerySet:
        return self.valid(on).filter(user=user).select_related("organisation")


class MandateQuerySet(models.QuerySet[Any]):
    def not_over(self, on: date | None = None) -> MandateQuerySet:
        """Mandates that hold or will hold, looking at their own days only."""
        day = on or timezone.localdate()
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gte=day), revoked_at__isnull=True)

    def with_people(self) -> MandateQuerySet:
        return self.select_related("user", "organisation", "granted_by", "delegated_from__user")

    def awaiting_confirmation(self) -> MandateQuerySet:
        """Mandates that somebody else than who entered them must confirm before they hold."""
        return self.not_over().filter(needs_confirmation=True, confirmed_at__isnull=True)

    def valid(self, on: date | None = None) -> MandateQuerySet:
        """Mandates that hold on the day (today); a delegation needs the mandate it comes from to hold too."""
        day = on or timezone.localdate()
        origin = Q(delegated_from__isnull=True) | _holds(day, "delegated_from__")
        return self.filter(_holds(day), origin)


def _holds(day: date, prefix: str = "") -> Q:
    """That a mandate, reached by ``prefix``, holds on the day by itself."""

    def is_so(**conditions: Any) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in conditions.items()})

    days = is_so(valid_from__lte=day) & (is_so(valid_to__isnull=True) | is_so(valid_to__gte=day))
    seen = is_so(needs_confirmation=False) | is_so(confirmed_at__isnull=False)
    return is_so(revoked_at__isnull=True) & days & seen


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username or "")
