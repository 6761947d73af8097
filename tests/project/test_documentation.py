import re

from django.conf import settings

READERS = r"env\.\w+\(\s*[\"']([A-Z_]+)"


def _read(name: str) -> str:
    return (settings.BASE_DIR / name).read_text()


COMMANDS = r"\$\{([A-Z_]+):|environ\.get\(\s*[\"']([A-Z_]+)"


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


def test_every_variable_that_the_commands_listen_to_is_written_down() -> None:
    scripts = [
        file for file in (settings.BASE_DIR / "bin").rglob("*") if file.is_file() and file.suffix != ".pyc"
    ]
    found = {
        name for file in scripts for pair in re.findall(COMMANDS, file.read_text()) for name in pair if name
    }
    section = _read("docs/testing.md").split("## What the commands listen to")[1].split("\n## ")[0]
    listed = set(re.findall(r"^\| `([A-Z_]+)`", section, re.MULTILINE))

    assert found - set(_documented()) == listed
