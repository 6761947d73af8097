from typing import Any

from tests.factories.lagesbild import IncidentReportFactory
from tests.project.access_lagesbild.people import READ, REPORT, WRITE, lekeberg
from tests.project.access_rows import EVERYBODY, Row, people
from tests.project.access_world import World

# Who reports somewhere.
REPORTERS = REPORT | people("outsider_coordinator outsider_police")
# Whose own it is: the school's people who report, but not those who carry out its activities.
SEE_IT = READ | people("reporter")


def reported(world: World) -> dict[str, Any]:
    """The reporter's own, told for the school."""
    report = world.once(
        "report",
        lambda: IncidentReportFactory(
            municipality=world.lekeberg, owner=world.school, reporter=world.reporter
        ),
    )
    return {"pk": report.pk}


def file(world: World) -> dict[str, Any]:
    return {**lekeberg(world), "kind": "csv"}


ROWS: dict[str, Row] = {
    "lagesbild:choose_municipality": Row(REPORTERS, sees=EVERYBODY),
    "lagesbild:own_reports": Row(REPORTERS, sees=EVERYBODY),
    "lagesbild:tell": Row(REPORT, REPORT, sees=READ, arguments=lekeberg),
    "lagesbild:report": Row(SEE_IT, arguments=reported),
    "lagesbild:correct_report": Row(REPORT, REPORT, sees=SEE_IT, arguments=reported),
    "lagesbild:remove_report": Row(
        REPORT, REPORT, sees=SEE_IT, arguments=reported, data=lambda world: {"reason": "trial"}
    ),
    "lagesbild:reports": Row(READ, arguments=lekeberg),
    "lagesbild:export_reports": Row(None, WRITE, sees=READ, arguments=file),
}
