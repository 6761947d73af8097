from tests.project.access_lagesbild.people import READ, WRITE, lekeberg
from tests.project.access_rows import Row

ROWS: dict[str, Row] = {
    "lagesbild:secrecy": Row(READ, arguments=lekeberg),
    "lagesbild:share": Row(WRITE, WRITE, sees=READ, arguments=lekeberg),
}
