"""What the states of the steps are read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from promises.models import ActivityActor, Comment, Party, Revision, Signatory


@dataclass
class Facts:
    """What the states are read from: a handful of queries, the same number whatever the draft holds."""

    revision: Revision
    parties: list[Party]
    sections: list[tuple[int, str, str, str]]
    aims: int
    focus_areas: int
    activities: int
    activities_missing_actor: int
    signatories: list[Signatory]
    open_anchors: list[str] = field(default_factory=list)
    # How many findings of the quality check block; None when it was not asked.
    blocking: int | None = None

    @classmethod
    def of(cls, revision: Revision, blocking: int | None = None) -> Facts:
        rows = Revision.objects.select_related("promise", "dialogue", "follow_up").get(pk=revision.pk)
        complete = list(_activities_with_actors(rows))
        comments = Comment.objects.filter(revision=rows, resolved_at__isnull=True)
        return cls(
            revision=rows,
            parties=list(rows.parties.select_related("organisation")),
            sections=list(rows.sections.values_list("pk", "kind", "heading", "body")),
            aims=rows.aims.count(),
            focus_areas=rows.focus_areas.count(),
            activities=len(complete),
            activities_missing_actor=complete.count(False),
            signatories=list(rows.signatories.select_related("organisation")),
            open_anchors=list(comments.values_list("anchor", flat=True)),
            blocking=blocking,
        )

    def kinds(self) -> set[str]:
        return {party.organisation.kind for party in self.parties}


def _activities_with_actors(revision: Revision) -> Iterable[bool]:
    """For each activity, whether it says who does it and who answers for it."""

    def named(part: str) -> Exists:
        return Exists(ActivityActor.objects.filter(activity=OuterRef("pk"), part=part))

    rows = revision.activities.annotate(
        is_done_by=named(ActivityActor.Part.EXECUTOR), is_answered_for=named(ActivityActor.Part.RESPONSIBLE)
    )
    return (bool(one and other) for one, other in rows.values_list("is_done_by", "is_answered_for"))
