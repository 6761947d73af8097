"""A command of ``manage.py`` in a process of its own: what it cost, and how long others had to wait for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command

from measure.server import peak
from measure.transactions import longest_transaction


@dataclass(frozen=True)
class Ran:
    """seconds: by the clock; processor: of them at work, which stay the same when others use the machine too.
    longest: seconds of the longest transaction. memory: the most that the process held, megabytes."""

    seconds: float
    processor: float
    longest: float
    memory: float


def run(*words: str) -> Ran:
    """Run the command, its name first, as an operator types it."""
    with tempfile.TemporaryDirectory() as folder:
        told, said = Path(folder) / "told.json", Path(folder) / "said"
        command = [sys.executable, "-m", "measure", "command", str(told), *words]
        begin = time.perf_counter()
        with said.open("w") as output:
            process = subprocess.Popen(command, env=os.environ, stdout=output, stderr=output)
            _pid, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{words[0]} failed:\n{said.read_text()[-2000:]}")
        # Told by itself: what the system says of its memory afterwards begins with ours, which it was forked from.
        return Ran(seconds, used.ru_utime + used.ru_stime, **json.loads(told.read_text()))


def take(told: str, *words: str) -> None:
    """What that process does."""
    with longest_transaction() as longest:
        call_command(*words)
    Path(told).write_text(json.dumps({"longest": longest.seconds, "memory": peak("self") / 1000}))
