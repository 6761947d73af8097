"""``manage.py find_hotspots``: clusters of reports in space and time, stored for the analysis page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from lagesbild.actions.hotspots import MOST_PERMUTATIONS, find
from lagesbild.models import Category, HotSpotRun
from lagesbild.periods import MOST_DAYS, Period, latest
from organisations.models import Municipality


class Command(BaseCommand):
    help = "Find places and days with more reports than chance gives, and store them. Method: lagesbild/scan."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--kommun", required=True, metavar="SLUG", help="The municipality, such as lekeberg."
        )
        parser.add_argument("--from", dest="first", type=_day, metavar="ÅÅÅÅ-MM-DD", help="First day.")
        parser.add_argument("--to", dest="last", type=_day, metavar="ÅÅÅÅ-MM-DD", help="Last day.")
        parser.add_argument(
            "--kategori",
            default="",
            choices=["", *Category.values],
            help="One category. All problems by default.",
        )
        parser.add_argument(
            "--frö", dest="seed", type=int, default=1, help="The same seed gives the same answer."
        )
        parser.add_argument(
            "--omkastningar", dest="permutations", type=int, default=999, help="Shuffles, 999."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        municipality = Municipality.objects.filter(slug=options["kommun"]).first()
        if municipality is None:
            raise CommandError(f"Det finns ingen kommun som heter {options['kommun']}.")
        _check(options["seed"], options["permutations"])
        period = _period(options["first"], options["last"])
        try:
            run = find(
                municipality,
                period,
                category=options["kategori"],
                seed=options["seed"],
                permutations=options["permutations"],
            )
        except ValidationError as error:
            raise CommandError(error.messages[0]) from error
        self._tell(run, period)

    def _tell(self, run: HotSpotRun, period: Period) -> None:
        self.stdout.write(
            f"{run.municipality}, {period}: {run.reports} rapporter, {run.left_out} utan plats på kartan, "
            f"{run.seconds:.1f} s."
        )
        spots = list(run.spots.all())
        for spot in spots:
            self.stdout.write(
                f"  {spot.rank}. {spot.latitude} {spot.longitude}, {spot.radius} m, {spot.starts_on}–{spot.ends_on}: "
                f"{spot.observed} rapporter, {spot.expected:.1f} väntade, p = {spot.p_value:.3f}"
            )
        if not spots:
            self.stdout.write("  Ingen plats har fler rapporter än slumpen kan ge.")


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _check(seed: int, permutations: int) -> None:
    if not 0 <= seed < 2**31:
        raise CommandError("Fröet är ett heltal från 0 till 2147483647.")
    if not 19 <= permutations <= MOST_PERMUTATIONS:
        raise CommandError(f"Antalet omkastningar är mellan 19 och {MOST_PERMUTATIONS}.")


def _period(first: date | None, last: date | None) -> Period:
    today = timezone.localdate()
    if first is None and last is None:
        return latest("kvartal", today)
    if first is None or last is None:
        raise CommandError("Skriv både --from och --to, eller ingen av dem.")
    if last < first:
        raise CommandError("Den sista dagen är före den första.")
    period = Period(first, last)
    if period.days > MOST_DAYS:
        raise CommandError(f"Perioden är längre än {MOST_DAYS} dagar.")
    return period
