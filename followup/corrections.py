"""What was hidden or rewritten, as readers are told of it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from followup.documents import CorrectionText
from followup.followed import FollowedPromise
from followup.models import Correction

What = Correction.What


def corrections_of(followed: FollowedPromise) -> list[CorrectionText]:
    """The newest first. One query."""
    return [
        CorrectionText(
            day=timezone.localdate(row.decided_at),
            what=f"{_what(followed, row)} {row.get_step_display()}",
            reason=row.reason,
        )
        for row in Correction.objects.filter(promise=followed.promise).order_by("-pk")
    ]


def answer_was_shown(followed: FollowedPromise) -> bool:
    """Whether everybody has been able to read the answer and it was then hidden or rewritten. One query."""
    shown = Correction.objects.filter(promise=followed.promise, what__in=(What.ANSWER, What.VERDICT))
    return shown.exists()


def _what(followed: FollowedPromise, row: Correction) -> str:
    activity = followed.activity(row.subject_key) if row.subject_key else None
    if activity is None:
        return str(row.get_what_display())
    what = {"what": row.get_what_display(), "number": activity.text.number}
    return _("%(what)s av aktivitet %(number)s") % what
