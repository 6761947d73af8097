from tests.project.access_lagesbild.people import READ, lekeberg
from tests.project.access_rows import EVERYBODY, Row

ROWS: dict[str, Row] = {
    # It tells each what there is for it, also that there is nothing.
    "lagesbild:start": Row(EVERYBODY),
    "lagesbild:municipality": Row(READ, arguments=lekeberg),
}
