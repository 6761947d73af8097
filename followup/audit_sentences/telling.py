"""Delivered reports, those who follow a promise, and the invented country."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.report_delivered": _(
            "{actor} gjorde rapporten ”{title}” till {audience}. Kontrollsumma {sha256}."
        ),
        "followup.entries_exported": _("{actor} hämtade ut alla rapporter om löftet ({format})."),
        "followup.country_made": _("Ett påhittat löfte skapades, ”{title}”, med {entries} rapporter."),
        "followup.follower_confirmed": _("Någon började följa löftet ({object})."),
        "followup.follower_stopped": _("Någon slutade följa löftet ({object})."),
    }
)
