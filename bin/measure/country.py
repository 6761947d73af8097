"""The pages of a follow-up and of a lägesbild, in a database of one police area and in one of the whole country.

What a page costs must not grow with the country: each is asked for again and again by one reader, beside a page that
does nothing, and its median in the country is divided by its median alone.
"""

from __future__ import annotations

import http.client
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from followup import sweden
from followup.followed import followed
from lagesbild import sweden as reports
from lagesbild.periods import latest
from measure import country_pages, saving
from measure.country_pages import NOTHING, NOTHING_INSIDE, PLACE, Asked
from measure.hotspots import hot_spots
from measure.imports import imports
from measure.server import HEADERS, Server, serving
from organisations.models import Municipality, User
from promises.models import Promise

TIMES = 150
READERS = 16
SAVED = 60
_CLIENT = {"SERVER_NAME": "127.0.0.1", "headers": {"X-Forwarded-Proto": "https"}}
Built = TypeVar("Built")


@dataclass(frozen=True)
class Page:
    """p50, p95: milliseconds for one reader, asking for what nobody has asked for before. cached: the 95th percentile
    for a reader after the first; 0 for what is never kept. per_second: answers to sixteen. queries: for one answer."""

    name: str
    kind: str
    p50: float
    p95: float
    cached: float
    per_second: float
    queries: int


def figures(scope: str) -> dict[str, Any]:
    """Fill the empty database that ``DATABASE_URL`` names with ``alone`` or ``country``, and measure."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_reference_data", verbosity=0)
    built = _build(scope)
    who = country_pages.people()
    promise = country_pages.the_promise()
    form = reverse("followup:report", args=[promise.pk, _an_activity(promise)])
    asked = [(one, _queries(one)) for one in country_pages.pages(who)]
    cookies = {user.pk: _cookie(user) for user in (who.coordinator, who.chief, who.operator)}
    connections.close_all()
    found = hot_spots(PLACE, latest("kvartal", timezone.localdate()))
    with serving() as server:
        measured = [
            _measured(server, one, cookies.get(getattr(one.user, "pk", 0), ""), queries)
            for one, queries in asked
        ]
        measured.append(_saving(server, form, cookies[who.coordinator.pk]))
        memory = server.largest_worker()
    # Last, since it doubles what the municipality has.
    taken_in = imports(PLACE, who.coordinator.email)
    return {
        "database": connection.vendor,
        "scope": scope,
        **built,
        "pages": [asdict(page) for page in measured],
        "memory": memory,
        "hot_spots": asdict(found),
        "imports": [asdict(one) for one in taken_in],
    }


def _an_activity(promise: Promise) -> UUID:
    found = followed(promise)
    if found is None:
        raise RuntimeError("The invented promise is not in force.")
    return found.activities[0].key


def _build(scope: str) -> dict[str, Any]:
    """The country, or only the municipalities of the police area that ``PLACE`` belongs to."""
    chosen, today = _municipalities(scope), timezone.localdate()
    built, seconds = _timed(lambda: sweden.build(chosen, today=today))
    grounds, grounds_seconds = _timed(lambda: sweden.build_grounds(chosen, today=today))
    told, told_seconds = _timed(lambda: reports.build(chosen, today=today))
    country_pages.fill_place()
    return {
        "municipalities": built.municipalities,
        "promises": built.promises,
        "entries": built.entries,
        "seconds": seconds,
        "lagesbilder": grounds.lagesbilder,
        "findings": grounds.findings,
        "grounds_seconds": grounds_seconds,
        "reports": told.reports,
        "reports_seconds": told_seconds,
    }


def _municipalities(scope: str) -> list[Municipality]:
    """``MEASURE_MUNICIPALITIES``: so many of the country beside the police area, to try a measurement with."""
    every = Municipality.objects.order_by("code")
    near = list(every.filter(police_areas__municipalities__slug=PLACE).distinct())
    if scope == "alone":
        return near
    most = int(os.environ.get("MEASURE_MUNICIPALITIES", "0"))
    others = every.exclude(pk__in=[one.pk for one in near])
    return [*near, *(others[:most] if most else others)]


def _timed(build: Callable[[], Built]) -> tuple[Built, float]:
    begin = time.perf_counter()
    built = build()
    return built, time.perf_counter() - begin


def _queries(asked: Asked) -> int:
    client = Client(**_CLIENT)  # type: ignore[arg-type]
    if asked.user is not None:
        client.force_login(asked.user)
    client.get(asked.path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(asked.path)
        count = len(queries)
    if response.status_code != 200 and asked.path not in (NOTHING, NOTHING_INSIDE):
        raise RuntimeError(f"{asked.path} answered {response.status_code}.")
    return count


def _cookie(user: User) -> str:
    client = Client(**_CLIENT)  # type: ignore[arg-type]
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _measured(server: Server, asked: Asked, cookie: str, queries: int) -> Page:
    headers = HEADERS | ({"Cookie": cookie} if cookie else {})
    is_public = asked.kind == "public"
    cold = sorted(_times(server.port, asked.path, headers, anew=is_public))
    cached = sorted(_times(server.port, asked.path, headers)) if is_public else []
    many = server.load(asked.path, readers=READERS, seconds=3, headers=headers)
    return Page(
        asked.name,
        asked.kind,
        statistics.median(cold),
        _percentile(cold),
        _percentile(cached) if cached else 0,
        many.per_second,
        queries,
    )


def _saving(server: Server, form: str, cookie: str) -> Page:
    """By one who saves one report after the other; how many queries that takes is for the tests to say."""
    taken = sorted(saving.times(server, form, HEADERS | {"Cookie": cookie}, SAVED))
    median = statistics.median(taken)
    return Page("saving", "staff", median, _percentile(taken), 0, 1000 / median, 0)


def _percentile(times: list[float]) -> float:
    return times[int(len(times) * 0.95)]


def _times(port: int, path: str, headers: dict[str, str], *, anew: bool = False) -> list[float]:
    """Milliseconds of each of so many requests, one after the other; the first few wake the workers.

    anew: each time under an address that nobody has asked for, so that no page is there already.
    """
    sign = "&" if "?" in path else "?"
    taken = []
    for number in range(TIMES + 10):
        connected = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        begin = time.perf_counter()
        connected.request("GET", f"{path}{sign}nr={number}" if anew else path, headers=headers)
        response = connected.getresponse()
        response.read()
        if number >= 10:
            taken.append((time.perf_counter() - begin) * 1000)
        connected.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}.")
    return taken
