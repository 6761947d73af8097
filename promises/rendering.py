"""A publication as PDF: the presentation's blocks with the words that only a page of paper needs."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

import pdf
from promises.documents import Publication
from promises.presentation import picture_words, present


def pdf_of(publication: Publication, *, made_at: datetime | None = None) -> bytes:
    """The promise as PDF/A-2a and PDF/UA-1, signatures on a page of their own. Raises ``pdf.PdfError``."""
    files = _pictures(publication)
    return pdf.render("promise", _data(publication, list(files)), files=files, made_at=made_at)


def _data(publication: Publication, pictures: list[str]) -> dict[str, Any]:
    document = publication.document
    data = asdict(present(publication))
    running = ", ".join(m.name for m in document.municipalities)
    data |= {
        "authors": [party.name for party in document.parties] or [_("Medborgarlöften")],
        "description": _("Medborgarlöfte, %(places)s") % {"places": running},
        "kicker": _("Medborgarlöfte"),
        "running": running,
        "page_word": _("Sida"),
        "footer": _("Demonstration – gäller inte på riktigt")
        if document.demonstration
        else _("Medborgarlöfte"),
        "signature_intro": _(
            "Underskrifterna gäller texten ovan, ord för ord. Kontrollsumman visar att den är samma."
        ),
        "picture": None,
    }
    if document.picture and pictures:
        data["picture"] = {
            "file": pictures[0],
            "alt": document.picture.alt,
            "caption": picture_words(document.picture.caption, document.picture.credit),
        }
    return data


def _pictures(publication: Publication) -> dict[str, bytes]:
    """The picture's bytes, when the file is still there: a promise must be readable without its picture."""
    picture = publication.document.picture
    if picture is None or not default_storage.exists(picture.file):
        return {}
    ending = picture.file.rsplit(".", 1)[-1].lower()
    with default_storage.open(picture.file) as opened:
        return {f"picture.{ending}": opened.read()}
