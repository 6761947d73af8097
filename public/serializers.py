"""The published JSON: the frozen document, and beside it what has happened since. Its keys do not change."""

from __future__ import annotations

import json
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from django.utils import timezone

from followup.documents import ActivityStands, PublicFollowUp, UpdateText
from promises.documents import Publication
from promises.thread import ActivityRef, PublicThread


def publication_json(
    canonical: str, publication: Publication, follow_up: PublicFollowUp | None, thread: PublicThread
) -> dict[str, Any]:
    """Every key of the frozen document, plus the keys that ``outside_hash`` names.

    ``canonical`` is the frozen text itself rather than a document made from it, so that the hash can be checked
    over exactly these keys, also by a program that knows fewer of them.
    """
    beside = {
        "signatures": [asdict(signature) for signature in publication.signatures],
        "status": publication.status,
        "published_at": publication.published_at,
        "ended_at": publication.ended_at,
        "unconfirmed": publication.unconfirmed,
        "redactions": [asdict(redaction) for redaction in publication.redactions],
        "sha256": publication.sha256,
        "activities": [_activity(one) for one in follow_up.activities] if follow_up else [],
        "builds_on": _builds_on(thread),
    }
    return {**json.loads(canonical), **beside, "outside_hash": sorted([*beside, "outside_hash"])}


def _builds_on(thread: PublicThread) -> dict[str, Any]:
    """What was said, which problems and causes it is about, and what was decided; activities by their keys."""
    return {
        "findings": [
            {
                "theme": one.theme,
                "text": one.text,
                "dialogue": one.dialogue,
                "count": one.count,
                "activities": _keys(one.activities),
            }
            for one in thread.findings
        ],
        "problems": [
            {
                "text": one.text,
                "activities": _keys(one.activities),
                "causes": [
                    {"text": cause.text, "activities": _keys(cause.activities)} for cause in one.causes
                ],
            }
            for one in thread.problems
        ],
        "decided": thread.decided,
    }


def _keys(activities: list[ActivityRef]) -> list[str]:
    return [one.key for one in activities]


def _activity(one: ActivityStands) -> dict[str, Any]:
    """How one activity stands today; ``key`` is the one it has in the text. Numbers are decimal strings."""
    return {
        "key": one.key,
        "number": one.number,
        "status": one.standing.value,
        "status_text": str(one.standing.label),
        "in_words": one.words,
        "promised": _number(one.promised),
        "done": _number(one.done),
        "unit": one.unit,
        "last_report_on": one.last_report_on.isoformat() if one.last_report_on else None,
        "last_public_update": _update(one.last_update) if one.last_update else None,
    }


def _update(update: UpdateText) -> dict[str, str]:
    return {
        "happened_on": update.happened_on.isoformat(),
        "published_at": timezone.localtime(update.released_at).isoformat(timespec="seconds"),
        "status": update.status,
        "text": update.text,
    }


def _number(number: Decimal | None) -> str | None:
    """ "20", "2.5"; JSON's own numbers are not exact."""
    return None if number is None else f"{number.normalize():f}"
