"""Tables whose rows are never changed or removed: declared on the model, refused by the database.

A model says so with a class attribute:

    class Signature(models.Model):
        append_only = AppendOnly()

Database triggers then refuse UPDATE, DELETE and (on PostgreSQL) TRUNCATE with an IntegrityError that begins
with "append-only". Python guards (overridden `save` and `delete`) were rejected: `QuerySet.update`, the
database shell and the next programmer all walk round them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections, models, router, transaction

from audit.triggers import Guard, postgresql, sqlite


@dataclass(frozen=True)
class AppendOnly:
    """What the database lets through on a table whose rows otherwise stay as they are.

    mutable: names of the fields that may change; every other column is compared, null-safe.
    when: SQL condition for such a change. It may speak of OLD and NEW and look in other tables; it must be
        understood by SQLite and PostgreSQL alike. A condition that comes out as NULL refuses.
    deletable: rows may be removed (but not changed), for what has to be weeded.
    """

    mutable: tuple[str, ...] = ()
    when: str = "TRUE"
    deletable: bool = False

    def guard(self, model: type[models.Model]) -> Guard:
        """The declaration in terms of columns. Raises FieldDoesNotExist for a name the model lacks."""
        free = {model._meta.get_field(name).column for name in self.mutable}  # type: ignore[union-attr]
        columns = tuple(str(field.column) for field in model._meta.local_concrete_fields)
        return Guard(
            table=model._meta.db_table,
            compared=tuple(column for column in columns if column not in free) if free else (),
            when=self.when,
            deletable=self.deletable,
        )


def guards(using: str = DEFAULT_DB_ALIAS) -> list[Guard]:
    """One guard for every model that declares `append_only` and lives in the database `using`."""
    tables = (
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and router.allow_migrate_model(using, model)
    )
    declared = ((model, getattr(model, "append_only", None)) for model in tables)
    return [
        declaration.guard(model) for model, declaration in declared if isinstance(declaration, AppendOnly)
    ]


def install(using: str = DEFAULT_DB_ALIAS) -> None:
    """Put every missing or differing trigger in place. Safe to repeat, and cheap when all of them stand."""
    connection = connections[using]
    with transaction.atomic(using=using):
        _backend(connection).install(connection, _existing(connection, guards(using)))


def narrow(using: str = DEFAULT_DB_ALIAS) -> None:
    """Before a migration on SQLite: replace conditional triggers by ones that refuse everything.

    SQLite reads all triggers when a table is rebuilt or a column dropped and stops with "error in trigger"
    when one of them mentions what is gone for a moment. A trigger without a condition mentions nothing.
    Dropping them was rejected: a migration that fails half-way would leave the tables open.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    strict = [guard.without_exceptions() for guard in _existing(connection, guards(using)) if guard.compared]
    with transaction.atomic(using=using):
        sqlite.install(connection, strict)


def problems(using: str = DEFAULT_DB_ALIAS) -> list[str]:
    """Swedish sentences about what does not stand as it should; an empty list means that all is well."""
    connection = connections[using]
    return list(_backend(connection).problems(connection, _existing(connection, guards(using))))


@contextmanager
def lifted(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Let tests flush the database or tamper with it.

    Raises ImproperlyConfigured unless the setting APPEND_ONLY_MAY_BE_LIFTED says otherwise, which only the
    test settings do.
    """
    if not getattr(settings, "APPEND_ONLY_MAY_BE_LIFTED", False):
        raise ImproperlyConfigured("Append-only tables may be lifted by the test settings only.")
    connection = connections[using]
    _backend(connection).lift(connection, _existing(connection, guards(using)))
    try:
        yield
    finally:
        install(using)


def _backend(connection: Any) -> ModuleType:
    if connection.vendor == "sqlite":
        return sqlite
    if connection.vendor == "postgresql":
        return postgresql
    raise ImproperlyConfigured(f"Append-only tables are not implemented for {connection.vendor}.")


def _existing(connection: Any, wanted: list[Guard]) -> list[Guard]:
    """Leave out tables that a half-run `migrate <app>` has not made yet."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    return [guard for guard in wanted if guard.table in tables]
