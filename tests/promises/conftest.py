"""What only the tests of promises need."""

from collections.abc import Callable
from cProfile import Profile

import pytest

from tests.promises.drafts import as_coordinator, draft, others_draft
from tests.promises.scene import scene

__all__ = ["as_coordinator", "draft", "others_draft", "scene"]


@pytest.fixture
def steps() -> Callable[[Callable[[], object]], int]:
    """Counts the Python calls that a function makes: a measure of work that no busy machine can disturb."""

    def count(function: Callable[[], object]) -> int:
        # Counts in C: a profiling function of Python's own would take longer than what it counts.
        profile = Profile(builtins=True)
        profile.runcall(function)
        return sum(entry.callcount for entry in profile.getstats())

    return count
