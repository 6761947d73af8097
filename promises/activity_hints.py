"""What the quality check says about one activity while it is being written.

The seam between the form and ``promises.quality``: the page asks here, on opening and at every pause in the typing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from promises.models import Revision


@dataclass(frozen=True)
class Hint:
    """``level``: block, warn, inform or good, as the component ``hint`` shows them. ``field`` is the form's name."""

    level: str
    text: str
    field: str = ""


def hints_for(revision: Revision, values: Mapping[str, Any]) -> list[Hint]:
    """Hints about what stands in the form now; ``values`` are the form's raw ones, by field."""
    return []
