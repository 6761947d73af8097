"""Further parties: units and companies of a municipality, landlords, associations, businesses."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from audit.actions import record
from organisations import permissions
from organisations.actions.rows import create_row, save_row
from organisations.actions.slugs import free_slug
from organisations.models import Organisation, User
from organisations.roles import Permission

Kind = Organisation.Kind

# What is part of the one who adds it; the others stand on their own and are only managed by it.
BELONGING = frozenset({Kind.UNIT, Kind.MUNICIPAL_COMPANY})
ADDABLE = (
    Kind.UNIT,
    Kind.MUNICIPAL_COMPANY,
    Kind.LANDLORD,
    Kind.ASSOCIATION,
    Kind.BUSINESS,
    Kind.REGION,
    Kind.AUTHORITY,
)


@transaction.atomic
def add(
    *,
    by: User,
    under: Organisation,
    kind: str,
    name: str,
    creation_key: UUID,
    official_name: str = "",
    organisation_number: str = "",
) -> Organisation:
    """Add an organisation on behalf of ``under``: part of it (a unit, a company) or only managed by it.

    Raises PermissionDenied for somebody who may not add for ``under``; ValidationError when the organisation number
    is already here, or ``under`` already has one of that name.
    """
    permissions.check_can_in_organisation(by, Permission.ADD_ORGANISATION, under)
    _check_kind(kind, under)
    belongs = kind in BELONGING
    values = {
        "kind": kind,
        "name": name,
        "official_name": official_name,
        "organisation_number": organisation_number,
        "slug": free_slug(f"{name} {under.name}" if kind == Kind.UNIT else name),
        "parent": under if belongs else None,
        "managed_by": None if belongs else under,
        "is_demo": under.is_demo,
    }
    if not Organisation.objects.filter(creation_key=creation_key).exists():
        _check_not_there(under, name, kind, organisation_number)
    try:
        with transaction.atomic():
            organisation, created = create_row(Organisation, creation_key=creation_key, values=values)
    except IntegrityError as error:
        raise ValidationError(_("Någon annan lade till organisationen nyss. Ladda om sidan.")) from error
    if created:
        _note("organisation_added", organisation, under, by=by)
    return organisation


def _check_kind(kind: str, under: Organisation) -> None:
    if kind not in ADDABLE:
        raise ValidationError({"kind": _("Kommuner, polisområden och grupper läggs till på annat sätt.")})
    if under.kind not in {Kind.MUNICIPALITY, Kind.POLICE_AREA}:
        raise ValidationError(_("Bara en kommun eller ett lokalpolisområde kan lägga till organisationer."))
    if kind == Kind.MUNICIPAL_COMPANY and under.kind != Kind.MUNICIPALITY:
        raise ValidationError({"kind": _("Bara en kommun kan ha ett kommunalt bolag.")})


def _check_not_there(under: Organisation, name: str, kind: str, organisation_number: str) -> None:
    if organisation_number and kind != Kind.UNIT:
        found = Organisation.objects.filter(organisation_number=organisation_number)
        if (other := found.exclude(kind=Kind.UNIT).first()) is not None:
            raise ValidationError(
                {"organisation_number": _("Numret tillhör %(name)s, som redan finns.") % {"name": other}}
            )
    siblings = under.units if kind in BELONGING else under.managed
    if siblings.filter(name__iexact=name, kind=kind).exists():
        raise ValidationError({"name": _("Det finns redan en organisation med det namnet.")})


@transaction.atomic
def change(
    organisation: Organisation,
    *,
    by: User,
    edit_number: int,
    name: str,
    official_name: str = "",
    organisation_number: str = "",
    is_active: bool = True,
) -> Organisation:
    """Save an organisation's names and number; raises StaleEdit. What is published keeps its name."""
    check_can_change(by, organisation)
    values = {
        "name": name,
        "official_name": official_name,
        "organisation_number": organisation_number,
        "is_active": is_active,
    }
    try:
        with transaction.atomic():
            saved = save_row(organisation, edit_number=edit_number, values=values)
    except IntegrityError as error:
        raise ValidationError(
            {"organisation_number": _("Numret tillhör en organisation som redan finns.")}
        ) from error
    _note("organisation_changed", saved, saved.parent or saved.managed_by, by=by)
    return saved


def check_can_change(by: User, organisation: Organisation) -> None:
    """Raise PermissionDenied unless ``by`` may add for the one that the organisation belongs to or is managed by."""
    above = organisation.parent or organisation.managed_by
    if above is None:
        permissions.check_is_superuser(by)
    else:
        permissions.check_can_in_organisation(by, Permission.ADD_ORGANISATION, above)


def _note(action: str, organisation: Organisation, above: Organisation | None, *, by: User) -> None:
    record(
        f"organisations.{action}",
        by=by,
        obj=organisation,
        data={"kind": organisation.get_kind_display()},
        organisations=[organisation.pk, *([above.pk] if above else [])],
    )
