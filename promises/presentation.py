"""How a promise reads, in order: headings, paragraphs, lists and tables, the same on screen, in print and in the PDF.

Pure: takes a ``Publication``, gives blocks. A renderer chooses type and colour, never what is said or in which order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from promises import body as markup
from promises import documents as d
from promises.models.base import Period, Theme
from promises.models.content import FollowUpPlan
from promises.models.indicator import Indicator


@dataclass(frozen=True)
class Heading:
    level: int
    text: str
    kind: str = "heading"


@dataclass(frozen=True)
class Paragraph:
    text: str
    lead: str = ""
    kind: str = "paragraph"


@dataclass(frozen=True)
class Bullets:
    items: list[str]
    ordered: bool = False
    kind: str = "list"


@dataclass(frozen=True)
class Facts:
    """Pairs of a label and one or more lines."""

    rows: list[tuple[str, list[str]]]
    kind: str = "facts"


@dataclass(frozen=True)
class Table:
    """``rows`` hold cells, a cell holds lines. The first cell of each row is the row's heading."""

    caption: str
    columns: list[str]
    rows: list[list[list[str]]]
    kind: str = "table"


# Lazy: sixty activities leave most of them out, and a translation nobody sees is not free.
_DETAILS = (
    gettext_lazy("Syfte"),
    gettext_lazy("Målgrupp"),
    gettext_lazy("Väntad effekt"),
    gettext_lazy("Plats"),
    gettext_lazy("Tider"),
    gettext_lazy("Period"),
    gettext_lazy("Utanför löftets period"),
)

Block = Heading | Paragraph | Bullets | Facts | Table


@dataclass(frozen=True)
class Presentation:
    title: str
    subtitle: str
    notices: list[str]
    facts: Facts
    blocks: list[Block] = field(default_factory=list)
    signatures: Table | None = None
    colophon: list[str] = field(default_factory=list)


def present(publication: d.Publication) -> Presentation:
    """The whole promise as blocks, signatures apart (the PDF gives them a page of their own)."""
    document = publication.document
    return Presentation(
        title=document.title,
        subtitle=", ".join(m.name for m in document.municipalities),
        notices=notices(publication),
        facts=Facts(_facts(document)),
        blocks=list(_blocks(document)),
        signatures=_signatures(publication),
        colophon=_colophon(publication),
    )


def notices(publication: d.Publication) -> list[str]:
    """What a reader must know before reading: demonstration, registered afterwards, unconfirmed, redacted."""
    document = publication.document
    found = []
    if document.demonstration:
        found.append(_("Demonstration. Uppgifterna är påhittade eller omskrivna och gäller inte på riktigt."))
    if document.registered_afterwards:
        found.append(_("Löftet är gjort utanför den här webbplatsen och registrerat i efterhand."))
    found.extend(_("Ej bekräftat av %(side)s.") % {"side": side} for side in publication.unconfirmed)
    if publication.redactions:
        found.append(
            _("Delar av texten är borttagna enligt beslut. Kontrollsumman gäller texten före borttagningen.")
        )
    return found


def picture_words(caption: str, credit: str) -> str:
    """What stands under a picture. Whoever wrote "Foto:" or "Illustration:" is not made to say it twice."""
    if credit and ":" not in credit:
        credit = _("Bild: %(credit)s") % {"credit": credit}
    sentences = [words.strip() for words in (caption, credit) if words.strip()]
    return " ".join(words if words[-1] in ".!?" else f"{words}." for words in sentences)


def activity_columns(document: d.Document) -> list[tuple[str, str]]:
    """The columns that occur in the document, as (field, label): the text always, the rest only when used."""
    candidates = [
        ("scope", _("Omfattning")),
        ("executor", _("Utförare")),
        ("responsible", _("Ansvarig")),
        ("follow_up", _("Uppföljning")),
        ("evaluation", _("Utvärdering")),
    ]
    used = [pair for pair in candidates if any(cell(a, pair[0]) for a in document.activities)]
    return [("text", _("Aktivitet")), *used]


def cell(activity: d.ActivityText, column: str) -> list[str]:
    """The lines of one cell. The document's own wording goes before the names it stands for."""
    if column == "text":
        return [activity.text, *_details(activity)]
    if column == "scope":
        return [activity.scope] if activity.scope else []
    wording, names = {
        "executor": (activity.executor_wording, activity.executors),
        "responsible": (activity.responsible_wording, activity.responsible),
        "follow_up": (activity.follow_up_wording, activity.follow_up_by),
        "evaluation": (activity.evaluation_wording, activity.evaluation_by),
    }[column]
    return [wording] if wording else list(names)


def swedish_day(iso: str | None) -> str:
    """``2021-01-04`` → ``4 januari 2021``; empty for None."""
    return date_format(date.fromisoformat(iso), "j F Y") if iso else ""


def period_words(period: d.PeriodText) -> str:
    """The document's own words when there are any, else the days."""
    if period.text:
        return period.text
    if period.precision == Period.Precision.YEAR and period.start and period.end:
        years = dict.fromkeys((period.start[:4], period.end[:4]))
        return "–".join(years)
    start, end = swedish_day(period.start), swedish_day(period.end)
    if period.open_ended:
        words = _("från %(start)s tills vidare") % {"start": start} if start else _("tills vidare")
        return f"{words}, {period.condition}" if period.condition else words
    return " – ".join(part for part in (start, end) if part)


def theme_labels(themes: list[str]) -> list[str]:
    labels = dict(Theme.choices)
    return [str(labels[value]) for value in themes if value in labels]


def _facts(document: d.Document) -> list[tuple[str, list[str]]]:
    period = period_words(document.period) or _("Perioden är inte känd.")
    pairs = [
        (
            _("Kommun") if len(document.municipalities) == 1 else _("Kommuner"),
            [m.name for m in document.municipalities],
        ),
        (_("Parter"), [party_line(party) for party in document.parties]),
        (_("Period"), [period]),
        (_("Gäller"), _where(document)),
        (_("Tider"), [document.time_scope] if document.time_scope else []),
        (_("Ämnen"), [", ".join(theme_labels(document.themes))] if document.themes else []),
    ]
    return [(label, lines) for label, lines in pairs if lines]


def _where(document: d.Document) -> list[str]:
    """The document's own words and then the places, but no place that the words were all about."""
    places = ", ".join(place for place in document.places if place != document.scope_text)
    return [line for line in (document.scope_text, places) if line]


def party_line(party: d.PartyText) -> str:
    same = not party.wording or party.wording == party.name
    return party.name if same else f"{party.name} ({party.wording})"


def _blocks(document: d.Document) -> Iterator[Block]:
    for section in document.sections:
        if not section.after_activities:
            yield from _section(section)
    yield from _dialogue(document.dialogue)
    yield from _aims(document)
    yield from _activities(document)
    yield from _indicators(document)
    for section in document.sections:
        if section.after_activities:
            yield from _section(section)
    yield from _follow_up(document)
    yield from _statements(document)
    yield from _endings(document)


def _section(section: d.SectionText) -> Iterator[Block]:
    if section.heading:
        yield Heading(2, section.heading)
    yield from _text(section.body)


def _text(text: str, lead: str = "") -> Iterator[Block]:
    """Paragraphs and lists of a body; ``lead`` is a bold word before the first paragraph."""
    for block in markup.parse(text):
        if isinstance(block, markup.Paragraph):
            yield Paragraph(block.text, lead)
        else:
            if lead:
                yield Paragraph("", lead)
            yield Bullets(list(block.items), block.ordered)
        lead = ""


def _dialogue(dialogue: d.DialogueText) -> Iterator[Block]:
    pairs = [
        (_("Hur dialogen gjordes"), dialogue.method),
        (_("Hur många"), dialogue.figures),
        (_("När det känns otryggt"), dialogue.unsafe_when),
        (_("Var det känns otryggt"), dialogue.unsafe_where),
        (_("Vilka som känner sig otrygga"), dialogue.unsafe_who),
        (_("Varför ingen dialog har gjorts"), dialogue.no_dialogue_reason),
    ]
    rows = [(label, [text]) for label, text in pairs if text]
    if dialogue.sources:
        rows.append((_("Källor"), dialogue.sources))
    if not (rows or dialogue.summary):
        return
    yield Heading(2, _("Vad löftet bygger på"))
    yield from _text(dialogue.summary)
    if rows:
        yield Facts(rows)


def _aims(document: d.Document) -> Iterator[Block]:
    if not document.aims:
        return
    yield Heading(2, _("Mål med löftet"))
    yield from _text(document.aims_lead)
    yield Bullets(document.aims)


def _activities(document: d.Document) -> Iterator[Block]:
    if not document.focus_areas:
        return
    columns = activity_columns(document)
    yield Heading(2, _("Det här lovar vi"))
    for area in document.focus_areas:
        if area.title:
            yield Heading(3, area.title)
        yield from _text(area.background)
        yield from _text(area.problem, _("Problem:"))
        yield from _text(area.purpose, _("Syfte:"))
        yield from _text(area.goal, _("Mål:"))
        if area.places:
            yield Paragraph(", ".join(area.places), _("Plats:"))
        if area.activities:
            yield _activity_table(area, columns)


def _activity_table(area: d.FocusAreaText, columns: list[tuple[str, str]]) -> Table:
    caption = _("Aktiviteter: %(area)s") % {"area": area.title} if area.title else _("Aktiviteter")
    rows = [[[a.number], *(cell(a, name) for name, _label in columns)] for a in area.activities]
    return Table(caption, [_("Nr"), *(label for _name, label in columns)], rows)


def _details(activity: d.ActivityText) -> list[str]:
    texts = (
        activity.purpose,
        activity.target_group,
        activity.expected_effect,
        ", ".join(activity.places),
        activity.time_scope,
        period_words(activity.period) if activity.period else "",
        activity.outside_period_reason,
    )
    return [f"{label}: {text}" for label, text in zip(_DETAILS, texts, strict=True) if text]


def _indicators(document: d.Document) -> Iterator[Block]:
    if not document.indicators:
        return
    columns = [_("Vad vi mäter"), _("Slags mål"), _("Utgångsvärde"), _("Mål"), _("Källa")]
    yield Heading(2, _("Så mäter vi"))
    yield Table(_("Det vi mäter"), columns, [_indicator(document, one) for one in document.indicators])


def _indicator(document: d.Document, one: d.IndicatorText) -> list[list[str]]:
    kind = dict(Indicator.Kind.choices).get(one.kind, "")
    direction = dict(Indicator.Direction.choices).get(one.direction, "")
    cells = [
        [one.name, _measured(document, one)],
        [str(kind)],
        [measured_value(one.baseline, one.unit), swedish_day(one.baseline_on)],
        [str(direction), measured_value(one.target, one.unit), _by(one.target_on)],
        [one.source],
    ]
    return [[line for line in cell if line] for cell in cells]


def _measured(document: d.Document, one: d.IndicatorText) -> str:
    """The focus area or the activity that the indicator is about; nothing for the whole promise."""
    for area in document.focus_areas:
        if one.focus_area_key and area.key == one.focus_area_key:
            return _("Gäller: %(what)s") % {"what": area.title}
    for activity in document.activities:
        if one.activity_key and activity.key == one.activity_key:
            return _("Gäller aktivitet %(number)s") % {"number": activity.number}
    return ""


def measured_value(value: str | None, unit: str) -> str:
    """ "41,5 procent"; nothing when there is no value."""
    if value is None:
        return ""
    shown = value.rstrip("0").rstrip(".") if "." in value else value
    return f"{shown.replace('.', ',')} {unit}".strip()


def _by(day: str | None) -> str:
    return _("senast %(day)s") % {"day": swedish_day(day)} if day else ""


def _follow_up(document: d.Document) -> Iterator[Block]:
    plan, feedback = document.follow_up, document.feedback
    interval = dict(FollowUpPlan.Interval.choices).get(plan.interval, "")
    pairs = [
        (_("Hur ofta"), str(interval)),
        (_("Vem följer upp"), plan.by_whom),
        (_("Första uppföljningen"), swedish_day(plan.first_on)),
        (_("Rapporteras till"), plan.reported_to),
        (_("Slutrapport senast"), swedish_day(plan.report_by)),
        (_("Svar till invånarna senast"), swedish_day(feedback.on)),
        (_("Så får invånarna svar"), feedback.channel),
    ]
    rows = [(label, [text]) for label, text in pairs if text]
    if not (rows or plan.text or feedback.communication):
        return
    yield Heading(2, _("Uppföljning och svar till invånarna"))
    yield from _text(plan.text)
    yield from _text(feedback.communication)
    if rows:
        yield Facts(rows)


def _statements(document: d.Document) -> Iterator[Block]:
    speaking = [s for s in document.signatories if s.statement]
    if speaking:
        yield Heading(2, _("Parterna om löftet"))
    for signatory in speaking:
        yield Heading(3, signatory_line(signatory))
        yield from _text(signatory.statement)


def signatory_line(signatory: d.SignatoryText | d.SignatureText) -> str:
    return ", ".join(part for part in (signatory.name, signatory.title, signatory.organisation) if part)


def _endings(document: d.Document) -> Iterator[Block]:
    if document.contacts:
        yield Heading(2, _("Kontakt"))
        yield Facts([(f"{c.title}, {c.organisation}", _contact_lines(c)) for c in document.contacts])
    if document.adoptions:
        yield Heading(2, _("Beslut"))
        yield Bullets([_adoption(a) for a in document.adoptions])


def _contact_lines(contact: d.ContactText) -> list[str]:
    return [line for line in (contact.phone, contact.email, contact.address) if line] or [
        _("Nås genom organisationens växel.")
    ]


def _adoption(adoption: d.AdoptionText) -> str:
    parts = [adoption.organ, swedish_day(adoption.decided_on), adoption.paragraph, adoption.case_number]
    return ", ".join(part for part in parts if part)


def _signatures(publication: d.Publication) -> Table | None:
    rows = [[[signatory_line(s)], [_signed(s)]] for s in publication.signatures]
    rows += [[[signatory_line(s)], [_("Har inte skrivit under än.")]] for s in publication.missing_signatures]
    if not rows:
        return None
    return Table(_("Underskrifter"), [_("Undertecknare"), _("Undertecknat")], rows)


def _signed(signature: d.SignatureText) -> str:
    day = swedish_day(signature.signed_on) or signature.signed_text or _("utan datum")
    words = ", ".join(part for part in (signature.place, day) if part)
    if signature.method == "paper":
        return _("%(words)s, på papper") % {"words": words}
    return words


def _colophon(publication: d.Publication) -> list[str]:
    document = publication.document
    lines = [_("Version %(number)s") % {"number": document.version}]
    if publication.published_at:
        lines.append(_("Publicerat %(day)s") % {"day": swedish_day(publication.published_at)})
    lines.append(_("Textens kontrollsumma (SHA-256): %(hash)s") % {"hash": publication.sha256})
    return lines
