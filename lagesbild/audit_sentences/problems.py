"""Problems, joining and weighing them."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

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
