"""gunicorn as in production, for as long as a ``with`` lasts, and what can be asked of it."""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 30
# What the proxy in front says, so that nobody is sent on to HTTPS, and what every browser says.
HEADERS = {"X-Forwarded-Proto": "https", "Accept-Encoding": "gzip"}
_UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}


@dataclass(frozen=True)
class Load:
    """median: milliseconds from request to the whole answer. per_second: answers. processor: milliseconds of the
    workers' processor time for one answer, which stays the same when others use the machine too."""

    median: float
    per_second: float
    processor: float


@dataclass(frozen=True)
class Server:
    port: int
    pid: int

    def get(self, path: str) -> tuple[http.client.HTTPResponse, float]:
        """The answer, read to its end, and how many seconds it took."""
        begin = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("GET", path, headers=HEADERS)
        response = connection.getresponse()
        response.read()
        connection.close()
        return response, time.perf_counter() - begin

    def load(
        self, path: str, *, readers: int, seconds: int, etag: str = "", headers: dict[str, str] = HEADERS
    ) -> Load:
        """Let so many readers ask again and again, with ``etag`` as those who have the page already."""
        headers = headers | ({"If-None-Match": etag} if etag else {})
        said = [word for name, value in headers.items() for word in ("-H", f"{name}: {value}")]
        sizes = [f"-t{min(readers, 2)}", f"-c{readers}", f"-d{seconds}s", "--timeout", "20s"]
        url = f"http://127.0.0.1:{self.port}{path}"
        command = ["wrk", "--latency", *sizes, *said, url]
        before = self._processor()
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        return _read(done.stdout, self._processor() - before)

    def largest_worker(self) -> float:
        """The most memory that any worker has held so far, shared pages included, in megabytes."""
        return max(peak(pid) for pid in self._workers()) / 1000

    def _workers(self) -> list[str]:
        return Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()

    def _processor(self) -> float:
        """Milliseconds of processor time that the workers have used so far."""
        used = [
            Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13] for pid in self._workers()
        ]
        return sum(int(ticks) for both in used for ticks in both) * 1000 / os.sysconf("SC_CLK_TCK")


def _read(report: str, processor: float) -> Load:
    """What wrk prints. Answers that are errors, or none, make the measurement worthless: they raise."""
    if "Non-2xx" in report or "Socket errors" in report:
        raise RuntimeError(f"Not all requests were answered:\n{report}")
    median = re.search(r"50%\s+([\d.]+)(us|ms|s|m)\b", report)
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", report)
    requests = re.search(r"(\d+) requests in", report)
    if not (median and per_second and requests):
        raise RuntimeError(f"wrk wrote something else than expected:\n{report}")
    answers = max(int(requests[1]), 1)
    return Load(float(median[1]) * _UNITS[median[2]], float(per_second[1]), processor / answers)


def peak(pid: str) -> int:
    """The most memory that a process has held, in kilobytes."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    return int(found[1]) if found else 0


@contextmanager
def serving(*, cold: bool = False) -> Iterator[Server]:
    """A new gunicorn with its two workers on a free port; gone when the block ends. ``cold``: it keeps no page."""
    port = _free_port()
    said = {"PORT": str(port), "WEB_CONCURRENCY": "2", **({"MEASURE_COLD": "1"} if cold else {})}
    command = [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
    process = subprocess.Popen(command, env={**os.environ, **said})
    try:
        _wait_for(port, process)
        yield Server(port, process.pid)
    finally:
        process.terminate()
        process.wait(START_SECONDS)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    """Until it listens. Nothing is asked of it: the first question is to meet new workers."""
    end = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < end:
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("The server did not start; see what it said above.")
