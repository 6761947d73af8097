"""The parties' comments, by the part of the draft and by the step that they are about."""

from __future__ import annotations

from collections import Counter, defaultdict

from promises.models import Comment, Revision
from promises.progress.facts import Facts
from promises.progress.steps import DIALOGUE_KINDS


def threads(revision: Revision) -> dict[str, list[Comment]]:
    """The comments of a revision by what they are about, oldest first. One query."""
    found: dict[str, list[Comment]] = defaultdict(list)
    for comment in revision.comments.select_related("author", "organisation", "resolved_by"):
        found[comment.anchor].append(comment)
    return dict(found)


def open_by_step(facts: Facts) -> Counter[str]:
    in_dialogue = {f"section:{pk}" for pk, kind, _heading, _body in facts.sections if kind in DIALOGUE_KINDS}
    rows = {"section": "sections", "focus_area": "activities", "activity": "activities"}
    return Counter(
        "dialogue" if anchor in in_dialogue else rows.get(anchor.partition(":")[0], anchor)
        for anchor in facts.open_anchors
    )
