"""A report's blocks as PDF and as Word."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.utils.translation import gettext as _

import pdf
from followup.reports.documents import ReportDocument
from followup.reports.presentation import present
from pdf.word import WordText, write_word


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
    """The report as Word."""
    shown = present(document, sha256)
    text = WordText(
        title=shown.title,
        author=document.organisation,
        subtitle=shown.subtitle,
        notices=shown.notices,
        colophon=shown.colophon,
        pair_columns=(_("Uppgift"), _("Värde")),
    )
    return write_word(text, [shown.facts, *shown.blocks], made_at=made_at)
