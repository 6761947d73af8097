from pathlib import Path

import pytest
from django.conf import LazySettings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.template.loader import get_template


def test_every_address_in_our_styles_leads_to_a_file(settings: LazySettings, tmp_path: Path) -> None:
    """The hashed storage of production refuses a reference to a file that is not there."""
    settings.STATIC_ROOT = tmp_path
    storage = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": storage}}

    call_command("collectstatic", interactive=False, verbosity=0)

    assert (tmp_path / "staticfiles.json").is_file()


@pytest.mark.parametrize(
    "file", ["designsystemet/index.css", "source-sans-3/source-sans-3-latin-wght-normal.woff2"]
)
def test_the_front_end_packages_are_installed(file: str) -> None:
    assert finders.find(file), "Run bin/install dev"


def test_every_template_can_be_read(settings: LazySettings) -> None:
    root = settings.BASE_DIR / "templates"
    names = [str(path.relative_to(root)) for path in root.rglob("*.*") if path.is_file()]

    for name in names:
        get_template(name)
