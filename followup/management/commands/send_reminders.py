from typing import Any

from django.core.management.base import BaseCommand

from followup.actions import reminders
from organisations.actions import outbox


class Command(BaseCommand):
    help = (
        "Skriver dagens påminnelser, högst ett brev per person, och skickar dem. Kan avbrytas och köras igen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written = reminders.remind()
        sent = failed = 0
        while (outcome := outbox.send_pending()).sent:
            sent += outcome.sent
            failed += outcome.failed
        failed += outcome.failed
        if options["verbosity"]:
            self.stdout.write(f"Skrivna: {written}. Skickade: {sent}. Väntar på nytt försök: {failed}.")
