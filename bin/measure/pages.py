"""Each public page once: how many queries it costs, and how large it is on the way to the reader."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from organisations.models import Municipality
from public import urls
from public.benchmark import LONG

# What the promises here do not have, and what only the address in a letter leads to.
LEFT_OUT = {
    *("picture", "entry_picture", "original", "answer", "measures"),
    *("lagesbild", "walk", "walk_pdf", "walk_picture"),
    *("confirm_following", "stop_following", "calendar"),
}
SEARCHES = [
    "/?q=matning+tryggare",
    "/?q=tryggare",
    "/loften/?amne=traffic&ar=2026",
    "/loften/?q=tryggare&sida=2",
]


@dataclass(frozen=True)
class Page:
    """``size``: kilobytes as gzip, 0 for what is no page of text."""

    address: str
    queries: int
    size: float


def measured() -> list[Page]:
    """Every address of the public site, as an anonymous reader who has nothing."""
    client = Client(SERVER_NAME="127.0.0.1", headers={"X-Forwarded-Proto": "https"})
    return [_measured(client, address) for address in [*_addresses(), *SEARCHES]]


def _addresses() -> list[str]:
    """From the site's own list, so that no page is forgotten."""
    municipality = Municipality.objects.order_by("code").values_list("slug", flat=True)[0]
    found = []
    for pattern in urls.urlpatterns:
        if pattern.name in LEFT_OUT:
            continue
        values: dict[str, Any] = {
            "slug": municipality if pattern.name == "municipality" else LONG,
            "number": 2,
        }
        wanted = {name: values[name] for name in pattern.pattern.converters}
        found.append(reverse(f"public:{pattern.name}", kwargs=wanted))
    return found


def _measured(client: Client, address: str) -> Page:
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
        count = len(queries)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")
    is_page = response["Content-Type"].startswith("text/html")
    return Page(address, count, len(gzip.compress(response.content, 6)) / 1000 if is_page else 0)
