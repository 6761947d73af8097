"""What the suite demands of itself."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings


def _run(tmp_path: Path, test: str) -> subprocess.CompletedProcess[str]:
    (tmp_path / "test_one.py").write_text(f"import pytest\n\n\n{test}\n")
    options = ["-p", "tests.plugins.report", "-p", "no:cacheprovider", f"--rootdir={tmp_path}"]
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(tmp_path)],
        cwd=settings.BASE_DIR,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings_test"},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_a_skipped_test_fails_the_run(tmp_path: Path) -> None:
    finished = _run(tmp_path, 'def test_it():\n    pytest.skip("no browser here")')

    assert finished.returncode == 1
    assert "1 skipped; here every test must run" in finished.stdout


def test_a_run_without_skipped_tests_passes_and_says_which_database_it_is_on(tmp_path: Path) -> None:
    finished = _run(tmp_path, "def test_it():\n    pass")

    assert finished.returncode == 0
    assert "database: " in finished.stdout
