"""Counties, municipalities and the police's areas, read from the files in ``organisations/data``.

Pure: reads files, checks them and returns dataclasses. Nothing here knows the database; writing is the work
of ``organisations.reference.loading``. Where the figures come from, and what is not known, is told in
``organisations/data/README.md``.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from stdnum.exceptions import ValidationError
from stdnum.se import orgnr

DATA = Path(__file__).resolve().parent.parent / "data"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
CONFIDENCES = ("hög", "medel", "låg")

Row = TypeVar("Row")


class InvalidReferenceData(ValueError):
    """A data file says something impossible. The text names the file and the row."""


@dataclass(frozen=True)
class RegionRow:
    """A police region. ``code`` is the police's own code, empty when not known."""

    name: str
    code: str


@dataclass(frozen=True)
class CountyRow:
    """A county by SCB's two-digit code, and the name of the police region it belongs to."""

    code: str
    name: str
    slug: str
    police_region: str


@dataclass(frozen=True)
class DistrictRow:
    """A police district (polisområde), with who says that it exists and how sure that is."""

    name: str
    region: str
    code: str
    covers: str
    source: str
    confidence: str


@dataclass(frozen=True)
class MunicipalityRow:
    """A municipality by SCB's four-digit code. Coordinates: the middle of its surface, WGS 84 degrees."""

    code: str
    name: str
    official_name: str
    slug: str
    county: str
    population: int
    group: str
    organisation_number: str
    latitude: Decimal
    longitude: Decimal


@dataclass(frozen=True)
class AreaRow:
    """A local police area; ``coverage`` says whether the source names all its municipalities."""

    slug: str
    name: str
    official_name: str
    district: str
    code: str
    coverage: str


@dataclass(frozen=True)
class LinkRow:
    """That a police area covers a municipality, according to ``source`` in ``year`` (as written there)."""

    police_area: str
    municipality: str
    year: str
    confidence: str
    source: str


@dataclass(frozen=True)
class Reference:
    """Everything in the files, in file order."""

    regions: tuple[RegionRow, ...]
    counties: tuple[CountyRow, ...]
    districts: tuple[DistrictRow, ...]
    municipalities: tuple[MunicipalityRow, ...]
    areas: tuple[AreaRow, ...]
    links: tuple[LinkRow, ...]

    def region_of(self, municipality: MunicipalityRow) -> str:
        """The name of the police region of a municipality: police regions are made of whole counties."""
        return next(county.police_region for county in self.counties if county.code == municipality.county)


def read(folder: Path = DATA) -> Reference:
    """Read and check every file in ``folder``.

    Raises:
        InvalidReferenceData: a row is impossible, occurs twice or points at something that is not there.
    """
    sources = {row["id"]: f"{row['text']} {row['url']}".strip() for row in _rows(folder / "sources.csv")}
    reference = Reference(
        regions=_read(folder / "police_regions.csv", lambda row: RegionRow(**row)),
        counties=_read(folder / "counties.csv", lambda row: CountyRow(**row)),
        districts=_read(folder / "police_districts.csv", lambda row: DistrictRow(**row)),
        municipalities=_read(folder / "municipalities.csv", _municipality),
        areas=_read(folder / "police_areas.csv", lambda row: AreaRow(**row)),
        links=_read(folder / "police_area_municipalities.csv", lambda row: _link(row, sources)),
    )
    _check(reference)
    return reference


def _rows(path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def _read(path: Path, make: Callable[[dict[str, Any]], Row]) -> tuple[Row, ...]:
    found = []
    for number, row in enumerate(_rows(path), start=2):
        try:
            found.append(make(row))
        except (KeyError, TypeError, ArithmeticError, ValueError) as error:
            raise InvalidReferenceData(f"{path.name}, rad {number}: {error}") from error
    return tuple(found)


def _municipality(row: dict[str, Any]) -> MunicipalityRow:
    row["population"] = int(row["population"])
    row["latitude"], row["longitude"] = (Decimal(row["latitude"]), Decimal(row["longitude"]))
    return MunicipalityRow(**row)


def _link(row: dict[str, Any], sources: dict[str, str]) -> LinkRow:
    # The name stands in the file for the human reader only; the code decides.
    del row["municipality_name"]
    row["source"] = "; ".join(sources[key] for key in row.pop("sources").split())
    return LinkRow(**row)


def _check(reference: Reference) -> None:
    municipalities, areas = reference.municipalities, reference.areas
    _unique("län", (row.code for row in reference.counties))
    _unique("adressnamn för län", (row.slug for row in reference.counties))
    _unique("polisregion", (row.name for row in reference.regions))
    _unique("polisområde", (row.name for row in reference.districts))
    _unique("kommunkod", (row.code for row in municipalities))
    _unique("organisationsnummer", (row.organisation_number for row in municipalities))
    slugs = [*(row.slug for row in municipalities), *(row.slug for row in areas)]
    _unique("adressnamn", slugs)
    _unique("koppling", ((row.police_area, row.municipality) for row in reference.links))
    for municipality in municipalities:
        _check_municipality(municipality)
    for slug in [*slugs, *(row.slug for row in reference.counties)]:
        _require(SLUG.fullmatch(slug), f"Adressnamnet {slug!r} har andra tecken än a–z, 0–9 och -.")
    for link in reference.links:
        _require(link.confidence in CONFIDENCES, f"Okänd tillförlitlighet: {link.confidence!r}.")
    _check_pointers(reference)


def _check_pointers(reference: Reference) -> None:
    regions = {row.name for row in reference.regions}
    _known("polisregion", regions, (row.police_region for row in reference.counties))
    _known("polisregion", regions, (row.region for row in reference.districts))
    _known("län", {row.code for row in reference.counties}, (row.county for row in reference.municipalities))
    _known(
        "polisområde", {row.name for row in reference.districts}, (row.district for row in reference.areas)
    )
    _known(
        "lokalpolisområde", {row.slug for row in reference.areas}, (r.police_area for r in reference.links)
    )
    _known(
        "kommun", {row.code for row in reference.municipalities}, (r.municipality for r in reference.links)
    )


def _check_municipality(row: MunicipalityRow) -> None:
    _require(re.fullmatch(r"\d{4}", row.code), f"Kommunkoden {row.code!r} är inte fyra siffror.")
    _require(row.code.startswith(row.county), f"{row.name}: kommunkoden börjar inte med länets kod.")
    _require(55 < row.latitude < 70 and 10 < row.longitude < 25, f"{row.name} ligger inte i Sverige.")
    try:
        orgnr.validate(row.organisation_number)
    except ValidationError as error:
        raise InvalidReferenceData(
            f"{row.name}: organisationsnumret {row.organisation_number} är fel."
        ) from error


def _unique(what: str, values: Iterable[object]) -> None:
    seen: set[object] = set()
    for value in values:
        _require(value not in seen, f"Samma {what} finns två gånger: {value}.")
        seen.add(value)


def _known(what: str, known: set[str], used: Iterable[str]) -> None:
    for value in used:
        _require(value in known, f"Okänt värde för {what}: {value!r}.")


def _require(holds: object, sentence: str) -> None:
    if not holds:
        raise InvalidReferenceData(sentence)
