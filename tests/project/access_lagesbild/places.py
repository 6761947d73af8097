from typing import Any

from tests.factories.lagesbild import LagesbildPlaceFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Row, people
from tests.project.access_world import World


def place(world: World) -> dict[str, Any]:
    found = world.once("lagesbild_place", lambda: LagesbildPlaceFactory(municipality=world.lekeberg))
    return {**lekeberg(world), "pk": found.pk}


ROWS: dict[str, Row] = {
    # The border is no secret, but who has nothing to do with a municipality's lägesbild needs no map of it.
    "lagesbild:outline": Row(READ | people("reporter"), arguments=lekeberg),
    "lagesbild:places": Row(READ, arguments=lekeberg),
    "lagesbild:add_place": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
    "lagesbild:place": Row(READ, arguments=place),
    "lagesbild:change_place": Row(WRITE, WRITE, sees=READ, arguments=place),
    "lagesbild:remove_place": Row(WRITE, WRITE, sees=READ, arguments=place),
    "lagesbild:put_place_in_use": Row(
        None, WRITE, sees=READ, arguments=place, data=lambda world: {"is_active": "0"}
    ),
}
