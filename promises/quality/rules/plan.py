"""Rules 5, 9 and 10: what the promise builds on, how it is followed up, and how those who live there are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from promises.dialogue import is_explained, is_told
from promises.documents import Document
from promises.quality.findings import Finding, Level
from promises.quality.subject import Subject


def dialogue(subject: Subject) -> Iterator[Finding]:
    """A link to something that was said, a written summary of the dialogue, or the reason why there is none.

    The summary does, whether it stands in its own field or as a section of that kind: a municipality that keeps no
    dialogues here has nothing to link to. One that does is reminded of them (``rules.basis``).
    """
    if subject.basis is not None and subject.basis.is_from_dialogue:
        return
    document = subject.document
    basis = document.dialogue
    sections = [(section.kind, section.body) for section in document.sections]
    if is_told(basis.summary, sections) or is_explained(basis.no_dialogue_reason):
        return
    yield Finding(
        5,
        Level.BLOCK,
        _("Det står inte vad invånarna har sagt, och inte heller varför ni inte har frågat dem."),
        _("Löftet ska svara på det som invånarna upplever. Annars vet läsaren inte varför just detta lovas."),
        _(
            "”180 personer svarade på vår enkät i maj. Fyra av tio tycker att gångvägarna är otrygga på kvällen.”"
        ),
        "dialogue",
        "summary",
        _("Dialog och lägesbild"),
    )


# --- Rule 9 ---------------------------------------------------------------------------------------------


def follow_up(document: Document) -> Iterator[Finding]:
    """Who, how often, the first day and to whom. One finding for an empty plan, else one for each thing missing."""
    plan = document.follow_up
    asked = {
        "by_whom": (plan.by_whom.strip(), _("Det står inte vem som följer upp löftet.")),
        "interval": (plan.interval, _("Det står inte hur ofta löftet följs upp.")),
        "first_on": (plan.first_on, _("Det står inte när den första uppföljningen görs.")),
        "reported_to": (
            plan.reported_to.strip(),
            _("Det står inte vem som får veta resultatet av uppföljningen."),
        ),
    }
    missing = {field: words for field, (value, words) in asked.items() if not value}
    if len(missing) == len(asked):
        missing = {
            "by_whom": _("Uppföljningen är inte bestämd: vem, hur ofta, när den börjar och vem som får veta.")
        }
    for field, words in missing.items():
        yield _follow_up(words, field, Level.BLOCK)
    if _is_after(plan.first_on, document.period.end):
        yield _follow_up(_("Den första uppföljningen görs först när löftet är slut."), "first_on", Level.WARN)


def _follow_up(message: str, field: str, level: Level) -> Finding:
    return Finding(
        9,
        level,
        message,
        _("Uppföljning som inte är bestämd innan arbetet börjar blir sällan av."),
        _(
            "”Samordnaren och kommunpolisen följer upp varje kvartal från 15 april och rapporterar till rådet.”"
        ),
        "follow_up",
        field,
        _("Uppföljning: %(what)s") % {"what": _label(field)},
    )


def _label(field: str) -> str:
    """What the field is called, so that two links to the same page can be told apart."""
    return {
        "by_whom": _("vem"),
        "interval": _("hur ofta"),
        "first_on": _("första gången"),
        "reported_to": _("till vem"),
        "feedback_on": _("när"),
        "feedback_channel": _("hur"),
    }[field]


# --- Rule 10 --------------------------------------------------------------------------------------------


def feedback(document: Document) -> Iterator[Finding]:
    """A day and a way to tell those who live there how it went."""
    plan = document.feedback
    missing = []
    if not plan.on:
        missing.append(("feedback_on", _("Det står inte när invånarna får veta hur det gick.")))
    if not plan.channel.strip():
        missing.append(("feedback_channel", _("Det står inte hur invånarna får veta hur det gick.")))
    if len(missing) == 2:
        missing = [("feedback_on", _("Det står inte när och hur invånarna får veta hur det gick."))]
    for field, words in missing:
        yield _feedback(words, field, Level.BLOCK)
    if _is_after(document.period.start, plan.on):
        yield _feedback(_("Invånarna ska få svar innan löftet har börjat gälla."), "feedback_on", Level.WARN)


def _feedback(message: str, field: str, level: Level) -> Finding:
    return Finding(
        10,
        level,
        message,
        _("Den som har berättat hur det är vill veta vad det ledde till. Utan svar svarar färre nästa gång."),
        _("”Senast 31 januari 2028 berättar vi på kommunens webbplats och på ett öppet möte hur det gick.”"),
        "follow_up",
        field,
        _("Svar till invånarna: %(what)s") % {"what": _label(field)},
    )


def _is_after(one: str | None, other: str | None) -> bool:
    return bool(one and other and date.fromisoformat(one) > date.fromisoformat(other))
