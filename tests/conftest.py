"""Plumbing for every test: which database it is, a clean cache, a browser, and no skipped tests."""

import os
import shutil
import sqlite3
from typing import Any

import psycopg
import pytest
from django.core.cache import cache
from django.db import connection

pytest_plugins = ["tests.cast", "tests.plugins.append_only"]

# Playwright keeps an event loop running in the thread that the test also uses for the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

NOT_RUN = ("skipped", "xfailed")


def pytest_report_header() -> str:
    """Name the database, since the same suite runs on two."""
    if connection.vendor == "sqlite":
        return f"database: SQLite {sqlite3.sqlite_version}, in a file"
    # Past Django's connection, which pytest-django keeps shut outside tests.
    with psycopg.connect(**connection.get_connection_params()) as server:
        version = server.info.parameter_status("server_version")
    return f"database: PostgreSQL {version}"


def _not_run(config: pytest.Config) -> int:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    return sum(len(reporter.stats.get(outcome, [])) for outcome in NOT_RUN) if reporter else 0


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Fail a run that skipped anything: a skipped test proves nothing, and nobody reads its reason."""
    if exitstatus == pytest.ExitCode.OK and _not_run(session.config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if count := _not_run(config):
        terminalreporter.write_line(f"FAILED: {count} skipped; here every test must run.", red=True)


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Forget the login attempts of the test before, which count against its address."""
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("No Chromium found. Run bin/install chromium, or set CHROMIUM to a browser you have.")
    quiet = ["background-networking", "component-update", "quic", "sync", "gpu"]
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{feature}" for feature in quiet)]
    return {**browser_type_launch_args, "executable_path": found, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "locale": "sv-SE", "timezone_id": "Europe/Stockholm"}
