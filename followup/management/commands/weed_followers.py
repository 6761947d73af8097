from typing import Any

from django.core.management.base import BaseCommand

from followup.actions import following


class Command(BaseCommand):
    help = "Tar bort adresser som ingen har bekräftat inom sju dagar. Kör det en gång om dygnet."

    def handle(self, *args: Any, **options: Any) -> None:
        count = following.weed()
        if options["verbosity"]:
            self.stdout.write(f"Borttagna adresser: {count}")
