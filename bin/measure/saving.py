"""Saving a report as a phone does: the form is fetched, filled in and sent; the sending is what is timed."""

from __future__ import annotations

import http.client
import re
import time
from urllib.parse import urlencode

from measure.server import Server

_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
_CHECKED = re.compile(r'name="status" value="([^"]+)"[^>]* checked')
_DAY = re.compile(r'name="happened_on" value="([^"]+)"')
_ORGANISATION = re.compile(r'name="organisation".*?<option value="(\d+)"', re.DOTALL)
_COOKIE = re.compile(r"csrftoken=[^;]+|__Secure-csrftoken=[^;]+|__Host-csrftoken=[^;]+")


def times(server: Server, path: str, headers: dict[str, str], count: int) -> list[float]:
    """Milliseconds from sending a filled-in form to being told where to go next, so many times."""
    return [_one(server, path, headers) for _number in range(count)]


def _one(server: Server, path: str, headers: dict[str, str]) -> float:
    form, response = _ask(server, "GET", path, headers)
    token = _COOKIE.search(", ".join(response.headers.get_all("Set-Cookie", [])))
    cookies = "; ".join([headers["Cookie"], token[0]] if token else [headers["Cookie"]])
    status = _CHECKED.search(form)
    day = _DAY.search(form)
    organisation = _ORGANISATION.search(form)
    if not (status and day and organisation):
        raise RuntimeError(f"{path} is not the form of a report any longer.")
    values = [
        *_HIDDEN.findall(form),
        ("organisation", organisation[1]),
        ("status", status[1]),
        ("happened_on", day[1]),
        ("quantity", "1"),
    ]
    sent = headers | {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"https://127.0.0.1{path}",
        "Origin": "https://127.0.0.1",
    }
    begin = time.perf_counter()
    text, response = _ask(server, "POST", path, sent, urlencode(values))
    taken = (time.perf_counter() - begin) * 1000
    if response.status != 302:
        raise RuntimeError(f"The report was not saved: {response.status}\n{text[:2000]}")
    return taken


def _ask(
    server: Server, method: str, path: str, headers: dict[str, str], body: str | None = None
) -> tuple[str, http.client.HTTPResponse]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    plain = {name: value for name, value in headers.items() if name != "Accept-Encoding"}
    connection.request(method, path, body, plain | {"Host": "127.0.0.1"})
    response = connection.getresponse()
    text = response.read().decode(errors="replace")
    connection.close()
    return text, response
