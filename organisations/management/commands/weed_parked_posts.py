from typing import Any

from django.core.management.base import BaseCommand

from organisations.actions import parked_posts


class Command(BaseCommand):
    help = "Tar bort texter som ingen kom tillbaka till inom sju dagar. Kör det en gång om dygnet."

    def handle(self, *args: Any, **options: Any) -> None:
        count = parked_posts.weed()
        if options["verbosity"]:
            self.stdout.write(f"Borttagna texter: {count}")
