"""The parts of a municipality's lägesbild in the order that the work is done, for its first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """title and text: what people see. url_name: the part's first page, which takes the municipality's ``slug``.

    for_writers: nobody else can do anything there.
    """

    title: str | LazyText
    text: str | LazyText
    url_name: str
    for_writers: bool = False


# Grouped under headings: gather, understand, decide.
GATHER: list[Section] = [
    Section(
        _("Läs in filer"),
        _("Händelser, enkätsvar och statistik från Excel eller CSV."),
        "lagesbild:imports",
        for_writers=True,
    ),
]
UNDERSTAND: list[Section] = []
DECIDE: list[Section] = []
