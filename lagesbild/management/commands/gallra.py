"""Weed raw event reports that are older than the municipality's decision says, once they are counted."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from lagesbild import retention
from lagesbild.actions import retention as actions
from organisations.models import Municipality


class Command(BaseCommand):
    help = (
        "Gallra händelserapporter som är äldre än så många hela månader. De räknas ihop först, så att analysen finns "
        "kvar. Utan --utfor visas bara vad som skulle gallras. Antagna handlingar gallras aldrig."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--manader", type=int, required=True, help="så många hela månader behålls, minst 13"
        )
        parser.add_argument("--beslut", default="", help="gallringsbeslutet, för protokollet: organ, dag, §")
        parser.add_argument("--kommun", action="append", default=[], help="kommunens adressnamn; utan: alla")
        parser.add_argument(
            "--utfor", action="store_true", help="gallra; annars visas bara vad som skulle gallras"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            until = retention.limit(timezone.localdate(), options["manader"])
        except ValueError as error:
            raise CommandError(f"Minst {retention.SHORTEST} månader måste behållas.") from error
        chosen = self._municipalities(options["kommun"])
        if not options["utfor"]:
            self._tell(actions.due(until, chosen), "skulle gallras. Inget är gjort: lägg till --utfor.")
            return
        if not options["beslut"].strip():
            raise CommandError("Skriv vilket beslut som gallringen stöder sig på, med --beslut.")
        done = []
        for one in actions.weed(
            until, rule=options["beslut"], done_by="manage.py gallra", municipalities=chosen
        ):
            done.append(one)
            self.stdout.write(f"{one.municipality} {one.month:%Y-%m}: {one.count}")
        self._tell(done, "är gallrade.")

    def _municipalities(self, slugs: list[str]) -> Any:
        if not slugs:
            return None
        found = Municipality.objects.filter(slug__in=slugs)
        missing = set(slugs) - set(found.values_list("slug", flat=True))
        if missing:
            raise CommandError(f"Ingen kommun har adressnamnet {', '.join(sorted(missing))}.")
        return found

    def _tell(self, rows: list[actions.Due], ending: str) -> None:
        self.stdout.write(
            f"{sum(one.count for one in rows)} händelserapporter i {len(rows)} månader {ending}"
        )
