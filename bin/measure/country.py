"""The pages of a follow-up, in a database that holds one police area and in one that holds the whole country.

What a page costs must not grow with the country: each is asked for again and again by one reader, beside a page that
does nothing, and its median in the country is divided by its median alone.
"""

from __future__ import annotations

import http.client
import statistics
import time
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
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
from measure import saving
from measure.hotspots import hot_spots
from measure.server import HEADERS, Server, serving
from organisations.models import Membership, Municipality, Organisation, User
from organisations.roles import RoleKey
from promises.models import Promise

TIMES = 150
IN_PERIOD = 10_000
READERS = 16
PLACE = "lekeberg"
SAVED = 60
NOTHING, NOTHING_INSIDE = "/ingenting/", "/ingenting/inloggad/"
_CLIENT = {"SERVER_NAME": "127.0.0.1", "headers": {"X-Forwarded-Proto": "https"}}


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
    coordinator, chief = _people()
    promise = Promise.objects.get(slug=f"{PLACE}-pahittat-{timezone.localdate().year}")
    pages = [
        ("nothing", "", NOTHING, None),
        ("nothing_inside", "", NOTHING_INSIDE, coordinator),
        ("promise", "public", reverse("public:promise", args=[promise.slug]), None),
        ("municipality", "public", reverse("public:municipality", args=[PLACE]), None),
        ("list", "public", f"{reverse('public:promises')}?q={PLACE}", None),
        ("coordinator", "staff", reverse("overview:home"), coordinator),
        ("chief", "staff", reverse("overview:home"), chief),
        ("follow_up", "staff", reverse("followup:detail", args=[promise.pk]), coordinator),
        ("lagesbild", "lagesbild", reverse("lagesbild:municipality", args=[PLACE]), coordinator),
        ("analysis", "lagesbild", reverse("lagesbild:analysis", args=[PLACE]), coordinator),
        ("statistics", "lagesbild", reverse("lagesbild:statistics", args=[PLACE]), coordinator),
    ]
    form = reverse("followup:report", args=[promise.pk, _an_activity(promise)])
    counted = [(*page, _queries(page[2], page[3])) for page in pages]
    cookies = {user.pk: _cookie(user) for user in (coordinator, chief)}
    connections.close_all()
    found = hot_spots(PLACE, latest("kvartal", timezone.localdate()))
    with serving() as server:
        measured = [
            _measured(server, name, kind, path, cookies.get(getattr(user, "pk", 0), ""), queries)
            for name, kind, path, user, queries in counted
        ]
        measured.append(_saving(server, form, cookies[coordinator.pk]))
        return {
            "database": connection.vendor,
            "scope": scope,
            **built,
            "pages": [asdict(page) for page in measured],
            "memory": server.largest_worker(),
            "hot_spots": asdict(found),
        }


def _an_activity(promise: Promise) -> UUID:
    found = followed(promise)
    if found is None:
        raise RuntimeError("The invented promise is not in force.")
    return found.activities[0].key


def _build(scope: str) -> dict[str, Any]:
    """The country, or only the municipalities of the police area that ``PLACE`` belongs to."""
    chosen = Municipality.objects.order_by("code")
    if scope == "alone":
        chosen = chosen.filter(police_areas__municipalities__slug=PLACE).distinct()
    begin = time.perf_counter()
    built = sweden.build(list(chosen), today=timezone.localdate())
    seconds = time.perf_counter() - begin
    begin = time.perf_counter()
    told = reports.build(list(chosen), today=timezone.localdate())
    told_seconds = time.perf_counter() - begin
    # As much as is wanted of the analysis page, whatever the municipality's share is.
    place = Municipality.objects.get(slug=PLACE)
    reports.fill(place, latest("kvartal", timezone.localdate()), IN_PERIOD)
    return {
        "promises": built.promises,
        "entries": built.entries,
        "seconds": seconds,
        "reports": told.reports,
        "reports_seconds": told_seconds,
    }


def _people() -> tuple[User, User]:
    """A coordinator and a police chief of their own: the invented ones log in nowhere but in a demonstration."""
    municipality = Municipality.objects.get(slug=PLACE)
    area = municipality.police_areas.order_by("pk")[0]
    return _person(municipality, RoleKey.COORDINATOR), _person(area, RoleKey.SIGNATORY)


def _person(organisation: Organisation, role: RoleKey) -> User:
    user = User.objects.create_user(f"{role}@matning.example", name=str(role.label))
    Membership.objects.create(
        user=user, organisation=organisation, role=role, title=str(role.label), valid_from=date(2020, 1, 1)
    )
    return user


def _queries(path: str, user: User | None) -> int:
    client = Client(**_CLIENT)  # type: ignore[arg-type]
    if user is not None:
        client.force_login(user)
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path)
        count = len(queries)
    if response.status_code != 200 and path not in (NOTHING, NOTHING_INSIDE):
        raise RuntimeError(f"{path} answered {response.status_code}.")
    return count


def _cookie(user: User) -> str:
    client = Client(**_CLIENT)  # type: ignore[arg-type]
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _measured(server: Server, name: str, kind: str, path: str, cookie: str, queries: int) -> Page:
    headers = HEADERS | ({"Cookie": cookie} if cookie else {})
    cold = sorted(_times(server.port, path, headers, anew=kind == "public"))
    cached = sorted(_times(server.port, path, headers)) if kind == "public" else []
    many = server.load(path, readers=READERS, seconds=3, headers=headers)
    return Page(
        name,
        kind,
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
