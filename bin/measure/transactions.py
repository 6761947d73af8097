"""How long others had to wait: the longest transaction of what is done within a ``with``."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connections
from django.db.transaction import Atomic


@dataclass
class Longest:
    """seconds: from where the outermost transaction begins until it is committed. count: of transactions."""

    seconds: float = 0.0
    count: int = 0


@contextmanager
def longest_transaction() -> Iterator[Longest]:
    """Time every transaction. On SQLite each takes the lock of all writers from its beginning to its end."""
    found = Longest()
    begun: dict[str, float] = {}
    enter, leave = Atomic.__enter__, Atomic.__exit__

    def entering(self: Any) -> None:
        name = self.using or "default"
        if not connections[name].in_atomic_block:
            begun[name] = time.perf_counter()
        enter(self)

    def leaving(self: Any, *error: Any) -> None:
        name = self.using or "default"
        try:
            leave(self, *error)
        finally:
            if not connections[name].in_atomic_block:
                found.count += 1
                found.seconds = max(found.seconds, time.perf_counter() - begun[name])

    with patch.object(Atomic, "__enter__", entering), patch.object(Atomic, "__exit__", leaving):
        yield found
