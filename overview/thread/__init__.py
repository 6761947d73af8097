"""The thread of one municipality: from what is said to a problem, its causes, the activities and how they go.

``reading`` asks the database, in a fixed number of queries whatever there is; ``chains`` and ``orphans`` put together
what it found, and are pure.
"""

from overview.thread.chains import (
    Chain,
    Item,
    Link,
    chain_of_promise,
    chains_of,
    of_cause,
    of_finding,
    of_problem,
)
from overview.thread.orphans import Orphans, orphans_of
from overview.thread.reading import Material, read

__all__ = [
    "Chain",
    "Item",
    "Link",
    "Material",
    "Orphans",
    "chain_of_promise",
    "chains_of",
    "of_cause",
    "of_finding",
    "of_problem",
    "orphans_of",
    "read",
]
