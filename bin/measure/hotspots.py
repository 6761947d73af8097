"""``manage.py find_hotspots`` on ten thousand reports, in a process of its own: seconds, and the most memory."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass

from lagesbild.periods import Period


@dataclass(frozen=True)
class HotSpots:
    """seconds: of the processor, which stay the same when others use the machine too. memory: megabytes."""

    seconds: float
    memory: float


def hot_spots(slug: str, period: Period) -> HotSpots:
    """What the command costs for the municipality's reports of the period."""
    command = [sys.executable, "manage.py", "find_hotspots", "--kommun", slug]
    days = ["--from", period.first.isoformat(), "--to", period.last.isoformat()]
    process = subprocess.Popen([*command, *days], env=os.environ)
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("find_hotspots failed; see what it said above.")
    return HotSpots(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)
