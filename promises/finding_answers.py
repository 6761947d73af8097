"""The answers to what has been said, as people read them."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from lagesbild.answers import Answer as Told
from lagesbild.models import Dialogue, Finding
from promises.models import Activity, FindingAnswer, Revision

Kind = FindingAnswer.Kind


@dataclass(frozen=True)
class Said:
    """Something that was said, and its answer if there is one."""

    finding: Finding
    answer: FindingAnswer | None = None
    words: str = ""


def said_in(dialogue: Dialogue) -> list[Said]:
    """Everything said in the dialogue with its answers, what waits for one first. Three queries, whatever was said."""
    findings = list(dialogue.findings.order_by("position", "pk"))
    answers = answers_to(findings)
    words = words_of(answers.values())
    said = [Said(one, answers.get(one.pk), words.get(one.pk, "")) for one in findings]
    return sorted(said, key=lambda one: one.answer is not None)


def answers_to(findings: Iterable[Finding]) -> dict[int, FindingAnswer]:
    """The answers by the findings' ids. One query."""
    rows = FindingAnswer.objects.filter(finding__in=[one.pk for one in findings]).select_related("promise")
    return {row.finding_id: row for row in rows}


def words_of(answers: Iterable[FindingAnswer]) -> dict[int, str]:
    """What each answer says, by the findings' ids. Two queries, or none when nothing is promised."""
    rows = list(answers)
    promised = [row for row in rows if row.kind == Kind.PROMISED]
    titles, texts = _titles(promised), _texts(promised)
    return {row.finding_id: _said(row, titles, texts) for row in rows}


def in_words(answer: FindingAnswer) -> str:
    """What one answer says."""
    return words_of([answer])[answer.finding_id]


def _said(row: FindingAnswer, titles: dict[int, str], texts: dict[tuple[int, uuid.UUID], str]) -> str:
    if row.kind == Kind.NOT_PROMISED:
        return _("Inte lovat: %(reason)s") % {"reason": row.reason}
    if row.kind == Kind.PASSED_ON:
        return _("Lämnat vidare till: %(channel)s") % {"channel": row.channel}
    title = titles.get(row.promise_id or 0, "")
    if row.activity_key is None:
        return _("Lovat i %(promise)s.") % {"promise": title}
    text = texts.get((row.promise_id or 0, row.activity_key))
    if text is None:
        return _("Lovat i %(promise)s, men aktiviteten finns inte längre.") % {"promise": title}
    return _("Lovat i %(promise)s: %(activity)s") % {"promise": title, "activity": text}


def _titles(promised: list[FindingAnswer]) -> dict[int, str]:
    """What each promise is called in its latest text."""
    if not promised:
        return {}
    texts = Revision.objects.filter(promise__in=[row.promise_id for row in promised])
    return dict(texts.order_by("number", "attempt").values_list("promise", "title"))


def _texts(promised: list[FindingAnswer]) -> dict[tuple[int, uuid.UUID], str]:
    """The activities as the latest text has them."""
    keys = [row.activity_key for row in promised if row.activity_key]
    if not keys:
        return {}
    rows = Activity.objects.filter(key__in=keys).order_by("revision__number", "revision__attempt")
    return {
        (promise, key): text for promise, key, text in rows.values_list("revision__promise", "key", "text")
    }


def told_of(findings: Collection[Finding]) -> dict[int, list[Told]]:
    """The answers as the lägesbild shows them, by the findings' ids (``lagesbild.answers``)."""
    answers = answers_to(findings)
    words = words_of(answers.values())
    return {number: [_told(answer, words[number])] for number, answer in answers.items()}


def _told(answer: FindingAnswer, words: str) -> Told:
    url = reverse("promises:detail", args=[answer.promise_id]) if answer.promise_id else ""
    return Told(str(answer.get_kind_display()), words, url)


def url_to_answer(finding: Finding) -> str:
    """Where somebody answers it."""
    return reverse("promises:answer_finding", args=[finding.pk])
