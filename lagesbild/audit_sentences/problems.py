"""Problems, joining and weighing them."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from audit.models import Event
from audit.presenters import keep_back, register
from lagesbild.models import Dialogue, Problem

register(
    {
        "lagesbild.problem_added": _("{actor} skrev problemet ”{title}”."),
        "lagesbild.problem_changed": _("{actor} ändrade problemet ”{title}”."),
        "lagesbild.problem_retired": _("{actor} avslutade problemet ”{title}”. Skäl: {reason}"),
        "lagesbild.problem_resumed": _("{actor} tog upp problemet ”{title}” igen."),
        "lagesbild.problem_joined": _("{actor} lade ”{title}” i ett gemensamt problem."),
        "lagesbild.problem_made_joint": _(
            "{actor} skrev det gemensamma problemet ”{title}” av {count} problem."
        ),
        "lagesbild.problem_unjoined": _("{actor} tog ut ”{title}” ur det gemensamma problemet."),
        "lagesbild.joint_problem_dissolved": _(
            "Det gemensamma problemet ”{title}” avslutades, eftersom inget ingår i det längre."
        ),
        "lagesbild.problem_prioritised": _(
            "{actor} skrev in att ”{title}” prioriteras ({day}). Skäl: {reason}"
        ),
        "lagesbild.problem_deprioritised": _(
            "{actor} skrev in att ”{title}” väljs bort ({day}). Skäl: {reason}"
        ),
        "lagesbild.problem_undecided": _(
            "{actor} tog tillbaka beslutet om ”{title}” ({day}). Skäl: {reason}"
        ),
        "lagesbild.problem_source_added": _("{actor} lade till källan ”{what}”."),
        "lagesbild.problem_source_changed": _("{actor} ändrade källan ”{what}”."),
        "lagesbild.problem_source_moved": _("{actor} flyttade källan ”{what}”."),
        "lagesbild.problem_source_removed": _("{actor} tog bort källan ”{what}”."),
        "lagesbild.scores_saved": _("{actor} gav {count} poäng för {whose} i matrisen."),
        "lagesbild.criteria_begun": _("{actor} lade in {count} kriterier i matrisen."),
        "lagesbild.criterion_added": _("{actor} lade till kriteriet ”{what}”."),
        "lagesbild.criterion_changed": _("{actor} ändrade kriteriet ”{what}”."),
        "lagesbild.criterion_moved": _("{actor} flyttade kriteriet ”{what}”."),
        "lagesbild.criterion_removed": _("{actor} tog bort kriteriet ”{what}” och {count} poäng."),
    }
)

_SECRET = {model._meta.label_lower: model for model in (Problem, Dialogue)}


def words_of_secret_rows(events: Sequence[Event]) -> Iterable[int]:
    """Events from before a problem or dialogue was marked: the log cannot be weeded, so their words are kept back."""
    found: list[int] = []
    for kind, model in _SECRET.items():
        about = [event for event in events if event.object_type == kind]
        if not about:
            continue
        rows: Any = model.objects.filter(pk__in={event.object_id for event in about})
        marked = {str(pk) for pk in rows.exclude(secrecy_provision="").values_list("pk", flat=True)}
        found += [event.number for event in about if event.object_id in marked]
    return found


keep_back(words_of_secret_rows)
