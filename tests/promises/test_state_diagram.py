from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from promises.states import TRANSITIONS, diagram


def test_the_diagram_in_the_documentation_shows_the_states_as_they_are() -> None:
    call_command("state_diagram", check=True)


def test_a_stale_diagram_is_refused_and_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "states.md"
    page.write_text("something older")

    with pytest.raises(CommandError):
        call_command("state_diagram", check=True, path=page)

    assert page.read_text() == "something older"


def test_a_missing_diagram_is_refused_until_it_is_made(tmp_path: Path) -> None:
    page = tmp_path / "states.md"
    with pytest.raises(CommandError):
        call_command("state_diagram", check=True, path=page)

    call_command("state_diagram", path=page)

    call_command("state_diagram", check=True, path=page)


def test_every_step_is_an_arrow() -> None:
    arrows = {line.strip() for line in diagram().splitlines() if "-->" in line and "[*]" not in line}

    assert arrows == {f"{a.value} --> {b.value}: {step.label}" for (a, step), b in TRANSITIONS.items()}
