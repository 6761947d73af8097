"""The parts of a municipality's lägesbild in the order that the work is done, for its first page."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Section:
    """title and text: what people see. url_name: the part's first page, which takes the municipality's ``slug``.

    for_writers: nobody else can do anything there.
    """

    title: str | LazyText
    text: str | LazyText
    url_name: str
    for_writers: bool = False


# Grouped under headings: gather, understand, decide.
GATHER: list[Section] = [
    Section(_("Händelser"), _("Vad som hänt, när och var, sagt av rapportörer."), "lagesbild:reports"),
    Section(_("Platser"), _("Platser och områden som alla menar samma sak med."), "lagesbild:places"),
    Section(
        _("Dialoger"), _("Vad invånare och medarbetare har sagt, och svaret till dem."), "lagesbild:dialogues"
    ),
    Section(
        _("Trygghetsvandringar"),
        _("Planera vägen, notera punkter med telefonen och publicera protokollet."),
        "lagesbild:walks",
    ),
    Section(
        _("Läs in filer"),
        _("Händelser, enkätsvar och statistik från Excel eller CSV."),
        "lagesbild:imports",
        for_writers=True,
    ),
]
UNDERSTAND: list[Section] = [
    Section(
        _("Analys och hot spots"),
        _("Vad som har rapporterats, när, var och av vem. Vad är mer än slump?"),
        "lagesbild:analysis",
    ),
    Section(
        _("Statistik"),
        _("Siffror från Kolada och Brå, jämförda med länet, kommungruppen och riket."),
        "lagesbild:statistics",
    ),
    Section(_("Problem"), _("Kommunens, polisens och de gemensamma, med orsaker."), "lagesbild:problems"),
    Section(
        _("Sammanfoga problem"),
        _("Vad båda parterna har sett, och vad bara en av dem har."),
        "lagesbild:problem_compare",
    ),
    Section(_("Prioritera"), _("Väg problemen mot varandra i en matris."), "lagesbild:problem_matrix"),
    Section(
        _("Lägesbildsträffar"),
        _("Vad som är nytt sedan sist, vad ni har beslutat och vem som gör det."),
        "lagesbild:meetings",
    ),
]
DECIDE: list[Section] = [
    Section(
        _("Lägesbilder"),
        _("Den antagna, utkast och tidigare. Med de tre delar som lagen kräver."),
        "lagesbild:lagesbilder",
    ),
    Section(
        _("Åtgärdsplaner"),
        _("Vad som ska göras åt orsakerna, av vem och när, och hur det går."),
        "lagesbild:plans",
    ),
    Section(
        _("Överenskommelser"),
        _("Parter, ändamål, områden och tid, med den undertecknade filen."),
        "lagesbild:agreements",
    ),
    Section(
        _("Sekretess och gallring"),
        _("Vad som är markerat, vad som har lämnats ut och vad som har gallrats."),
        "lagesbild:secrecy",
    ),
]
