"""Rules 6, 7 and 17, and the other half of rule 5: what the promise is linked to in the lägesbild.

Not asked of a document alone, which does not say what it is linked to (``Subject.basis`` is None).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from promises.dialogue import is_explained
from promises.quality.findings import Finding, Level
from promises.quality.subject import Basis, Subject, passages
from promises.quality.swedish import pieces, tidy

# Words that say that somebody has thought of who it concerns: women and men, or young and old.
_SEXES = frozenset(
    """
    kvinna kvinnan kvinnor kvinnorna kvinnors män männen mäns flicka flickor flickorna flickors pojke pojkar pojkarna
    pojkars tjej tjejer tjejerna killar killarna jämställd jämställdhet jämställdheten jämställt kön könen
    """.split()
)
_YOUNG = frozenset("barn barnen ung unga ungas ungdom ungdomar ungdomarna elev elever eleverna".split())
_OLD = frozenset("gammal gamla äldre äldres pensionär pensionärer pensionärerna senior seniorer".split())


def linked(subject: Subject) -> Iterator[Finding]:
    """What the links say, for a promise whose links are known."""
    basis = subject.basis
    if basis is None:
        return
    yield from _said(subject, basis)
    yield from _problem(basis)
    yield from _causes(subject, basis)
    yield from _equality(subject, basis)


def _said(subject: Subject, basis: Basis) -> Iterator[Finding]:
    """Rule 5: where the municipality has written down what was said, the promise says what of it that it answers."""
    if (
        basis.is_from_dialogue
        or not basis.has_findings
        or is_explained(subject.document.dialogue.no_dialogue_reason)
    ):
        return
    yield Finding(
        5,
        Level.WARN,
        _("Löftet är inte kopplat till något av det som invånarna har sagt i era dialoger."),
        _("Med kopplingen får de som berättade se vad det ledde till, och ni ser vad som saknar svar."),
        _(
            "Välj ”Många ser narkotika säljas vid badplatsen” som något löftet bygger på, eller skriv varför inte."
        ),
        "dialogue",
        about=_("Dialog och lägesbild"),
    )


def _problem(basis: Basis) -> Iterator[Finding]:
    """Rule 6: the promise answers a problem in a lägesbild that was adopted not long ago."""
    if basis.is_recent:
        return
    if basis.answers_problem:
        message = _(
            "Problemen som löftet svarar på finns inte i någon lägesbild som antagits de senaste 24 månaderna."
        )
    elif basis.has_problems:
        message = _("Löftet är inte kopplat till något problem i lägesbilden.")
    else:
        message = _("Kommunen har ingen lägesbild med problem som löftet kan svara på.")
    yield Finding(
        6,
        Level.WARN,
        message,
        _("Ett löfte som inte svarar på ett känt problem kan hållas utan att något blir bättre."),
        _("Koppla aktiviteten till ”Skadegörelse vid badplatsen” i lägesbilden från september 2026."),
        "activities",
        about=_("Fokusområden och aktiviteter"),
    )


def _causes(subject: Subject, basis: Basis) -> Iterator[Finding]:
    """Rule 7: the activities act on causes. One remark for all of them; rule 6 speaks for who has no problems."""
    activities = subject.document.activities
    without = [one for one in activities if one.key not in basis.acting]
    if not without or not (basis.answers_problem or basis.has_problems):
        return
    if len(without) == len(activities):
        message = _("Ingen aktivitet är kopplad till en orsak.")
    else:
        message = ngettext(
            "%(count)d aktivitet är inte kopplad till någon orsak.",
            "%(count)d aktiviteter är inte kopplade till någon orsak.",
            len(without),
        ) % {"count": len(without)}
    yield Finding(
        7,
        Level.WARN,
        message,
        _("Det som verkar på en orsak kan minska problemet. Annars blir det mest mer av samma sak."),
        _(
            "”Fältgruppen är på plats fredagar” verkar på orsaken ”Ingen vuxen är på platsen efter klockan 20”."
        ),
        "activities",
        about=_("Fokusområden och aktiviteter"),
    )


def _equality(subject: Subject, basis: Basis) -> Iterator[Finding]:
    """Rule 17: somebody has asked whether women and men, young and old are struck differently."""
    if basis.considers_equality or _speaks_of_groups(subject):
        return
    yield Finding(
        17,
        Level.INFORM,
        _("Det står inte om kvinnor och män, unga och äldre påverkas olika."),
        _("Otrygghet ser ofta olika ut för olika grupper. Den som inte frågar missar lätt någon av dem."),
        _("”Fler kvinnor än män känner sig otrygga på gångvägarna, mest när det är mörkt.”"),
        "dialogue",
        "unsafe_who",
        _("Dialog och lägesbild"),
    )


def _speaks_of_groups(subject: Subject) -> bool:
    words = {piece.text for passage in passages(subject) for piece in pieces(tidy(passage.text))}
    return bool(words & _SEXES or (words & _YOUNG and words & _OLD))
