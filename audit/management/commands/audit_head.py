from typing import Any

from django.core.management.base import BaseCommand

from audit.verification import head


class Command(BaseCommand):
    help = "Skriver ut kedjans huvud, NUMMER:HASH. Spara det utanför databasen, för `verify_audit --head`."
    # It answers also when the rest of the application does not.
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, nothing else, so that it can be piped."""
        self.stdout.write(str(head()))
