"""Append-only triggers for PostgreSQL: one function and two triggers per table.

A function of its own per table, because a trigger's WHEN may not look in other tables. Row triggers rather
than statement triggers, so that a statement that touches no row passes, as on SQLite. ENABLE ALWAYS, so that
`SET session_replication_role = replica` does not switch them off. The error code makes Django raise
IntegrityError, as on SQLite.
"""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.db.backends.utils import truncate_name

from audit.triggers import PREFIX, Guard

# pg_trigger.tgtype: ROW 1, BEFORE 2, DELETE 8, UPDATE 16, TRUNCATE 32.
_UPDATE = 1 + 2 + 16
_UPDATE_DELETE = _UPDATE + 8
_TRUNCATE = 2 + 32
_EVENTS = {
    _UPDATE: ("UPDATE", "ROW"),
    _UPDATE_DELETE: ("UPDATE OR DELETE", "ROW"),
    _TRUNCATE: ("TRUNCATE", "STATEMENT"),
}


class Trigger(NamedTuple):
    """What the catalogue says about a trigger that stands."""

    table: str
    kind: int
    enabled: str
    unconditional: bool
    function: str
    body: str


def install(connection: Any, guards: Iterable[Guard]) -> None:
    """Create what is missing and replace what differs."""
    standing = _standing(connection)
    with connection.cursor() as cursor:
        for guard in guards:
            wanted = _wanted(guard)
            if any(standing.get(name) != trigger for name, trigger in wanted.items()):
                _create_function(cursor, guard, _body(guard))
            for name, trigger in wanted.items():
                found = standing.get(name)
                # A difference in the body alone is cured by the function; touching the trigger locks the
                # table.
                if found is None or found._replace(body=trigger.body) != trigger:
                    _create_trigger(cursor, name, trigger)


def lift(connection: Any, guards: Iterable[Guard]) -> None:
    """Let the functions say yes. The triggers stay: one cannot be dropped while foreign keys are unchecked."""
    with connection.cursor() as cursor:
        for guard in guards:
            permissive = "BEGIN IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END"
            _create_function(cursor, guard, permissive)


def problems(connection: Any, guards: Iterable[Guard]) -> Iterator[str]:
    """A sentence per missing, changed or disabled trigger."""
    standing = _standing(connection)
    for guard in guards:
        for name, trigger in _wanted(guard).items():
            if name not in standing:
                yield f"Spärren {name} saknas på tabellen {guard.table}."
            elif standing[name].enabled != trigger.enabled:
                yield f"Spärren {name} på tabellen {guard.table} är inte alltid påslagen."
            elif standing[name] != trigger:
                yield f"Spärren {name} på tabellen {guard.table} är inte den som ska stå där."


def _wanted(guard: Guard) -> dict[str, Trigger]:
    row = _UPDATE if guard.deletable else _UPDATE_DELETE
    kinds = {_name(guard, "_row"): row, _name(guard, "_truncate"): _TRUNCATE}
    return {
        name: Trigger(guard.table, kind, "A", True, _name(guard), _body(guard))
        for name, kind in kinds.items()
    }


def _name(guard: Guard, suffix: str = "") -> str:
    return truncate_name(f"{PREFIX}{guard.table}{suffix}", 63)


def _body(guard: Guard) -> str:
    # In an IF of its own: OLD and NEW are not there to be read when the table is truncated.
    return (
        "BEGIN "
        "IF TG_OP = 'UPDATE' THEN "
        f"IF {guard.allowed('IS NOT DISTINCT FROM')} THEN RETURN NEW; END IF; "
        "END IF; "
        f"RAISE EXCEPTION USING ERRCODE = 'restrict_violation', MESSAGE = '{guard.message}'; "
        "END"
    )


def _create_function(cursor: Any, guard: Guard, body: str) -> None:
    cursor.execute(
        f'CREATE OR REPLACE FUNCTION "{_name(guard)}"() RETURNS trigger LANGUAGE plpgsql '
        f"AS $guard${body}$guard$"
    )


def _create_trigger(cursor: Any, name: str, trigger: Trigger) -> None:
    events, each = _EVENTS[trigger.kind]
    cursor.execute(f'DROP TRIGGER IF EXISTS "{name}" ON "{trigger.table}"')
    cursor.execute(
        f'CREATE TRIGGER "{name}" BEFORE {events} ON "{trigger.table}" '
        f'FOR EACH {each} EXECUTE FUNCTION "{trigger.function}"()'
    )
    cursor.execute(f'ALTER TABLE "{trigger.table}" ENABLE ALWAYS TRIGGER "{name}"')


def _standing(connection: Any) -> dict[str, Trigger]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT t.tgname, c.relname, t.tgtype, t.tgenabled, t.tgqual IS NULL AND t.tgattr::text = '', "
            "p.proname, p.prosrc "
            "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND starts_with(t.tgname, %s) AND pg_table_is_visible(c.oid)",
            [PREFIX],
        )
        return {name: Trigger(*rest) for name, *rest in cursor.fetchall()}
