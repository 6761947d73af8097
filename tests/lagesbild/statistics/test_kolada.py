"""Kolada's answers: read as they come, refused as a whole when they are wrong."""

import json
from decimal import Decimal

import pytest

from lagesbild.statistics import kolada
from lagesbild.statistics.fetching import FetchError, fetch
from lagesbild.statistics.figures import Read
from tests.lagesbild.statistics.server import Answer, answering, page


def _figures(answer, kpis=("N07403",), codes=("1814",), years=(2024,)):
    with answering(answer) as server:
        get = lambda url: fetch(url, tries=1)  # noqa: E731
        return kolada.figures(f"{server.url}/v3", list(kpis), list(codes), list(years), get), server.asked


def test_a_figure_is_read():
    found, asked = _figures(lambda path: page(("N07403", "1814", 2024, 812.5)))

    assert found == {"N07403": [Read("1814", 2024, "T", Decimal("812.5000"))]}
    assert asked == ["/v3/data/kpi/N07403/municipality/1814/year/2024?per_page=5000"]


def test_women_and_men_and_what_is_held_back():
    answer = page(("N07403", "1814", 2024, [("T", 10), ("K", None), ("M", 7.25)]))

    found, _asked = _figures(lambda path: answer)

    assert [(one.sex, one.value) for one in found["N07403"]] == [
        ("T", Decimal(10)),
        ("K", None),
        ("M", Decimal("7.25")),
    ]


def test_a_deleted_figure_is_none():
    body = json.loads(page(("N07403", "1814", 2024, 5)).body)
    body["values"][0]["values"][0]["isdeleted"] = True

    found, _asked = _figures(lambda path: Answer(json.dumps(body).encode()))

    assert found["N07403"][0].value is None


def test_the_following_pages_are_fetched():
    pages = {
        "1": page(("N07403", "1814", 2024, 1), following="/v3/data/sida2?page=2"),
        "2": page(("N07403", "1880", 2024, 2)),
    }

    found, asked = _figures(lambda path: pages["2" if "page=2" in path else "1"], codes=("1814", "1880"))

    assert [one.code for one in found["N07403"]] == ["1814", "1880"]
    assert len(asked) == 2


def test_at_most_25_values_in_each_part():
    codes = [str(number) for number in range(1000, 1060)]

    _found, asked = _figures(lambda path: page(), kpis=[f"N{n:05}" for n in range(30)], codes=codes)

    assert len(asked) == 2 * 3
    assert all(len(part.split(",")) <= 25 for path in asked for part in path.split("?")[0].split("/"))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (page(("N07403", "0180", 2024, 1)), "ingen frågade efter: N07403, 0180, 2024"),
        (page(("N99999", "1814", 2024, 1)), "ingen frågade efter: N99999"),
        (page(("N07403", "1814", 1999, 1)), "ingen frågade efter: N07403, 1814, 1999"),
        (page(("N07403", "1814", 2024, 1e30)), "kommun 1814, år 2024: 1e.30 är orimligt stort"),
        (page(("N07403", "1814", 2024, "12")), "'12' är inget tal"),
        (page(("N07403", "1814", 2024, True)), "'True' är inget tal"),
        (page(("N07403", "1814", 2024, [("X", 1)])), "'X' är inget kön"),
        (page(("N07403", "1814", 2024, 1), ("N07403", "1814", 2024, 2)), "två olika värden"),
        (page(following="http://169.254.169.254/latest"), "hänvisar till en annan server"),
        (
            page(("N07403", "1814", 2024, float("nan"))),
            "ingen hel JSON",
        ),
        (Answer(b'{"values": [{"kpi": "N074'), "ingen hel JSON"),
        (Answer(b"<html>Underh\xe5ll</html>"), "ingen hel JSON"),
        (Answer(b"[" * 100_000), "ingen hel JSON"),
        (Answer(b'{"error": "nej"}'), "annan form"),
        (Answer(b'{"values": [{"kpi": "N07403"}]}'), "annan form"),
        (Answer(b'{"values": [[]]}'), "annan form"),
        (
            Answer(
                b'{"values": [{"kpi": ["N07403"], "municipality": "1814", "period": 2024, "values": []}]}'
            ),
            "annan form",
        ),
        (page(("N07403", "1814", 2024, 1), following="?om=igen"), "tar aldrig slut"),
    ],
)
def test_a_lying_or_broken_answer_is_refused_as_a_whole(answer, sentence):
    with pytest.raises(FetchError, match=sentence):
        _figures(lambda path: answer)


def test_the_core_is_known_by_name():
    assert len(kolada.core()) == 19
    assert kolada.known()["N07540"].title == "Anmälda brott totalt"
    assert kolada.known()["N07540"].unit == "antal/100 000 inv"
    assert set(kolada.core()) <= set(kolada.known())
