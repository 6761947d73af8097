from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from followup import demo
from lagesbild import demo as lagesbilder
from organisations.models import Municipality
from promises.demo import links, password
from promises.demo.loader import load
from promises.demo.people import DOMAIN, Cast


class Command(BaseCommand):
    help = (
        "Load the demonstration: five restated promises and three invented ones, what became of them, and an account "
        "for each role."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(
                "Demonstrationsdata går bara att läsa in med DEMO=true, aldrig i en installation för riktigt bruk."
            )
        if not Municipality.objects.exists():
            raise CommandError("Kommunerna saknas. Kör först: manage.py load_reference_data")
        chosen = password.choose()
        cast = Cast(chosen)
        cast.let_in()
        password.store(chosen)
        made = load(cast)
        reports = demo.load(cast)
        lagesbilder.load(cast.users)
        links.load(cast.users)
        self.stdout.write(f"{len(made)} löften är inlästa." if made else "Alla löften fanns redan.")
        if reports:
            self.stdout.write(f"{reports} påhittade rapporter om dem är inlästa.")
        self._tell(cast, chosen)

    def _tell(self, cast: Cast, chosen: str) -> None:
        self.stdout.write("\nDemonstrationskonton (samma lösenord för alla):\n")
        for login, user in cast.users.items():
            self.stdout.write(f"  {f'{login}@{DOMAIN}':<46} {user.name}")
        self.stdout.write(f"  {f'admin@{DOMAIN}':<46} {cast.admin.name}")
        self.stdout.write(f"\n  Lösenord: {chosen}\n")
