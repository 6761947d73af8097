"""``manage.py import_reports`` and ``clean_imports``."""

from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from lagesbild.actions import importing
from lagesbild.actions.importing import rules
from lagesbild.imports import limits
from lagesbild.models import ImportBatch, IncidentReport
from tests.lagesbild.importing import ROWS, received, written

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel("2026-11-01 12:00:00+01:00"):
        yield


@pytest.fixture
def run(lekeberg, coordinator, tmp_path):
    """``run(rows, *options)``: what the command says."""

    def run(rows=None, *options):
        path = tmp_path / "fil.csv"
        path.write_bytes(written(rows).read())
        out = StringIO()
        who = ["--kommun", "lekeberg", "--kalla", "Hyresvärden", "--av", coordinator.email]
        call_command("import_reports", str(path), *who, *options, stdout=out, stderr=StringIO())
        return out.getvalue()

    return run


def test_a_file_comes_in_and_again_it_has_nothing_new(run):
    assert run() == "Inläst: 3 nya, 0 fanns redan, 0 utelämnade av 3 rader.\n"
    assert run() == "Kontrollerat, inget inläst: 0 nya, 3 fanns redan, 0 utelämnade av 3 rader.\n"
    assert IncidentReport.objects.count() == 3


def test_trying_changes_nothing(run):
    assert run(None, "--prova").startswith("Kontrollerat")
    assert not IncidentReport.objects.exists()
    assert run().startswith("Inläst: 3 nya")


def test_faults_are_said_and_nothing_comes_in(run):
    with pytest.raises(CommandError, match="1 rader har fel"):
        run([*ROWS, ["Klotter", "igår", "Torget", "", ""]])
    assert not IncidentReport.with_hidden.exists()


def test_unknown_words_are_asked_for(run):
    rows = [["Förstört", "2026-10-02", "Torget", "", ""], ["Trafik", "2026-10-02", "Torget", "", ""]]
    with pytest.raises(CommandError, match="Förstört"):
        run(rows)

    said = run(rows, "--ord", "Förstört=Skadegörelse", "--ord", "Trafik=-")

    assert said == "Inläst: 1 nya, 0 fanns redan, 1 utelämnade av 2 rader.\n"


def test_columns_can_be_said(run):
    assert run(None, "--kolumn", "text=Plats", "--kolumn", "address=Beskrivning").startswith("Inläst: 3")
    assert IncidentReport.objects.filter(text="Torget").exists()
    with pytest.raises(CommandError, match="Rubriker: Typ"):
        run([["Klotter", "2026-10-01", "a", "b", ""]], "--kolumn", "text=Finns inte")


def test_what_was_interrupted_is_gone_on_with(run, lekeberg, coordinator, monkeypatch):
    monkeypatch.setattr(rules, "CHUNK", 1)
    batch = received(lekeberg, coordinator)
    batch = importing.choose_columns(batch, chosen={"category": 0, "day": 1, "address": 2}, by=coordinator)
    importing.step(batch, by=coordinator, seconds=0)

    assert run().startswith("Inläst: 3 nya")
    assert ImportBatch.objects.count() == 1


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (["--kommun", "ingenstans"], "ingenstans"),
        (["--av", "ingen@kommun.example"], "ingen aktiv person"),
        (["--for", "skolan"], "--for"),
    ],
)
def test_who_and_where_must_be_right(run, options, word):
    with pytest.raises(CommandError, match=word):
        run(None, *options)


def test_who_may_not_write_is_refused(run, reader):
    with pytest.raises(CommandError, match="--for"):
        run(None, "--av", reader.email)


def test_a_file_that_is_not_there_or_too_large_is_refused(run, monkeypatch, coordinator):
    monkeypatch.setattr(limits, "MAX_COMMAND_BYTES", 10)
    with pytest.raises(CommandError, match="större än"):
        run()


def test_cleaning_says_how_many(lekeberg, coordinator):
    received(lekeberg, coordinator)
    out = StringIO()
    with time_machine.travel("2026-11-20 12:00:00+01:00"):
        call_command("clean_imports", stdout=out)

    assert out.getvalue() == "Avbrutna: 1, städade: 1\n"
