from argparse import ArgumentTypeError
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from audit.verification import Anchor, faults, head

SHOWN = 20


class Command(BaseCommand):
    help = "Går igenom händelseloggens kedja och namnger det som är ändrat, borttaget, inlagt eller avklippt."
    # It answers also when the rest of the application does not.
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """`--head`, as often as there are anchors."""
        parser.add_argument(
            "--head",
            type=_anchor,
            action="append",
            default=[],
            metavar="NUMMER:HASH",
            help="En länk som är antecknad utanför databasen (se audit_head). Kan anges flera gånger.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the faults and fail, or say that the chain is whole."""
        found = list(islice(faults(options["head"]), SHOWN + 1))
        for fault in found[:SHOWN]:
            self.stderr.write(fault.text)
        if len(found) > SHOWN:
            self.stderr.write(f"Fler fel finns. Bara de {SHOWN} första visas.")
        if found:
            raise CommandError("Händelseloggen är inte hel.", returncode=1)
        self.stdout.write(f"Händelseloggen är hel. Huvud: {head()}")


def _anchor(text: str) -> Anchor:
    try:
        return Anchor.parse(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} är inte NUMMER:HASH.") from error
