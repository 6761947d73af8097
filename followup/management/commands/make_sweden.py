"""``manage.py make_sweden``: an invented country to measure and try with."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from followup import sweden
from lagesbild import sweden as reports
from organisations.models import Municipality
from promises.models import Promise

BAR = 40


class Command(BaseCommand):
    help = (
        "Build an invented, marked country: six years of promises with reports in each municipality, the lägesbilder "
        "that they stand on, and 1.5 million event reports over three years."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--scale",
            type=int,
            default=290,
            metavar="N",
            help="How many municipalities, by code. All by default.",
        )
        parser.add_argument("--only", nargs="+", metavar="SLUG", help="These municipalities instead.")
        parser.add_argument(
            "--reports",
            type=int,
            default=reports.TOTAL,
            metavar="N",
            help="How many event reports the whole country has; 0 for none.",
        )
        parser.add_argument(
            "--yes",
            action="store_true",
            help="Needed without DEMO=true: published promises cannot be removed.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        _check_may_be_filled(allowed=options["yes"])
        chosen = _chosen(options["only"], options["scale"])
        show = _bar(len(chosen))
        built = sweden.build(
            chosen,
            today=timezone.localdate(),
            progress=lambda built: show(built.municipalities, built.entries),
        )
        sys.stderr.write("\n")
        show = _bar(len(chosen), "resultat av dialoger")
        grounds = sweden.build_grounds(
            chosen,
            today=timezone.localdate(),
            progress=lambda built: show(built.municipalities, built.findings),
        )
        sys.stderr.write("\n")
        told = self._reports(chosen, options["reports"])
        sys.stderr.write("\n")
        self.stdout.write(
            f"{built.municipalities} kommuner, {built.promises} nya löften, {built.entries} nya rapporter, "
            f"{grounds.lagesbilder} nya lägesbilder och {told} nya händelserapporter. Allt är påhittat och märkt som "
            "demonstration."
        )

    def _reports(self, chosen: list[Municipality], total: int) -> int:
        if total <= 0:
            return 0
        show = _bar(len(chosen), "händelserapporter")
        built = reports.build(
            chosen,
            today=timezone.localdate(),
            total=total,
            progress=lambda built: show(built.municipalities, built.reports),
        )
        return built.reports


def _check_may_be_filled(*, allowed: bool) -> None:
    if settings.DEMO:
        return
    if not allowed or Promise.objects.filter(is_demo=False).exists():
        raise CommandError(
            "Landet är påhittat och går inte att ta bort. Kör med DEMO=true, eller med --yes i en databas utan "
            "riktiga löften."
        )


def _chosen(only: list[str] | None, scale: int) -> list[Municipality]:
    if not Municipality.objects.exists():
        raise CommandError("Kommunerna saknas. Kör först: manage.py load_reference_data")
    if only is None:
        return list(Municipality.objects.order_by("code")[:scale])
    chosen = list(Municipality.objects.filter(slug__in=only).order_by("code"))
    if missing := set(only) - {one.slug for one in chosen}:
        raise CommandError(f"Det finns ingen kommun som heter {', '.join(sorted(missing))}.")
    return chosen


def _bar(total: int, what: str = "rapporter") -> Callable[[int, int], None]:
    def show(municipalities: int, rows: int) -> None:
        filled = BAR * municipalities // total
        bar = "█" * filled + "░" * (BAR - filled)
        sys.stderr.write(f"\r{bar} {municipalities}/{total} kommuner, {rows} {what}")
        sys.stderr.flush()

    return show
