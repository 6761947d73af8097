from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from promises.models import Promise
from public import benchmark


class Command(BaseCommand):
    help = "Publicerar påhittade löften att mäta med, i en databas som ändå ska slängas."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Make sure that one means it."""
        parser.add_argument("--yes", action="store_true", help="Krävs: löftena går inte att ta bort efteråt.")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            raise CommandError(
                "Mätningen publicerar löften som aldrig kan tas bort. Använd en databas för ändamålet, och --yes."
            )
        if Promise.objects.exists():
            raise CommandError("Det finns redan löften i databasen. Använd en tom databas för mätningen.")
        benchmark.fill()
