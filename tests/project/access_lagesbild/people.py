"""Who stands how to Lekeberg's lägesbild, and the address of the municipality."""

from typing import Any

from tests.project.access_rows import OPERATOR, people
from tests.project.access_world import World

# The municipality itself and the police; who works in the school, or looks after the police's people, does not.
READ = people("coordinator chair council_secretary reader municipal_police police_chief") | OPERATOR
WRITE = people("coordinator municipal_police") | OPERATOR
# The municipality's decision is noted by the municipality.
ADOPT = people("coordinator council_secretary") | OPERATOR
REPORT = WRITE | people("reporter")


def lekeberg(world: World) -> dict[str, Any]:
    return {"slug": world.lekeberg.slug}
