"""Registering a promise that was made outside the application, and the other party's confirmation of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from organisations.models import Municipality, Organisation
from organisations.roles import Permission
from promises import notifications, permissions
from promises.actions.drafting import free_slug, period_values, start_promise
from promises.actions.events import note
from promises.actions.freezing import make_version
from promises.actions.publishing import put_in_force
from promises.actions.rows import editable_revision
from promises.actions.steps import Refused, check_step, locked
from promises.models import Promise, PromiseVersion, RegistrationConfirmation, Revision, Signature
from promises.parties import parties_of
from promises.states import Status, Step

if TYPE_CHECKING:
    from organisations.models import User
    from organisations.uploads import CheckedFile

# The two that a promise is always between. One police area confirms for the police, but every municipality for itself.
SIDES = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)


@transaction.atomic
def begin(
    municipality: Municipality,
    *,
    title: str,
    creation_key: UUID,
    by: User,
    police_areas: Iterable[Organisation] = (),
    period_text: str = "",
    original_url: str = "",
    original_file: CheckedFile | None = None,
) -> Promise:
    """Start the registration of a promise made elsewhere, as a draft to write its text in.

    The same ``creation_key`` again gives the same promise. Raises ``PermissionDenied`` for somebody who works for
    neither party.
    """
    owner = permissions.check_can_create(by, municipality)
    found = Promise.objects.filter(creation_key=creation_key).first()
    if found is not None:
        if found.created_by_id != by.pk:
            raise PermissionDenied(_("Formuläret är redan använt av någon annan. Börja om från listan."))
        return found
    return start_promise(
        owner=owner,
        parties=[municipality, *police_areas],
        slug=free_slug(title, municipality),
        creation_key=creation_key,
        values={"title": title, **period_values(period_text)},
        by=by,
        registered_afterwards=True,
        original_url=original_url,
        **_file_values(original_file),
    )


@transaction.atomic
def set_original(revision: Revision, *, url: str, file: CheckedFile | None = None, by: User) -> Promise:
    """Say where the original is: an address, a file or both. ``file`` None keeps the file there is."""
    revision = editable_revision(revision, by=by)
    permissions.check_can_register(by, revision)
    promise = revision.promise
    promise.original_url = url
    values = _file_values(file)
    for name, value in values.items():
        setattr(promise, name, value)
    promise.save(update_fields=["original_url", *values])
    note("original_set", revision, by=by, url=url, sha256=promise.original_sha256)
    return promise


@transaction.atomic
def register(revision: Revision, *, by: User) -> Revision:
    """Publish the text of a promise made elsewhere, with the signatures of its original.

    The registering side counts as having confirmed it. The quality check warns but does not stop: the promise is
    made. A second time changes nothing. Raises ``Refused`` without an original, or when the registering side is no
    party, because nobody publishes a promise in others' names; and ``IllegalStep``.
    """
    revision = locked(revision)
    permissions.check_can_register(by, revision)
    if revision.status == Status.PUBLISHED:
        return revision
    check_step(revision, Step.REGISTER)
    own = _registering_side(revision, by)
    version = make_version(revision, by=by)
    put_in_force(revision, Step.REGISTER, by=by)
    _copy_signatures(version, by)
    RegistrationConfirmation.objects.create(version=version, organisation=own, confirmed_by=by)
    notifications.confirmation_wanted(version, unconfirmed_parties(version))
    note("registered", revision, by=by, sha256=version.sha256)
    return revision


@transaction.atomic
def confirm(version: PromiseVersion, *, organisation: Organisation, by: User) -> RegistrationConfirmation:
    """Confirm for a party that the promise was made and reads like this. A second time changes nothing."""
    revision = locked(version.revision)
    permissions.check_can_confirm(by, version, organisation)
    if revision.status != Status.PUBLISHED:
        raise Refused(_("Bara ett löfte som gäller kan bekräftas."))
    confirmation, is_new = RegistrationConfirmation.objects.get_or_create(
        version=version, organisation=organisation, defaults={"confirmed_by": by}
    )
    if is_new:
        note("confirmed", revision, by=by, organisation=str(organisation), sha256=version.sha256)
    return confirmation


def unconfirmed_parties(version: PromiseVersion) -> list[Organisation]:
    """The municipalities that have not confirmed, and the police areas when none of them has; none for a text signed
    here."""
    return _unconfirmed([version])[version.pk]


def _unconfirmed(versions: Collection[PromiseVersion]) -> dict[int, list[Organisation]]:
    """The same of many texts, by the version's id. Two queries, however many they are."""
    confirmed: dict[int, dict[int, str]] = {one.pk: {} for one in versions}
    rows = RegistrationConfirmation.objects.filter(version__in=versions).order_by()
    for version, organisation, kind in rows.values_list("version", "organisation", "organisation__kind"):
        confirmed[version][organisation] = kind
    registered = [one for one in versions if one.revision.registered_afterwards]
    parties = parties_of([one.revision for one in registered])
    waited_for = {one.pk: _waited_for(parties[one.revision_id], confirmed[one.pk]) for one in registered}
    return {one.pk: waited_for.get(one.pk, []) for one in versions}


def _waited_for(parties: list[Organisation], confirmed: Mapping[int, str]) -> list[Organisation]:
    sides = set(SIDES)
    if Organisation.Kind.POLICE_AREA in confirmed.values():
        sides.remove(Organisation.Kind.POLICE_AREA)
    return [one for one in parties if one.kind in sides and one.pk not in confirmed]


def confirmable_by(user: User, version: PromiseVersion) -> list[Organisation]:
    """The parties that the person can confirm the promise for and that are still waited for."""
    return confirmable_in_many(user, [version])[version.pk]


def confirmable_in_many(user: User, versions: Collection[PromiseVersion]) -> dict[int, list[Organisation]]:
    """The same of many texts, by the version's id. Two queries, however many they are."""
    own = permissions.speaks_for(user, Permission.CONFIRM_REGISTERED)
    return {
        version: [one for one in parties if one.pk in own]
        for version, parties in _unconfirmed(versions).items()
    }


def _registering_side(revision: Revision, by: User) -> Organisation:
    """The party on whose behalf ``by`` registers; raises ``Refused`` with all that is missing."""
    own = _own_side(revision, by)
    promise = revision.promise
    missing = []
    if not promise.original_url and not promise.original_file:
        missing.append(_("Originalet saknas. Lägg in filen eller dess adress."))
    kinds = set(revision.parties.values_list("organisation__kind", flat=True))
    if not kinds & set(SIDES):
        missing.append(_("Löftet har inga parter. Lägg till kommunen och lokalpolisområdet."))
    elif own is None:
        missing.append(_("Ni är inte part i löftet. Lägg till er, eller be en part att registrera det."))
    if missing or own is None:
        raise Refused(*missing)
    return own


def _copy_signatures(version: PromiseVersion, by: User) -> None:
    """The signatures that the original says it has: one for each signatory, day and wording as written there."""
    rows = version.revision.signatories.order_by("position", "pk")
    for row, text in zip(rows, version.document.signatories, strict=True):
        Signature.objects.create(
            version=version,
            signatory=row,
            organisation_id=row.organisation_id,
            organisation_name=text.organisation,
            signatory_title=text.title,
            title=text.title,
            name=text.name,
            method=Signature.Method.ORIGINAL,
            signed_on=row.original_signed_on,
            signed_text=text.signed_text,
            place=text.place,
            sha256=version.sha256,
            recorded_by=by,
        )


def _own_side(revision: Revision, by: User) -> Organisation | None:
    """The party that registers: one that the person works in, else the promise's owner when it is a party."""
    own = permissions.parties_answered_for(by, Permission.REGISTER_AFTERWARDS, revision)
    parties = [p.organisation for p in revision.parties.select_related("organisation")]
    own += [one for one in parties if one.pk == revision.promise.owner_id]
    return next((one for one in own if one.kind in SIDES), None)


def _file_values(file: CheckedFile | None) -> dict[str, Any]:
    return {"original_file": file.as_stored(), "original_sha256": file.sha256} if file else {}
