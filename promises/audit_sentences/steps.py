"""Review, signing, publication and what follows. People's own reasons stand beside the sentence, not in it."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "promises.submitted": _("{actor} lämnade löftet för granskning (omgång {review_round})."),
        "promises.approved": _("{actor} godkände texten för {organisation}."),
        "promises.returned": _("{actor} skickade tillbaka löftet för {organisation}."),
        "promises.adopted": _("{actor} skrev in att {organ} har antagit löftet ({decided_on})."),
        "promises.adoption_removed": _("{actor} tog bort uppgiften att {organ} har antagit löftet."),
        "promises.frozen": _("{actor} fastställde texten till version {version}. Kontrollsumma {sha256}."),
        "promises.signed": _("{actor} skrev under version {version} som {signatory} ({method})."),
        "promises.signed_on_paper": _(
            "{actor} lade in underskriften på papper av {signatory}, version {version}."
        ),
        "promises.fully_signed": _("Alla har skrivit under version {version}."),
        "promises.declined": _(
            "{actor} avböjde att skriva under som {signatory}. Underskrifterna gäller inte längre."
        ),
        "promises.withdrawn": _(
            "{actor} tog tillbaka version {version}. Underskrifterna gäller inte längre."
        ),
        "promises.published": _("{actor} publicerade version {version}."),
        "promises.superseded": _("Version {version} ersattes av version {by_version}."),
        "promises.ended": _("{actor} avslutade löftet."),
        "promises.amendment_begun": _("{actor} började på version {version}."),
        "promises.original_set": _("{actor} angav var originalet finns."),
        "promises.registered": _("{actor} registrerade löftet i efterhand. Kontrollsumma {sha256}."),
        "promises.confirmed": _("{actor} bekräftade löftet för {organisation}."),
        "promises.redacted": _(
            "{actor} tog bort ord ur version {version} enligt beslut {decision_reference}."
        ),
    }
)
