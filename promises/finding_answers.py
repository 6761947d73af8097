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
from promises.states import Status

Kind = FindingAnswer.Kind
# What stood in these is not promised by standing there.
_PAST = (Status.SUPERSEDED, Status.WITHDRAWN)


@dataclass(frozen=True)
class Said:
    """Something that was said, and its answer if there is one; one that no longer ``holds`` is as good as none."""

    finding: Finding
    answer: FindingAnswer | None = None
    words: str = ""
    holds: bool = True

    @property
    def waits(self) -> bool:
        return self.answer is None or not self.holds


def said_in(dialogue: Dialogue) -> list[Said]:
    """Everything said in the dialogue with its answers, what waits for one first. Three queries, whatever was said."""
    findings = list(dialogue.findings.order_by("position", "pk"))
    answers = answers_to(findings)
    told = _words_of(answers.values())
    said = [
        Said(one, answers[one.pk], told[one.pk].text, told[one.pk].holds) if one.pk in told else Said(one)
        for one in findings
    ]
    return sorted(said, key=lambda one: not one.waits)


def answers_to(findings: Iterable[Finding]) -> dict[int, FindingAnswer]:
    """The answers by the findings' ids. One query."""
    rows = FindingAnswer.objects.filter(finding__in=[one.pk for one in findings]).select_related("promise")
    return {row.finding_id: row for row in rows}


@dataclass(frozen=True)
class _Words:
    """What an answer says. It ``holds`` unless it was an activity that is promised no longer."""

    text: str
    holds: bool


def gone_from(answers: Iterable[FindingAnswer]) -> set[int]:
    """The findings whose answer was an activity that no text being written, in force or ended has any more.

    One query, none when no activity is an answer.
    """
    rows = [row for row in answers if row.activity_key]
    texts = _texts(rows)
    return {row.finding_id for row in rows if (row.promise_id, row.activity_key) not in texts}


def _words_of(answers: Iterable[FindingAnswer]) -> dict[int, _Words]:
    """What each answer says, by the findings' ids. Two queries, or none when nothing is promised."""
    rows = list(answers)
    promised = [row for row in rows if row.kind == Kind.PROMISED]
    titles, texts = _titles(promised), _texts(promised)
    return {
        row.finding_id: _Words(
            _said(row, titles, texts),
            holds=row.activity_key is None or (row.promise_id or 0, row.activity_key) in texts,
        )
        for row in rows
    }


def in_words(answer: FindingAnswer) -> str:
    """What one answer says."""
    return _words_of([answer])[answer.finding_id].text


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
    """The activities as the latest text has them, of the texts that say what is promised."""
    keys = [row.activity_key for row in promised if row.activity_key]
    if not keys:
        return {}
    texts = Revision.objects.exclude(status__in=_PAST)
    rows = Activity.objects.filter(key__in=keys, revision__in=texts.values("pk"))
    rows = rows.order_by("revision__number", "revision__attempt")
    return {
        (promise, key): text for promise, key, text in rows.values_list("revision__promise", "key", "text")
    }


def told_of(findings: Collection[Finding]) -> dict[int, list[Told]]:
    """The answers as the lägesbild shows them, by the findings' ids (``lagesbild.answers``)."""
    answers = answers_to(findings)
    words = _words_of(answers.values())
    return {number: [_told(answer, words[number])] for number, answer in answers.items()}


def _told(answer: FindingAnswer, words: _Words) -> Told:
    url = reverse("promises:detail", args=[answer.promise_id]) if answer.promise_id else ""
    kind = str(answer.get_kind_display()) if words.holds else _("Svaret gäller inte längre")
    return Told(kind, words.text, url, words.holds)


def url_to_answer(finding: Finding) -> str:
    """Where somebody answers it."""
    return reverse("promises:answer_finding", args=[finding.pk])
