"""Lägesbilder, plans, agreements and the warnings about them."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.lagesbild_started": _("{actor} började skriva lägesbilden {title}."),
        "lagesbild.lagesbild_saved": _("{actor} ändrade i lägesbilden {title}."),
        "lagesbild.lagesbild_removed": _("{actor} tog bort utkastet till lägesbilden {title}."),
        "lagesbild.lagesbild_adopted": _(
            "{actor} antecknade att lägesbilden {title} är antagen ({organ}, {decided_on}). Kontrollsumma {sha256}."
        ),
        "lagesbild.lagesbild_marked": _("{actor} sekretessmarkerade lägesbilden {title} enligt {provision}."),
        "lagesbild.lagesbild_unmarked": _("{actor} tog bort sekretessmarkeringen av lägesbilden {title}."),
        "lagesbild.plan_started": _("{actor} började skriva åtgärdsplanen {title}."),
        "lagesbild.plan_saved": _("{actor} ändrade i åtgärdsplanen {title}."),
        "lagesbild.plan_removed": _("{actor} tog bort utkastet till åtgärdsplanen {title}."),
        "lagesbild.plan_decided": _(
            "{actor} antecknade att åtgärdsplanen {title} är beslutad ({organ}, {decided_on})."
        ),
        "lagesbild.plan_state_set": _("{actor} ändrade läget för en åtgärd i {title} till ”{state}”."),
        "lagesbild.plan_followed_up": _(
            "{actor} antecknade att åtgärdsplanen {title} är uppföljd {followed_up_on}."
        ),
        "lagesbild.agreement_added": _("{actor} lade in samverkansöverenskommelsen {title}."),
        "lagesbild.agreement_changed": _("{actor} ändrade samverkansöverenskommelsen {title}."),
        "lagesbild.agreement_removed": _("{actor} tog bort samverkansöverenskommelsen {title}."),
    }
)
