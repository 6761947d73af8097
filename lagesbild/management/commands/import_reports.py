"""``manage.py import_reports``: a file of event reports too large for a page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from lagesbild import permissions
from lagesbild.actions import importing
from lagesbild.actions.importing.choosing import remembered
from lagesbild.imports import columns, limits
from lagesbild.imports.columns import Chosen
from lagesbild.imports.kinds import LEAVE_OUT, Kind
from lagesbild.imports.registry import KINDS
from lagesbild.imports.values import folded
from lagesbild.models import ImportBatch
from organisations.models import Municipality, Organisation, User

BAR = 40
SHOWN_FAULTS = 20
MOST_ROWS = 2_000_000
NO_LIMIT = 24 * 60 * 60.0
KIND = KINDS["reports"]
State = ImportBatch.State


class Command(BaseCommand):
    help = (
        "Läser in en stor fil med händelserapporter, allt eller inget. Körs samma kommando igen efter ett avbrott "
        "fortsätter det där det slutade."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("fil", type=Path)
        parser.add_argument(
            "--kommun", required=True, metavar="SLUG", help="Kommunen, till exempel lekeberg."
        )
        parser.add_argument("--kalla", required=True, help="Källan, samma ord varje gång.")
        parser.add_argument("--av", required=True, metavar="E-POST", help="Vem som svarar för inläsningen.")
        parser.add_argument(
            "--for", dest="for_slug", metavar="SLUG", help="Organisationen, om personen har flera."
        )
        parser.add_argument(
            "--kolumn", action="append", default=[], metavar="FÄLT=RUBRIK", help="Till exempel category=Typ."
        )
        parser.add_argument(
            "--ord",
            action="append",
            default=[],
            metavar="ORD=VÄRDE",
            help=f"Kategori, {LEAVE_OUT} utelämnar.",
        )
        parser.add_argument("--avgransare", default="", help="Om gissningen är fel.")
        parser.add_argument("--teckenkodning", default="", help="Om gissningen är fel, till exempel cp1252.")
        parser.add_argument("--prova", action="store_true", help="Kontrollera bara, läs inte in något.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            self._run(options)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except PermissionDenied as error:
            raise CommandError(str(error)) from error

    def _run(self, options: dict[str, Any]) -> None:
        by = _person(options["av"])
        batch = self._received(options, by)
        if batch.state in (State.UPLOADED, State.CHECKING, State.CHECKED) and not _goes_on(batch, options):
            batch = _choose(batch, options, by)
        batch = self._all(batch, by, State.CHECKING, "kontrollerade")
        if batch.faults:
            self._say_faults(batch)
        if options["prova"] or (not batch.new_rows and batch.state == State.CHECKED):
            self.stdout.write(_counts(batch))
            return
        batch = importing.confirm(batch, by=by)
        batch = self._all(batch, by, State.INSERTING, "inlästa")
        importing.clean(batch, goes_on=lambda: True)
        self.stdout.write(_counts(batch))

    def _received(self, options: dict[str, Any], by: User) -> ImportBatch:
        path, municipality = options["fil"], _municipality(options["kommun"])
        if not path.is_file():
            raise CommandError(f"Filen finns inte: {path}")
        if path.stat().st_size > limits.MAX_COMMAND_BYTES:
            raise CommandError(f"Filen är större än {limits.MAX_COMMAND_BYTES // limits.MB} MB. Dela den.")
        with path.open("rb") as file:
            return importing.receive(
                file,
                file_name=path.name,
                kind=KIND,
                municipality=municipality,
                organisation=_speaker(by, municipality, options["for_slug"]),
                source=options["kalla"][:60],
                by=by,
                encoding=options["teckenkodning"],
                delimiter=options["avgransare"].replace("tab", "\t"),
                most=MOST_ROWS,
                seconds=NO_LIMIT,
                told=lambda rows: self._bar(rows, 0, "lästa"),
            )

    def _all(self, batch: ImportBatch, by: User, state: str, word: str) -> ImportBatch:
        """Go on for as long as the file is in the state, and show how far it has come."""
        while batch.state == state:
            done = batch.checked if state == State.CHECKING else batch.created + batch.duplicates
            self._bar(done, batch.rows, word)
            batch = importing.step(batch, by=by, seconds=2)
        sys.stderr.write("\n")
        return batch

    def _bar(self, done: int, total: int, word: str) -> None:
        filled = BAR * done // total if total else 0
        sys.stderr.write(
            f"\r{'█' * filled}{'░' * (BAR - filled)} {done}{f'/{total}' if total else ''} {word}"
        )
        sys.stderr.flush()

    def _say_faults(self, batch: ImportBatch) -> None:
        for row in batch.staged.filter(has_faults=True)[:SHOWN_FAULTS]:
            for column, sentence in row.faults:
                self.stderr.write(f"Rad {row.number}, {column}: {sentence}")
        raise CommandError(
            f"{batch.faults} rader har fel, så inget är inläst. Alla fel finns på sidan Läs in filer "
            f"(inläsning {batch.pk})."
        )


def _person(email: str) -> User:
    found = User.objects.filter(email__iexact=email, is_active=True).first()
    if found is None:
        raise CommandError(f"Det finns ingen aktiv person med adressen {email}.")
    return found


def _municipality(slug: str) -> Municipality:
    found = Municipality.objects.filter(slug=slug).first()
    if found is None:
        raise CommandError(f"Det finns ingen kommun som heter {slug}.")
    return found


def _speaker(by: User, municipality: Municipality, slug: str | None) -> Organisation:
    speakers = permissions.speaks_for(by, municipality)
    chosen = [one for one in speakers if slug in (None, one.slug)]
    if len(chosen) != 1:
        names = ", ".join(one.slug for one in speakers) or "ingen"
        raise CommandError(f"Säg för vilken organisation med --for. Personen kan skriva för: {names}.")
    return chosen[0]


def _goes_on(batch: ImportBatch, options: dict[str, Any]) -> bool:
    """Whether the columns are chosen already, and nothing else is asked for now."""
    is_chosen = batch.state != State.UPLOADED
    return is_chosen and not options["kolumn"] and not options["ord"]


def _choose(batch: ImportBatch, options: dict[str, Any], by: User) -> ImportBatch:
    chosen = {**columns.guess(KIND, batch.headings, remembered(batch)), **_columns(batch, options["kolumn"])}
    batch = importing.choose_columns(batch, chosen=chosen, by=by)
    asked = batch.columns["asked"].get("category", [])
    if batch.state != State.UPLOADED and not options["ord"]:
        return batch
    words = {**batch.columns["words"].get("category", {}), **_words(KIND, options["ord"])}
    unknown = [word for word, _count in asked if folded(word) not in words]
    if unknown:
        values = ", ".join(value for value, _label in KIND.field("category").choices)
        raise CommandError(
            f'Vi känner inte igen: {", ".join(unknown)}. Säg vad de betyder med --ord "{unknown[0]}=…": '
            f"{values} eller {LEAVE_OUT}."
        )
    return importing.choose_words(batch, words={"category": words}, by=by)


def _columns(batch: ImportBatch, said: list[str]) -> Chosen:
    names = {folded(heading): index for index, heading in enumerate(batch.headings)}
    found: Chosen = {}
    for one in said:
        field, _sign, heading = one.partition("=")
        if field not in {each.name for each in KIND.fields} or folded(heading) not in names:
            fields = ", ".join(each.name for each in KIND.fields)
            raise CommandError(f"”{one}” går inte. Fält: {fields}. Rubriker: {', '.join(batch.headings)}.")
        found[field] = names[folded(heading)]
    return found


def _words(kind: Kind, said: list[str]) -> dict[str, str]:
    known = kind.field("category").known_words
    found = {}
    for one in said:
        word, _sign, value = one.rpartition("=")
        if value != LEAVE_OUT and folded(value) not in known:
            raise CommandError(f"”{value}” är ingen kategori.")
        found[folded(word)] = value if value == LEAVE_OUT else known[folded(value)]
    return found


def _counts(batch: ImportBatch) -> str:
    new = batch.created if batch.state == State.DONE else batch.new_rows
    state = "Inläst" if batch.state == State.DONE else "Kontrollerat, inget inläst"
    return f"{state}: {new} nya, {batch.duplicates} fanns redan, {batch.left_out} utelämnade av {batch.rows} rader."
