"""How a report reads, in order, as the blocks that a promise is made of too. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from followup.models import Report
from followup.outcome import ROLL_UP_RULE, RULE
from followup.reports.documents import ActivityPart, EntryPart, PromisePart, ReportDocument
from pdf.blocks import Block, Bullets, Facts, Heading, Paragraph, Presentation, Table
from promises.presentation import swedish_day

Audience = Report.Audience


def present(document: ReportDocument, sha256: str = "") -> Presentation:
    """The whole report. ``sha256`` is the hash of the stored data, for the last line of a delivered one."""
    notices = [_("Demonstration. Uppgifterna är påhittade och gäller inte på riktigt.")]
    return Presentation(
        title=document.title,
        subtitle=_("Till: %(audience)s") % {"audience": Audience(document.audience).label},
        notices=notices if document.demonstration else [],
        facts=Facts(_facts(document)),
        blocks=list(_blocks(document)),
        colophon=[_("Rapportens kontrollsumma (SHA-256): %(hash)s") % {"hash": sha256}] if sha256 else [],
    )


def _facts(document: ReportDocument) -> list[tuple[str, list[str]]]:
    days = f"{swedish_day(document.starts_on)} – {swedish_day(document.ends_on)}"
    return [
        (_("Från"), [document.organisation]),
        (_("Period"), [days]),
        (_("Löften"), [str(len(document.promises))]),
        (_("Rapporten gjord"), [swedish_day(document.made_on)]),
    ]


def _blocks(document: ReportDocument) -> Iterator[Block]:
    if document.audience == Audience.ASSEMBLY:
        yield Paragraph(
            _(
                "Kommunstyrelsen ska fortlöpande rapportera till fullmäktige om det brottsförebyggande arbetet "
                "(13 § lagen 2023:196 om kommuners ansvar för brottsförebyggande arbete). Det här är den del av "
                "arbetet som är lovad till invånarna tillsammans med Polisen."
            )
        )
    if not document.promises:
        yield Paragraph(_("Inget löfte har gällt under perioden."))
    for promise in document.promises:
        yield from _promise(promise, document.audience)
    if document.decisions:
        yield Heading(2, _("Beslut som väntar"))
        yield Bullets(document.decisions)
    if document.promises:
        yield Heading(2, _("Så räknar vi"))
        yield Paragraph(str(RULE))
        yield Paragraph(str(ROLL_UP_RULE))


def _promise(promise: PromisePart, audience: str) -> Iterator[Block]:
    yield Heading(2, promise.title)
    yield Paragraph(f"{', '.join(promise.municipalities)}. {promise.period}.", f"{promise.standing}.")
    if promise.counts:
        yield Bullets(promise.counts)
    else:
        yield Paragraph(_("Löftet har inga aktiviteter att jämföra."))
    for area in promise.areas:
        if area.title or len(promise.areas) > 1:
            yield Heading(3, area.title or _("Övriga aktiviteter"))
        yield _table(area.title or promise.title, area.activities)
        yield from _told(area.activities, audience)
    for heading, lines in (
        (_("Mätvärden"), promise.measured),
        (_("Utvärdering"), promise.evaluated),
        (_("Avslutade omgångar"), promise.rounds),
    ):
        if lines:
            yield Heading(3, heading)
            yield Bullets(lines)


def _table(title: str, activities: list[ActivityPart]) -> Table:
    columns = [_("Nr"), _("Aktivitet"), _("Lovat"), _("Gjort"), _("Läge")]
    rows = [[[a.number], [a.text], _lines(a.scope), [a.words], [a.standing]] for a in activities]
    return Table(_("Lovat och gjort: %(title)s") % {"title": title}, columns, rows, widths=[0, 5, 3, 5, 2])


def _told(activities: list[ActivityPart], audience: str) -> Iterator[Block]:
    lead = _("Hänt under perioden") if audience == Audience.CITIZENS else _("Att uppmärksamma")
    lines = [
        _("Aktivitet %(number)s, %(line)s") % {"number": activity.number, "line": _line(entry)}
        for activity in activities
        for entry in activity.entries
    ]
    if lines:
        yield Paragraph("", f"{lead}:")
        yield Bullets(lines)


def _line(entry: EntryPart) -> str:
    words = [swedish_day(entry.day), entry.status.lower(), entry.amount, entry.place]
    head = ", ".join(word for word in words if word)
    reason = _("Skäl: %(text)s") % {"text": entry.reason} if entry.reason else ""
    step = _("Nästa steg: %(text)s") % {"text": entry.next_step} if entry.next_step else ""
    said = " ".join(part for part in (entry.text, reason, step) if part)
    return f"{head}. {said}" if said else f"{head}."


def _lines(text: str) -> list[str]:
    return [text] if text else []
