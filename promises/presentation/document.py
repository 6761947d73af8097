"""The promise from its title to its contacts, each part in its place."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from organisations.bodies import text_blocks
from pdf.blocks import Block, Bullets, Facts, Heading, Presentation
from promises import documents as d
from promises.models.content import FollowUpPlan
from promises.presentation.activities import activity_blocks
from promises.presentation.indicators import indicator_blocks
from promises.presentation.signatures import signature_table
from promises.presentation.words import party_line, period_words, signatory_line, swedish_day, theme_labels


def present(publication: d.Publication) -> Presentation:
    """The whole promise as blocks, signatures apart (the PDF gives them a page of their own)."""
    document = publication.document
    return Presentation(
        title=document.title,
        subtitle=", ".join(m.name for m in document.municipalities),
        notices=notices(publication),
        facts=Facts(_facts(document)),
        blocks=list(_blocks(document)),
        signatures=signature_table(publication),
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


def _blocks(document: d.Document) -> Iterator[Block]:
    for section in document.sections:
        if not section.after_activities:
            yield from _section(section)
    yield from _dialogue(document.dialogue)
    yield from _aims(document)
    yield from activity_blocks(document)
    yield from indicator_blocks(document)
    for section in document.sections:
        if section.after_activities:
            yield from _section(section)
    yield from _follow_up(document)
    yield from _statements(document)
    yield from _endings(document)


def _section(section: d.SectionText) -> Iterator[Block]:
    if section.heading:
        yield Heading(2, section.heading)
    yield from text_blocks(section.body)


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
    yield from text_blocks(dialogue.summary)
    if rows:
        yield Facts(rows)


def _aims(document: d.Document) -> Iterator[Block]:
    if not document.aims:
        return
    yield Heading(2, _("Mål med löftet"))
    yield from text_blocks(document.aims_lead)
    yield Bullets(document.aims)


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
    yield from text_blocks(plan.text)
    yield from text_blocks(feedback.communication)
    if rows:
        yield Facts(rows)


def _statements(document: d.Document) -> Iterator[Block]:
    speaking = [s for s in document.signatories if s.statement]
    if speaking:
        yield Heading(2, _("Parterna om löftet"))
    for signatory in speaking:
        yield Heading(3, signatory_line(signatory))
        yield from text_blocks(signatory.statement)


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


def _colophon(publication: d.Publication) -> list[str]:
    document = publication.document
    lines = [_("Version %(number)s") % {"number": document.version}]
    if publication.published_at:
        lines.append(_("Publicerat %(day)s") % {"day": swedish_day(publication.published_at)})
    lines.append(_("Textens kontrollsumma (SHA-256): %(hash)s") % {"hash": publication.sha256})
    return lines
