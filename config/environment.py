"""Reads the environment so that a value that cannot work is one sentence that names the variable, never a traceback."""

import re
from collections.abc import Callable
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

NOTHING = environ.Env.NOTSET
# Scheme, host, port and path. What could end a directive of the Content-Security-Policy is in none of them.
_TILES = re.compile(r"(https?://(?:\{s\}\.)?[a-z0-9.-]+(?::\d{1,5})?)/[^\s;,]*", re.IGNORECASE)


class Environment(environ.Env):
    """django-environ, with limits on numbers and a sentence where it would raise whatever its parser raised."""

    def int(self, var: str, default: Any = NOTHING, least: int = 0, most: int = 2**31 - 1) -> int:
        """A whole number from ``least`` to ``most``."""
        sentence = f"{var} is not a whole number. Set it to one, or leave it out."
        number = int(self._tried(super().int, var, default, sentence))
        if not least <= number <= most:
            raise ImproperlyConfigured(
                f"{var} is {number}. Set it to a whole number from {least} to {most}, or leave it out."
            )
        return number

    def json(self, var: str, default: Any = NOTHING) -> Any:
        return self._tried(
            super().json, var, default, f"{var} is not JSON. Set it to an object, or leave it out."
        )

    def db(self, var: str, default: Any = NOTHING) -> Any:
        return self._tried(super().db, var, default, _unread(var))

    def cache_url(self, var: str, default: Any = NOTHING) -> Any:
        return self._tried(super().cache_url, var, default, _unread(var))

    def email_url(self, var: str, default: Any = NOTHING) -> Any:
        return self._tried(super().email_url, var, default, _unread(var))

    def one_of(self, var: str, *values: str, default: str) -> str:
        """One of a few words, however it is cased."""
        word = self.str(var, default=default).upper()
        if word not in values:
            raise ImproperlyConfigured(
                f"{var} is not one of {', '.join(values)}. Set it to one, or leave it out."
            )
        return word

    def tile_address(self, var: str) -> str:
        """The address of a map's pictures with ``{z}``, ``{x}`` and ``{y}`` in it; empty when there is none."""
        address = self.str(var, default="").strip()
        if address and not (
            _TILES.fullmatch(address) and all(part in address for part in ("{z}", "{x}", "{y}"))
        ):
            raise ImproperlyConfigured(
                f"{var} is not an address of map tiles. Set it to one such as "
                "https://tiles.example.se/{z}/{x}/{y}.png, or leave it out."
            )
        return address

    @staticmethod
    def _tried(read: Callable[..., Any], var: str, default: Any, sentence: str) -> Any:
        try:
            return read(var, default=default)
        except (ValueError, ImproperlyConfigured) as error:
            raise ImproperlyConfigured(sentence) from error


def tile_host(address: str) -> str:
    """Where the tiles of ``Environment.tile_address`` come from, as the Content-Security-Policy writes it."""
    found = _TILES.fullmatch(address)
    return found[1].replace("{s}", "*") if found else ""


def _unread(var: str) -> str:
    return f"{var} is not an address that we can read. The README's table shows how it is written."
