from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organisations.reference import InvalidReferenceData, read
from organisations.reference.loading import load


class Command(BaseCommand):
    """Write counties, municipalities and the police's areas; can be run at any time, and again."""

    help = "Läser in län, kommuner och Polisens områden. Kan köras om: det som ändrats för hand rörs inte."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            reference = read()
        except InvalidReferenceData as error:
            raise CommandError(f"Datafilerna i organisations/data är fel. {error}") from error
        for outcome in load(reference):
            if options["verbosity"]:
                self.stdout.write(outcome.sentence())
