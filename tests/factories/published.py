"""A published text, made at once from a revision's rows; the road there is tested where it belongs."""

from typing import Any

from django.utils import timezone

from organisations.models import User
from promises import documents
from promises.composition import document_of
from promises.indexing import index_of
from promises.models import PromiseVersion, Revision
from promises.states import Status


def publish(revision: Revision, by: User, status: Status = Status.PUBLISHED, **fields: Any) -> PromiseVersion:
    """Freeze the revision as it stands and set it public."""
    document = document_of(revision)
    canonical = documents.canonical(document)
    fields = {"published_at": timezone.now(), **index_of(document), **fields}
    Revision.objects.filter(pk=revision.pk).update(status=status, **fields)
    return PromiseVersion.objects.create(
        revision=revision, canonical=canonical, sha256=documents.digest(canonical), frozen_by=by
    )
