"""Fetching from another authority's server, which may be slow, away, overloaded or wrong.

The standard library is enough: it follows the proxy that ``HTTPS_PROXY`` names, and here is all that is needed
besides. A redirect is never followed, nor an address on another host; an answer has a largest size and a longest time
in all, so that one that drips cannot hold the command.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from email.message import Message
from typing import IO
from urllib.parse import urlsplit

USER_AGENT = "Medborgarloften (statistik till kommuners lagesbilder)"
TRIES = 4
# Seconds for each wait for the other side, and for the whole answer.
TIMEOUT, LONGEST = 20.0, 60.0
LARGEST = 30_000_000
LONGEST_PAUSE = 60.0
_CHUNK = 65_536
# Worth asking again: too many questions, and what a server says when it has trouble of its own.
_PASSING = frozenset({429, 500, 502, 503, 504})


class FetchError(Exception):
    """What went wrong, as a Swedish sentence for whoever ran the command."""


class _Passing(Exception):
    """Trouble that may be over in a while. ``pause``: what the server asked for, in seconds."""

    def __init__(self, sentence: str, pause: float = 0) -> None:
        super().__init__(sentence)
        self.pause = pause


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> None:
        return None


def fetch(
    url: str,
    *,
    tries: int = TRIES,
    timeout: float = TIMEOUT,
    longest: float = LONGEST,
    largest: int = LARGEST,
    sleep: Callable[[float], None] = time.sleep,
) -> bytes:
    """The whole answer. Raises FetchError, after ``tries`` when the trouble may pass."""
    if urlsplit(url).scheme not in ("http", "https"):
        raise FetchError(f"Adressen {url} börjar inte med https.")
    for number in range(1, tries + 1):
        try:
            return _once(url, timeout, longest, largest)
        except _Passing as trouble:
            if number == tries:
                raise FetchError(f"{trouble} Försökte {tries} gånger: {url}") from trouble
            # Twice as long each time, or as long as the server asks for.
            sleep(min(trouble.pause or 2.0 ** (number - 1), LONGEST_PAUSE))
    raise FetchError(f"Inget försök gjordes: {url}")


def same_host(url: str, base: str) -> bool:
    """Whether an address that a server gave leads to the same server."""
    there, here = urlsplit(url), urlsplit(base)
    return (there.scheme, there.netloc) == (here.scheme, here.netloc)


def _once(url: str, timeout: float, longest: float, largest: int) -> bytes:
    opener = urllib.request.build_opener(_NoRedirect)
    request = urllib.request.Request(url, headers={"User-Agent": USER_AGENT})  # noqa: S310 (the scheme is checked)
    end = time.monotonic() + longest
    try:
        with opener.open(request, timeout=timeout) as answer:
            return _read(answer, end, largest)
    except urllib.error.HTTPError as error:
        with error:
            raise _refusal(error, url) from error
    except (http.client.IncompleteRead, http.client.HTTPException) as error:
        raise _Passing("Svaret tog slut i förtid.") from error
    except TimeoutError as error:
        raise _Passing("Servern svarar inte i tid.") from error
    except (urllib.error.URLError, OSError) as error:
        raise _Passing(f"Servern går inte att nå ({getattr(error, 'reason', error)}).") from error


def _read(answer: http.client.HTTPResponse, end: float, largest: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    # read1 gives what has come; read would wait for a slow server as long as it drips.
    while part := answer.read1(_CHUNK):
        parts.append(part)
        size += len(part)
        if size > largest:
            raise FetchError(f"Svaret är större än {largest // 1_000_000} MB. Inget läses in.")
        if time.monotonic() > end:
            raise _Passing("Svaret kommer för långsamt.")
    if (said := answer.headers.get("Content-Length")) and said.isdecimal() and size < int(said):
        raise _Passing("Svaret tog slut i förtid.")
    return b"".join(parts)


def _refusal(error: urllib.error.HTTPError, url: str) -> Exception:
    if error.code in _PASSING:
        asked = error.headers.get("Retry-After", "")
        return _Passing(f"Servern svarar {error.code}.", float(asked) if asked.isdecimal() else 0)
    if 300 <= error.code < 400:
        return FetchError(f"Servern hänvisar till en annan adress. Kontrollera adressen: {url}")
    return FetchError(f"Servern svarar {error.code} på {url}.")
