"""``manage.py import_bra``: Brå's yearly file of reported crimes by municipality."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from lagesbild.actions.statistics import municipality_keys, store
from lagesbild.models import Series
from lagesbild.statistics import bra
from lagesbild.statistics.fetching import FetchError, fetch
from organisations.models import Municipality


class Command(BaseCommand):
    help = "Read Brå's yearly CSV of reported crimes by municipality, from a file or from its address."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FIL", help="The file, as it was fetched from Brå.")
        parser.add_argument("--url", help="Its address instead.")
        parser.add_argument("--year", type=int, metavar="ÅR", help="The year, when the name does not say it.")

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["file"]) == bool(options["url"]):
            raise CommandError("Ange en fil, eller en adress med --url.")
        keys = municipality_keys()
        if not keys:
            raise CommandError("Kommunerna saknas. Kör först: manage.py load_reference_data")
        year = _year(options["year"], options["file"] or options["url"])
        names = bra.by_name(list(Municipality.objects.values_list("code", "name", "official_name")))
        try:
            found = bra.read(_body(options["file"], options["url"]), year, names)
        except FetchError as error:
            raise CommandError(str(error)) from error
        except bra.BraFileError as error:
            raise CommandError("\n".join([*error.sentences, "Inget är inläst."])) from error
        with transaction.atomic():
            changed = sum(
                store(Series.Source.BRA, text, found[text.key], keys) for text in (bra.COUNT, bra.RATE)
            )
        self.stdout.write(
            f"{year}: {len(found[bra.COUNT.key])} kommuner, {changed} nya eller ändrade värden."
        )


def _year(asked: int | None, name: str) -> int:
    year = asked or bra.year_of(name)
    if year is None:
        raise CommandError("Filens namn säger inte vilket år den gäller. Skriv det med --year.")
    if not 1990 <= year <= timezone.localdate().year:
        raise CommandError(f"{year} är inget rimligt år. Skriv rätt år med --year.")
    return year


def _body(file: str | None, url: str | None) -> bytes:
    if url:
        return fetch(url, largest=bra.LARGEST)
    try:
        with Path(str(file)).open("rb") as opened:
            # One more than allowed is enough to know that it is too large.
            return opened.read(bra.LARGEST + 1)
    except OSError as error:
        raise CommandError(f"Filen går inte att öppna: {error.strerror}.") from error
