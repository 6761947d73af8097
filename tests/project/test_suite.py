"""What the suite demands of itself."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def _run(tmp_path: Path, test: str, *more: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "test_one.py").write_text(f"import pytest\n\n\n{test}\n")
    plugins = ["-p", "tests.plugins.report", "-p", "tests.plugins.without_database", "-p", "no:cacheprovider"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *plugins, f"--rootdir={tmp_path}", *more, str(tmp_path)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    finished = _run(tmp_path, 'def test_it():\n    pytest.skip("no browser here")')

    assert finished.returncode == 1
    assert "1 skipped; here every test must run" in finished.stdout


def test_a_run_without_skipped_tests_passes_and_says_which_database_it_is_on(tmp_path: Path) -> None:
    finished = _run(tmp_path, "def test_it():\n    pass")

    assert finished.returncode == 0
    assert "database: " in finished.stdout


# The name is what counts; the real one would make a database first.
ASKS = """
@pytest.fixture
def db():
    pass


@pytest.fixture
def row(db):
    pass


def test_asks(db):
    pass


def test_asks_by_a_fixture_of_its_own(row):
    pass


def test_is_plain():
    pass
"""
ASKS_LATE = """
def test_asks_late(request):
    request.getfixturevalue("row")
"""


def test_a_run_of_what_may_connect_leaves_out_the_rest_and_says_so(tmp_path: Path) -> None:
    finished = _run(tmp_path, ASKS, "--only-with-database")

    assert finished.returncode == 0
    assert "2 passed, 1 deselected" in finished.stdout
    assert (
        "1 of the deselected tests never connect to a database: they run on SQLite only." in finished.stdout
    )


def test_a_test_that_asks_for_the_database_when_it_is_too_late_to_know_fails(tmp_path: Path) -> None:
    finished = _run(tmp_path, ASKS + ASKS_LATE)

    assert finished.returncode == 1
    assert "Name db among the test's arguments" in finished.stdout
    assert "1 failed, 3 passed" in finished.stdout
