from tests.project.access_lagesbild.people import READ, REPORT, lekeberg
from tests.project.access_rows import EVERYBODY, Row, people

# Who reads some municipality's lägesbild or reports to it; others have nothing to do there.
SOMEBODY = READ | REPORT | people("outsider_coordinator outsider_police")

ROWS: dict[str, Row] = {
    "lagesbild:start": Row(SOMEBODY, sees=EVERYBODY),
    "lagesbild:municipality": Row(READ, arguments=lekeberg),
}
