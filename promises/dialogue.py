"""What counts as having told what those who live there have said. Pure: asked of rows and of documents alike."""

from __future__ import annotations

from collections.abc import Iterable

# The kind of section (``Section.Kind.DIALOGUE``) that tells it when the field for it is left empty.
TELLING = "dialogue"


def is_told(summary: str, sections: Iterable[tuple[str, str]]) -> bool:
    """Whether it stands in its own field, or in a section of that kind. ``sections`` are kinds with their bodies."""
    return _says(summary) or any(kind == TELLING and _says(body) for kind, body in sections)


def is_explained(reason: str) -> bool:
    """Whether it says why nobody was asked."""
    return _says(reason)


def _says(text: str) -> bool:
    return any(character.isalpha() for character in text)
