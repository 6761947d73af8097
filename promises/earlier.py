"""Earlier texts of the same promise, and what has changed since."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from promises.comparison import Change, compare
from promises.models import Decline, PromiseVersion, Revision, Withdrawal
from promises.states import PUBLIC, Status


@dataclass(frozen=True)
class Difference:
    """What has changed since one earlier text, which is named in words."""

    since: str
    changes: list[Change]


def published_before(version: PromiseVersion) -> PromiseVersion | None:
    """The last text before this one that everybody could read."""
    texts = PromiseVersion.objects.filter(
        revision__promise=version.revision.promise_id,
        revision__number__lt=version.revision.number,
        revision__status__in=PUBLIC,
    )
    return texts.select_related("revision").order_by("-revision__number", "-revision__attempt").first()


def attempt_before(revision: Revision) -> PromiseVersion | None:
    """The text of the same number that was declined or taken back before this one."""
    texts = PromiseVersion.objects.filter(
        revision__promise=revision.promise_id,
        revision__number=revision.number,
        revision__attempt__lt=revision.attempt,
        revision__status=Status.WITHDRAWN,
    )
    return texts.select_related("revision").order_by("-revision__attempt").first()


@dataclass(frozen=True)
class TakenBack:
    """A text that came to nothing: who said no or took it back, why, and whether anybody had signed it."""

    version: PromiseVersion
    declines: list[Decline]
    withdrawal: Withdrawal | None
    had_signatures: bool


def taken_back(revision: Revision) -> TakenBack | None:
    """Why the text is written once more; nothing at the first attempt, and nothing when it is signed."""
    if revision.attempt == 1 or revision.status not in (Status.DRAFT, Status.REVIEW, Status.FOR_SIGNATURE):
        return None
    version = attempt_before(revision)
    if version is None:
        return None
    return TakenBack(
        version,
        list(version.declines.select_related("signatory__organisation", "declined_by")),
        Withdrawal.objects.filter(version=version).select_related("withdrawn_by").first(),
        version.signatures.exists(),
    )


def differences(version: PromiseVersion) -> list[Difference]:
    """What has changed since the text in force, and since the text that was taken back: whichever there is."""
    found = []
    document = version.document
    if (published := published_before(version)) is not None:
        since = _("version %(number)s, som gäller nu") % {"number": published.revision.number}
        if published.revision.status != Status.PUBLISHED:
            since = _("version %(number)s") % {"number": published.revision.number}
        found.append(Difference(since, compare(published.document, document)))
    if (attempt := attempt_before(version.revision)) is not None:
        since = _("texten som togs tillbaka (försök %(attempt)s)") % {"attempt": attempt.revision.attempt}
        found.append(Difference(since, compare(attempt.document, document)))
    return found
