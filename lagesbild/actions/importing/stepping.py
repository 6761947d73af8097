"""Going on with a file, for as long as one request may take."""

from __future__ import annotations

from lagesbild.actions.importing import rules
from lagesbild.actions.importing.checking import check_some
from lagesbild.actions.importing.cleaning import clean, within
from lagesbild.actions.importing.inserting import insert_some
from lagesbild.models import ImportBatch
from organisations.models import User

State = ImportBatch.State
# A request may take 20 seconds; a chunk takes one at the most, also on a busy machine.
SECONDS = 8.0


def step(batch: ImportBatch, *, by: User, seconds: float = SECONDS) -> ImportBatch:
    """Check or insert as many rows as there is time for. Safe to take twice, and by two people at once."""
    rules.check_may(by, batch)
    goes_on = within(seconds)
    if batch.state == State.CHECKING:
        batch = check_some(batch, goes_on=goes_on)
    elif batch.state == State.INSERTING:
        batch = insert_some(batch, by=by, goes_on=goes_on)
    if batch.state == State.DONE:
        clean(batch, goes_on=goes_on)
    return batch
