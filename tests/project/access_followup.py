"""Who reaches the addresses of the follow-up: the promise is in force, the landlord carries out one activity."""

from typing import Any

from tests.project.access_rows import (
    EVERYBODY,
    OPERATOR,
    PARTIES,
    SEE_LEKEBERG,
    Arguments,
    Names,
    Row,
    people,
)
from tests.project.access_world import World

# Parties to the promise. Who works in the school does not act for the municipality.
FOLLOW = PARTIES - people("executor")
LANDLORD = people("landlord_executor")
HOLD = people("coordinator municipal_police council_secretary") | OPERATOR
LEAD = people("coordinator municipal_police") | OPERATOR


def promise(world: World) -> dict[str, Any]:
    return {"pk": world.followed.promise_id}


def landlords(world: World) -> dict[str, Any]:
    """The landlord's activity."""
    return {"pk": world.followed.promise_id, "key": world.landlords_activity.key}


def followed(get: Names | None, post: Names | None = None, arguments: Arguments = promise) -> Row:
    """A page about the promise, which the landlord sees its part of."""
    return Row(get, post, sees=FOLLOW | LANDLORD, arguments=arguments)


# --- Rounds and meetings -----------------------------------------------------------------------------


def a_round(world: World) -> dict[str, Any]:
    """The round under way, in which standings can be confirmed but which cannot be closed yet."""
    return {"pk": world.followed.promise_id, "number": 1}


def landlords_round(world: World) -> dict[str, Any]:
    return {**a_round(world), "key": world.landlords_activity.key}


ROUNDS = {
    "followup:rounds": followed(FOLLOW | LANDLORD),
    "followup:round": followed(FOLLOW | LANDLORD, arguments=a_round),
    # Who signs for a party may also confirm; a superuser is told that it speaks for nobody.
    "followup:confirm_standing": followed(
        None,
        people("coordinator municipal_police chair police_chief landlord_executor") | OPERATOR,
        arguments=landlords_round,
    ),
    "followup:close_round": followed(LEAD, LEAD, arguments=a_round),
    "followup:silences": Row(EVERYBODY),
    "followup:reminders": Row(EVERYBODY, EVERYBODY),
    # Who holds the meetings of the council; everybody who sees Lekeberg's groups sees that it meets.
    "followup:agenda": Row(HOLD, HOLD, sees=SEE_LEKEBERG, arguments=lambda world: {"pk": world.meeting.pk}),
    "followup:wanted_change": Row(
        FOLLOW | LANDLORD, arguments=lambda world: {"slug": world.followed.promise.slug}
    ),
}

FOLLOWUP = {
    "followup:list": Row(EVERYBODY),
    "followup:detail": followed(FOLLOW | LANDLORD),
    "followup:activity": followed(FOLLOW | LANDLORD, arguments=landlords),
    **ROUNDS,
}
