"""The protocol of a safety walk on paper: as PDF and as Word, with its pictures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from lagesbild import rendering
from lagesbild.walk_documents import PointPart, WalkDocument
from organisations.pictures import for_print
from pdf.blocks import Block, Facts, Figure, Heading, Paragraph, Presentation


def pdf_of(document: WalkDocument, *, made_at: datetime | None = None) -> bytes:
    """The protocol as PDF/A-2a and PDF/UA-1. Raises ``pdf.PdfError``."""
    files = pictures_of(document)
    shown = present(document, files)
    return rendering.pdf_of(shown, kind=_("Protokoll"), author=document.made_by, made_at=made_at, files=files)


def docx_of(document: WalkDocument, *, made_at: datetime | None = None) -> bytes:
    """The protocol as Word."""
    files = pictures_of(document)
    return rendering.docx_of(present(document, files), author=document.made_by, made_at=made_at, files=files)


def present(document: WalkDocument, files: dict[str, bytes]) -> Presentation:
    """The protocol as blocks; ``files`` are the pictures that could be read."""
    return Presentation(
        title=document.title,
        subtitle=subtitle(document),
        notices=notices(document),
        facts=facts(document),
        blocks=list(blocks(document, files)),
    )


def subtitle(document: WalkDocument) -> str:
    """What was walked, where and when."""
    return _("Trygghetsvandring i %(where)s %(day)s") % {
        "where": document.municipality,
        "day": document.held_on,
    }


def notices(document: WalkDocument) -> list[str]:
    """What a reader has to know first: that it is invented, that it is not for everybody."""
    found = []
    if document.demonstration:
        found.append(_("Demonstration. Uppgifterna gäller inte på riktigt."))
    if not document.is_public:
        found.append(
            _(
                "För parterna. Här finns också punkter och anteckningar som inte är med i det publicerade "
                "protokollet."
            )
        )
    return found


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
    """The text under the facts: introduction, route and every point with its picture."""
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
    told = [(label, words.splitlines()) for label, words in rows if words]
    if told:
        yield Facts(told)


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
    """The name by which the blocks mean the picture of a point."""
    return f"punkt-{point.number}.jpg"


def _paragraphs(text: str) -> list[str]:
    return [" ".join(part.split()) for part in text.split("\n\n") if part.strip()]
