"""Reports and what of them everybody may see."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.reported": _("{actor} rapporterade på aktiviteten ”{activity}”: {status}, {day}."),
        "followup.entry_corrected": _("{actor} rättade en rapport på aktiviteten ”{activity}” ({day})."),
        "followup.entry_retracted": _("{actor} tog tillbaka en rapport på aktiviteten ”{activity}” ({day})."),
        "followup.entry_released": _("{actor} godkände att rapporten från {day} visas för alla."),
        "followup.entry_withheld": _("{actor} bestämde att rapporten från {day} inte visas för alla."),
    }
)
