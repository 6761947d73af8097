"""What changed between two texts of the same promise, in words a reader understands. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from promises import documents as d
from promises.presentation import cell, party_line, period_words, signatory_line, swedish_day, theme_labels


@dataclass(frozen=True)
class Change:
    """``before`` is empty for something added, ``after`` for something removed."""

    where: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def words(self) -> str:
        return {"added": _("Nytt"), "removed": _("Borttaget"), "changed": _("Ändrat")}[self.kind]


def compare(before: d.Document, after: d.Document) -> list[Change]:
    """Every difference between two documents, in the order of the new one; what was removed comes last in its part.

    Activities are matched by their key, which follows an activity from version to version; everything else by its
    heading, since that is how a reader finds it.
    """
    changes: list[Change] = []
    for was, now in (
        (_scalars(before), _scalars(after)),
        (_sections(before), _sections(after)),
        (_areas(before), _areas(after)),
        (_activities(before), _activities(after)),
    ):
        changes.extend(_differences(was, now))
    return changes


Named = dict[str, tuple[str, str]]


def _differences(was: Named, now: Named) -> Iterator[Change]:
    for key, (where, text) in now.items():
        old = was.get(key, ("", ""))[1]
        if old != text:
            yield Change(where, old, text)
    for key, (where, text) in was.items():
        if key not in now and text:
            yield Change(where, text, "")


def _scalars(doc: d.Document) -> Named:
    plan, feedback = doc.follow_up, doc.feedback
    pairs = {
        "title": (_("Rubrik"), doc.title),
        "period": (_("Period"), period_words(doc.period)),
        "parties": (_("Parter"), "\n".join(party_line(party) for party in doc.parties)),
        "scope": (_("Gäller var"), ", ".join(text for text in (doc.scope_text, *doc.places) if text)),
        "times": (_("Tider"), doc.time_scope),
        "themes": (_("Ämnen"), ", ".join(theme_labels(doc.themes))),
        "aims": (_("Mål med löftet"), "\n".join(text for text in (doc.aims_lead, *doc.aims) if text)),
        "dialogue": (_("Vad löftet bygger på"), _dialogue(doc.dialogue)),
        "follow_up": (
            _("Uppföljning"),
            _lines(
                plan.text,
                plan.by_whom,
                swedish_day(plan.first_on),
                plan.reported_to,
                swedish_day(plan.report_by),
            ),
        ),
        "feedback": (
            _("Svar till invånarna"),
            _lines(swedish_day(feedback.on), feedback.channel, feedback.communication),
        ),
        "signatories": (_("Undertecknare"), _lines(*(signatory_line(s) for s in doc.signatories))),
        "statements": (_("Parterna om löftet"), _lines(*(s.statement for s in doc.signatories))),
        "contacts": (
            _("Kontakt"),
            _lines(*(_lines(c.title, c.organisation, c.phone, c.email) for c in doc.contacts)),
        ),
        "picture": (_("Bild"), _picture(doc.picture)),
    }
    return {key: value for key, value in pairs.items() if value[1]}


def _sections(doc: d.Document) -> Named:
    found: Named = {}
    for number, section in enumerate(doc.sections):
        name = section.heading or section.kind
        key = f"{section.kind}|{name}"
        found[key if key not in found else f"{key}|{number}"] = (
            section.heading or _("Avsnitt"),
            section.body,
        )
    return found


def _areas(doc: d.Document) -> Named:
    found: Named = {}
    for number, area in enumerate(doc.focus_areas):
        if area.title:
            words = (
                area.title,
                area.background,
                area.problem,
                area.purpose,
                area.goal,
                ", ".join(area.places),
            )
            key = area.title if area.title not in found else f"{area.title}|{number}"
            found[key] = (area.title, _lines(*words))
    return found


def _activities(doc: d.Document) -> Named:
    columns = ("text", "scope", "executor", "responsible", "follow_up", "evaluation")
    return {
        activity.key: (
            _("Aktivitet %(number)s") % {"number": activity.number},
            _lines(*(", ".join(cell(activity, column)) for column in columns)),
        )
        for activity in doc.activities
    }


def _dialogue(dialogue: d.DialogueText) -> str:
    return _lines(
        dialogue.summary,
        dialogue.method,
        dialogue.figures,
        dialogue.unsafe_when,
        dialogue.unsafe_where,
        dialogue.unsafe_who,
        *dialogue.sources,
        dialogue.no_dialogue_reason,
    )


def _picture(picture: d.PictureText | None) -> str:
    return _lines(picture.alt, picture.caption, picture.credit, picture.sha256[:12]) if picture else ""


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
