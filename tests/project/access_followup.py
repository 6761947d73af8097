"""Who reaches the addresses of the follow-up: the promise is in force, the landlord carries out one activity."""

from typing import Any

from tests.project.access_rows import EVERYBODY, OPERATOR, PARTIES, Arguments, Names, Row, people
from tests.project.access_world import World

# Parties to the promise. Who works in the school does not act for the municipality.
FOLLOW = PARTIES - people("executor")
LANDLORD = people("landlord_executor")
LEAD = people("coordinator municipal_police") | OPERATOR


def promise(world: World) -> dict[str, Any]:
    return {"pk": world.followed.promise_id}


def landlords(world: World) -> dict[str, Any]:
    """The landlord's activity."""
    return {"pk": world.followed.promise_id, "key": world.landlords_activity.key}


def followed(get: Names | None, post: Names | None = None, arguments: Arguments = promise) -> Row:
    """A page about the promise, which the landlord sees its part of."""
    return Row(get, post, sees=FOLLOW | LANDLORD, arguments=arguments)


FOLLOWUP = {
    "followup:list": Row(EVERYBODY),
    "followup:detail": followed(FOLLOW | LANDLORD),
    "followup:activity": followed(FOLLOW | LANDLORD, arguments=landlords),
}


def evaluated(world: World) -> dict[str, Any]:
    return {**landlords(world), "subject": "activity", "kind": "output"}


RESULTS = {
    "followup:measures": followed(FOLLOW),
    "followup:measure": followed(
        LEAD, LEAD, lambda world: {**promise(world), "indicator": world.measured.key}
    ),
    "followup:correct_measure": followed(
        LEAD, LEAD, lambda world: {**promise(world), "observation": world.observation.pk}
    ),
    "followup:renew": followed(LEAD, LEAD),
    "followup:renewed": followed(FOLLOW, arguments=lambda world: {"pk": world.renewed.promise_id}),
    "followup:carried": followed(FOLLOW, arguments=lambda world: {"pk": world.renewed.successor_id}),
    "followup:evaluations": followed(FOLLOW | LANDLORD),
    "followup:evaluate": followed(LEAD, LEAD, lambda world: {**promise(world), "kind": "output"}),
    "followup:evaluate_part": followed(LEAD | LANDLORD, LEAD | LANDLORD, evaluated),
    "followup:release_evaluation": followed(
        LEAD, LEAD, lambda world: {**promise(world), "evaluation": world.evaluation.pk}
    ),
    "followup:conclusion": followed(FOLLOW),
    "followup:verdicts": followed(LEAD, LEAD),
    "followup:answer": followed(LEAD, LEAD),
    "followup:release_answer": followed(LEAD, LEAD),
    "followup:conclude": followed(LEAD, LEAD),
}
FOLLOWUP |= RESULTS
