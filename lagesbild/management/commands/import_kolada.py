"""``manage.py import_kolada``: indicators of Kolada for every municipality."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lagesbild.actions.statistics import municipality_keys, store
from lagesbild.models import Series
from lagesbild.statistics import kolada
from lagesbild.statistics.fetching import FetchError

YEARS = 10


class Command(BaseCommand):
    help = (
        "Fetch indicators from Kolada (KOLADA_URL): the core ones for ten years, when nothing else is said."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--kpi", nargs="+", metavar="ID", help="Indicators, such as N07403.")
        parser.add_argument("--years", nargs="+", metavar="ÅR", help="Years, such as 2024 or 2015-2024.")

    def handle(self, *args: Any, **options: Any) -> None:
        keys = municipality_keys()
        if not keys:
            raise CommandError("Kommunerna saknas. Kör först: manage.py load_reference_data")
        kpis = _kpis(options["kpi"])
        years = _years(options["years"])
        try:
            found = kolada.figures(settings.KOLADA_URL, kpis, sorted(keys), years)
        except FetchError as error:
            raise CommandError(f"{error} Det som fanns sedan tidigare är kvar.") from error
        for kpi in kpis:
            self._store(kpi, found[kpi], keys)

    def _store(self, kpi: str, reads: list[Any], keys: dict[str, int]) -> None:
        text = kolada.known()[kpi]
        if not reads:
            self.stdout.write(f"{kpi} {text.title}: inga värden för de åren.")
            return
        changed = store(Series.Source.KOLADA, text, reads, keys)
        self.stdout.write(f"{kpi} {text.title}: {len(reads)} värden, {changed} nya eller ändrade.")


def _kpis(asked: list[str] | None) -> list[str]:
    if asked is None:
        return list(kolada.core())
    chosen = list(dict.fromkeys(kpi.strip().upper() for kpi in asked))
    if unknown := [kpi for kpi in chosen if kpi not in kolada.known()]:
        raise CommandError(
            f"Det finns inget namn för {', '.join(unknown)}. Lägg till det i lagesbild/data/kolada_series.csv."
        )
    return chosen


def _years(asked: list[str] | None) -> list[int]:
    today = timezone.localdate().year
    if asked is None:
        return list(range(today - YEARS + 1, today + 1))
    years: set[int] = set()
    for text in asked:
        found = re.fullmatch(r"(\d{4})(?:-(\d{4}))?", text)
        if not found:
            raise CommandError(f"{text} är inget år. Skriv till exempel 2024 eller 2015-2024.")
        years.update(range(int(found[1]), int(found[2] or found[1]) + 1))
    if not years or not all(1990 <= year <= today for year in years):
        raise CommandError(f"Åren ska ligga mellan 1990 och {today}.")
    return sorted(years)
