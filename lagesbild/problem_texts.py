"""Problems and causes as plain text for documents, pages and exports, so that no renderer meets a row. Pure.

Made from rows fetched by ``querysets.with_texts``. Made for everybody, only what was written for everybody is in
them. What is marked as secret is masked in both.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from lagesbild.cause_tree import Node, tree_of
from lagesbild.models import Layer, Problem


@dataclass(frozen=True)
class EvidenceText:
    text: str
    source: str
    strength: str


@dataclass(frozen=True)
class CauseText:
    """A cause with what lies under it. ``id`` is what measures and activities refer to."""

    id: int
    text: str
    side: str
    is_direct: bool
    evidence: tuple[EvidenceText, ...] = ()
    children: tuple[CauseText, ...] = ()


@dataclass(frozen=True)
class SourceText:
    """``reason``: why a source was rejected; empty for one that is used."""

    name: str
    period: str
    reason: str
    strengths: str
    weaknesses: str


@dataclass(frozen=True)
class ProblemText:
    """One problem. For everybody ``text`` is what was written for them, and the fields below are empty."""

    id: int
    title: str
    theme: str
    text: str
    owner: str = ""
    is_joint: bool = False
    is_masked: bool = False
    where: str = ""
    places: tuple[str, ...] = ()
    when: str = ""
    how: str = ""
    affected: str = ""
    extent: str = ""
    trend: str = ""
    consequences: str = ""
    positive_factors: str = ""
    equality: str = ""
    priority: str = ""
    priority_reason: str = ""
    sources: tuple[SourceText, ...] = ()
    causes: tuple[CauseText, ...] = ()


def problem_texts(problems: Iterable[Problem], *, for_everybody: bool = False) -> list[ProblemText]:
    """The problems as texts. Those that say nothing to everybody are left out when it is for everybody."""
    if for_everybody:
        return [text for one in problems if (text := public_text_of(one)) is not None]
    return [text_of(one) for one in problems]


def public_text_of(problem: Problem) -> ProblemText | None:
    """What everybody may read of a problem, with the causes that have a text for everybody; else None."""
    if problem.layer != Layer.PUBLIC or problem.is_secret or not problem.public_text.strip():
        return None
    return ProblemText(
        id=problem.pk,
        title=problem.title,
        theme=str(problem.get_theme_display()),
        text=problem.public_text,
        is_joint=problem.is_joint,
        causes=_public_causes(tree_of(problem.causes.all())),
    )


def text_of(problem: Problem) -> ProblemText:
    """All of a problem for the parties; of one that is marked as secret only that it is there."""
    if problem.is_secret:
        return ProblemText(
            id=problem.pk,
            title=_("Sekretessmarkerat problem"),
            theme="",
            text=_("Dolt enligt %(provision)s") % {"provision": problem.secrecy_provision},
            is_masked=True,
        )
    trend = ". ".join(filter(None, [str(problem.get_trend_display()), problem.trend_text]))
    return ProblemText(
        id=problem.pk,
        title=problem.title,
        theme=str(problem.get_theme_display()),
        text=problem.what,
        owner="" if problem.is_joint else str(problem.owner),
        is_joint=problem.is_joint,
        where=problem.where,
        places=tuple(place.name for place in problem.places.all()),
        when=problem.when,
        how=problem.how,
        affected=problem.affected,
        extent=problem.extent,
        trend=trend,
        consequences=problem.consequences,
        positive_factors=problem.positive_factors,
        equality=problem.equality,
        priority=str(problem.get_priority_display()) if problem.priority else "",
        priority_reason=problem.priority_reason,
        sources=tuple(
            SourceText(one.name, one.period, one.reason, one.strengths, one.weaknesses)
            for one in problem.sources.all()
        ),
        causes=tuple(_cause(node) for node in tree_of(problem.causes.all())),
    )


def _cause(node: Node) -> CauseText:
    cause = node.cause
    return CauseText(
        id=cause.pk,
        text=cause.text,
        side=str(cause.get_side_display()),
        is_direct=node.depth == 0,
        evidence=tuple(
            EvidenceText(one.text, one.source, str(one.get_strength_display()))
            for one in cause.evidence.all()
        ),
        children=tuple(_cause(child) for child in node.children),
    )


def _public_causes(nodes: list[Node]) -> tuple[CauseText, ...]:
    """The causes with a text for everybody; what lies under one without such a text takes its place."""
    found: list[CauseText] = []
    for node in nodes:
        below = _public_causes(node.children)
        text = node.cause.public_text.strip()
        if text:
            side = str(node.cause.get_side_display())
            found.append(CauseText(node.cause.pk, text, side, node.depth == 0, children=below))
        else:
            found += below
    return tuple(found)
