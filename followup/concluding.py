"""What is missing before a promise can be concluded, and the answer's first words from the promise itself."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from django.utils.translation import gettext as _

from followup.followed import Followed, FollowedPromise
from followup.models import PublicAnswer, Verdict
from followup.states import Outcome
from promises.models import Promise

NAMED = 60


def verdicts_of(promise: Promise) -> dict[uuid.UUID, Verdict]:
    """The verdicts of a promise by the activity's key. One query."""
    return {one.activity_key: one for one in Verdict.objects.filter(promise=promise)}


def answer_of(promise: Promise) -> PublicAnswer | None:
    return PublicAnswer.objects.filter(promise=promise).first()


def without_verdict(followed: FollowedPromise, verdicts: Iterable[uuid.UUID]) -> list[Followed]:
    known = set(verdicts)
    return [one for one in followed.activities if one.key not in known]


def fault_in(outcome: str, reason: str) -> str:
    """The sentence that says what is wrong with a verdict; empty when nothing is."""
    if outcome != Outcome.ACHIEVED and not reason.strip():
        return _("Skriv varför det inte blev som ni lovade.")
    return ""


def obstacles(followed: FollowedPromise) -> list[str]:
    """A sentence for each thing that is missing before the promise can be concluded. Two queries."""
    found = [lacks_verdict(one) for one in without_verdict(followed, verdicts_of(followed.promise))]
    answer = answer_of(followed.promise)
    if answer is None:
        found.append(_("Svaret till invånarna är inte skrivet."))
    elif answer.released_at is None:
        found.append(_("Svaret till invånarna är skrivet men visas inte för alla än."))
    return found


def lacks_verdict(activity: Followed) -> str:
    return _("Aktivitet %(number)s saknar omdöme: %(text)s") % named(activity)


def named(activity: Followed) -> dict[str, str]:
    """The activity as sentences about it name it: its number, and the beginning of its text."""
    text = activity.text.text
    shown = text if len(text) <= NAMED else f"{text[:NAMED].rstrip()}…"
    return {"number": activity.text.number, "text": shown}


def first_words(followed: FollowedPromise) -> dict[str, str]:
    """The answer's first two parts out of the promise: what the dialogue gave, and what was promised."""
    document = followed.document
    promised = document.aims or [activity.text for activity in document.activities]
    return {
        "you_said": document.dialogue.summary,
        "we_promised": "\n".join(f"– {text}" for text in promised),
    }
