"""Plumbing for every test: a clean cache and a browser."""

import os
import shutil
from typing import Any

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings

pytest_plugins = [
    "tests.cast",
    "tests.plugins.append_only",
    "tests.plugins.quick",
    "tests.plugins.report",
    "tests.plugins.without_database",
]


# Playwright keeps an event loop running in the thread that the test also uses for the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")


# The same examples every time, so that a change is judged by what it does and not by chance. To go looking
# for new ones: .venv/bin/pytest --hypothesis-profile=default tests/promises
hypothesis_settings.register_profile("suite", derandomize=True, deadline=None)
hypothesis_settings.load_profile("suite")


@pytest.fixture(autouse=True)
def _clean_cache() -> None:
    """Forget the login attempts of the test before, which count against its address."""
    cache.clear()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    # Without windows first: the same engine for half the processor's time.
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.fail("No Chromium found. Run bin/install chromium, or set CHROMIUM to a browser you have.")
    quiet = ["background-networking", "component-update", "quic", "sync", "gpu"]
    arguments = ["--no-sandbox", "--no-first-run", *(f"--disable-{feature}" for feature in quiet)]
    return {**browser_type_launch_args, "executable_path": found, "args": arguments}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    # Without movement: a button that slides away is missed by a click, and half-way in has another colour.
    calm = {"locale": "sv-SE", "timezone_id": "Europe/Stockholm", "reduced_motion": "reduce"}
    return {**browser_context_args, **calm}
