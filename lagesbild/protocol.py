"""The protocol of a safety walk on paper: as PDF and as Word, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

import pdf
from lagesbild.walk_documents import PointPart, WalkDocument
from organisations.pictures import for_print
from pdf.blocks import Block, Facts, Figure, Heading, Paragraph
from pdf.word import WordText, write_word


def pdf_of(document: WalkDocument, *, made_at: datetime | None = None) -> bytes:
    """The protocol as PDF/A-2a and PDF/UA-1. Raises ``pdf.PdfError``."""
    files = pictures_of(document)
    data = {
        "title": document.title,
        "subtitle": subtitle(document),
        "notices": notices(document),
        "facts": asdict(facts(document)),
        "blocks": [asdict(block) for block in blocks(document, files)],
        "colophon": [],
        "authors": [document.made_by],
        "description": subtitle(document),
        "kicker": _("Protokoll"),
        "running": document.municipality,
        "page_word": _("Sida"),
        "footer": _("Protokoll från trygghetsvandring"),
        "signatures": None,
        "signature_intro": "",
        "picture": None,
    }
    return pdf.render("promise", data, files=files, made_at=made_at)


def docx_of(document: WalkDocument, *, made_at: datetime | None = None) -> bytes:
    """The protocol as Word."""
    files = pictures_of(document)
    text = WordText(
        title=document.title,
        author=document.made_by,
        subtitle=subtitle(document),
        notices=notices(document),
        pair_columns=(_("Uppgift"), _("Värde")),
    )
    return write_word(text, [facts(document), *blocks(document, files)], files=files, made_at=made_at)


def subtitle(document: WalkDocument) -> str:
    return _("Trygghetsvandring i %(where)s %(day)s") % {
        "where": document.municipality,
        "day": document.held_on,
    }


def notices(document: WalkDocument) -> list[str]:
    if document.is_public:
        return []
    return [
        _(
            "För parterna. Här finns också punkter och anteckningar som inte är med i det publicerade protokollet."
        )
    ]


def facts(document: WalkDocument) -> Facts:
    """What is known of the walk itself; nothing for what nobody wrote."""
    rows = [
        (
            _("Datum"),
            " ".join(filter(None, [document.held_on, document.starts_at and _("kl. ") + document.starts_at])),
        ),
        (_("Samling"), document.meeting_place),
        (_("Antal deltagare"), "" if document.participants is None else str(document.participants)),
        (_("Med på vandringen"), document.participant_roles),
        (_("Väder och ljus"), document.weather),
        (_("Gjord av"), document.made_by),
    ]
    return Facts([(label, [words]) for label, words in rows if words])


def blocks(document: WalkDocument, files: dict[str, bytes]) -> Iterator[Block]:
    for words in _paragraphs(document.introduction):
        yield Paragraph(words)
    if document.route:
        yield Heading(2, _("Vägen"))
        for words in _paragraphs(document.route):
            yield Paragraph(words)
    yield Heading(2, _("Punkter"))
    if not document.points:
        yield Paragraph(_("Inga punkter är noterade."))
    for point in document.points:
        yield from _point(point, files)


def _point(point: PointPart, files: dict[str, bytes]) -> Iterator[Block]:
    where = f", {point.place}" if point.place else ""
    yield Heading(3, f"{point.number}. {point.category_text}{where}")
    for words in _paragraphs(point.text):
        yield Paragraph(words)
    if point.picture and picture_name(point) in files:
        yield Figure(picture_name(point), point.picture.alt)
    elif point.picture:
        yield Paragraph(_("Bilden saknas. Den visade: %(what)s") % {"what": point.picture.alt})
    rows = [(_("Åtgärd"), point.measure), (_("Vem"), point.who), (_("Klart senast"), point.due_on)]
    rows += [(_("Läge"), state_line(point)), (_("För parterna"), point.note)]
    yield Facts([(label, words.splitlines()) for label, words in rows if words])


def state_line(point: PointPart) -> str:
    """How it stands; nothing for what is good and needs nothing done."""
    if point.category == "good" and not point.measure:
        return ""
    words = f"{point.state_text} ({point.state_on})" if point.state_on else point.state_text
    return f"{words}. {point.state_note}" if point.state_note else words


def pictures_of(document: WalkDocument) -> dict[str, bytes]:
    """The pictures by their names in the blocks. One that cannot be read is left out: the protocol is not."""
    found = {}
    for point in document.points:
        if point.picture:
            try:
                with default_storage.open(point.picture.file) as stored:
                    found[picture_name(point)] = for_print(stored.read())
            except (OSError, ValueError):
                continue
    return found


def picture_name(point: PointPart) -> str:
    return f"punkt-{point.number}.jpg"


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
