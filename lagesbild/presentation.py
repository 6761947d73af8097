"""How a lägesbild and a plan read, in order, as blocks. Pure: takes documents, the same for page, PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lagesbild.documents import (
    DecisionText,
    LagesbildDocument,
    MeasureText,
    PlanDocument,
    ProblemText,
    SourceText,
)
from organisations.bodies import text_blocks
from pdf.blocks import Block, Bullets, Facts, Heading, Paragraph, Presentation, Table


def swedish_day(iso: str) -> str:
    """``2026-09-15`` as 15 september 2026."""
    return date_format(date.fromisoformat(iso), "j F Y")


def decision_words(decision: DecisionText) -> str:
    """Organ, day, paragraph and case number, as they are cited."""
    paragraph = f"§ {decision.paragraph.removeprefix('§').strip()}" if decision.paragraph else ""
    parts = [decision.organ, swedish_day(decision.decided_on), paragraph, decision.case_number]
    return ", ".join(part for part in parts if part)


def present_lagesbild(document: LagesbildDocument, *, sha256: str = "") -> Presentation:
    """The whole lägesbild. ``sha256`` is the checksum of the adopted text; without it this is a draft."""
    return Presentation(
        title=document.title,
        subtitle=_("Lägesbild för %(place)s") % {"place": document.area or document.municipality},
        notices=_notices(document, is_draft=not sha256),
        facts=Facts(_lagesbild_facts(document)),
        blocks=[] if document.secrecy else list(_lagesbild_blocks(document)),
        colophon=[_("Den antagna textens kontrollsumma (SHA-256): %(hash)s") % {"hash": sha256}]
        if sha256
        else [],
    )


def _notices(document: LagesbildDocument, *, is_draft: bool) -> list[str]:
    found = []
    if document.demonstration:
        found.append(_("Demonstration. Uppgifterna gäller inte på riktigt."))
    if is_draft:
        found.append(_("Utkast. Lägesbilden är inte antagen."))
    if document.secrecy:
        found.append(f"{document.secrecy} {_('Texten visas inte.')}")
    return found


def _lagesbild_facts(document: LagesbildDocument) -> list[tuple[str, list[str]]]:
    days = f"{swedish_day(document.starts_on)} – {swedish_day(document.ends_on)}"
    together = _("Gemensam för") if document.is_joint else _("Skriven av")
    rows = [
        (_("Område"), [document.area or _("Hela %(name)s") % {"name": document.municipality}]),
        (_("Period"), [days]),
        (together, document.parties),
    ]
    if document.decision:
        rows.append((_("Antagen av"), [decision_words(document.decision)]))
    if document.follows:
        rows.append((_("Ersätter"), [document.follows]))
    return rows


def _lagesbild_blocks(document: LagesbildDocument) -> Iterator[Block]:
    for heading, text in (
        (_("Brottsligheten, dess omfattning och konsekvenser"), document.mapping),
        (_("Annan information av betydelse"), document.other_information),
        (_("Analys"), document.analysis),
    ):
        yield Heading(2, heading)
        yield from text_blocks(text) if text else [Paragraph(_("Inte skriven än."))]
    if document.problems:
        yield Heading(2, _("Problem"))
    for number, problem in enumerate(document.problems, start=1):
        yield from _problem_blocks(number, problem)
    for heading, text in (
        (_("Positiva och skyddande faktorer"), document.positive_factors),
        (_("Prognos"), document.forecast),
        (_("Planerade evenemang"), document.planned_events),
    ):
        if text:
            yield Heading(2, heading)
            yield from text_blocks(text)
    yield from _basis_blocks(document.basis)
    if document.public_summary:
        yield Heading(2, _("Sammanfattning för alla"))
        yield from text_blocks(document.public_summary)


def _basis_blocks(basis: list[SourceText]) -> Iterator[Block]:
    used = [one for one in basis if not one.is_rejected]
    rejected = [one for one in basis if one.is_rejected]
    if used or rejected:
        yield Heading(2, _("Vad lägesbilden bygger på"))
    if used:
        yield _sources(_("Underlag"), _("Styrkor och svagheter"), used)
    if rejected:
        yield Heading(3, _("Underlag som inte används"))
        yield _sources(_("Underlag som inte används"), _("Varför"), rejected)


def _sources(caption: str, last: str, sources: list[SourceText]) -> Table:
    columns = [_("Underlag"), _("Från när"), last]
    return Table(caption, columns, [[[o.name], _cell(o.period), _cell(o.note)] for o in sources])


def _problem_blocks(number: int, problem: ProblemText) -> Iterator[Block]:
    if problem.secrecy:
        yield Heading(3, f"{number}. {_('Sekretessmarkerat problem')}")
        yield Paragraph(problem.secrecy)
        return
    yield Heading(3, f"{number}. {problem.title}")
    for lead, text in _problem_texts(problem):
        if text:
            yield from text_blocks(text, f"{lead}:")
    if problem.causes:
        yield Paragraph("", _("Orsaker:"))
        yield Bullets(
            [
                one.text if one.is_direct else _("%(cause)s (bakomliggande)") % {"cause": one.text}
                for one in problem.causes
            ]
        )
    if problem.sources:
        yield Paragraph("", _("Källor:"))
        yield Bullets([_source_line(one) for one in problem.sources])


def _problem_texts(problem: ProblemText) -> list[tuple[str, str]]:
    return [
        (_("Ämne"), problem.theme),
        (_("Vad"), problem.what),
        (_("Var"), problem.where or ", ".join(problem.places)),
        (_("När"), problem.when),
        (_("Hur"), problem.how),
        (_("Vilka drabbas"), problem.affected),
        (_("Omfattning"), problem.extent),
        (_("Utveckling"), problem.trend),
        (_("Konsekvenser"), problem.consequences),
        (_("Positiva och skyddande faktorer"), problem.positive_factors),
        (_("Kvinnor och män, unga och äldre"), problem.equality),
        (_("Beslut"), ". ".join(part for part in (problem.priority, problem.priority_reason) if part)),
    ]


def _source_line(source: SourceText) -> str:
    line = ", ".join(part for part in (source.name, source.period) if part)
    if not source.is_rejected:
        return line
    return _("%(source)s: används inte. %(why)s") % {"source": line, "why": source.note}


# --- The plan ----------------------------------------------------------------------------------------


def present_plan(document: PlanDocument) -> Presentation:
    """The plan with its rows, and what its follow-ups have shown."""
    notices = [_("Demonstration. Uppgifterna gäller inte på riktigt.")] if document.demonstration else []
    if document.decision is None:
        notices.append(_("Utkast. Planen är inte beslutad."))
    return Presentation(
        title=document.title,
        subtitle=_("Åtgärdsplan för %(place)s") % {"place": document.municipality},
        notices=notices,
        facts=Facts(_plan_facts(document)),
        blocks=list(_plan_blocks(document)),
        colophon=[_("Lägesbildens kontrollsumma (SHA-256): %(hash)s") % {"hash": document.sha256}],
    )


def _plan_facts(document: PlanDocument) -> list[tuple[str, list[str]]]:
    rows = [
        (_("Bygger på"), [document.lagesbild]),
        (_("Läge"), [document.status]),
        (_("Åtgärder"), [str(len(document.measures))]),
    ]
    if document.decision:
        rows.append((_("Beslutad av"), [decision_words(document.decision)]))
    return rows


def _plan_blocks(document: PlanDocument) -> Iterator[Block]:
    yield Heading(2, _("Åtgärder"))
    if not document.measures:
        yield Paragraph(_("Planen har inga åtgärder än."))
    else:
        columns = [_("Nr"), _("Orsak"), _("Åtgärd"), _("Mål"), _("När"), _("Vem"), _("Uppföljning")]
        rows = [_measure_row(one) for one in document.measures]
        yield Table(_("Åtgärder"), columns, rows, widths=[0, 4, 5, 4, 3, 3, 3])
        yield Heading(2, _("Så ligger åtgärderna till"))
        columns = [_("Nr"), _("Åtgärd"), _("Läge"), _("I medborgarlöfte")]
        states = [
            [[str(o.number)], [o.text], _lines(o.state, o.state_note), _cell(o.standing)]
            for o in document.measures
        ]
        yield Table(_("Så ligger åtgärderna till"), columns, states, widths=[0, 5, 4, 3])
    if document.follow_ups:
        yield Heading(2, _("Uppföljning av planen"))
    for one in document.follow_ups:
        yield from text_blocks(one.text, f"{swedish_day(one.followed_up_on)}:")


def _measure_row(one: MeasureText) -> list[list[str]]:
    return [
        [str(one.number)],
        _lines(one.cause, one.problem),
        _lines(one.text, ", ".join(part for part in (one.kind, one.term.lower()) if part)),
        _cell(one.goal),
        _cell(one.when),
        _cell(one.who),
        _cell(one.follow_up),
    ]


def _lines(*texts: str) -> list[str]:
    return [text for text in texts if text]


def _cell(text: str) -> list[str]:
    return [text] if text else []
