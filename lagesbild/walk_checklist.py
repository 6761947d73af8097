"""What to look at on a safety walk, for whoever has no list of their own. In our own words."""

from django.utils.translation import gettext_lazy as _

STANDARD = [
    _("Vilka lampor är släckta, trasiga eller skymda, och var blir det mörkt mellan dem?"),
    _("Var skymmer buskar, träd, murar eller parkerade bilar sikten?"),
    _("Ser man vem man möter i god tid, också i tunnlar, trappor och hörn?"),
    _("Finns det en annan väg att välja om det känns otryggt?"),
    _("Vad är trasigt, klottrat eller nedskräpat, och hur länge har det varit så?"),
    _("Vilka är här på dagen, på kvällen och på helgen? Vilka är det inte?"),
    _("Finns det någon som ser platsen: fönster, butiker, vuxna som rör sig här?"),
    _("Hur går det att ta sig fram med rullstol, rullator, barnvagn eller vit käpp?"),
    _("Hur möts gående, cyklister, mopeder och bilar?"),
    _("Vilka skyltar saknas, och vet man vart man ringer om något är trasigt?"),
    _("Vilka platser är trygga, och vad är det som gör dem det?"),
]


def standard_lines() -> list[str]:
    """The questions that a new walk begins with."""
    return [str(line) for line in STANDARD]
