"""A run says which database it is on, and fails when it skipped a test."""

import sqlite3
from typing import Any

import psycopg
import pytest
from django.db import connection

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
