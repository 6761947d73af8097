"""A lägesbild, a plan and a protocol as PDF and as Word, from the same blocks as the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, datetime

from django.utils.translation import gettext as _

import pdf
from pdf.blocks import Presentation

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_of(
    shown: Presentation,
    *,
    kind: str,
    author: str,
    demonstration: bool = False,
    made_at: datetime | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The presentation as PDF/A-2a and PDF/UA-1. ``kind`` is the word for it, such as "Lägesbild".

    ``files`` are pictures by the names that the blocks use.
    """
    data = asdict(shown) | {
        "authors": [author],
        "description": shown.subtitle,
        "keywords": [kind.lower()],
        "kicker": kind,
        "running": author,
        "page_word": _("Sida"),
        "footer": _("Demonstration – gäller inte på riktigt") if demonstration else kind,
        "signatures": None,
        "signature_intro": "",
        "picture": None,
    }
    return pdf.render("promise", data, files=files, made_at=made_at)


def docx_of(
    shown: Presentation,
    *,
    author: str,
    made_at: datetime | None = None,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """The presentation as Word, with real headings, lists and tables."""
    return pdf.word(
        shown,
        author=author,
        pair_words=(_("Uppgift"), _("Värde")),
        made_at=made_at or datetime.now(UTC),
        files=files,
    )
