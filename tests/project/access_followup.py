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


def entry(world: World) -> dict[str, Any]:
    """The landlord's report."""
    return {"pk": world.followed.promise_id, "entry": world.landlords_entry.pk}


REPORTING = {
    "followup:my_reports": Row(EVERYBODY),
    "followup:releases": Row(EVERYBODY),
    "followup:report": followed(LEAD | LANDLORD, LEAD | LANDLORD, arguments=landlords),
    "followup:reported": followed(FOLLOW | LANDLORD, arguments=entry),
    "followup:correct": followed(LEAD | LANDLORD, LEAD | LANDLORD, arguments=entry),
    "followup:retract": followed(LEAD | LANDLORD, LEAD | LANDLORD, arguments=entry),
    "followup:release": followed(LEAD, LEAD, arguments=entry),
    "followup:entry_picture": followed(FOLLOW | LANDLORD, arguments=entry),
}

# Whoever leads or administers a municipality or police area; others are told who does.
MAKERS = people(
    "coordinator municipal_police council_secretary police_administrator outsider_coordinator outsider_police"
)
MAKERS |= OPERATOR

# Lekeberg's report: the police's administrator sees to the police area alone.
READ_REPORTS = FOLLOW - people("police_administrator")
TAKE_OUT = LEAD | people("council_secretary")


def _delivered(world: World) -> dict[str, Any]:
    return {"pk": world.delivered_report.pk}


TELLING = {
    "followup:reports": Row(EVERYBODY),
    "followup:report_make": Row(MAKERS, MAKERS, sees=EVERYBODY),
    "followup:report_delivered": Row(READ_REPORTS, None, arguments=_delivered),
    "followup:report_file": Row(
        READ_REPORTS, None, arguments=lambda world: {**_delivered(world), "kind": "pdf"}
    ),
    "followup:export": followed(None, TAKE_OUT, lambda world: {**promise(world), "kind": "csv"}),
}


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
    **REPORTING,
    **TELLING,
    **ROUNDS,
}


# --- Plans and calendars -----------------------------------------------------------------------------

PLAN = LEAD | LANDLORD


def occasion(world: World) -> dict[str, Any]:
    """A planned occasion of the landlord's activity."""
    return {"pk": world.followed.promise_id, "occasion": world.occasion.pk}


PLANNING = {
    "followup:plan": followed(FOLLOW | LANDLORD),
    "followup:plan_generate": followed(None, PLAN),
    "followup:activity_plan": followed(FOLLOW | LANDLORD, arguments=landlords),
    "followup:activity_plan_generate": followed(None, PLAN, arguments=landlords),
    "followup:occasion_add": followed(PLAN, PLAN, arguments=landlords),
    "followup:occasion": followed(FOLLOW | LANDLORD, arguments=occasion),
    "followup:occasion_change": followed(PLAN, PLAN, arguments=occasion),
    "followup:occasion_move": followed(PLAN, PLAN, arguments=occasion),
    "followup:occasion_cancel": followed(PLAN, PLAN, arguments=occasion),
    "followup:occasion_restore": followed(None, PLAN, arguments=occasion),
    "followup:promise_calendar": followed(FOLLOW | LANDLORD, FOLLOW | LANDLORD),
    # Whoever runs the service, and who has no membership, has no occasions of their own.
    "followup:calendars": Row(EVERYBODY, EVERYBODY - OPERATOR - people("nobody expired"), sees=EVERYBODY),
    "followup:calendar_close": Row(
        None, people("coordinator"), arguments=lambda world: {"feed": world.calendar_feed.pk}
    ),
}

FOLLOWUP |= PLANNING


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
    "followup:hide_answer": followed(LEAD, LEAD, lambda world: {"pk": world.answered.pk}),
    "followup:hide_evaluation": followed(
        LEAD, LEAD, lambda world: {**promise(world), "evaluation": world.evaluation.pk}
    ),
    "followup:conclude": followed(LEAD, LEAD),
}
FOLLOWUP |= RESULTS
