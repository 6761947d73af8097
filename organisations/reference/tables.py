"""How each data file meets its table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import models

from organisations.models import (
    County,
    Municipality,
    Organisation,
    PoliceArea,
    PoliceAreaMunicipality,
    PoliceDistrict,
    PoliceRegion,
)
from organisations.reference.files import Reference
from organisations.reference.plan import Rows, Values


@dataclass(frozen=True)
class Table:
    """How one data file meets one table.

    key: the field that names a row. rows: the file's rows as JSON values. related: for each foreign key, the
    field of the other table that the file uses as its name. fixed: values that are the same in every row.
    """

    name: str
    singular: str
    plural: str
    model: type[models.Model]
    key: str
    rows: Rows
    related: dict[str, str] = field(default_factory=dict)
    fixed: Values = field(default_factory=dict)


def tables(reference: Reference) -> list[Table]:
    """The files in the order in which they can be written: what others point at comes first."""
    return [
        Table(
            "police_regions",
            "polisregion",
            "polisregioner",
            PoliceRegion,
            "name",
            {row.name: {"code": row.code} for row in reference.regions},
        ),
        Table(
            "counties",
            "län",
            "län",
            County,
            "code",
            {row.code: {"name": row.name, "slug": row.slug} for row in reference.counties},
        ),
        Table(
            "police_districts",
            "polisområde",
            "polisområden",
            PoliceDistrict,
            "name",
            {row.name: _but(row, "name") for row in reference.districts},
            related={"region": "name"},
        ),
        _municipalities(reference),
        Table(
            "police_areas",
            "lokalpolisområde",
            "lokalpolisområden",
            PoliceArea,
            "slug",
            {row.slug: _but(row, "slug") for row in reference.areas},
            related={"district": "name"},
            fixed={"kind": Organisation.Kind.POLICE_AREA},
        ),
        _links(reference),
    ]


def _but(row: object, key: str) -> Values:
    return {name: value for name, value in vars(row).items() if name != key}


def _municipalities(reference: Reference) -> Table:
    rows = {}
    for row in reference.municipalities:
        values = _but(row, "code")
        values["group_name"] = values.pop("group")
        values["police_region"] = reference.region_of(row)
        rows[row.code] = {name: plain(value) for name, value in values.items()}
    return Table(
        "municipalities",
        "kommun",
        "kommuner",
        Municipality,
        "code",
        rows,
        related={"county": "code", "police_region": "name"},
        fixed={"kind": Organisation.Kind.MUNICIPALITY},
    )


def _links(reference: Reference) -> Table:
    rows = {
        f"{row.police_area} {row.municipality}": {
            "police_area": row.police_area,
            "municipality": row.municipality,
            "source": row.source,
            "source_year": row.year,
            "confidence": row.confidence,
        }
        for row in reference.links
    }
    return Table(
        "police_area_municipalities",
        "koppling mellan lokalpolisområde och kommun",
        "kopplingar mellan lokalpolisområde och kommun",
        PoliceAreaMunicipality,
        "",
        rows,
        related={"police_area": "slug", "municipality": "code"},
    )


def plain(value: Any) -> Any:
    """A value as JSON keeps it; coordinates with the five decimals of the column."""
    return f"{value:.5f}" if isinstance(value, Decimal) else value
