from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from organisations.actions import outbox


class Command(BaseCommand):
    help = "Skickar brev som väntar. Kan köras ofta och på flera ställen: varje brev går en gång."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--limit", type=int, default=500, help="Högst så många brev (500).")

    def handle(self, *args: Any, **options: Any) -> None:
        outcome = outbox.send_pending(limit=options["limit"])
        if options["verbosity"]:
            self.stdout.write(f"Skickade: {outcome.sent}. Väntar på nytt försök: {outcome.failed}.")
