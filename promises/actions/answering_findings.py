"""Answering what people have said: every finding of a dialogue gets one answer."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from audit.actions import record
from lagesbild.actions.events import owners_of, reference_of
from lagesbild.models import Finding, Layer
from organisations.actions.editing import save_row
from organisations.actions.rows import StaleEdit, says
from promises import permissions
from promises.actions.events import note as note_promise
from promises.models import Activity, FindingAnswer, Promise, Revision
from promises.permissions.linking import check_can_answer

if TYPE_CHECKING:
    from organisations.models import User

Kind = FindingAnswer.Kind


@transaction.atomic
def answer_finding(
    finding: Finding,
    *,
    kind: str,
    edit_number: int,
    by: User,
    promise: Promise | None = None,
    activity_key: uuid.UUID | None = None,
    reason: str = "",
    channel: str = "",
) -> FindingAnswer:
    """Write or change the answer to a finding; raises ``StaleEdit`` when somebody else has answered since.

    ``edit_number`` is that of the answer that was shown, 0 when there was none. What does not belong to the kind is
    left out, so that a changed mind leaves nothing behind.
    """
    finding = (
        Finding.objects.select_for_update(of=("self",))
        .select_related("dialogue__municipality", "dialogue__owner")
        .get(pk=finding.pk)
    )
    check_can_answer(by, finding)
    values = _values(kind, promise, activity_key, reason.strip(), channel.strip())
    if promise is not None and kind == Kind.PROMISED:
        _check_promise(finding, promise, activity_key, by)
    current = FindingAnswer.objects.select_related("edited_by").filter(finding=finding).first()
    if current is not None and says(current, values):
        return current
    if (current.edit_number if current else 0) != edit_number:
        raise StaleEdit(current)
    stamped = {**values, "answered_by": by}
    if current is None:
        answer = FindingAnswer.objects.create(finding=finding, edited_by=by, **stamped)
    else:
        answer = save_row(current, edit_number=edit_number, values=stamped, by=by)
    _note(finding, answer, by)
    return answer


def _values(
    kind: str, promise: Promise | None, key: uuid.UUID | None, reason: str, channel: str
) -> dict[str, object]:
    promised = kind == Kind.PROMISED
    values: dict[str, object] = {
        "kind": kind,
        "promise": promise if promised else None,
        "activity_key": key if promised else None,
        "reason": reason if kind == Kind.NOT_PROMISED else "",
        "channel": channel if kind == Kind.PASSED_ON else "",
    }
    missing = {
        Kind.PROMISED: ("promise", _("Välj vad ni har lovat.")),
        Kind.NOT_PROMISED: ("reason", _("Skriv varför ni inte lovar det.")),
        Kind.PASSED_ON: ("channel", _("Skriv vem som har fått det.")),
    }[Kind(kind)]
    if not values[missing[0]]:
        raise ValidationError(missing[1])
    return values


def _check_promise(finding: Finding, promise: Promise, key: uuid.UUID | None, by: User) -> None:
    """The promise is one of the municipality that the person sees, and both parties read what was said."""
    dialogue = finding.dialogue
    if dialogue.layer == Layer.OWN or dialogue.is_secret:
        raise ValidationError(
            _(
                "Det som sagts läses bara av en av parterna. Låt båda läsa dialogen innan ni svarar med ett löfte."
            )
        )
    texts = Revision.objects.filter(promise=promise, parties__organisation=dialogue.municipality_id)
    seen = permissions.visible_to(by).filter(pk=promise.pk, pk__in=texts.values("promise")).exists()
    if not seen or (key and not Activity.objects.filter(revision__in=texts.values("pk"), key=key).exists()):
        raise ValidationError(_("Löftet eller aktiviteten finns inte längre. Ladda om sidan och välj igen."))


def _note(finding: Finding, answer: FindingAnswer, by: User) -> None:
    dialogue = finding.dialogue
    ref = reference_of(dialogue)
    record(
        f"promises.finding_{answer.kind}",
        by=by,
        obj=ref,
        data={"title": ref.label},
        organisations=owners_of(dialogue, dialogue.municipality, dialogue.owner),
    )
    if answer.promise is not None:
        latest = answer.promise.revisions.order_by("-number", "-attempt").first()
        if latest is not None:
            note_promise("finding_answered", latest, by=by, what=str(finding.dialogue))
