"""Which colour and icon a state has. The text always comes from the caller."""

from typing import NamedTuple

TONES = ("accent", "warm", "neutral", "info", "success", "warning", "danger")


class Look(NamedTuple):
    tone: str
    icon: str
    text: str = ""


STEP_LOOKS = {
    "todo": Look("neutral", "circle", "Inte påbörjad"),
    "doing": Look("info", "pencil", "Påbörjad"),
    "done": Look("success", "check", "Klar"),
    "error": Look("danger", "error", "Behöver rättas"),
    "locked": Look("neutral", "lock", "Går inte att öppna än"),
    "optional": Look("neutral", "circle", "Valfri"),
}

STATUS_LOOKS = {
    # promises.states.Status; this app may not import it, a test holds the two together
    "draft": Look("neutral", "pencil"),
    "review": Look("info", "eye"),
    "for_signature": Look("warning", "pen"),
    "signed": Look("success", "check"),
    "published": Look("success", "globe"),
    "superseded": Look("neutral", "layers"),
    "ended": Look("neutral", "flag"),
    "withdrawn": Look("danger", "error"),
    # An answer that somebody owes
    "pending": Look("warning", "clock"),
    "accepted": Look("success", "check"),
    "approved": Look("success", "check"),
    "returned": Look("danger", "arrow-left"),
    "declined": Look("danger", "error"),
    "voided": Look("neutral", "error"),
    # Registered afterwards
    "confirmed": Look("success", "check"),
    "unconfirmed": Look("warning", "clock"),
    # lagesbild.states: a lägesbild and a plan
    "adopted": Look("success", "check"),
    "decided": Look("success", "check"),
    "replaced": Look("neutral", "layers"),
    # lagesbild.law.Due
    "due_never": Look("danger", "error"),
    "due_fine": Look("success", "check"),
    "due_soon": Look("warning", "clock"),
    "due_late": Look("danger", "error"),
    # lagesbild.models.Measure.State
    "measure_open": Look("neutral", "circle"),
    "measure_underway": Look("info", "clock"),
    "measure_done": Look("success", "check"),
    "measure_dropped": Look("danger", "flag"),
    # Where a published promise's period stands
    "coming": Look("info", "clock"),
    "running": Look("success", "check"),
    "over": Look("warning", "clock"),
    # followup.states.Standing
    "standing_green": Look("success", "check"),
    "standing_yellow": Look("warning", "clock"),
    "standing_red": Look("danger", "error"),
    "standing_grey": Look("neutral", "circle"),
    # followup.states.OccasionState
    "occasion_planned": Look("neutral", "calendar"),
    "occasion_unreported": Look("warning", "clock"),
    "occasion_done": Look("success", "check"),
    "occasion_not_done": Look("danger", "flag"),
    "occasion_cancelled": Look("neutral", "error"),
    # followup.states.Outcome
    "outcome_achieved": Look("success", "check"),
    "outcome_partly": Look("warning", "clock"),
    "outcome_not_achieved": Look("danger", "error"),
    "outcome_changed": Look("info", "pencil"),
    "outcome_stopped": Look("neutral", "flag"),
    "outcome_cannot_say": Look("neutral", "circle"),
    # followup.states.RoundState
    "round_coming": Look("neutral", "circle"),
    "round_running": Look("info", "clock"),
    "round_open": Look("warning", "pencil"),
    "round_late": Look("danger", "error"),
    "round_closed": Look("success", "check"),
    "round_not_held": Look("neutral", "circle"),
}


def look_of_status(code: str) -> Look:
    """The look of a state's code; an unknown code is shown plainly, its text still says what it is."""
    return STATUS_LOOKS.get(code, Look("neutral", "circle"))
