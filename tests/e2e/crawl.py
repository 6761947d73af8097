"""Every page that can be reached by links, one of each kind: by URL pattern, not by address."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

# Files, and the way out.
PASSED_OVER = (
    "/konto/logout/",
    ".pdf",
    ".docx",
    "/pdf/",
    ".json",
    ".ics",
    ".atom",
    "/fil/",
    "/bild/",
    "/original/",
    "jsi18n",
)
MOST = 150


def pages(page: Page, starts: list[str], inside: tuple[str, ...]) -> Iterator[str]:
    """Visit one page of each kind below ``inside``, from ``starts`` and on by links; gives the address of each.

    The caller looks at ``page`` at each step. Pages of one kind differ by the state that the promise is in, so a
    promise's own pages count once for each promise that ``starts`` names.
    """
    waiting, seen = list(starts), set()
    while waiting and len(seen) < MOST:
        address = waiting.pop(0)
        kind = kind_of(address)
        if kind is None or (kind in seen and address not in starts):
            continue
        seen.add(kind)
        response = page.goto(address)
        assert response is not None
        assert response.status < 400, f"{address}: {response.status}"
        yield address
        waiting += [link for link in _links(page) if link.startswith(inside) and kind_of(link) not in seen]


def _links(page: Page) -> list[str]:
    found = page.evaluate("[...document.querySelectorAll('a[href]')].map(a => a.href)")
    here = urlsplit(page.url).netloc
    return [_path(link) for link in found if urlsplit(link).netloc == here]


def _path(link: str) -> str:
    parts = urlsplit(link)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def kind_of(address: str) -> str | None:
    """The name of the page's URL pattern; None for what is no page to look at."""
    path = address.split("?", maxsplit=1)[0]
    if any(word in path for word in PASSED_OVER):
        return None
    try:
        return resolve(path).view_name or None
    except Resolver404:
        return None
