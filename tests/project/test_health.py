from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_says_that_the_application_and_the_database_are_well(client: Client) -> None:
    response = client.get("/healthz")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok"}


@pytest.mark.django_db
def test_costs_one_query_and_leaves_no_cookie(client: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def _away(*args: Any, **kwargs: Any) -> None:
    raise OperationalError("the server closed the connection")


@pytest.mark.django_db
def test_answers_503_when_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "cursor", _away)
    monkeypatch.setattr(connection, "close", lambda: None)

    response = client.get("/healthz")

    assert response.status_code == 503
    assert response.json() == {"status": "error", "database": "away"}


@pytest.mark.django_db
def test_answers_503_when_the_database_is_empty(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "close", lambda: None)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_migrations RENAME TO not_there")

    response = client.get("/healthz")

    assert response.status_code == 503


def test_takes_no_other_method_than_reading(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


@pytest.mark.django_db
def test_answers_503_when_sqlites_file_has_been_moved_while_a_connection_is_kept(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setattr(connection, "is_in_memory_db", lambda: False, raising=False)
    monkeypatch.setattr(connection, "close", lambda: None)
    file = tmp_path / "db.sqlite3"
    monkeypatch.setitem(connection.settings_dict, "NAME", str(file))
    assert client.get("/healthz").status_code == 503

    file.touch()

    assert client.get("/healthz").status_code == 200
