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

from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from followup import sweden
from measure.server import HEADERS, Server, serving
from organisations.models import Membership, Municipality, Organisation, User
from organisations.roles import RoleKey
from promises.models import Promise

TIMES = 150
READERS = 16
PLACE = "lekeberg"
NOTHING = "/ingenting/"
_CLIENT = {"SERVER_NAME": "127.0.0.1", "headers": {"X-Forwarded-Proto": "https"}}


@dataclass(frozen=True)
class Page:
    """p50, p95: milliseconds for one reader. per_second: answers to sixteen. queries: for one answer."""

    name: str
    kind: str
    p50: float
    p95: float
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
        ("promise", "public", reverse("public:promise", args=[promise.slug]), None),
        ("municipality", "public", reverse("public:municipality", args=[PLACE]), None),
        ("list", "public", f"{reverse('public:promises')}?q={PLACE}", None),
        ("coordinator", "staff", reverse("overview:home"), coordinator),
        ("chief", "staff", reverse("overview:home"), chief),
        ("follow_up", "staff", reverse("followup:detail", args=[promise.pk]), coordinator),
    ]
    counted = [(*page, _queries(page[2], page[3])) for page in pages]
    cookies = {user.pk: _cookie(user) for user in (coordinator, chief)}
    connections.close_all()
    with serving() as server:
        measured = [
            asdict(_measured(server, name, kind, path, cookies.get(getattr(user, "pk", 0), ""), queries))
            for name, kind, path, user, queries in counted
        ]
        return {
            "database": connection.vendor,
            "scope": scope,
            **built,
            "pages": measured,
            "memory": server.largest_worker(),
        }


def _build(scope: str) -> dict[str, Any]:
    """The country, or only the municipalities of the police area that ``PLACE`` belongs to."""
    chosen = Municipality.objects.order_by("code")
    if scope == "alone":
        chosen = chosen.filter(police_areas__municipalities__slug=PLACE).distinct()
    begin = time.perf_counter()
    built = sweden.build(list(chosen), today=timezone.localdate())
    return {"promises": built.promises, "entries": built.entries, "seconds": time.perf_counter() - begin}


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
    if response.status_code != 200 and path != NOTHING:
        raise RuntimeError(f"{path} answered {response.status_code}.")
    return count


def _cookie(user: User) -> str:
    client = Client(**_CLIENT)  # type: ignore[arg-type]
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    return f"{name}={client.cookies[name].value}"


def _measured(server: Server, name: str, kind: str, path: str, cookie: str, queries: int) -> Page:
    headers = HEADERS | ({"Cookie": cookie} if cookie else {})
    times = sorted(_times(server.port, path, headers))
    many = server.load(path, readers=READERS, seconds=3, headers=headers)
    return Page(name, kind, statistics.median(times), times[int(len(times) * 0.95)], many.per_second, queries)


def _times(port: int, path: str, headers: dict[str, str]) -> list[float]:
    """Milliseconds of each of so many requests, one after the other; the first few wake the workers."""
    taken = []
    for number in range(TIMES + 10):
        connected = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        begin = time.perf_counter()
        connected.request("GET", path, headers=headers)
        response = connected.getresponse()
        response.read()
        if number >= 10:
            taken.append((time.perf_counter() - begin) * 1000)
        connected.close()
        if response.status != 200:
            raise RuntimeError(f"{path} answered {response.status}.")
    return taken
