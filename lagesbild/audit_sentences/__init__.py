"""The lägesbild's events in words, by what they are about."""

from lagesbild.audit_sentences import (
    analysis,
    causes,
    dialogues,
    documents,
    imports,
    meetings,
    places,
    problems,
    reports,
    secrecy,
    walks,
)

__all__ = [
    "analysis",
    "causes",
    "dialogues",
    "documents",
    "imports",
    "meetings",
    "places",
    "problems",
    "reports",
    "secrecy",
    "walks",
]
