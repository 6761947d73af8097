"""Processes of their own, on the test's database and with production's settings, without the wait for a start.

They are forked from one that has loaded the application and done nothing else, which the first test that needs it
starts. A process begins as clean as one from the command line, and can be killed like one.
"""

import multiprocessing
import os
from collections.abc import Callable
from functools import cache
from multiprocessing import forkserver
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
# In this order: the application before what needs its tables.
LOADED = ["pytest", "tests.loaded", "followup.actions.reminders", "promises.actions.signing", "config.urls"]


def database_url() -> str:
    """The address of the test's own database, for another process."""
    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


def process(step: Callable[..., None], *arguments: Any) -> Any:
    """A process that runs ``step``, a function of a module, and has begun. ``exitcode`` says how it ended."""
    begun = processes().Process(target=step, args=arguments)
    begun.start()
    return begun


@cache
def processes() -> Any:
    """What makes processes, as ``multiprocessing`` does; its barriers and pipes are for them too."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", database_url())
        patch.setenv("DJANGO_SETTINGS_MODULE", "config.settings")
        patch.setenv("DEMO", "true")
        patch.setenv("EMAIL_URL", "smtp://127.0.0.1:1")
        patch.setenv("PYTHONPATH", str(ROOT))
        forkserver.ensure_running()
    return context
