"""What is said of a text before everybody may read it. Forms refuse personal data; this only warns."""

from __future__ import annotations

from collections.abc import Iterable

from promises.quality.rules.secrecy import pointed_out
from promises.quality.subject import Passage


def small_groups_in(texts: Iterable[str]) -> list[str]:
    """A sentence for each text whose wording may point out a few people."""
    return [finding.message for finding in pointed_out(Passage("", "", "", text) for text in texts if text)]
