"""What has no number of its own: once within a time, a share of cases, on demand, ongoing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.outcome.model import ZERO, Question, Result, plain, total
from followup.outcome.wording import about, joined, shown_number, status_words, time_left, without_number
from followup.states import EntryStatus, Standing

_GIVEN_UP = frozenset({EntryStatus.NOT_DONE, EntryStatus.STOPPED})
_HALTING = frozenset({EntryStatus.PARTLY, EntryStatus.CHANGED, EntryStatus.NOT_STARTED})


def within(q: Question) -> Result:
    """Something that is to be done once, within a time."""
    finished = [r for r in q.reports if r.status == EntryStatus.DONE]
    latest = q.reports[-1] if q.reports else None
    if any(q.span is None or r.day in q.span for r in finished):
        return plain(q, Standing.GREEN, _("genomförd"))
    if finished:
        return plain(q, Standing.YELLOW, _("genomförd, men inte inom den utlovade tiden"))
    if latest and latest.status in _GIVEN_UP:
        return plain(q, Standing.RED, status_words(latest))
    if q.is_over:
        standing = Standing.YELLOW if any(r.counts for r in q.reports) else Standing.RED
        return plain(q, standing, _("tiden är ute och aktiviteten är inte rapporterad som genomförd"))
    if latest is None and not q.has_begun:
        return plain(q, Standing.GREY, _("har inte börjat"))
    said = status_words(latest) if latest else _("inget är rapporterat än")
    standing = Standing.GREEN if latest and latest.counts else Standing.GREY
    return plain(q, standing, joined(said, time_left(q)))


def service_level(q: Question) -> Result:
    """The share that was done within the deadline, of all cases that were reported with both numbers."""
    both = [r for r in q.counted if r.quantity is not None and r.out_of is not None]
    uncounted = len(q.counted) - len(both)
    on_time, cases = total(both), sum((r.out_of or ZERO for r in both), ZERO)
    if not cases:
        words = joined(_("inga ärenden är rapporterade"), without_number(uncounted))
        return plain(q, Standing.GREY, words, uncounted=uncounted)
    share = min(on_time * 100 / cases, Decimal(100) if on_time >= cases else Decimal(99))
    words = _("%(within)s av %(cases)s i tid (%(share)s procent)") % {
        "within": f"{about(both)}{shown_number(on_time)}",
        "cases": shown_number(cases),
        "share": shown_number(share.quantize(Decimal(1), ROUND_HALF_UP)),
    }
    return _shared(q, words, on_time, cases, uncounted)


def on_demand(q: Question) -> Result:
    """Requests against fulfilled. Nobody having asked is no failure."""
    both = [r for r in q.counted if r.out_of is not None]
    uncounted = len(q.counted) - len(both)
    fulfilled, asked = total(both), sum((r.out_of or ZERO for r in both), ZERO)
    if not both:
        words = joined(_("ingen förfrågan är rapporterad"), without_number(uncounted))
        return plain(q, Standing.GREY, words, uncounted=uncounted)
    if not asked:
        return plain(q, Standing.GREEN, _("ingen har frågat efter det"), uncounted=uncounted)
    words = ngettext(
        "%(done)s av %(asked)s förfrågan uppfylld",
        "%(done)s av %(asked)s förfrågningar uppfyllda",
        int(asked),
    ) % {"done": f"{about(both)}{shown_number(fulfilled)}", "asked": shown_number(asked)}
    return _shared(q, words, fulfilled, asked, uncounted)


def ongoing(q: Question) -> Result:
    """Work that goes on, or whose extent is not said: whether it is reported, and how much when numbers are given."""
    if not q.reports:
        if not q.has_begun:
            return plain(q, Standing.GREY, _("har inte börjat"))
        late = q.is_over or (q.span is not None and q.today - q.span.first > q.silence)
        return plain(q, Standing.YELLOW if late else Standing.GREY, _("inget är rapporterat än"))
    latest, done = q.reports[-1], total(q.counted)
    silent = not q.is_over and q.today - latest.day > q.silence
    words = joined(
        status_words(latest),
        _("%(total)s rapporterade") % {"total": f"{about(q.counted)}{shown_number(done)}"} if done else "",
        _("ingen rapport på %(days)d dagar") % {"days": (q.today - latest.day).days} if silent else "",
    )
    if latest.status in _GIVEN_UP:
        standing = Standing.RED
    elif silent or latest.status in _HALTING:
        standing = Standing.YELLOW
    else:
        standing = Standing.GREEN
    return plain(q, standing, words, done=done or None)


def _shared(q: Question, words: str, done: Decimal, asked: Decimal, uncounted: int) -> Result:
    """Green for all, yellow for at least half, red for less."""
    standing = Standing.GREEN if done >= asked else Standing.YELLOW if done * 2 >= asked else Standing.RED
    return Result(
        standing,
        joined(words, without_number(uncounted)),
        done=done,
        promised=asked,
        expected=asked,
        last_on=q.last_on,
        reports=len(q.reports),
        uncounted=uncounted,
    )
