"""The day when files are let in."""

import pytest
import time_machine


@pytest.fixture
def in_november():
    with time_machine.travel("2026-11-01 12:00:00+01:00"):
        yield
