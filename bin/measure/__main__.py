"""``python -m measure database FILE`` measures and writes JSON; ``python -m measure report FILE…`` prints it."""

import json
import os
import platform
import sys
from pathlib import Path

import django

from measure.report import report


def measure(file: str) -> int:
    django.setup()
    # Needs the applications to be loaded.
    from measure.database import figures  # noqa: PLC0415

    Path(file).write_text(json.dumps(figures()))
    return 0


def show(files: list[str]) -> int:
    versions = f"Python {platform.python_version()}, Django {django.__version__}"
    print(
        f"\nTwo gunicorn workers, with wrk and the database on the same {os.cpu_count()} cores. {versions}."
    )
    return report([json.loads(Path(file).read_text()) for file in files])


what, *files = sys.argv[1:]
sys.exit(show(files) if what == "report" else measure(files[0]))
