"""The log's own events in words."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register
from audit.querysets import LOGIN_FAILED, REFUSED

register(
    {
        REFUSED: _("{actor} fick nej: {reason}"),
        LOGIN_FAILED: _("En inloggning misslyckades. Konto: {object}. Antal försök samma timme: {count}."),
        "audit.origins_weeded": _("{actor} gallrade adresser äldre än {older_than_days} dagar: {count} st."),
        "audit.benchmarked": _("En mätning av loggens fart skrev händelsen."),
    }
)
