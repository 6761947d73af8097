"""Who reaches the addresses of the lägesbild, by what they are about.

Rows are made with ``world.once("name", lambda: SomeFactory(municipality=world.lekeberg))``.
"""

from tests.project.access_lagesbild import (
    agreements,
    analysis,
    causes,
    dialogues,
    imports,
    lagesbilder,
    meetings,
    places,
    plans,
    problems,
    reports,
    secrecy,
    start,
    statistics,
    walks,
)
from tests.project.access_rows import Row

LAGESBILD: dict[str, Row] = {
    **start.ROWS,
    **agreements.ROWS,
    **analysis.ROWS,
    **causes.ROWS,
    **dialogues.ROWS,
    **imports.ROWS,
    **lagesbilder.ROWS,
    **meetings.ROWS,
    **places.ROWS,
    **plans.ROWS,
    **problems.ROWS,
    **reports.ROWS,
    **secrecy.ROWS,
    **statistics.ROWS,
    **walks.ROWS,
}
