from typing import Any

from organisations.models import Group
from tests.factories.organisations import GroupFactory, MeetingFactory
from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Row, people
from tests.project.access_world import World

# Whoever holds the meetings of Lekeberg's groups and reads its lägesbild.
HOLD = WRITE | people("council_secretary")


def _meeting(world: World) -> dict[str, Any]:
    def make() -> Any:
        group = GroupFactory(group_kind=Group.GroupKind.SITUATION, parent=world.lekeberg, name="Träffen")
        group.municipalities.add(world.lekeberg)
        return MeetingFactory(group=group)

    return {**lekeberg(world), "pk": world.once("situation_meeting", make).pk}


ROWS: dict[str, Row] = {
    "lagesbild:meetings": Row(READ, arguments=lekeberg),
    "lagesbild:meeting": Row(READ, arguments=_meeting),
    "lagesbild:meeting_fill": Row(None, HOLD, sees=READ, arguments=_meeting),
    "lagesbild:meeting_summary": Row(
        WRITE, WRITE, sees=READ, arguments=_meeting, data=lambda world: {"text": "Allt lugnt."}
    ),
}
