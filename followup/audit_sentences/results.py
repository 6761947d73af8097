"""Measured values, evaluations, verdicts, the answer and the conclusion."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "followup.verdict_given": _("{actor} gav aktiviteten ”{activity}” omdömet {outcome}."),
        "followup.evaluated": _("{actor} utvärderade ”{about}” för {evaluator}: {kind}"),
        "followup.evaluation_released": _("{actor} godkände en utvärdering. Alla kan läsa den: {kind}"),
        "followup.renewed": _("{actor} började på nästa periods löfte, ”{successor}”."),
        "followup.measured": _("{actor} lade in ett värde för ”{what}” ({day})."),
        "followup.measurement_corrected": _("{actor} rättade ett värde för ”{what}” ({day})."),
        "followup.answer_saved": _("{actor} skrev på svaret till invånarna."),
        "followup.answer_hidden": _("{actor} slutade visa svaret till invånarna."),
        "followup.evaluation_hidden": _("{actor} slutade visa en utvärdering: {kind}"),
        "followup.answer_rewritten": _("{actor} rättade svaret till invånarna efter att löftet avslutades."),
        "followup.verdict_rewritten": _(
            "{actor} rättade omdömet om aktiviteten ”{activity}” efter att löftet avslutades."
        ),
        "followup.evaluation_rewritten": _("{actor} rättade en utvärdering efter att löftet avslutades."),
        "followup.measurement_rewritten": _("{actor} rättade ett mätvärde efter att löftet avslutades."),
        "followup.answer_released": _("{actor} godkände svaret till invånarna. Alla kan läsa det."),
    }
)
