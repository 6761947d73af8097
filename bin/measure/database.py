"""All the figures of one database, in the order that leaves each new where it must be."""

from __future__ import annotations

import os
import statistics
from dataclasses import asdict
from typing import Any

from django.core.management import call_command
from django.db import connection, connections

from audit import benchmark as chain
from measure.pages import measured
from measure.server import Server, serving
from public.benchmark import LONG, SHORT

PROMISE, PDF, NOTHING, LIST = f"/loften/{LONG}/", f"/loften/{SHORT}.pdf", "/ingenting/", "/loften/"
READERS = 16
WRITERS, ACTIONS = 4, 150


def figures() -> dict[str, Any]:
    """Fill the empty database that ``DATABASE_URL`` names, and measure. Takes about a minute."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    call_command("bench_data", yes=True)
    found: dict[str, Any] = {"database": connection.vendor, "load": os.getloadavg()[0]}
    found["pages"] = [asdict(page) for page in measured()]
    connections.close_all()
    with serving(cold=True) as server:
        found |= _pdf(server)
        found |= _pages(server, etag=server.get(PROMISE)[0].headers["ETag"])
        cold = server.largest_worker()
    with serving() as server:
        found |= _page(server, "kept", PROMISE)
        found["memory"] = max(cold, server.largest_worker())
    found |= _chain()
    return found


def _pdf(server: Server) -> dict[str, float]:
    """The first request that a new server meets is this one, so it bears all that is done once."""
    times = [server.get(PDF)[1] for _ in range(12)]
    # The other worker's first one is among the rest, and does not move their median.
    return {"pdf_first": times[0], "pdf_next": statistics.median(times[1:])}


def _pages(server: Server, *, etag: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, path, tag in [
        ("nothing", NOTHING, ""),
        ("promise", PROMISE, ""),
        ("unchanged", PROMISE, etag),
        ("list", LIST, ""),
    ]:
        found |= _page(server, name, path, tag)
    return found


def _page(server: Server, name: str, path: str, tag: str = "") -> dict[str, float]:
    # Both workers awake, and those who still waited in line before sent home.
    server.load(path, readers=2, seconds=1, etag=tag)
    one = server.load(path, readers=1, seconds=4, etag=tag)
    many = server.load(path, readers=READERS, seconds=5, etag=tag)
    return {
        f"{name}_one": one.median,
        f"{name}_processor": one.processor,
        f"{name}_many": many.per_second,
    }


def _chain() -> dict[str, float]:
    with chain.unchained_table():
        without = chain.measure(chain.act_unchained, writers=WRITERS, times=ACTIONS)
        chained = chain.measure(chain.act, writers=WRITERS, times=ACTIONS)
    return {
        "unchained_actions": without.per_second,
        "chained_actions": chained.per_second,
        "chained_p95": chained.p95 * 1000,
    }
