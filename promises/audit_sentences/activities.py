"""Focus areas, activities and what their executors answer, in words."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "promises.activity_added": _("{actor} lade till aktiviteten ”{what}”."),
        "promises.activities_added": _("{actor} lade till {count} aktiviteter från en tabell."),
        "promises.activity_copied": _("{actor} kopierade aktiviteten ”{what}”."),
        "promises.activity_changed": _("{actor} ändrade aktiviteten ”{what}”."),
        "promises.activity_moved": _("{actor} flyttade aktiviteten ”{what}”."),
        "promises.activity_removed": _("{actor} tog bort aktiviteten ”{what}”."),
        "promises.activity_accepted": _("{actor} svarade ja för {organisation} till aktiviteten ”{what}”."),
        "promises.activity_declined": _(
            "{actor} svarade nej för {organisation} till aktiviteten ”{what}”: {reason}"
        ),
        "promises.focusarea_added": _("{actor} lade till fokusområdet ”{what}”."),
        "promises.focusarea_changed": _("{actor} ändrade fokusområdet ”{what}”."),
        "promises.focusarea_moved": _("{actor} flyttade fokusområdet ”{what}”."),
        "promises.focusarea_removed": _("{actor} tog bort fokusområdet ”{what}”."),
    }
)
