"""Event reports. The report's own words are never in the log, only its category and day."""

from django.utils.translation import gettext_lazy as _

from audit.presenters import register

register(
    {
        "lagesbild.report_told": _("{actor} rapporterade en händelse till lägesbilden: {title}."),
        "lagesbild.report_corrected": _("{actor} rättade en händelserapport: {title}."),
        "lagesbild.report_removed": _("{actor} tog bort en händelserapport: {title}. Skäl: {reason}."),
        "lagesbild.reports_invented": _("{actor} lade in {count} påhittade händelser för {title}."),
        "lagesbild.reports_exported": _(
            "{actor} hämtade {count} händelserapporter för {title} som fil ({format})."
        ),
    }
)
