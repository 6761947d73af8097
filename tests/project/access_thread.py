"""Who says what a promise answers, who answers what was said, and who follows the thread through them."""

from typing import Any

from tests.factories.lagesbild import (
    CauseFactory,
    DialogueFactory,
    FindingFactory,
    MeasureFactory,
    ProblemFactory,
)
from tests.project.access_lagesbild.people import READ, lekeberg
from tests.project.access_lagesbild.people import WRITE as WRITE_LAGESBILD
from tests.project.access_rows import DRAFT, WRITE, Arguments, Names, Row
from tests.project.access_world import World


def _draft(**more: str) -> Row:
    def arguments(world: World) -> dict[str, Any]:
        rows = {name: getattr(world, attribute).pk for name, attribute in more.items()}
        return {"pk": world.promise("draft").pk, **rows}

    return Row(WRITE, WRITE, sees=DRAFT, arguments=arguments)


def finding(world: World) -> Any:
    return world.once(
        "said finding", lambda: FindingFactory(dialogue=DialogueFactory(municipality=world.lekeberg))
    )


def problem(world: World) -> Any:
    return world.once("thread problem", lambda: ProblemFactory(municipality=world.lekeberg))


def cause(world: World) -> Any:
    return world.once("thread cause", lambda: CauseFactory(problem=problem(world)))


def measure(world: World) -> Any:
    return world.once("thread measure", lambda: MeasureFactory(plan__municipality=world.lekeberg))


def _pk(row: Any) -> Arguments:
    return lambda world: {"pk": row(world).pk}


def _in_lekeberg(get: Names, row: Any) -> Row:
    return Row(get, arguments=lambda world: {**lekeberg(world), "pk": row(world).pk})


THREAD: dict[str, Row] = {
    "promises:activity_grounds": _draft(row="activity"),
    "promises:focus_area_problems": _draft(row="focus_area"),
    "promises:basis": _draft(),
    "promises:dialogue_answers": Row(READ, arguments=lambda world: {"pk": finding(world).dialogue_id}),
    "promises:answer_finding": Row(WRITE_LAGESBILD, WRITE_LAGESBILD, sees=READ, arguments=_pk(finding)),
    "overview:thread": Row(READ, arguments=lekeberg),
    "overview:thread_problem": _in_lekeberg(READ, problem),
    "overview:thread_cause": _in_lekeberg(READ, cause),
    "overview:thread_finding": _in_lekeberg(READ, finding),
    # Who sees the promise without reading the lägesbild that it stands on is told so.
    "overview:thread_promise": Row(
        READ, sees=DRAFT, arguments=lambda world: {"pk": world.promise("draft").pk}
    ),
    "promises:measure_activities": Row(WRITE_LAGESBILD, WRITE_LAGESBILD, sees=READ, arguments=_pk(measure)),
}
