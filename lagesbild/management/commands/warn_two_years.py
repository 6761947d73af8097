"""`manage.py warn_two_years`: letters before the two years of 6 § are over. For every day."""

from typing import Any

from django.core.management.base import BaseCommand

from lagesbild.actions.warnings import warn
from organisations.actions import outbox


class Command(BaseCommand):
    help = (
        "Varnar när lägesbilden eller åtgärdsplanen snart är två år gammal (6 §), och när det är för sent. "
        "Kan avbrytas och köras igen."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        written = warn()
        sent = failed = 0
        while (outcome := outbox.send_pending()).sent:
            sent += outcome.sent
            failed += outcome.failed
        failed += outcome.failed
        if options["verbosity"]:
            self.stdout.write(f"Skrivna: {written}. Skickade: {sent}. Väntar på nytt försök: {failed}.")
