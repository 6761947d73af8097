"""A lägesbild that could be adopted, and the day when it is."""

import pytest

from tests.factories.lagesbild import (
    LagesbildFactory,
)
from tests.lagesbild.lagesbilder.texts import WHOLE


@pytest.fixture(autouse=True)
def _in_october(time_machine):
    time_machine.move_to("2026-10-20 12:00", tick=False)


@pytest.fixture
def draft(lekeberg):
    return LagesbildFactory(municipality=lekeberg, **WHOLE)
