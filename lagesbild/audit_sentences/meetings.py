"""Lägesbildsträffar."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.summary_sent": _(
            "{actor} skickade en sammanfattning av lägesbildsträffen {held_on} till {people} personer."
        ),
    }
)
