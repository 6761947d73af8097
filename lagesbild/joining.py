"""How the texts of several parties' problems become the first draft of a joint one: who said what. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lagesbild.models import Layer, Problem

# The texts that a joint problem is written from, in the order of the form.
TEXTS = (
    "what",
    "where",
    "when",
    "how",
    "affected",
    "extent",
    "consequences",
    "positive_factors",
    "equality",
    "public_text",
)


def said(name: str, problems: Sequence[Problem]) -> list[tuple[str, str]]:
    """Who says what in one field, as (party, text); those who say nothing are left out."""
    return [(str(one.owner), text) for one in problems if (text := str(getattr(one, name)).strip())]


def in_one_text(texts: Sequence[tuple[str, str]]) -> str:
    """The texts under each other with who said each; once and without a name when all say the same."""
    if len({text for _party, text in texts}) == 1 and len(texts) > 1:
        return texts[0][1]
    return "\n\n".join(f"{party}: {text}" for party, text in texts)


def draft(problems: Sequence[Problem]) -> dict[str, Any]:
    """What the form of a joint problem begins with. A secrecy marking follows with the text that it covers."""
    first = problems[0]
    trends = {one.trend for one in problems}
    marked = next((one for one in problems if one.is_secret), None)
    values: dict[str, Any] = {name: in_one_text(said(name, problems)) for name in TEXTS}
    values |= {
        "title": first.title,
        "theme": first.theme,
        "trend": first.trend if len(trends) == 1 else Problem.Trend.UNKNOWN,
        "trend_text": in_one_text(said("trend_text", problems)).replace("\n\n", " ")[:300],
        "layer": Layer.PARTIES,
        "places": sorted({place.pk for one in problems for place in one.places.all()}),
        "findings": sorted({finding.pk for one in problems for finding in one.findings.all()}),
    }
    if marked:
        values |= {name: getattr(marked, name) for name in ("secrecy_provision", "secrecy_on", "secrecy_by")}
    return values
