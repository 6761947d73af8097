"""`manage.py clean_imports`: gives up the files that nobody goes on with. For every day."""

from typing import Any

from django.core.management.base import BaseCommand

from lagesbild.actions import importing


class Command(BaseCommand):
    help = "Avbryter inläsningar som ingen har fortsatt på en vecka och städar efter dem. Kör det en gång om dygnet."

    def handle(self, *args: Any, **options: Any) -> None:
        abandoned, cleaned = importing.clean_old()
        if options["verbosity"]:
            self.stdout.write(f"Avbrutna: {abandoned}, städade: {cleaned}")
