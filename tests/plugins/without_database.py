"""What cannot tell one database from another runs on one of them: bin/test gives the option to its second suite.

Nothing is listed by hand. A test that has not asked for the database is refused every connection by pytest-django,
so it comes out the same whichever database there is. Those under tests/project look at settings and start processes,
which nobody refuses anything: they run on both.
"""

from pathlib import Path
from typing import Any

import pytest

EVERYWHERE = Path(__file__).resolve().parents[1] / "project"
ASKING = frozenset({"db", "transactional_db", "django_db_setup", "live_server"})
LEFT_OUT = pytest.StashKey[int]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-with-database",
        action="store_true",
        help="leave out, and count, the tests that are refused every connection to a database",
    )


def may_connect(item: pytest.Item) -> bool:
    """Whether the test may reach the database, by its mark or by a fixture of its own or behind one."""
    if not isinstance(item, pytest.Function) or item.cls is not None:
        return True
    if EVERYWHERE in item.path.parents or item.get_closest_marker("django_db"):
        return True
    return bool(ASKING.intersection(item.fixturenames))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--only-with-database"):
        left_out = [item for item in items if not may_connect(item)]
        items[:] = [item for item in items if may_connect(item)]
        config.hook.pytest_deselected(items=left_out)
        config.stash[LEFT_OUT] = len(left_out)


def pytest_fixture_setup(fixturedef: Any, request: Any) -> None:
    """A test that asks in the middle of its work would be left out by mistake: in a run of everything it fails."""
    if (
        fixturedef.argname in ASKING
        and isinstance(request.node, pytest.Item)
        and not may_connect(request.node)
    ):
        pytest.fail(f"Name {fixturedef.argname} among the test's arguments, or mark it with django_db.")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Where all that was asked for is left to the other run, nothing has gone wrong."""
    if exitstatus == pytest.ExitCode.NO_TESTS_COLLECTED and session.config.stash.get(LEFT_OUT, 0):
        session.exitstatus = pytest.ExitCode.OK


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if count := config.stash.get(LEFT_OUT, 0):
        terminalreporter.write_line(
            f"{count} of the deselected tests never connect to a database: they run on SQLite only."
        )
