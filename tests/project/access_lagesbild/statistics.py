from typing import Any

from lagesbild.models import Series
from tests.factories.lagesbild import SeriesFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Row
from tests.project.access_world import World


def _own_series(world: World) -> dict[str, Any]:
    def make() -> Any:
        return SeriesFactory(source=Series.Source.OWN, municipality=world.lekeberg)

    return lekeberg(world) | {"pk": world.once("own series", make).pk}


ROWS: dict[str, Row] = {
    "lagesbild:statistics": Row(READ, arguments=lekeberg),
    "lagesbild:remove_series": Row(WRITE, WRITE, sees=READ, arguments=_own_series),
}
