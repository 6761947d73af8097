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
        "followup.answer_released": _("{actor} godkände svaret till invånarna. Alla kan läsa det."),
    }
)
