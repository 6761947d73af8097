"""The triggers behind append-only tables, one module per database, with the same functions in both.

`install(connection, guards)`, `lift(connection, guards)`, `problems(connection, guards)`.
"""

from dataclasses import dataclass, replace

PREFIX = "append_only_"


@dataclass(frozen=True)
class Guard:
    """One table to guard.

    compared: columns that must not differ between OLD and NEW; empty means that every change is refused.
    when: SQL condition that must also be true for a change to be let through.
    """

    table: str
    compared: tuple[str, ...] = ()
    when: str = "TRUE"
    deletable: bool = False

    def allowed(self, same: str) -> str:
        """SQL: when a change is let through. `same` is the database's null-safe equality."""
        if not self.compared:
            return "FALSE"
        equal = " AND ".join(f'OLD."{column}" {same} NEW."{column}"' for column in self.compared)
        return f"{equal} AND ({self.when}) IS TRUE"

    def without_exceptions(self) -> "Guard":
        """The same guard, refusing every change."""
        return replace(self, compared=(), when="TRUE")

    @property
    def message(self) -> str:
        """What the database answers."""
        return f"append-only: rows in {self.table} are never changed or removed"
