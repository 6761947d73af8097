"""The criteria that a municipality's matrix begins with; all of it can be changed there."""

from django.utils.translation import gettext_lazy as _

# Name, question, weight.
STANDARD = (
    (_("Hur ofta"), _("Hur ofta händer det, och på hur många platser?"), 2),
    (_("Skada"), _("Hur allvarliga blir följderna för dem som drabbas?"), 3),
    (_("Otrygghet"), _("Hur mycket påverkar det var och när människor vågar vistas?"), 2),
    (_("Utveckling"), _("Blir det värre om vi inte gör något?"), 1),
    (_("Går att påverka"), _("Kan vi minska det tillsammans med det vi har?"), 2),
    (_("Viktigt för invånarna"), _("Hur högt kommer det i dialogerna?"), 2),
)
