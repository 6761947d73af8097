"""From a frozen version to what a reader may see of it."""

from __future__ import annotations

import json
from datetime import datetime

from django.utils import timezone

from promises.documents import Document, Publication, RedactionText, SignatoryText, SignatureText
from promises.models import PromiseVersion, Signature

_SIDES = {"municipality": "kommunen", "police_area": "Polisen"}


def publication_of(version: PromiseVersion) -> Publication:
    """The publication of one frozen version. Costs a fixed number of queries: signatures, confirmations, redactions.

    Callers that show a list fetch ``revision`` and prefetch ``signatures``, ``redactions`` and
    ``confirmations__organisation`` first.
    """
    revision = version.revision
    document = Document.from_dict(json.loads(version.canonical))
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
        unconfirmed=_unconfirmed(document, version),
        redactions=[
            RedactionText(row.path, row.decided_on.isoformat(), row.decision_reference)
            for row in version.redactions.all()
        ],
    )


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


def _unconfirmed(document: Document, version: PromiseVersion) -> list[str]:
    if not document.registered_afterwards:
        return []
    confirmed = {row.organisation.kind for row in version.confirmations.all()}
    kinds = dict.fromkeys(party.kind for party in document.parties if party.kind in _SIDES)
    return [_SIDES[kind] for kind in kinds if kind not in confirmed]


def _local_day(moment: datetime | None) -> str | None:
    return timezone.localtime(moment).date().isoformat() if moment else None
