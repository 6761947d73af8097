from tests.project.access_lagesbild.people import READ, lekeberg
from tests.project.access_rows import Row

ROWS: dict[str, Row] = {"lagesbild:statistics": Row(READ, arguments=lekeberg)}
