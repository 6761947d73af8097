"""One step taken in a process of its own: waits until all are ready, takes the step, says how it went."""

from typing import Any
from uuid import UUID


def take(ready: Any, said: Any, step: str, person: int, *arguments: Any) -> None:
    """``ready`` is what all processes wait at, with the database open; ``said`` is where the answer goes."""
    from django.db import connection

    from organisations.actions.rows import StaleEdit
    from organisations.models import User

    connection.ensure_connection()
    by = User.objects.get(pk=person)
    ready.wait(timeout=60)
    try:
        said.send(["done", {"join": join, "score": score}[step](by, *arguments)])
    except StaleEdit as stale:
        said.send(["stale", stale.current.pk])


def join(by: Any, text: str, key: UUID, *ids: int) -> int:
    from lagesbild.actions import merging
    from lagesbild.models import Problem

    found = [Problem.objects.get(pk=pk) for pk in ids]
    values = {"title": "Badplatsen", "theme": "vandalism", "what": text, "layer": "parties"}
    return merging.join(found[0].municipality, found, values=values, creation_key=key, by=by).pk


def score(by: Any, value: int, problem: int, criterion: int) -> int:
    from lagesbild.actions import prioritising
    from lagesbild.models import Problem

    municipality = Problem.objects.get(pk=problem).municipality
    cells = {(problem, criterion): prioritising.Written(value, None, 0)}
    return len(prioritising.save_scores(municipality, party=None, cells=cells, by=by).refused)
