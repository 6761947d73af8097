"""That the measurements read their tools and budgets right. What they say about the machine is no test's business."""

import importlib
import re
import time
from types import ModuleType
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from followup import sweden
from organisations.models import Municipality
from public import urls

WRK = """Running 4s test @ http://127.0.0.1:8000/
  Latency Distribution
     50%  {median}
     99%   44.10ms
  400 requests in 4.00s, 43.13KB read
Requests/sec:    100.25
"""


@pytest.fixture
def measure(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(settings.BASE_DIR / "bin")
    return importlib.import_module("measure.report")


@pytest.fixture
def server(measure: ModuleType) -> ModuleType:
    return importlib.import_module("measure.server")


def result(measure: ModuleType, **changes: object) -> dict[str, object]:
    rows = [row for row in measure.TABLE if not isinstance(row, str)]
    kept = {row.key: row.over * 2 if row.over else (row.under or 1) / 2 for row in rows}
    return {
        "database": "sqlite",
        "load": 0.0,
        "pages": [{"address": "/", "queries": 10, "size": 30.0}],
        **kept,
        **changes,
    }


@pytest.mark.parametrize(("median", "milliseconds"), [("870us", 0.87), ("12.34ms", 12.34), ("1.20s", 1200)])
def test_what_wrk_prints_is_read_in_any_unit(server: ModuleType, median: str, milliseconds: float) -> None:
    load = server._read(WRK.format(median=median), 800)

    assert (load.median, load.per_second, load.processor) == (pytest.approx(milliseconds), 100.25, 2)


@pytest.mark.parametrize(
    "trouble", ["  Non-2xx or 3xx responses: 4\n", "  Socket errors: connect 0, timeout 1\n"]
)
def test_errors_are_no_measurement(server: ModuleType, trouble: str) -> None:
    with pytest.raises(RuntimeError):
        server._read(WRK.format(median="1ms") + trouble, 800)


def test_figures_within_budget_pass(measure: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert measure.report([result(measure), result(measure, database="postgresql")]) == 0
    assert "✗" not in capsys.readouterr().out


@pytest.mark.parametrize(
    "changes",
    [
        {"promise_one": 30.0},
        {"promise_many": 100.0},
        {"memory": 161.0},
        {"pdf_first": 0.5},
        {"pages": [{"address": "/", "queries": 11, "size": 1.0}]},
        {"pages": [{"address": "/", "queries": 1, "size": 30.1}]},
    ],
)
def test_one_budget_missed_on_one_database_fails_the_run(
    measure: ModuleType, capsys: pytest.CaptureFixture[str], changes: dict[str, object]
) -> None:
    assert measure.report([result(measure, **changes)]) == 1
    assert "✗ 1 over budget" in capsys.readouterr().out


@pytest.mark.django_db
def test_every_public_address_can_be_asked_for_or_is_left_out_by_name(
    measure: ModuleType, lekeberg: Municipality
) -> None:
    """An address added to the site once stopped the whole measurement."""
    pages = importlib.import_module("measure.pages")
    names = {str(pattern.name) for pattern in urls.urlpatterns}

    assert len(pages._addresses()) == len(names - pages.LEFT_OUT)
    assert names >= pages.LEFT_OUT


IMPORT: dict[str, object] = {
    "kind": "csv",
    "rows": 50_000,
    "seconds": 60.0,
    "processor": 40.0,
    "longest": 0.5,
    "memory": 90.0,
}


def _country(**changes: Any) -> list[dict[str, object]]:
    page = {"kind": "staff", "p50": 10.0, "p95": 1.0, "cached": 0, "per_second": 9, "queries": 9}
    names = ["nothing", "nothing_inside", "analysis", "problems"]
    kinds = ["", "", "analysis", "lagesbild"]
    pages = [page | {"name": name, "kind": kind} for name, kind in zip(names, kinds, strict=True)]
    base = {
        "database": "sqlite",
        "promises": 1,
        "entries": 1,
        "seconds": 1.0,
        "lagesbilder": 3,
        "findings": 72,
        "grounds_seconds": 1.0,
        "reports": 1_500_000,
        "reports_seconds": 300.0,
        "memory": 90.0,
        "hot_spots": {"seconds": 12.0, "memory": 150.0},
        "imports": [IMPORT],
        "pages": pages,
    }
    changed = base | {key: value for key, value in changes.items() if key in base}
    of_pages = {name: value for name, value in changes.items() if name not in base}
    changed["pages"] = [page | of_pages.get(str(page["name"]), {}) for page in pages]
    return [base | {"scope": "alone"}, changed | {"scope": "country"}]


@pytest.mark.parametrize(
    ("changes", "missed"),
    [
        ({}, 0),
        ({"analysis": {"p50": 14.0}}, 1),
        ({"analysis": {"p95": 401.0}}, 1),
        ({"analysis": {"queries": 16}}, 1),
        ({"problems": {"queries": 20}}, 0),
        ({"problems": {"queries": 21}}, 1),
        ({"problems": {"p95": 401.0}}, 1),
        ({"problems": {"p50": 14.0}}, 1),
        ({"reports_seconds": 601.0}, 1),
        ({"hot_spots": {"seconds": 31.0, "memory": 90.0}}, 1),
        ({"hot_spots": {"seconds": 3.0, "memory": 401.0}}, 1),
        ({"imports": [IMPORT, IMPORT | {"seconds": 121.0}]}, 1),
        ({"imports": [IMPORT | {"longest": 1.1}]}, 1),
    ],
)
@pytest.mark.usefixtures("measure")
def test_the_budgets_of_the_lagesbild(
    capsys: pytest.CaptureFixture[str], changes: dict[str, Any], missed: int
) -> None:
    report = importlib.import_module("measure.country_report").report

    assert report(_country(**changes)) == missed
    assert ("✗" in capsys.readouterr().out) == bool(missed)


@pytest.mark.django_db
@pytest.mark.usefixtures("measure")
def test_the_longest_transaction_is_the_outermost() -> None:
    module = importlib.import_module("measure.transactions")

    with module.longest_transaction() as longest, transaction.atomic(), transaction.atomic():
        pass

    # The test itself is within one: nothing here was the outermost.
    assert (longest.count, longest.seconds) == (0, 0.0)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("measure")
def test_a_transaction_is_timed_whole_and_once() -> None:
    module = importlib.import_module("measure.transactions")

    with module.longest_transaction() as longest:
        with transaction.atomic(), transaction.atomic():
            time.sleep(0.01)
        with transaction.atomic():
            pass

    assert longest.count == 2
    assert longest.seconds >= 0.01


# Pages about the country, and the search in the texts of every promise.
WHOLE = {"list", "law_country", "law_by_day", "start_country"}
# Read whole by intention: the end of the log, and the few texts that are open. PostgreSQL asks each promise and each
# organisation, some thousand rows, or each of the 290 municipalities, rather than join two lists of ids.
_SCAN = {
    "sqlite": r"^SCAN (?!CONSTANT|\(|audit_event USING INDEX|promises_revision USING INDEX one_open_revision)\w+",
    "postgresql": r"Seq Scan on (?!promises_promise |organisations_organisation |organisations_municipality )\w+",
}


@pytest.mark.django_db
@pytest.mark.usefixtures("measure", "orebro_area")
@time_machine.travel("2026-11-27 12:00 +0100")
def test_no_measured_page_asks_much_or_goes_through_the_country(
    client: Client, lekeberg: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A question that reads a whole table is quick in a test and slow in a country."""
    pages = importlib.import_module("measure.country_pages")
    monkeypatch.setattr(pages, "IN_PERIOD", 20)
    today = timezone.localdate()
    sweden.build([lekeberg], today=today)
    sweden.build_grounds([lekeberg], today=today)
    pages.fill_place()

    found = []
    for page in pages.pages(pages.people()):
        if not page.kind:
            continue
        if page.user is not None:
            client.force_login(page.user)
        client.get(page.path)
        anew = f"{page.path}{'&' if '?' in page.path else '?'}anew=1" if page.kind == "public" else page.path
        with CaptureQueriesContext(connection) as queries:
            assert client.get(anew).status_code == 200
        assert len(queries) <= (15 if page.kind == "analysis" else 20), page.name
        if page.name not in WHOLE:
            found += [(page.name, scan) for query in queries for scan in _scans(query["sql"])]

    assert found == []


def _scans(sql: str) -> list[str]:
    """The steps of a question that read a table from one end to the other, where an index would have done."""
    if not sql.lstrip("( ").startswith("SELECT"):
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"{connection.ops.explain_query_prefix()} {sql}")
        steps = [str(row[-1]).strip() for row in cursor.fetchall()]
    return [step for step in steps if re.search(_SCAN[connection.vendor], step)]
