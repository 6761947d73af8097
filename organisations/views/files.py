"""Sending stored files: always as what they were checked to be, never as something a browser would run."""

from __future__ import annotations

from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404

from organisations.uploads import content_type


def sent(file: FieldFile) -> FileResponse:
    """A stored picture, as the kind that we made it; 404 when it is not where it was."""
    try:
        return FileResponse(file.storage.open(str(file.name)))
    except FileNotFoundError:
        raise Http404 from None


def stored_file(file: FieldFile, name: str) -> FileResponse:
    """The file, shown in the browser under a readable name; 404 when there is none or it is not where it was."""
    if not file.name or not file.storage.exists(file.name):
        raise Http404
    suffix = file.name.rsplit(".", 1)[-1]
    return FileResponse(
        file.open("rb"),
        content_type=content_type(file.name),
        filename=f"{name}.{suffix}",
        as_attachment=False,
    )
