"""Rules 8 and 18: who does it, who answers for it, and who signs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promises.documents import ActivityText
from promises.quality.findings import Finding, Level
from promises.quality.subject import ActorFact, Standing, Subject


def actors(subject: Subject, activity: ActivityText) -> Iterator[Finding]:
    """Executor and responsible are there, and are parties, part of one, or have accepted.

    Of what is made and signed elsewhere nobody is asked whether they accept it.
    """
    known = subject.actors_of(activity)
    yield from _named(known.executors, activity.executor_wording, is_executor=True)
    yield from _named(known.responsible, activity.responsible_wording, is_executor=False)
    if not subject.document.registered_afterwards:
        for fact in dict.fromkeys((*known.executors, *known.responsible)):
            yield from _stands_behind(fact)


def unanswered(subject: Subject) -> Iterator[Finding]:
    """Parts of the parties that have been asked and have not answered: one finding for each of them."""
    if subject.document.registered_afterwards:
        return
    waiting: Counter[str] = Counter()
    for activity in subject.document.activities:
        known = subject.actors_of(activity)
        waiting.update(
            fact.name
            for fact in dict.fromkeys((*known.executors, *known.responsible))
            if fact.standing is Standing.INSIDE and fact.unanswered
        )
    for name, count in waiting.items():
        words = ngettext(
            "%(name)s har inte svarat på om de kan göra %(count)d aktivitet.",
            "%(name)s har inte svarat på om de kan göra %(count)d aktiviteter.",
            count,
        )
        example = _("Påminn dem. De svarar ja eller nej när de har loggat in.")
        finding = _actor(words % {"name": name, "count": count}, "", Level.WARN, example)
        yield replace(finding, anchor="activities", about=name, outside_text=True)


def _named(facts: Sequence[ActorFact], wording: str, *, is_executor: bool) -> Iterator[Finding]:
    """Somebody is named, and at least one of them is of an organisation."""
    field = "executor_0_who" if is_executor else "responsible_0_who"
    if any(fact.standing is not Standing.NOWHERE for fact in facts):
        return
    words = wording.strip() or ", ".join(fact.name for fact in facts)
    if words:
        message = _("Det framgår inte vilken organisation ”%(words)s” hör till.") % {"words": words}
    elif is_executor:
        message = _("Det står inte vem som ska göra det.")
    else:
        message = _("Det står inte vem som ansvarar för att det blir gjort.")
    yield _actor(message, field, Level.BLOCK)


def _stands_behind(fact: ActorFact) -> Iterator[Finding]:
    name = {"name": fact.name}
    if fact.standing is Standing.DECLINED:
        message = _("%(name)s har sagt nej till aktiviteten.") % name
        yield _actor(
            message, "", Level.BLOCK, _("Ändra aktiviteten efter deras skäl, eller välj någon annan.")
        )
    elif fact.standing is Standing.WAITING:
        message = _("%(name)s är inte part och har inte sagt ja till aktiviteten än.") % name
        example = _("Be dem logga in och svara ja eller nej, eller lägg till dem som part.")
        yield replace(_actor(message, "", Level.BLOCK, example), outside_text=True)


def _actor(message: str, field: str, level: Level, example: str = "") -> Finding:
    return Finding(
        8,
        level,
        message,
        _("Någon måste göra arbetet, någon måste svara för att det blir gjort, och båda måste veta om det."),
        example or _("Utförare: Tekniska enheten. Ansvarig: Teknisk chef, kommunen."),
        field=field,
    )


# --- Rule 18 --------------------------------------------------------------------------------------------


def signatories(subject: Subject) -> Iterator[Finding]:
    """Every municipality and police area has somebody who is to sign, and each of them a mandate that day.

    A signature on paper is no way round: it is entered with the mandate of whoever made it. What was signed elsewhere
    long ago asks for no mandate here, only for who signed.
    """
    is_registered = subject.document.registered_afterwards
    for party in subject.unsigned_parties:
        words = (
            _("Det står inte vem som har skrivit under för %(party)s.")
            if is_registered
            else _("Ingen är vald att skriva under för %(party)s.")
        )
        yield _signatory(words % {"party": party})
    if not subject.signatories and not subject.unsigned_parties:
        yield _signatory(_("Ingen är vald att skriva under löftet."))
    for fact in () if is_registered else subject.signatories:
        yield from _entitled(
            fact.title, fact.organisation, is_party=fact.is_party, has_mandate=fact.has_mandate
        )


def _entitled(title: str, organisation: str, *, is_party: bool, has_mandate: bool) -> Iterator[Finding]:
    names = {"title": title, "organisation": organisation}
    if not is_party:
        yield _signatory(_("%(organisation)s ska skriva under men är inte längre part.") % names)
    elif not has_mandate:
        finding = _signatory(
            _("Ingen har i dag mandat att skriva under som ”%(title)s” för %(organisation)s.") % names,
            _("Be den som sköter mandat där att föra in beslutet. Titeln ska vara densamma som i mandatet."),
        )
        yield replace(finding, outside_text=True)


def _signatory(message: str, example: str = "") -> Finding:
    return Finding(
        18,
        Level.BLOCK,
        message,
        _("En underskrift gäller bara om den som skriver under har rätt att göra det den dagen."),
        example or _("Kommunstyrelsens ordförande för kommunen och lokalpolisområdeschefen för polisen."),
        "signatories",
        about=_("Underskrifter"),
    )
