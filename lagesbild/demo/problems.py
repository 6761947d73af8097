"""Problems, their causes and how they were weighed, as ``problems.toml`` tells it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction

from lagesbild.actions import causes, merging, prioritising, problem_rows, problems
from lagesbild.actions.prioritising import Written
from lagesbild.models import Cause, ChainStep, Evidence, Place, Problem, ProblemSource
from lagesbild.permissions import speaks_for
from lagesbild.problem_permissions import readable_findings
from organisations.models import Municipality

if TYPE_CHECKING:
    from organisations.models import Organisation, User

_FIELDS = (
    "title", "theme", "layer", "what", "where", "when", "how", "affected", "extent", "trend", "trend_text",
    "consequences", "positive_factors", "equality", "public_text",
)  # fmt: skip
_SOURCE = ("name", "period", "is_rejected", "reason", "strengths", "weaknesses")
# So many results of dialogues on the same theme are linked to a problem.
_FINDINGS = 3


@cache
def read_problems() -> list[dict[str, Any]]:
    """What ``problems.toml`` says, a table for each municipality."""
    text = Path(__file__).with_name("problems.toml").read_text(encoding="utf-8")
    return list(tomllib.loads(text)["municipality"])


def load(people: Mapping[str, User]) -> None:
    """Write each municipality's problems, unless they are there."""
    for written in read_problems():
        municipality = Municipality.objects.get(code=written["code"])
        first = _key(written["code"], written["problem"][0]["key"])
        if not Problem.objects.filter(creation_key=first).exists():
            with transaction.atomic():
                _Municipality(municipality, written, people).write()


def _key(*parts: object) -> UUID:
    return uuid5(NAMESPACE_URL, "/".join(["demo", "problem", *map(str, parts)]))


class _Municipality:
    """Writes what one municipality's parties know."""

    def __init__(
        self, municipality: Municipality, written: dict[str, Any], people: Mapping[str, User]
    ) -> None:
        self.municipality = municipality
        self.written = written
        self.people = {
            name: people[login] for name in ("coordinator", "police") if (login := written.get(name))
        }
        self.made: dict[str, Problem] = {}

    def write(self) -> None:
        for row in self.written["problem"]:
            self.made[row["key"]] = self._problem(row)
        if self.written.get("criteria"):
            prioritising.begin_with_standard(self.municipality, by=self.people["coordinator"])
        for row in self.written["problem"]:
            one = self.made[row["key"]]
            self._scores(one, row.get("scores", {}))
            self._decision(one, row.get("decision"))

    def _writer(self, row: dict[str, Any]) -> User:
        return self.people["police" if row["by"] == "police" else "coordinator"]

    def _party(self, by: User) -> Organisation:
        return speaks_for(by, self.municipality)[0]

    def _problem(self, row: dict[str, Any]) -> Problem:
        by = self._writer(row)
        values = {name: row[name] for name in _FIELDS if name in row} | self._links(row, by)
        key = _key(self.written["code"], row["key"])
        if row["by"] == "joint":
            originals = [self.made[name] for name in row["joins"]]
            one = merging.join(self.municipality, originals, values=values, creation_key=key, by=by)
        else:
            owner = self._party(by)
            one = problems.create(self.municipality, owner=owner, values=values, creation_key=key, by=by)
        for number, source in enumerate(row.get("sources", ())):
            said = {name: source[name] for name in _SOURCE if name in source}
            problem_rows.add(ProblemSource, one, values=said, creation_key=_key(key, "source", number), by=by)
        self._analysis(one, row, by)
        return one

    def _links(self, row: dict[str, Any], by: User) -> dict[str, Any]:
        places = Place.objects.filter(municipality=self.municipality, name__in=row.get("places", ()))
        findings = readable_findings(by, self.municipality).filter(theme=row["theme"])
        return {"places": list(places), "findings": list(findings[:_FINDINGS])}

    def _analysis(self, one: Problem, row: dict[str, Any], by: User) -> None:
        if "triangle" in row:
            causes.save_triangle(one, values=row["triangle"], edit_number=0, by=by)
        for number, step in enumerate(row.get("chain", ())):
            problem_rows.add(ChainStep, one, values=step, creation_key=_key(one.pk, "step", number), by=by)
        made: dict[str, Cause] = {}
        for cause in row.get("causes", ()):
            made[cause["key"]] = self._cause(one, cause, made, by)
        if row.get("done"):
            causes.set_done(one, done=True, by=by)

    def _cause(self, one: Problem, row: dict[str, Any], made: dict[str, Cause], by: User) -> Cause:
        values = {
            "text": row["text"],
            "side": row["side"],
            "parent": made[row["parent"]] if "parent" in row else None,
            "public_text": row.get("public", ""),
        }
        cause = problem_rows.add(Cause, one, values=values, creation_key=_key(one.pk, row["key"]), by=by)
        for number, said in enumerate(row.get("evidence", ())):
            key = _key(one.pk, row["key"], "evidence", number)
            problem_rows.add(Evidence, one, values={**said, "cause": cause}, creation_key=key, by=by)
        return cause

    def _scores(self, one: Problem, scores: dict[str, list[int]]) -> None:
        criteria = list(self.municipality.criteria.order_by("position"))
        for whose, values in scores.items():
            by = self.people["police" if whose == "police" else "coordinator"]
            cells = {
                (one.pk, criterion.pk): Written(value, None, 0)
                for criterion, value in zip(criteria, values, strict=True)
            }
            party = None if whose == "joint" else self._party(by)
            prioritising.save_scores(self.municipality, party=party, cells=cells, by=by)

    def _decision(self, one: Problem, decision: dict[str, Any] | None) -> None:
        if decision is None:
            return
        one.refresh_from_db()
        prioritising.decide(
            one,
            priority=decision["priority"],
            reason=decision["reason"],
            decided_on=decision["on"],
            edit_number=one.edit_number,
            by=self.people["coordinator"],
        )
