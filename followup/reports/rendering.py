"""A report's blocks as PDF and as Word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import UTC, datetime

from django.utils.translation import gettext as _

import pdf
from followup.reports.documents import ReportDocument
from followup.reports.presentation import present


def pdf_of(document: ReportDocument, sha256: str = "", *, made_at: datetime | None = None) -> bytes:
    """The report as PDF/A-2a and PDF/UA-1. Raises ``pdf.PdfError``."""
    shown = present(document, sha256)
    data = asdict(shown) | {
        "authors": [document.organisation],
        "description": shown.subtitle,
        "kicker": _("Uppföljning"),
        "running": document.organisation,
        "page_word": _("Sida"),
        "footer": _("Demonstration – gäller inte på riktigt") if document.demonstration else _("Uppföljning"),
        "signatures": None,
        "signature_intro": "",
        "picture": None,
    }
    return pdf.render("promise", data, made_at=made_at)


def docx_of(document: ReportDocument, sha256: str = "", *, made_at: datetime | None = None) -> bytes:
    """The report as Word, with real headings, lists and tables whose first row is marked as headings."""
    return pdf.word(
        present(document, sha256),
        author=document.organisation,
        pair_words=(_("Uppgift"), _("Värde")),
        made_at=made_at or datetime.now(UTC),
    )
