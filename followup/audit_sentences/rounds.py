"""Rounds and silences."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.standing_confirmed": _(
            "{actor} bekräftade för {organisation} läget i omgång {round}: {standing}. Aktivitet {activity}"
        ),
        "followup.round_closed": _("{actor} avslutade uppföljningsomgång {round}."),
        "followup.silence_raised": _(
            "Aktiviteten har ingen rapport sedan länge: {level} får veta. {activity}"
        ),
    }
)
