"""The published JSON: the frozen document, and beside it what has happened since. Its keys do not change."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from promises.documents import Publication


def publication_json(canonical: str, publication: Publication) -> dict[str, Any]:
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
    }
    return {**json.loads(canonical), **beside, "outside_hash": sorted([*beside, "outside_hash"])}
