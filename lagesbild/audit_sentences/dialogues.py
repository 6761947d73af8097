"""Dialogues and what was said in them."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.dialogue_added": _("{actor} skrev in dialogen {title}."),
        "lagesbild.dialogue_changed": _("{actor} ändrade dialogen {title}."),
        "lagesbild.dialogue_counted": _("{actor} skrev in fördelningen på kön och ålder i dialogen {title}."),
        "lagesbild.dialogue_closed": _("{actor} avslutade dialogen {title}."),
        "lagesbild.dialogue_removed": _("{actor} tog bort dialogen {title}."),
        "lagesbild.dialogue_reopened": _("{actor} öppnade dialogen {title} igen."),
        "lagesbild.finding_added": _("{actor} lade till ett resultat i dialogen {title}. Ämne: {theme}."),
        "lagesbild.finding_changed": _("{actor} ändrade ett resultat i dialogen {title}. Ämne: {theme}."),
        "lagesbild.finding_removed": _("{actor} tog bort ett resultat ur dialogen {title}. Ämne: {theme}."),
    }
)
