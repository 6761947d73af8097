"""From a frozen version to what a reader may see of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils import timezone

from organisations.models import Organisation
from promises.documents import Document, Publication, RedactionText, SignatoryText, SignatureText
from promises.models import PromiseVersion, Signature
from promises.summaries import Summary

_SIDES = {"municipality": "kommunen", "police_area": "Polisen"}


def publication_of(version: PromiseVersion) -> Publication:
    """The publication of one frozen version, fetched with its ``revision``.

    One query, for the signatures; one more for a text registered afterwards and one for a redacted one.
    """
    revision = version.revision
    document = version.document
    signatures = list(version.signatures.all())
    return Publication(
        document=document,
        sha256=version.sha256,
        status=revision.status,
        frozen_at=timezone.localtime(version.frozen_at).isoformat(timespec="seconds"),
        published_at=_local_day(revision.published_at),
        ended_at=_local_day(revision.ended_at),
        signatures=[_signature(row) for row in signatures],
        missing_signatures=_missing(document, signatures),
        unconfirmed=unconfirmed(document, _confirmed(document, version)),
        redactions=[
            RedactionText(row.path, row.decided_on.isoformat(), row.decision_reference)
            for row in (version.redactions.all() if version.redaction_id else [])
        ],
    )


def original_of(version: PromiseVersion) -> str | None:
    """Where the original that the frozen text names is stored; None when it names none or it is gone.

    Not the promise's own file: that one changes as soon as somebody writes a correction, before it is registered. It
    lies in the folder of the year in which it was uploaded, which the text does not say.
    """
    original = version.document.original
    if original is None or not original.file:
        return None
    begun = timezone.localtime(version.revision.promise.created_at).year
    years = range(timezone.localtime(version.frozen_at).year, begun - 1, -1)
    places = [f"originals/{year}/{original.file}" for year in years]
    return next((place for place in places if default_storage.exists(place)), None)


def _signature(row: Signature) -> SignatureText:
    return SignatureText(
        organisation=row.organisation_name,
        title=row.title,
        name=row.name,
        signed_on=row.signed_on.isoformat() if row.signed_on else None,
        signed_text=row.signed_text,
        place=row.place,
        method=row.method,
    )


def _missing(document: Document, signatures: list[Signature]) -> list[SignatoryText]:
    """Signatories in the text who have not signed, each signature counted once."""
    given = [(row.organisation_name, row.signatory_title) for row in signatures]
    missing = []
    for signatory in document.signatories:
        if (signatory.organisation, signatory.title) in given:
            given.remove((signatory.organisation, signatory.title))
        else:
            missing.append(signatory)
    return missing


def _confirmed(document: Document, version: PromiseVersion) -> list[Organisation]:
    """Who has confirmed it; nobody needs to confirm a text that was signed here."""
    if not document.registered_afterwards:
        return []
    return [row.organisation for row in version.confirmations.select_related("organisation")]


def unconfirmed(document: Document | Summary, confirmed: Iterable[Organisation]) -> list[str]:
    """The sides ("Polisen", "kommunen") that are not among those who confirmed a promise registered afterwards."""
    if not document.registered_afterwards:
        return []
    confirmed = list(confirmed)
    kinds = dict.fromkeys(party.kind for party in document.parties if party.kind in _SIDES)
    found: list[str] = []
    for kind in kinds:
        parties = [party.name for party in document.parties if party.kind == kind]
        names = [str(organisation) for organisation in confirmed if organisation.kind == kind]
        if kind == "municipality" and len(parties) > 1:
            # Each for itself. All of them can have confirmed under a name that has changed since.
            found += [name for name in parties if name not in names] if len(names) < len(parties) else []
        elif not names:
            found.append(_SIDES[kind])
    return found


def _local_day(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).date().isoformat() if moment else None
