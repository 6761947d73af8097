"""A server that lacks a setting stops with a sentence, each time in a process of its own."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

COMPLETE = {
    "SECRET_KEY": "x7" * 40,
    "ALLOWED_HOSTS": "loften.example.se, www.loften.example.se",
    "DATABASE_URL": "postgres://nobody@localhost/nothing",
}


def _run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONDONTWRITEBYTECODE": "1", **variables}
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def _settings(expression: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return _run("-c", f"from config import settings as s; print({expression})", **variables)


@pytest.mark.parametrize("name", COMPLETE)
def test_stops_and_says_what_to_set_when_a_variable_is_missing(name: str) -> None:
    rest = {key: value for key, value in COMPLETE.items() if key != name}

    finished = _run("manage.py", "migrate", **rest)

    assert finished.returncode == 1
    assert finished.stderr.startswith(f"{name} is not set. Set it to ")
    assert "Traceback" not in finished.stderr


def test_an_empty_variable_is_a_missing_one() -> None:
    assert "SECRET_KEY is not set" in _run("manage.py", "migrate", **COMPLETE | {"SECRET_KEY": " "}).stderr


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("ALLOWED_HOSTS", " , ", "ALLOWED_HOSTS is not set. Set it to "),
        ("SECRET_KEY", "for-kort", "SECRET_KEY is too short. Set it to "),
        ("DATABASE_URL", "nonsense", "DATABASE_URL is not an address that we can read. Set it to "),
        ("DATABASE_URL", "postgres:", "DATABASE_URL is not an address that we can read. Set it to "),
        ("DATABASE_URL", "postgres://u@h:fem/n", "DATABASE_URL is not an address that we can read."),
        ("DATABASE_URL", "oracle://u@h/n", "DATABASE_URL is not an address that we can read."),
        ("EMAIL_URL", "nonsense", "EMAIL_URL is not an address that we can read."),
        ("CACHE_URL", "nonsense", "CACHE_URL is not an address that we can read."),
        ("FILE_STORAGE_OPTIONS", "{", "FILE_STORAGE_OPTIONS is not JSON."),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is not one of DEBUG, INFO"),
        ("SESSION_HOURS", "tio", "SESSION_HOURS is not a whole number."),
        ("SESSION_HOURS", "0", "SESSION_HOURS is 0. Set it to a whole number from 1 to "),
        ("TRUSTED_PROXIES", "-1", "TRUSTED_PROXIES is -1. Set it to a whole number from 0 to "),
        ("PORT", "åtta", "PORT is not a whole number."),
        ("PORT", "99999", "PORT is 99999. Set it to a whole number from 1 to 65535"),
        ("WEB_CONCURRENCY", "många", "WEB_CONCURRENCY is not a whole number."),
        ("WEB_CONCURRENCY", "-2", "WEB_CONCURRENCY is -2."),
        ("MAP_TILES", "https://tiles.example.se/map.png", "MAP_TILES is not an address of map tiles."),
        ("MAP_TILES", "https://a.se/{z}/{x}/{y}; script-src *", "MAP_TILES is not an address of map tiles."),
        ("MAP_TILES", "https://tiles.example.se/{z}/{x}/{y}.png", "MAP_ATTRIBUTION is not set."),
    ],
)
def test_a_value_that_cannot_work_is_said_in_a_sentence_too(name: str, value: str, sentence: str) -> None:
    finished = _run("manage.py", "migrate", **COMPLETE | {name: value})

    assert finished.returncode == 1
    assert sentence in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_comma_too_many_is_no_host() -> None:
    shown = _settings("s.ALLOWED_HOSTS", **COMPLETE | {"ALLOWED_HOSTS": "loften.example.se,"})

    assert shown.stdout.strip() == "['loften.example.se']"


def test_names_everything_that_is_missing_at_once() -> None:
    errors = _run("manage.py", "migrate").stderr

    assert [line.split(" ")[0] for line in errors.splitlines()[:3]] == list(COMPLETE)


def test_the_application_server_stops_with_the_same_sentence() -> None:
    finished = _run("-m", "gunicorn", "--config", "config/gunicorn.py", "config.wsgi")

    assert finished.returncode == 1
    assert finished.stderr.startswith("SECRET_KEY is not set.")
    assert "Traceback" not in finished.stderr


def test_the_application_server_says_what_is_wrong_with_its_own_numbers() -> None:
    start = ("-m", "gunicorn", "--check-config", "--config", "config/gunicorn.py", "config.wsgi")

    for name, value in (("PORT", "x"), ("WEB_CONCURRENCY", "0")):
        finished = _run(*start, **COMPLETE | {name: value})

        assert finished.returncode == 1
        assert finished.stderr.startswith(f"{name} is ")
        assert "Traceback" not in finished.stderr


def test_debug_is_refused_outside_the_demonstration() -> None:
    assert "DEBUG=true" in _settings("s.DEBUG", **COMPLETE, DEBUG="true").stderr


def test_production_is_the_default_and_strict() -> None:
    shown = "s.DEMO, s.DEBUG, s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT"

    assert _settings(shown, **COMPLETE).stdout.strip() == "False False True True True"
    assert _settings("s.SECURE_HSTS_SECONDS", **COMPLETE).stdout.strip() == "31536000"
    assert _settings("s.ALLOWED_HOSTS", **COMPLETE).stdout.strip() == (
        "['loften.example.se', 'www.loften.example.se']"
    )


def test_a_proxy_is_believed_only_when_told_so() -> None:
    shown = "getattr(s, 'SECURE_PROXY_SSL_HEADER', None)"

    assert _settings(shown, **COMPLETE).stdout.strip() == "None"
    assert "HTTP_X_FORWARDED_PROTO" in _settings(shown, **COMPLETE, TRUSTED_PROXIES="1").stdout


def test_the_demonstration_needs_no_variable_but_its_own() -> None:
    assert _settings("s.DEMO, s.SECURE_SSL_REDIRECT", DEMO="true").stdout.strip() == "True False"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://tiles.example.se/{z}/{x}/{y}.png", "https://tiles.example.se"),
        ("https://{s}.tiles.example.se:8443/{z}/{x}/{y}.png?key=1", "https://*.tiles.example.se:8443"),
    ],
)
def test_pictures_come_from_the_maps_server_only_when_one_is_set(address: str, host: str) -> None:
    asked = "s.CONTENT_SECURITY_POLICY['DIRECTIVES']['img-src']"
    tiles = {"MAP_TILES": address, "MAP_ATTRIBUTION": "Kartverket"}

    assert _settings(asked, **COMPLETE | tiles).stdout.strip() == f"[\"'self'\", 'data:', '{host}']"
    assert _settings(asked, **COMPLETE).stdout.strip() == "[\"'self'\", 'data:']"
