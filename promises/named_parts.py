"""A document as named parts, each with its text: all that it says, so that two of them can be compared. Pure.

Activities and indicators are known by their key, which follows them from version to version; everything else by its
heading, since that is how a reader finds it.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from organisations.themes import Theme
from promises import documents as d
from promises import extent
from promises.models.activity import Activity
from promises.models.base import Period
from promises.models.content import FollowUpPlan, Section
from promises.models.indicator import Indicator
from promises.presentation import party_line, signatory_line, swedish_day, theme_labels

# Key → (what the part is called, its text). In the order of the document.
Named = dict[str, tuple[str, str]]


def _facts(doc: d.Document) -> Named:
    plan, feedback = doc.follow_up, doc.feedback
    pairs = {
        "title": (_("Rubrik"), doc.title),
        "slug": (_("Adress"), doc.slug),
        "period": (_("Period"), _period(doc.period)),
        "municipalities": (_("Kommuner"), lines(*(m.name for m in doc.municipalities))),
        "police": (_("Polisområden"), lines(doc.police_area or "", *doc.police_areas)),
        "parties": (_("Parter"), lines(*(party_line(p) for p in doc.parties))),
        "scope": (_("Gäller var"), lines(doc.scope_text, *doc.places)),
        "times": (_("Tider"), doc.time_scope),
        "themes": (_("Ämnen"), ", ".join(theme_labels(doc.themes))),
        "aims": (_("Mål med löftet"), lines(doc.aims_lead, *doc.aims)),
        "dialogue": (_("Vad löftet bygger på"), _dialogue(doc.dialogue)),
        "follow_up": (
            _("Uppföljning"),
            lines(
                plan.text,
                _labelled(_("Hur ofta"), _label(FollowUpPlan.Interval, plan.interval)),
                _labelled(_("Vem följer upp"), plan.by_whom),
                _labelled(_("Första uppföljningen"), swedish_day(plan.first_on)),
                _labelled(_("Rapporteras till"), plan.reported_to),
                _labelled(_("Slutrapport senast"), swedish_day(plan.report_by)),
            ),
        ),
        "feedback": (
            _("Svar till invånarna"),
            lines(
                _labelled(_("Senast"), swedish_day(feedback.on)),
                _labelled(_("Så får invånarna svar"), feedback.channel),
                feedback.communication,
            ),
        ),
        "signatories": (_("Undertecknare"), lines(*(_signatory(s) for s in doc.signatories))),
        "statements": (
            _("Parterna om löftet"),
            lines(*(_labelled(s.title, s.statement) for s in doc.signatories if s.statement)),
        ),
        "contacts": (
            _("Kontakt"),
            lines(
                *(
                    ", ".join(filter(None, (c.title, c.organisation, c.phone, c.email, c.address)))
                    for c in doc.contacts
                )
            ),
        ),
        "adoptions": (_("Beslut"), lines(*(_adoption(a) for a in doc.adoptions))),
        "picture": (_("Bild"), _picture(doc.picture)),
        "predecessors": (
            _("Föregångare"),
            lines(*(", ".join(filter(None, (p.title, p.slug, p.address))) for p in doc.predecessors)),
        ),
        "original": (_("Original"), _original(doc.original)),
        "origin": (_("Registrerat i efterhand"), _("Ja") if doc.registered_afterwards else _("Nej")),
        "demonstration": (_("Demonstration"), _("Ja") if doc.demonstration else _("Nej")),
    }
    return {key: value for key, value in pairs.items() if value[1]}


def _sections(doc: d.Document) -> Named:
    found: Named = {}
    for section in doc.sections:
        name = section.heading or _label(Section.Kind, section.kind) or _("Avsnitt")
        kind = _label(Section.Kind, section.kind)
        place = _("Står efter aktiviteterna.") if section.after_activities else ""
        said = "" if kind in (name, _("Annat avsnitt")) else _labelled(_("Slags avsnitt"), kind)
        text = lines(section.body or section.heading, said, place)
        found[_free(found, f"{section.kind}|{section.heading}")] = (name, text)
    return found


def _areas(doc: d.Document) -> Named:
    found: Named = {}
    for area in doc.focus_areas:
        if area.title is None:
            continue
        text = lines(
            area.background,
            _labelled(_("Problem"), area.problem),
            _labelled(_("Syfte"), area.purpose),
            _labelled(_("Mål"), area.goal),
            _labelled(_("Plats"), ", ".join(area.places)),
            _labelled(_("Ämne"), _label(Theme, area.theme)),
        )
        found[_free(found, area.title)] = (area.title or _("Fokusområde"), text or area.title)
    return found


def _activities(doc: d.Document) -> Named:
    found: Named = {}
    for area in doc.focus_areas:
        for activity in area.activities:
            name = _("Aktivitet %(number)s") % {"number": activity.number}
            found[_free(found, activity.key)] = (name, _activity(activity, area.title or ""))
    return found


def _activity(activity: d.ActivityText, area: str) -> str:
    a = activity
    return lines(
        a.text,
        _labelled(_("Fokusområde"), area),
        _labelled(_("Omfattning"), a.scope),
        _labelled(_("Så läser vi omfattningen"), _extent(a.extent)),
        _labelled(_("Utförare"), _actors(a.executor_wording, a.executors)),
        _labelled(_("Ansvarig"), _actors(a.responsible_wording, a.responsible)),
        _labelled(_("Uppföljning"), _actors(a.follow_up_wording, a.follow_up_by)),
        _labelled(_("Utvärdering"), _actors(a.evaluation_wording, a.evaluation_by)),
        _labelled(_("Syfte"), a.purpose),
        _labelled(_("Målgrupp"), a.target_group),
        _labelled(_("Väntad effekt"), a.expected_effect),
        _labelled(_("Slags åtgärd"), _label(Activity.Approach, a.approach)),
        _labelled(_("Sikt"), _label(Activity.Term, a.term)),
        _labelled(_("Plats"), ", ".join(a.places)),
        _labelled(_("Tider"), a.time_scope),
        _labelled(_("Period"), _period(a.period) if a.period else ""),
        _labelled(_("Utanför löftets period"), a.outside_period_reason),
    )


def _indicators(doc: d.Document) -> Named:
    areas = {area.key: area.title or "" for area in doc.focus_areas}
    activities = {activity.key: activity.text for activity in doc.activities}
    found: Named = {}
    for one in doc.indicators:
        measured = activities.get(one.activity_key or "", one.activity_key or "")
        text = lines(
            one.name,
            _labelled(_("Slags mål"), _label(Indicator.Kind, one.kind)),
            _labelled(_("Enhet"), one.unit),
            _labelled(_("Åt vilket håll"), _label(Indicator.Direction, one.direction)),
            _labelled(_("Källa"), one.source),
            _labelled(_("Utgångsvärde"), _value(one.baseline, one.baseline_on)),
            _labelled(_("Målvärde"), _value(one.target, one.target_on)),
            _labelled(_("Fokusområde"), areas.get(one.focus_area_key or "", one.focus_area_key or "")),
            _labelled(_("Aktivitet"), measured),
        )
        found[_free(found, one.key)] = (_("Indikator: %(name)s") % {"name": one.name}, text)
    return found


def _value(value: str | None, day: str | None) -> str:
    return ", ".join(filter(None, ((value or "").replace(".", ","), swedish_day(day))))


def _actors(wording: str, names: list[str]) -> str:
    listed = "; ".join(names)
    return f"{wording} ({listed})" if wording and listed else wording or listed


def _extent(data: dict[str, object] | None) -> str:
    if not data:
        return ""
    try:
        return extent.describe(extent.from_dict(data))
    except (extent.ExtentError, KeyError, TypeError, ValueError):
        # A reading that a later version of the code wrote: better shown raw than not at all.
        return str(sorted(data.items()))


def _period(period: d.PeriodText) -> str:
    """The words and the days both: the same words can be given other days."""
    return lines(
        period.text,
        _labelled(_("Börjar"), swedish_day(period.start)),
        _labelled(_("Slutar"), swedish_day(period.end)),
        _("Gäller tills vidare.") if period.open_ended else "",
        _labelled(
            _("Menad i"), _label(Period.Precision, period.precision) if period.start or period.end else ""
        ),
        _labelled(_("Villkor för att sluta"), period.condition),
        _labelled(_("Prövas igen senast"), swedish_day(period.review_on)),
    )


def _dialogue(dialogue: d.DialogueText) -> str:
    return lines(
        dialogue.summary,
        _labelled(_("Hur dialogen gjordes"), dialogue.method),
        _labelled(_("Hur många"), dialogue.figures),
        _labelled(_("När det känns otryggt"), dialogue.unsafe_when),
        _labelled(_("Var det känns otryggt"), dialogue.unsafe_where),
        _labelled(_("Vilka som känner sig otrygga"), dialogue.unsafe_who),
        _labelled(_("Källor"), "; ".join(dialogue.sources)),
        _labelled(_("Varför ingen dialog har gjorts"), dialogue.no_dialogue_reason),
    )


def _signatory(signatory: d.SignatoryText) -> str:
    signed = (swedish_day(signatory.signed_on), signatory.signed_text, signatory.place)
    return ", ".join(filter(None, (signatory_line(signatory), *signed)))


def _adoption(adoption: d.AdoptionText) -> str:
    parts = (adoption.organ, swedish_day(adoption.decided_on), adoption.paragraph, adoption.case_number)
    return ", ".join(filter(None, parts))


def _picture(picture: d.PictureText | None) -> str:
    if picture is None:
        return ""
    return lines(
        picture.alt,
        picture.caption,
        picture.credit,
        _labelled(_("Bildens kontrollsumma"), picture.sha256[:12]),
    )


def _original(original: d.OriginalText | None) -> str:
    if original is None:
        return ""
    return lines(original.url, original.file, _labelled(_("Filens kontrollsumma"), original.sha256[:12]))


def _label(choices: type, value: str) -> str:
    return str(dict(choices.choices).get(value, value)) if value else ""  # type: ignore[attr-defined]


def _labelled(label: str, text: str) -> str:
    return f"{label}: {text}" if text else ""


def _free(taken: Named, key: str) -> str:
    """The key, numbered when several parts are called the same."""
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}|{number}"
    return free


def lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


# Everything in a document, in the order in which differences are told.
PARTS = (_facts, _sections, _areas, _activities, _indicators)
