"""Write the reference data to the database, as often as wanted, without undoing what people have edited.

Three values are compared for every column: what the file says now, what the loader wrote last time
(``ReferenceSnapshot``) and what stands in the database. Only a value that still is what the loader wrote is
replaced. A row that was removed by hand stays removed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import F

from audit import actions as audit
from organisations.models import Organisation, PoliceAreaMunicipality, ReferenceSnapshot
from organisations.reference.files import Reference
from organisations.reference.plan import Present, Rows, Values, make_plan
from organisations.reference.tables import Table, plain, tables
from organisations.swedish import search_form, sort_form


@dataclass
class Outcome:
    """What happened to the rows of one file. ``kept``: left alone, as somebody had changed them by hand."""

    table: Table
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: int = 0
    removed: int = 0

    @property
    def wrote(self) -> bool:
        return bool(self.new or self.changed or self.removed)

    def counts(self) -> dict[str, int]:
        return {name: getattr(self, name) for name in ("new", "changed", "removed", "kept")}

    def sentence(self) -> str:
        """For example ``290 kommuner: 0 nya, 290 oförändrade``."""
        total = len(self.table.rows)
        parts = [f"{self.new} nya", f"{self.unchanged} oförändrade"]
        parts += [f"{self.changed} uppdaterade"] if self.changed else []
        parts += [f"{self.removed} borttagna"] if self.removed else []
        parts += [f"{self.kept} lämnade som de är, ändrade för hand"] if self.kept else []
        return f"{total} {self.table.singular if total == 1 else self.table.plural}: {', '.join(parts)}"


@transaction.atomic
def load(reference: Reference) -> list[Outcome]:
    """Bring the database up to ``reference``; one outcome per file. Running it again changes nothing.

    Leaves an event only when something was written.
    """
    snapshots = {row.name: row for row in ReferenceSnapshot.objects.select_for_update()}
    outcomes = [_load_table(table, snapshots.get(table.name)) for table in tables(reference)]
    if any(outcome.wrote for outcome in outcomes):
        data = {outcome.table.name: outcome.counts() for outcome in outcomes if outcome.wrote}
        audit.record("organisations.reference_data_loaded", by=None, obj=None, data=data)
    return outcomes


def _load_table(table: Table, snapshot: ReferenceSnapshot | None) -> Outcome:
    written: Rows = snapshot.rows if snapshot else {}
    present = _present(table)
    plan = make_plan(table.rows, written, present, _newcomers_welcome(table, written, present))
    lookups = _lookups(table) if plan.create or plan.update else {}
    homeless = [key for key in plan.create if not _points_at_rows(table.rows[key], lookups)]
    plan.create = [key for key in plan.create if key not in set(homeless)]
    _create(table, plan.create, lookups)
    _update(table, plan.update, present, lookups)
    if table.model is PoliceAreaMunicipality:
        PoliceAreaMunicipality.objects.filter(pk__in=[present[key].pk for key in plan.remove]).delete()
        removed = len(plan.remove)
    else:
        removed = 0  # others may point at the row; a person decides
    kept = {*plan.kept, *homeless}
    _remember(
        table, snapshot, {key: row for key, row in table.rows.items() if key in written or key not in kept}
    )
    unchanged = len(table.rows) - len(plan.create) - len(plan.update) - len(kept)
    return Outcome(table, len(plan.create), len(plan.update), unchanged, len(kept), removed)


def _present(table: Table) -> dict[str, Present]:
    """One query for the whole table, foreign keys as the names that the file uses."""
    names = list(next(iter(table.rows.values()), {}))
    paths = [f"{name}__{table.related[name]}" if name in table.related else name for name in names]
    is_link = table.model is PoliceAreaMunicipality
    key = "edited_by_hand" if is_link else table.key
    found = {}
    for pk, mark, *raw in table.model._default_manager.order_by().values_list("pk", key, *paths):
        values = dict(zip(names, map(plain, raw), strict=True))
        if is_link:
            found[f"{values['police_area']} {values['municipality']}"] = Present(pk, values, pinned=mark)
        else:
            found[mark] = Present(pk, values)
    return found


def _newcomers_welcome(table: Table, written: Rows, present: dict[str, Present]) -> Callable[[Values], bool]:
    """A municipality whose police areas somebody has entered by hand gets no more from the file."""
    if table.model is not PoliceAreaMunicipality:
        return lambda _: True
    by_hand = {row.values["municipality"] for key, row in present.items() if row.pinned or key not in written}
    return lambda values: values["municipality"] not in by_hand


def _lookups(table: Table) -> dict[str, dict[str, int]]:
    """For each foreign key: the name in the file → primary key."""
    found = {}
    for name, natural in table.related.items():
        other: Any = table.model._meta.get_field(name).related_model
        found[name] = dict(other._default_manager.order_by().values_list(natural, "pk"))
    return found


def _points_at_rows(values: Values, lookups: dict[str, dict[str, int]]) -> bool:
    return all(values[name] in keys for name, keys in lookups.items())


def _columns(table: Table, values: Values, lookups: dict[str, dict[str, int]]) -> Values:
    """The file's values as columns, with those that are derived from the name."""
    columns = {}
    for name, value in values.items():
        columns[f"{name}_id" if name in lookups else name] = (
            lookups[name].get(value) if name in lookups else value
        )
    if "name" in values and hasattr(table.model, "sort_key"):
        columns["sort_key"] = sort_form(values["name"])
    if "name" in values and hasattr(table.model, "search_text"):
        columns["search_text"] = search_form(f"{values['name']} {values.get('official_name', '')}")
    return columns


def _create(table: Table, keys: Iterable[str], lookups: dict[str, dict[str, int]]) -> None:
    made = [
        table.model(
            **({table.key: key} if table.key else {}),
            **table.fixed,
            **_columns(table, table.rows[key], lookups),
        )
        for key in keys
    ]
    if issubclass(table.model, Organisation):
        _create_organisations(made)  # type: ignore[arg-type]
    else:
        table.model._default_manager.bulk_create(made)


def _create_organisations(children: list[Organisation]) -> None:
    """Parents in bulk, then the child rows, which Django cannot insert in bulk (multi-table inheritance)."""
    names = [column.attname for column in Organisation._meta.local_concrete_fields if not column.primary_key]
    parents = [Organisation(**{name: getattr(child, name) for name in names}) for child in children]
    for child, parent in zip(children, Organisation.objects.bulk_create(parents), strict=True):
        child.pk = parent.pk
        child.save_base(raw=True, force_insert=True)


def _update(
    table: Table, updates: dict[str, Values], present: dict[str, Present], lookups: dict[str, dict[str, int]]
) -> None:
    for key, changes in updates.items():
        after = {**present[key].values, **changes}
        columns = _columns(table, {name: after[name] for name in changes | _names(changes, after)}, lookups)
        if issubclass(table.model, Organisation):
            columns["edit_number"] = F("edit_number") + 1  # a form that is open now must notice
        table.model._default_manager.filter(pk=present[key].pk).update(**columns)


def _names(changes: Values, after: Values) -> Values:
    """Both names when either changes: the search column is made of the two."""
    both = ("name", "official_name")
    return {name: after[name] for name in both if name in after and any(n in changes for n in both)}


def _remember(table: Table, snapshot: ReferenceSnapshot | None, rows: Rows) -> None:
    if snapshot is None:
        ReferenceSnapshot.objects.create(name=table.name, rows=rows)
    elif snapshot.rows != rows:
        snapshot.rows = rows
        snapshot.save(update_fields=["rows", "loaded_at"])
