from typing import Any

from django.core.management.base import BaseCommand

from audit.verification import head


class Command(BaseCommand):
    help = "Skriver ut kedjans huvud, NUMMER:HASH. Spara det utanför databasen, för `verify_audit --head`."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line, nothing else, so that it can be piped."""
        self.stdout.write(str(head()))
