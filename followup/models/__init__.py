"""Plans, reports, rounds, results, and who is told of them."""

from followup.models.corrections import Correction
from followup.models.planning import CalendarFeed, Occasion
from followup.models.reporting import AlsoSettled, Entry, EntryPicture, Release
from followup.models.results import Carried, Evaluation, Observation, PublicAnswer, Verdict
from followup.models.rounds import Confirmation, Escalation, Round, RoundComment
from followup.models.telling import FollowAttempt, Follower, Reminded, ReminderChoice, Report

__all__ = [
    "AlsoSettled",
    "CalendarFeed",
    "Carried",
    "Confirmation",
    "Correction",
    "Entry",
    "EntryPicture",
    "Escalation",
    "Evaluation",
    "FollowAttempt",
    "Follower",
    "Observation",
    "Occasion",
    "PublicAnswer",
    "Release",
    "Reminded",
    "ReminderChoice",
    "Report",
    "Round",
    "RoundComment",
    "Verdict",
]
