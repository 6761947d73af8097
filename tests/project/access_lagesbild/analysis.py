from typing import Any

from tests.factories.lagesbild import HotSpotFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Row
from tests.project.access_world import World


def _spot(world: World) -> dict[str, Any]:
    spot = world.once("hot_spot", lambda: HotSpotFactory(run__municipality=world.lekeberg))
    return {"slug": world.lekeberg.slug, "pk": spot.pk}


ROWS: dict[str, Row] = {
    "lagesbild:analysis": Row(READ, arguments=lekeberg),
    "lagesbild:hot_spots_json": Row(READ, arguments=lekeberg),
    "lagesbild:name_hot_spot": Row(None, WRITE, sees=READ, arguments=_spot),
}
