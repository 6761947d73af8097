"""``manage.py find_hotspots`` on ten thousand reports, in a process of its own: seconds, and the most memory."""

from __future__ import annotations

from dataclasses import dataclass

from lagesbild.periods import Period
from measure.commands import run


@dataclass(frozen=True)
class HotSpots:
    """seconds: of the processor, which stay the same when others use the machine too. memory: megabytes."""

    seconds: float
    memory: float


def hot_spots(slug: str, period: Period) -> HotSpots:
    """What the command costs for the municipality's reports of the period."""
    days = ("--from", period.first.isoformat(), "--to", period.last.isoformat())
    ran = run("find_hotspots", "--kommun", slug, *days)
    return HotSpots(ran.processor, ran.memory)
