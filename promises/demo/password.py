"""The password of all demonstration accounts: chosen once, kept beside the database to be shown again."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.conf import settings

FILE_NAME = "demo-password"


def path() -> Path:
    return Path(settings.BASE_DIR) / "var" / FILE_NAME


def stored() -> str:
    """The password that the accounts have since the last run, or "" when none is kept."""
    try:
        return path().read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def choose() -> str:
    """``DEMO_PASSWORD`` when it is set, else the stored one, else a new random one."""
    return settings.DEMO_PASSWORD or stored() or secrets.token_urlsafe(9)


def store(password: str) -> None:
    """Keep the password in a file that only its owner can read.

    Opened with the mode instead of changed afterwards: between the two anyone could have read it.
    """
    path().parent.mkdir(parents=True, exist_ok=True)
    path().unlink(missing_ok=True)
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{password}\n")
