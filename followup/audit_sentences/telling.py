"""Delivered reports and those who follow a promise."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.follower_confirmed": _("Någon började följa löftet ({object})."),
        "followup.follower_stopped": _("Någon slutade följa löftet ({object})."),
    }
)
