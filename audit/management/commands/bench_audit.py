from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from audit import benchmark


class Command(BaseCommand):
    help = "Mäter hur fort flera skrivare samtidigt kan lägga till händelser, med och utan kedjan."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """How many processes, how many events each, and that one means it."""
        parser.add_argument("--writers", type=_positive, default=4, metavar="PROCESSER")
        parser.add_argument(
            "--appends", type=_positive, default=250, metavar="ANTAL", help="Skrivningar var."
        )
        parser.add_argument(
            "--yes", action="store_true", help="Krävs: händelserna går inte att ta bort efteråt."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print writes per second and the 95th percentile, without and with the chain."""
        if not options["yes"]:
            raise CommandError(
                "Mätningen skriver händelser som aldrig kan tas bort. Använd en databas för ändamålet, och --yes."
            )
        writers, appends = options["writers"], options["appends"]
        self.stdout.write(f"{connection.vendor}: {writers} samtidiga skrivare, {appends} skrivningar var")
        with benchmark.unchained_table():
            without = self._measure("åtgärder, logg utan kedja", benchmark.act_unchained, writers, appends)
            chained = self._measure("åtgärder, logg med kedja", benchmark.act, writers, appends)
        self._measure("bara händelser, med kedja", benchmark.append, writers, appends)
        added = writers * (1 / chained - 1 / without) * 1000
        self.stdout.write(f"Kedjan lägger {added:.1f} ms till en åtgärd när alla skriver utan uppehåll.")

    def _measure(self, name: str, write: benchmark.Write, writers: int, appends: int) -> float:
        result = benchmark.measure(write, writers=writers, times=appends)
        self.stdout.write(
            f"  {name}: {result.per_second:.0f}/s, p95 {result.p95 * 1000:.1f} ms, "
            f"längst {result.longest * 1000:.1f} ms"
        )
        return result.per_second


def _positive(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise ArgumentTypeError(f"{text!r} är inte ett positivt heltal.")
    return int(text)
