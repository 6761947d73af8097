"""Safety walks and what was seen on them."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.walk_planned": _("{actor} planerade {title}."),
        "lagesbild.walk_changed": _("{actor} ändrade {title}."),
        "lagesbild.walk_checklist_changed": _("{actor} ändrade checklistan för {title}."),
        "lagesbild.walk_walked": _("{actor} noterade att {title} är genomförd."),
        "lagesbild.walk_planned_again": _("{actor} ändrade tillbaka {title} till planerad."),
        "lagesbild.walk_published": _("{actor} publicerade protokollet från {title}."),
        "lagesbild.walk_taken_back": _("{actor} tog tillbaka protokollet från {title}."),
        "lagesbild.walk_made_dialogue": _("{actor} gjorde en dialog av {title}."),
        "lagesbild.walk_removed": _("{actor} tog bort {title}."),
        "lagesbild.walk_point_added": _("{actor} noterade en punkt på {title}. Slag: {category}."),
        "lagesbild.walk_point_changed": _("{actor} ändrade en punkt på {title}. Slag: {category}."),
        "lagesbild.walk_point_followed": _("{actor} följde upp en punkt på {title}: {state}."),
        "lagesbild.walk_point_removed": _("{actor} tog bort en punkt på {title}. Slag: {category}."),
    }
)
