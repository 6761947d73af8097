"""What is true of the code as a whole."""

import re
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from importlinter.cli import lint_imports


def test_imports_run_one_way() -> None:
    assert lint_imports(config_filename=str(settings.BASE_DIR / "pyproject.toml"), no_cache=True) == 0


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    out = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=out)

    assert out.getvalue().strip() == "No changes detected"


def test_requirement_files_match_what_the_project_asks_for() -> None:
    script = settings.BASE_DIR / "bin" / "requirements_match"

    subprocess.run([sys.executable, str(script)], check=True)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt", "requirements-node.txt"])
def test_every_requirement_is_hashed_and_names_no_address(name: str) -> None:
    text = (settings.BASE_DIR / name).read_text()
    packages = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==", text, re.MULTILINE)
    hashed = re.findall(r"^[\w.-]+(?:\[[\w,-]+\])?==[^\n]*\\\n\s+--hash=sha256:", text, re.MULTILINE)

    assert packages
    assert len(hashed) == len(packages)
    assert "://" not in text


def test_front_end_packages_are_exact_and_name_no_address() -> None:
    package = (settings.BASE_DIR / "frontend" / "package.json").read_text()
    lock = (settings.BASE_DIR / "frontend" / "package-lock.json").read_text()

    assert not re.search(r'": "[~^><*]', package)
    assert "://" not in lock


def _templates() -> list[Path]:
    return sorted((settings.BASE_DIR / "templates").rglob("*.html"))


def test_no_template_has_script_style_or_handlers_of_its_own() -> None:
    """The content security policy would refuse them in silence."""
    inline = re.compile(
        r"<style|\sstyle=|<script(?![^>]*(?:\ssrc=|application/json))|\son[a-z]+=|javascript:", re.IGNORECASE
    )

    found = [path.name for path in _templates() if inline.search(path.read_text())]

    assert found == []
