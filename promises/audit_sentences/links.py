"""What a promise answers and builds on, and the answers to what was said, in words."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "promises.grounds_changed": _(
            "{actor} ändrade vilka problem och orsaker aktiviteten ”{what}” svarar på."
        ),
        "promises.area_problems_changed": _("{actor} ändrade vilka problem fokusområdet ”{what}” svarar på."),
        "promises.basis_changed": _("{actor} ändrade vad löftet bygger på."),
        "promises.links_inherited": _(
            "{actor} lät löftet svara på samma problem och orsaker som det förra, och bygga på samma synpunkter."
        ),
        "promises.measure_linked": _("{actor} ändrade vilken aktivitet som genomför åtgärden ”{what}”."),
        "promises.finding_answered": _("{actor} angav löftet som svar på något som sagts i ”{what}”."),
        "promises.finding_promised": _("{actor} svarade med ett löfte på något som sagts i ”{title}”."),
        "promises.finding_not_promised": _("{actor} svarade nej på något som sagts i ”{title}”."),
        "promises.finding_passed_on": _("{actor} lämnade vidare något som sagts i ”{title}”."),
    }
)
