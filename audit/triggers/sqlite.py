"""Append-only triggers for SQLite.

`RAISE(ABORT, …)` reaches Django as IntegrityError. INSERT OR REPLACE removes the old row without asking the
delete trigger unless `PRAGMA recursive_triggers` is on, so that is part of what is checked.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from audit.triggers import PREFIX, Guard


def install(connection: Any, guards: Iterable[Guard]) -> None:
    """Create what is missing and replace what differs."""
    standing = _standing(connection)
    with connection.cursor() as cursor:
        for guard in guards:
            for name, sql in _wanted(guard).items():
                if standing.get(name) != sql:
                    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')
                    cursor.execute(sql)


def lift(connection: Any, guards: Iterable[Guard]) -> None:
    """Remove the triggers."""
    with connection.cursor() as cursor:
        for guard in guards:
            for name in _wanted(guard):
                cursor.execute(f'DROP TRIGGER IF EXISTS "{name}"')


def problems(connection: Any, guards: Iterable[Guard]) -> Iterator[str]:
    """A sentence per missing or changed trigger, and one if REPLACE could slip through."""
    with connection.cursor() as cursor:
        if not cursor.execute("PRAGMA recursive_triggers").fetchone()[0]:
            yield "PRAGMA recursive_triggers är avslagen: INSERT OR REPLACE går förbi spärrarna."
    standing = _standing(connection)
    for guard in guards:
        for name, sql in _wanted(guard).items():
            if name not in standing:
                yield f"Spärren {name} saknas på tabellen {guard.table}."
            elif standing[name] != sql:
                yield f"Spärren {name} på tabellen {guard.table} är inte den som ska stå där."


def _standing(connection: Any) -> dict[str, str]:
    """Trigger name → its SQL, which SQLite keeps as it was written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: sql for name, sql in cursor.fetchall() if name.startswith(PREFIX)}


def _wanted(guard: Guard) -> dict[str, str]:
    condition = "" if not guard.compared else f"WHEN NOT ({guard.allowed('IS')}) "
    triggers = {f"{PREFIX}{guard.table}_update": f"BEFORE UPDATE ON {{table}} {condition}"}
    if not guard.deletable:
        triggers[f"{PREFIX}{guard.table}_delete"] = "BEFORE DELETE ON {table} "
    return {name: _create(name, event, guard) for name, event in triggers.items()}


def _create(name: str, event: str, guard: Guard) -> str:
    event = event.replace("{table}", f'"{guard.table}"')
    return f"CREATE TRIGGER \"{name}\" {event}BEGIN SELECT RAISE(ABORT, '{guard.message}'); END"
