"""The parts of a municipality's lägesbild in the order that the work is done, for its first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """title and text: what people see. url_name: the part's first page, which takes the municipality's ``slug``."""

    title: str | LazyText
    text: str | LazyText
    url_name: str


# Grouped under headings: gather, understand, decide.
GATHER: list[Section] = []
UNDERSTAND: list[Section] = []
DECIDE: list[Section] = [
    Section(
        _("Tråden"),
        _("Från det som sagts till problem, orsak, aktivitet och resultat, och det som saknar något."),
        "overview:thread",
    ),
]
