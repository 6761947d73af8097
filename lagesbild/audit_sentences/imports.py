"""Files that come in."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.file_imported": _(
            "{actor} läste in en fil ({kind}, källa {source}): {created} nya rader, {duplicates} fanns redan."
        ),
        "lagesbild.import_abandoned": _("{actor} avbröt en inläsning av en fil."),
    }
)
