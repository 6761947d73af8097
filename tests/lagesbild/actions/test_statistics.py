"""Figures of others are stored by the commands: whole series, and again without anything changing."""

import io
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.core.management import CommandError, call_command

from audit.models import Event
from lagesbild.actions import statistics as actions
from lagesbild.models import Figure, Series
from tests.lagesbild.statistics.server import Answer, answering, page

pytestmark = pytest.mark.django_db
HEAD = "Kommun;Antal;Per 100 000 inv.\r\n"


@pytest.fixture(autouse=True)
def _november():
    with time_machine.travel("2026-11-27 10:00:00+01:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def _two(lekeberg, orebro):
    for municipality, code in ((lekeberg, "1814"), (orebro, "1880")):
        type(municipality).objects.filter(pk=municipality.pk).update(code=code)


def _kolada(settings, answer, *arguments):
    out = io.StringIO()
    with answering(lambda path: answer) as server:
        settings.KOLADA_URL = f"{server.url}/v3"
        call_command("import_kolada", *(arguments or ("--kpi", "N07540", "--years", "2024")), stdout=out)
    return out.getvalue()


def _bra(tmp_path, text, name="Anmälda brott kommunerna 2025.csv", **options):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8-sig"))
    out = io.StringIO()
    call_command("import_bra", str(file), stdout=out, **options)
    return out.getvalue()


def test_an_indicator_is_stored_with_its_name_and_its_event(settings, lekeberg):
    said = _kolada(settings, page(("N07540", "1814", 2024, 4712.5), ("N07540", "1880", 2024, None)))

    series = Series.objects.get()
    assert (series.title, series.unit, series.origin) == (
        "Anmälda brott totalt",
        "antal/100 000 inv",
        "BRÅ och SCB",
    )
    assert series.fetched_at is not None
    assert Figure.objects.get(municipality=lekeberg).value == Decimal("4712.5")
    assert "2 värden, 2 nya eller ändrade" in said
    event = Event.objects.get(action="lagesbild.series_loaded")
    assert (event.actor_id, event.data) == (None, {"title": "Anmälda brott totalt", "changed": 2})


def test_again_changes_nothing_and_a_correction_one_value(settings):
    first = page(("N07540", "1814", 2024, 4712.5), ("N07540", "1880", 2024, 13000))
    _kolada(settings, first)

    assert "0 nya eller ändrade" in _kolada(settings, first)
    assert "1 nya eller ändrade" in _kolada(settings, page(("N07540", "1814", 2024, 4700)))
    assert Figure.objects.count() == 2
    assert Event.objects.filter(action="lagesbild.series_loaded").count() == 2


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (page(("N07540", "0180", 2024, 1)), "ingen frågade efter"),
        (page(("N07540", "1814", 2024, 1), ("N07540", "1880", 2024, 1e40)), "orimligt stort"),
        (Answer(b'{"values": [', cut=0), "ingen hel JSON"),
        (Answer(status=404), "svarar 404"),
    ],
)
def test_a_wrong_answer_leaves_what_there_was(settings, answer, sentence):
    _kolada(settings, page(("N07540", "1814", 2024, 4712.5)))

    with pytest.raises(CommandError, match=sentence) as refused:
        _kolada(settings, answer)

    assert "Det som fanns sedan tidigare är kvar." in str(refused.value)
    assert [figure.value for figure in Figure.objects.all()] == [Decimal("4712.5")]


def test_a_fault_half_way_through_a_series_stores_nothing_of_it(settings, monkeypatch):
    def fail(*args, **data):
        raise RuntimeError("strömavbrott")

    monkeypatch.setattr(actions, "record", fail)

    with pytest.raises(RuntimeError):
        _kolada(settings, page(("N07540", "1814", 2024, 1)))

    assert not Series.objects.exists()
    assert not Figure.objects.exists()


def test_the_core_for_ten_years_when_nothing_else_is_said(settings):
    with answering(lambda path: page()) as server:
        settings.KOLADA_URL = f"{server.url}/v3"
        call_command("import_kolada", stdout=io.StringIO())

    (asked,) = server.asked
    assert asked.split("/kpi/")[1].split("/")[0].count(",") == 18
    assert "/year/2017,2018,2019,2020,2021,2022,2023,2024,2025,2026?" in asked


def test_an_indicator_without_figures_makes_no_series(settings):
    assert "inga värden" in _kolada(settings, page())
    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--kpi", "N99999"], "inget namn för N99999"),
        (["--years", "i fjol"], "inget år"),
        (["--years", "2030"], "mellan 1990 och 2026"),
        (["--years", "2024-2020"], "mellan 1990 och 2026"),
    ],
)
def test_what_cannot_be_asked_for_is_said(arguments, sentence):
    with pytest.raises(CommandError, match=sentence):
        call_command("import_kolada", *arguments)


def test_bras_file_is_two_series(tmp_path, lekeberg):
    said = _bra(tmp_path, f"{HEAD}Lekeberg;412;4 712,5\r\nÖrebro;..;-\r\n")

    found = {(one.series.key, one.municipality.slug): one.value for one in Figure.objects.all()}
    assert found == {
        ("anmalda-brott", "lekeberg"): 412,
        ("anmalda-brott", "orebro"): None,
        ("anmalda-brott-per-100000", "lekeberg"): Decimal("4712.5"),
        ("anmalda-brott-per-100000", "orebro"): 0,
    }
    assert {one.year for one in Figure.objects.all()} == {2025}
    assert "2025: 2 kommuner, 4 nya eller ändrade värden." in said
    assert "0 nya eller ändrade" in _bra(tmp_path, f"{HEAD}Lekeberg;412;4 712,5\r\nÖrebro;..;-\r\n")


def test_a_row_that_cannot_be_read_stops_all(tmp_path):
    with pytest.raises(CommandError, match=r"Rad 3: kolumnen Kommun(?s:.*)Inget är inläst"):
        _bra(tmp_path, f"{HEAD}Lekeberg;412;4 712,5\r\nAnkeborg;1;1\r\n")

    assert not Series.objects.exists()


@pytest.mark.parametrize(
    ("name", "options", "sentence"),
    [
        ("brott.csv", {}, "säger inte vilket år"),
        ("brott 2031.csv", {}, "inget rimligt år"),
        ("brott.csv", {"year": 1066}, "inget rimligt år"),
    ],
)
def test_the_year_must_be_known(tmp_path, name, options, sentence):
    with pytest.raises(CommandError, match=sentence):
        _bra(tmp_path, f"{HEAD}Lekeberg;1;1", name=name, **options)


def test_the_year_can_be_said(tmp_path):
    _bra(tmp_path, f"{HEAD}Lekeberg;1;1", name="brott.csv", year=2023)

    assert date(Figure.objects.all()[0].year, 1, 1).year == 2023


def test_bras_file_is_fetched_from_its_address():
    body = f"{HEAD}Lekeberg;412;4 712,5\r\n".encode("utf-8-sig")
    with answering(lambda path: Answer(body)) as server:
        call_command(
            "import_bra",
            url=f"{server.url}/Anm%C3%A4lda%20brott%20kommunerna%202024.csv",
            stdout=io.StringIO(),
        )

    assert {one.year for one in Figure.objects.all()} == {2024}


def test_a_file_or_an_address(tmp_path):
    with pytest.raises(CommandError, match="en fil, eller en adress"):
        call_command("import_bra")
    with pytest.raises(CommandError, match="går inte att öppna"):
        call_command("import_bra", str(tmp_path / "saknas 2025.csv"))
