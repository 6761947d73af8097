from typing import Any

from django.core.management.base import BaseCommand, CommandError

from audit import append_only


class Command(BaseCommand):
    help = "Visar att databasens spärrar mot ändring och borttagning står där de ska."
    # It answers also when the rest of the application does not.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """Name what is missing and fail, or say how many tables are guarded."""
        problems = append_only.problems()
        for problem in problems:
            self.stderr.write(problem)
        if problems:
            raise CommandError("Kör `manage.py migrate`, som sätter tillbaka spärrarna.", returncode=1)
        self.stdout.write(f"Spärrarna står på {len(append_only.guards())} tabeller.")
