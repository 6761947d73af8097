"""What ``bin/bench`` calls, to measure and to print.

``python -m measure database FILE`` measures one database and writes JSON, ``report FILE…`` prints it;
``country FILE alone|country`` and ``country_report FILE…`` do the same with the invented country. ``command`` runs
one of ``manage.py``'s and tells what it cost.
"""

import json
import os
import platform
import sys
from pathlib import Path
from typing import Any

import django

from measure.country_report import report as country_report
from measure.report import report


def measure(file: str) -> int:
    django.setup()
    # Needs the applications to be loaded.
    from measure.database import figures  # noqa: PLC0415

    Path(file).write_text(json.dumps(figures()))
    return 0


def measure_country(file: str, scope: str) -> int:
    django.setup()
    from measure.country import figures  # noqa: PLC0415

    Path(file).write_text(json.dumps(figures(scope)))
    return 0


def take(told: str, *words: str) -> int:
    django.setup()
    from measure import commands  # noqa: PLC0415

    commands.take(told, *words)
    return 0


def show(files: list[str]) -> int:
    versions = f"Python {platform.python_version()}, Django {django.__version__}"
    print(
        f"\nTwo gunicorn workers, with wrk and the database on the same {os.cpu_count()} cores. {versions}."
    )
    return report(_read(files))


def _read(files: list[str]) -> list[dict[str, Any]]:
    return [json.loads(Path(file).read_text()) for file in files]


what, *files = sys.argv[1:]
if what == "report":
    sys.exit(show(files))
if what == "country":
    sys.exit(measure_country(*files))
if what == "command":
    sys.exit(take(*files))
if what == "country_report":
    sys.exit(country_report(_read(files)))
sys.exit(measure(files[0]))
