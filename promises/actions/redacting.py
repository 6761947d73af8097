"""Words that must go from a frozen text by law: replaced by a decision's mark, while the hash of the original stays."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import rfc8785
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from organisations.models.editing import EditableRow
from promises import permissions
from promises.actions.events import note
from promises.actions.pictures import drop_file
from promises.actions.steps import Refused, locked
from promises.indexing import index_of
from promises.models import Activity, Picture, PromiseVersion, Redaction, Revision, Signature
from promises.states import Status

if TYPE_CHECKING:
    from organisations.models import User

_SIGNATURE = "/signatures/"
# Keys whose values are not words but what the rest of the application stands on.
_FIXED = frozenset(
    "slug version key number kind precision sha256 code file theme themes start end review_on first_on report_by on "
    "decided_on signed_on interval approach term".split()
)
PICTURE = "/picture"


def mark(decision_reference: str) -> str:
    """What stands where words were removed."""
    return _("[Borttaget enligt beslut %(decision)s]") % {"decision": decision_reference}


@transaction.atomic
def redact(
    version: PromiseVersion,
    *,
    path: str,
    words: str = "",
    reason: str,
    decision_reference: str,
    decided_on: date,
    by: User,
) -> Redaction:
    """Remove ``words`` (or all) of the string at ``path`` in the frozen text.

    ``path`` is a JSON Pointer (RFC 6901) such as ``/focus_areas/0/activities/2/text``; ``/picture`` removes the whole
    picture, and ``/signatures/<id>/name`` the name of a signature. The same words go from the rows behind the text and
    from a next version that is being written, so that they do not come back. Neither the words nor the text are put
    in the event log. Raises ``Refused`` when there is no such text.
    """
    revision = locked(version.revision)
    permissions.check_can_redact(by, version)
    version = PromiseVersion.objects.select_for_update(of=("self",)).get(pk=version.pk)
    removed = words or _whole(version, path)
    if not removed:
        raise Refused(_("Det finns inga sådana ord på den platsen i texten."))
    redaction = Redaction.objects.create(
        version=version,
        path=path,
        reason=reason,
        decision_reference=decision_reference,
        decided_on=decided_on,
        redacted_by=by,
    )
    _apply(version, redaction, removed)
    for rows in (revision, *_unfrozen(revision)):
        if path == PICTURE:
            _drop_picture(rows, removed)
        else:
            _scrub_rows(rows, removed, mark(decision_reference))
    _index_again(version)
    revision.refresh_from_db(fields=["title"])
    note(
        "redacted", revision, by=by, path=path, decision_reference=decision_reference, redaction=redaction.pk
    )
    return redaction


def places_of(version: PromiseVersion, words: str) -> list[tuple[str, str]]:
    """Where the words stand in the frozen text and its signatures: (path, the whole string there)."""
    if not words:
        return []
    found = [(path, text) for path, text in _strings(json.loads(version.canonical)) if words in text]
    rows = version.signatures.order_by("pk")
    return found + [(f"{_SIGNATURE}{row.pk}/name", row.name) for row in rows if words in row.name]


def _apply(version: PromiseVersion, redaction: Redaction, words: str) -> None:
    replacement = mark(redaction.decision_reference)
    if redaction.path.startswith(_SIGNATURE):
        row = _signature(version, redaction.path)
        if row is None or words not in row.name:
            raise Refused(_("Det finns inga sådana ord på den platsen i texten."))
        name = _fitted(row.name.replace(words, replacement), 150)
        Signature.objects.filter(pk=row.pk).update(name=name, redaction=redaction)
        return
    data = json.loads(version.canonical)
    parent, last = _parent(data, redaction.path)
    if redaction.path == PICTURE:
        parent[last] = None
    elif isinstance(parent[last], str) and words in parent[last]:
        parent[last] = parent[last].replace(words, replacement)
    else:
        raise Refused(_("Det finns inga sådana ord på den platsen i texten."))
    PromiseVersion.objects.filter(pk=version.pk).update(
        canonical=rfc8785.dumps(data).decode(), redaction=redaction
    )


def _whole(version: PromiseVersion, path: str) -> str:
    """All that stands at the path: a string, a signature's name, or the picture's address."""
    if path.startswith(_SIGNATURE):
        row = _signature(version, path)
        return row.name if row else ""
    data = json.loads(version.canonical)
    if path == PICTURE:
        return data["picture"]["file"] if data["picture"] else ""
    return dict(_strings(data)).get(path, "")


def _strings(data: Any, path: str = "") -> list[tuple[str, str]]:
    """Every string of words in the text, with its path."""
    if isinstance(data, str):
        return [(path, data)] if data else []
    if isinstance(data, dict):
        pairs = [(key, value) for key, value in data.items() if key not in _FIXED]
    elif isinstance(data, list):
        pairs = list(enumerate(data))
    else:
        return []
    return [found for key, value in pairs for found in _strings(value, f"{path}/{key}")]


def _parent(data: Any, path: str) -> tuple[Any, Any]:
    """The object or list that holds the value at the path, and the key or index in it; raises ``Refused``."""
    if path != PICTURE and path not in dict(_strings(data)):
        raise Refused(_("Det finns ingen sådan plats i texten."))
    *before, last = path.strip("/").split("/")
    for step in before:
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data, int(last) if isinstance(data, list) else last


def _signature(version: PromiseVersion, path: str) -> Signature | None:
    number = path.removeprefix(_SIGNATURE).removesuffix("/name")
    return version.signatures.filter(pk=int(number)).first() if number.isdecimal() else None


def _index_again(version: PromiseVersion) -> None:
    """Let searches find and lists show what can be read now, and nothing else."""
    version.refresh_from_db(fields=["canonical"])
    Revision.objects.public().filter(pk=version.revision_id).update(**index_of(version.document))


def _unfrozen(revision: Revision) -> list[Revision]:
    """The next version while it is written or reviewed, locked. Frozen it is taken back or redacted by itself."""
    drafts = Revision.objects.select_for_update(of=("self",)).filter(promise=revision.promise_id)
    return list(drafts.filter(status__in=(Status.DRAFT, Status.REVIEW)))


def _drop_picture(revision: Revision, file: str) -> None:
    for picture in Picture.objects.filter(revision=revision, file=file):
        picture.delete()
        drop_file(picture)


def _scrub_rows(revision: Revision, words: str, replacement: str) -> None:
    """Remove the words from every text column of the revision and of the rows in it."""
    _scrub(Revision.objects.filter(pk=revision.pk), words, replacement)
    for relation in Revision._meta.related_objects:
        model = relation.related_model
        if relation.field.name == "revision" and not hasattr(model, "append_only"):
            _scrub(model._default_manager.filter(revision=revision), words, replacement)
    for relation in Activity._meta.related_objects:
        if relation.field.name == "activity":
            rows = relation.related_model._default_manager.filter(activity__revision=revision)
            _scrub(rows, words, replacement)


def _scrub(rows: models.QuerySet[Any], words: str, replacement: str) -> None:
    fields = [f for f in rows.model._meta.concrete_fields if type(f) in (models.CharField, models.TextField)]
    for row in rows:
        changed: dict[str, Any] = {
            f.attname: _fitted(text.replace(words, replacement), f.max_length)
            for f in fields
            if words in (text := getattr(row, f.attname) or "") and not f.choices
        }
        if changed and issubclass(rows.model, EditableRow):
            # A form that was opened before would otherwise put the words back.
            changed["edit_number"] = F("edit_number") + 1
        if changed:
            rows.model._default_manager.filter(pk=row.pk).update(**changed)


def _fitted(text: str, length: int | None) -> str:
    """The text, cut where a column ends: better a broken mark than words that stay."""
    return text[:length] if length else text
