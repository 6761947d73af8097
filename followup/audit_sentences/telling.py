"""Delivered reports, those who follow a promise, and the invented country."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.country_made": _("Ett påhittat löfte skapades, ”{title}”, med {entries} rapporter."),
    }
)
