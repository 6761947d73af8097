from typing import Any

from django.core.management.base import BaseCommand

from organisations.actions import parked_posts


class Command(BaseCommand):
    help = (
        "Removes texts that nobody came back for within a week of the login running out. Run it once a day."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        count = parked_posts.weed()
        self.stdout.write(f"Borttagna texter: {count}")
