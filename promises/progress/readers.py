"""The state of each step, read from the facts. Pure."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from organisations.models import Organisation
from promises.dialogue import is_explained, is_told
from promises.models import FollowUpPlan
from promises.progress.facts import Facts
from promises.progress.state import State
from promises.progress.steps import DIALOGUE_KINDS
from promises.states import Status


def basics(facts: Facts) -> tuple[State, str]:
    kinds, rows = facts.kinds(), facts.revision
    missing = []
    if Organisation.Kind.MUNICIPALITY not in kinds:
        missing.append(_("kommun"))
    if Organisation.Kind.POLICE_AREA not in kinds:
        missing.append(_("polisens område"))
    if not (rows.period_start or rows.registered_afterwards):
        missing.append(_("när löftet börjar gälla"))
    elif not (rows.period_end or rows.period_open_ended or rows.registered_afterwards):
        missing.append(_("när löftet slutar gälla"))
    if missing:
        return State.DOING, _missing(missing)
    names = ", ".join(str(party) for party in facts.parties)
    return State.DONE, ". ".join(filter(None, (names, rows.period_words)))


def sections(facts: Facts) -> tuple[State, str]:
    own = [section for section in facts.sections if section[1] not in DIALOGUE_KINDS]
    if not own and not facts.aims:
        return State.OPTIONAL, _("Ett kort löfte klarar sig utan.")
    empty = [heading for _pk, _kind, heading, body in own if not body]
    if empty:
        return State.DOING, _("Saknar text: %(headings)s") % {"headings": ", ".join(empty)}
    counts = ((_("%(count)d avsnitt"), len(own)), (_("%(count)d mål"), facts.aims))
    return State.DONE, ", ".join(words % {"count": count} for words, count in counts if count)


def dialogue(facts: Facts) -> tuple[State, str]:
    basis = getattr(facts.revision, "dialogue", None)
    written = [
        (kind, body) for _pk, kind, _heading, body in facts.sections if kind in DIALOGUE_KINDS and body
    ]
    if is_told(basis.summary if basis else "", written):
        return State.DONE, _("Vad invånarna har sagt är beskrivet.")
    if basis and is_explained(basis.no_dialogue_reason):
        return State.DONE, _("Ni har skrivit varför ingen dialog har gjorts.")
    todo = _("Skriv vad invånarna har sagt, eller varför ni inte har frågat.")
    return (State.DOING if basis or written else State.TODO), todo


def activities(facts: Facts) -> tuple[State, str]:
    if not facts.activities:
        if facts.revision.registered_afterwards:
            return State.OPTIONAL, _("Alla löften har inte aktiviteter.")
        return (State.DOING if facts.focus_areas else State.TODO), _("Skriv minst en aktivitet.")
    if facts.activities_missing_actor:
        count = facts.activities_missing_actor
        return State.DOING, ngettext(
            "%(count)d aktivitet saknar utförare eller ansvarig.",
            "%(count)d aktiviteter saknar utförare eller ansvarig.",
            count,
        ) % {"count": count}
    note = ngettext("%(count)d aktivitet", "%(count)d aktiviteter", facts.activities) % {
        "count": facts.activities
    }
    if facts.focus_areas:
        note += ngettext(" i %(count)d fokusområde", " i %(count)d fokusområden", facts.focus_areas) % {
            "count": facts.focus_areas
        }
    return State.DONE, note


def follow_up(facts: Facts) -> tuple[State, str]:
    plan: FollowUpPlan | None = getattr(facts.revision, "follow_up", None)
    if plan is None:
        return State.TODO, _("Det finns ett förslag att utgå från.")
    wanted = [
        (plan.by_whom, _("vem som följer upp")),
        (plan.interval, _("hur ofta")),
        (plan.first_on, _("första uppföljningen")),
        (plan.reported_to, _("till vem ni rapporterar")),
        (plan.feedback_on, _("när invånarna får svar")),
        (plan.feedback_channel, _("hur invånarna får svar")),
    ]
    missing = [words for value, words in wanted if not value]
    if missing:
        return State.DOING, _missing(missing)
    return State.DONE, _("Uppföljning %(interval)s.") % {"interval": plan.get_interval_display()}


def signatories(facts: Facts) -> tuple[State, str]:
    if not facts.signatories:
        return State.TODO, _("Välj vilka som ska skriva under.")
    parties = {party.organisation_id: party for party in facts.parties}
    signing = {signatory.organisation_id for signatory in facts.signatories}
    strangers = [str(s.organisation) for s in facts.signatories if s.organisation_id not in parties]
    if strangers:
        return State.DOING, _("Inte längre part: %(names)s") % {"names": ", ".join(strangers)}
    must = (Organisation.Kind.MUNICIPALITY, Organisation.Kind.POLICE_AREA)
    missing = [
        str(party)
        for number, party in parties.items()
        if party.organisation.kind in must and number not in signing
    ]
    if missing:
        return State.DOING, _("Ingen skriver under för %(names)s.") % {"names": ", ".join(missing)}
    return State.DONE, "; ".join(str(signatory) for signatory in facts.signatories)


def check(facts: Facts) -> tuple[State, str]:
    status = facts.revision.status
    if status == Status.DRAFT:
        return State.TODO, _blocking(facts) or _("Se vad som hindrar underskrift och vad som kan bli bättre.")
    if status == Status.REVIEW:
        return State.DOING, _("Löftet är ute på granskning.")
    return State.DONE, ""


def _blocking(facts: Facts) -> str:
    """How many findings of the quality check stand in the way, when it has been asked."""
    if facts.blocking is None:
        return ""
    if not facts.blocking:
        return _("Inget hindrar underskrift.")
    words = ngettext(
        "%(count)d sak hindrar underskrift.", "%(count)d saker hindrar underskrift.", facts.blocking
    )
    return words % {"count": facts.blocking}


def _missing(parts: list[str]) -> str:
    return _("Saknas: %(parts)s") % {"parts": ", ".join(parts)}
