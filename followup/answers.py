"""The answer to those who live there as everybody reads it: plain dataclasses, the source of its page.

Made from the released answer, the verdicts and the released evaluations, never shown from the rows themselves, so
that what is not here cannot reach a reader.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from followup.concluding import verdicts_of
from followup.corrections import answer_was_shown, corrections_of
from followup.documents import CorrectionText, EvaluationText
from followup.evaluations import evaluables, evaluation_text
from followup.followed import FollowedPromise, followed
from followup.models import PublicAnswer, Verdict
from promises.models import PromiseVersion
from promises.states import CURRENT
from promises.thread import SaidText, thread_of


@dataclass(frozen=True)
class VerdictText:
    """How one activity ended; ``outcome`` is empty before anybody has said."""

    number: str
    activity: str
    scope: str
    area: str
    code: str = ""
    outcome: str = ""
    reason: str = ""


@dataclass(frozen=True)
class SaidAnswer:
    """One thing that was said, and how that went which was promised because of it."""

    said: SaidText
    promised: list[VerdictText] = field(default_factory=list)


@dataclass(frozen=True)
class AnswerText:
    """Everything a reader sees of the answer."""

    slug: str
    title: str
    you_said: str
    we_promised: str
    so_it_went: str
    what_now: str
    demonstration: bool = False
    released_on: date | None = None
    said: list[SaidAnswer] = field(default_factory=list)
    verdicts: list[VerdictText] = field(default_factory=list)
    evaluations: list[EvaluationText] = field(default_factory=list)
    corrections: list[CorrectionText] = field(default_factory=list)

    @property
    def says_how_much(self) -> bool:
        """Whether any activity has an omfattning: a column of dashes says nothing."""
        return any(one.scope for one in self.verdicts)

    @property
    def texts(self) -> list[str]:
        """What people have written in it."""
        written = [self.you_said, self.we_promised, self.so_it_went, self.what_now]
        return [*written, *(one.reason for one in self.verdicts)]


def read_answer(followed: FollowedPromise, answer: PublicAnswer) -> AnswerText:
    """The answer with the verdicts, released or not, and the evaluations that are. Four queries."""
    known = verdicts_of(followed.promise)
    verdicts = {
        str(a.key): _verdict(
            VerdictText(a.text.number, a.text.text, a.text.scope, a.area.title or ""), known.get(a.key)
        )
        for a in followed.activities
    }
    return AnswerText(
        slug=followed.document.slug,
        title=followed.document.title,
        you_said=answer.you_said,
        we_promised=answer.we_promised,
        so_it_went=answer.so_it_went,
        what_now=answer.what_now,
        demonstration=followed.document.demonstration,
        released_on=timezone.localdate(answer.released_at) if answer.released_at else None,
        said=[
            SaidAnswer(one, [verdicts[ref.key] for ref in one.activities])
            for one in thread_of(followed.version).findings
        ],
        verdicts=list(verdicts.values()),
        evaluations=[
            evaluation_text(one.title, row)
            for one in evaluables(followed)
            for _kind, row in one.kinds
            if row is not None and row.released_at is not None
        ],
    )


def _verdict(text: VerdictText, verdict: Verdict | None) -> VerdictText:
    if verdict is None:
        return text
    said = {"code": verdict.outcome, "outcome": verdict.get_outcome_display(), "reason": verdict.reason}
    return replace(text, **said)


def public_answer(slug: str) -> AnswerText | None:
    """The answer of the promise at an address, when it is released and the promise is public.

    One that was released and is taken back has no words, only the days and reasons of what was done with it.
    """
    answer = _written(slug).select_related("promise").first()
    found = followed(answer.promise) if answer else None
    if answer is None or found is None:
        return None
    if answer.released_at is not None:
        return replace(read_answer(found, answer), corrections=corrections_of(found))
    return _without_words(found, corrections_of(found)) if answer_was_shown(found) else None


def _without_words(followed: FollowedPromise, corrections: list[CorrectionText]) -> AnswerText:
    document = followed.document
    return AnswerText(
        document.slug, document.title, "", "", "", "", document.demonstration, corrections=corrections
    )


def _written(slug: str) -> QuerySet[PublicAnswer]:
    public = PromiseVersion.objects.filter(revision__status__in=CURRENT).values("revision__promise")
    return PublicAnswer.objects.filter(promise__slug=slug, promise__in=public)
