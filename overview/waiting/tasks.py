"""One thing that waits for somebody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# Nobody has more than this of one kind to do at once, and a page has an end.
MOST = 30


@dataclass(frozen=True)
class Task:
    """Something to do: what, about which promise, and where. ``day``: by when, or since when it waits."""

    title: str
    note: str
    url: str
    day: date
    is_late: bool = False
