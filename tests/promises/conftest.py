"""What only the tests of promises need."""

import sys
from collections.abc import Callable

import pytest

from tests.promises.drafts import as_coordinator, draft, others_draft
from tests.promises.scene import scene

__all__ = ["as_coordinator", "draft", "others_draft", "scene"]


@pytest.fixture
def steps() -> Callable[[Callable[[], object]], int]:
    """Counts the Python calls that a function makes: a measure of work that no busy machine can disturb."""

    def count(function: Callable[[], object]) -> int:
        calls = 0

        def on_event(frame: object, event: str, arg: object) -> None:
            nonlocal calls
            calls += event in ("call", "c_call")

        previous = sys.getprofile()
        sys.setprofile(on_event)
        try:
            function()
        finally:
            sys.setprofile(previous)
        return calls

    return count
