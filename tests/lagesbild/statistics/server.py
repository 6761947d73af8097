"""A server on this machine that answers as Kolada does, or as told."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Answer:
    """``cut``: bytes that are promised but never sent. ``drip``: seconds before each byte."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int = 0
    drip: float = 0


Answering = Callable[[str], Answer]


@dataclass
class Running:
    url: str
    asked: list[str]


@contextmanager
def answering(answer: Answering) -> Iterator[Running]:
    """Serve while the block lasts. ``answer`` gets the path with its question."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            said = answer(self.path)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said.body) + said.cut))
            self.end_headers()
            with suppress(OSError):
                self._send(said)

        def _send(self, said: Answer) -> None:
            if not said.drip:
                self.wfile.write(said.body)
                return
            for number in range(len(said.body)):
                self.wfile.write(said.body[number : number + 1])
                self.wfile.flush()
                time.sleep(said.drip)

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield Running(f"http://127.0.0.1:{server.server_address[1]}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def page(*rows: tuple[str, str, int, Any], following: str | None = None) -> Answer:
    """(indicator, municipality, year, value) as one page; a list of (sex, value) for more than the total."""
    values = [
        {
            "kpi": kpi,
            "municipality": code,
            "period": year,
            "values": [
                {"gender": sex, "count": 1, "status": "", "value": number, "isdeleted": False}
                for sex, number in (value if isinstance(value, list) else [("T", value)])
            ],
        }
        for kpi, code, year, value in rows
    ]
    body = {"values": values, "count": len(values), "next_url": following, "previous_url": None}
    return Answer(json.dumps(body).encode())
