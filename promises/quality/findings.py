"""What the check answers: findings, each with its reason and a better wording, gathered in a report. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

# Björnsson's border between texts of medium difficulty and difficult ones is 50; the field asks for a little less.
MAX_LIX = 45


class Level(StrEnum):
    """How much a finding weighs. The values are those of the ``{% hint %}`` component."""

    BLOCK = "block"
    WARN = "warn"
    INFORM = "inform"


RULES: dict[int, str | LazyText] = {
    1: _("Säg vad som ska göras"),
    2: _("Gör det möjligt att mäta"),
    3: _("Mät före start"),
    4: _("Bestäm perioden"),
    5: _("Bygg på det invånarna har sagt"),
    6: _("Svara på ett känt problem"),
    7: _("Gör något åt en orsak"),
    8: _("Säg vem som gör det och vem som ansvarar"),
    9: _("Bestäm uppföljningen"),
    10: _("Bestäm hur invånarna får svar"),
    11: _("Sätt ett effektmål"),
    12: _("Skriv enkelt"),
    13: _("Peka inte ut någon"),
    14: _("Avslöja inte hur polisen arbetar"),
    15: _("Lär av förra gången"),
    16: _("Säg när ”vid behov” är"),
    17: _("Tänk på att grupper påverkas olika"),
    18: _("Bestäm vem som skriver under"),
}


@dataclass(frozen=True)
class Finding:
    """One thing that the check has to say.

    ``message`` says what is wrong, ``reason`` why it matters, ``example`` how it could be instead. ``anchor`` is the
    part of the draft, in the words that comments use ("basics", "section:12", "activity:<key>"), ``field`` the name
    of the form's field when there is one, and ``about`` what the part is called. ``outside_text``: it is settled
    without a word being changed (an executor says yes, a mandate is entered), so the text can be reviewed meanwhile.
    """

    rule: int
    level: Level
    message: str
    reason: str
    example: str = ""
    anchor: str = ""
    field: str = ""
    about: str = ""
    outside_text: bool = False

    @property
    def title(self) -> str:
        return str(RULES[self.rule])


@dataclass(frozen=True)
class Report:
    """The findings in the order of the draft, those that weigh most first.

    ``activities`` are the ids of the activities' rows by key, so that a page can lead to them without asking again.
    """

    findings: list[Finding] = field(default_factory=list)
    activities: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        findings: Iterable[Finding],
        activities: Mapping[str, int] | None = None,
        *,
        softened: bool = False,
    ) -> Report:
        """``softened``: what would block only warns, because the promise is already made."""
        found = [_softened(one) if softened else one for one in findings]
        weight = list(Level)
        return cls(sorted(found, key=lambda one: weight.index(one.level)), activities or {})

    def _of_level(self, level: Level) -> list[Finding]:
        return [one for one in self.findings if one.level is level]

    @property
    def blocking(self) -> list[Finding]:
        return self._of_level(Level.BLOCK)

    @property
    def blocking_review(self) -> list[Finding]:
        """What blocks already before the review: a text that must be changed would have to be reviewed once more."""
        return [one for one in self.blocking if not one.outside_text]

    @property
    def warnings(self) -> list[Finding]:
        return self._of_level(Level.WARN)

    @property
    def informing(self) -> list[Finding]:
        return self._of_level(Level.INFORM)

    def at(self, anchor: str) -> list[Finding]:
        """What is said about one part of the draft."""
        return [one for one in self.findings if one.anchor == anchor]


def _softened(finding: Finding) -> Finding:
    return replace(finding, level=Level.WARN) if finding.level is Level.BLOCK else finding
