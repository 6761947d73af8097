import re

from django.conf import settings

READERS = r"env\.\w+\(\s*[\"']([A-Z_]+)"


def _read(name: str) -> str:
    return (settings.BASE_DIR / name).read_text()


def _documented() -> list[str]:
    section = _read("README.md").split("## Configuration")[1].split("\n## ")[0]
    return re.findall(r"^\| `([A-Z_]+)`", section, re.MULTILINE)


def test_every_setting_stands_once_in_the_readme_and_nothing_else_does() -> None:
    used = set(re.findall(READERS, _read("config/settings.py")))

    assert sorted(_documented()) == sorted(used)


def test_settings_are_read_by_their_literal_names() -> None:
    """Or the test above would not see them. The exception is the loop over those that must be set."""
    text = _read("config/settings.py")

    assert re.findall(r"env\.\w+\((?!\s*[\"'][A-Z_]+)[^,)]*", text) == ["env.str(name"]
    assert "os.environ" not in text + _read("config/gunicorn.py")
