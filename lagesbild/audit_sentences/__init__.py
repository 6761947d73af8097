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

__all__ = ["dialogues", "meetings", "places", "reports", "secrecy", "walks"]

__all__ = ["causes", "problems"]

__all__ = ["documents", "meetings", "places", "reports", "secrecy"]

__all__ = ["analysis", "meetings", "places", "reports", "secrecy"]

__all__ = ["imports"]
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
