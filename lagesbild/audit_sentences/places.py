"""Places."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.place_added": _("{actor} lade till platsen {title}."),
        "lagesbild.place_changed": _("{actor} ändrade platsen {title}."),
        "lagesbild.place_removed": _("{actor} tog bort platsen {title}."),
        "lagesbild.place_retired": _("{actor} tog platsen {title} ur bruk."),
        "lagesbild.place_resumed": _("{actor} tog platsen {title} i bruk igen."),
    }
)
