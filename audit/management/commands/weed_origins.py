from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from audit.actions import weed_origins

# Two centuries; more than a date can hold is no wish to be obeyed.
MOST_DAYS = 73_000


class Command(BaseCommand):
    help = "Gallrar adresser och webbläsare ur händelseloggen. Kedjan rörs inte."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--older-than-days`, required: how long addresses may be kept is the controller's decision."""
        parser.add_argument("--older-than-days", type=_days, required=True, metavar="DAGAR")

    def handle(self, *args: Any, **options: Any) -> None:
        """Weed and say how much."""
        weeded = weed_origins(older_than_days=options["older_than_days"])
        self.stdout.write(f"{weeded} händelser har inte längre någon adress.")


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MOST_DAYS:
        raise ArgumentTypeError(f"{text!r} är inte ett antal dagar.")
    return int(text)
