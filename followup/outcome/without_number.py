"""What has no number of its own: once within a time, a share of cases, on demand, ongoing."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

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
        return plain(q, Standing.GREEN, "genomförd")
    if finished:
        return plain(q, Standing.YELLOW, "genomförd, men inte inom den utlovade tiden")
    if latest and latest.status in _GIVEN_UP:
        return plain(q, Standing.RED, status_words(latest))
    if q.is_over:
        standing = Standing.YELLOW if any(r.counts for r in q.reports) else Standing.RED
        return plain(q, standing, "tiden är ute och aktiviteten är inte rapporterad som genomförd")
    if latest is None and not q.has_begun:
        return plain(q, Standing.GREY, "har inte börjat")
    said = status_words(latest) if latest else "inget är rapporterat än"
    standing = Standing.GREEN if latest and latest.counts else Standing.GREY
    return plain(q, standing, joined(said, time_left(q)))


def service_level(q: Question) -> Result:
    """The share that was done within the deadline, of all cases that were reported with both numbers."""
    both = [r for r in q.counted if r.quantity is not None and r.out_of is not None]
    uncounted = len(q.counted) - len(both)
    on_time, cases = total(both), sum((r.out_of or ZERO for r in both), ZERO)
    if not cases:
        words = joined("inga ärenden är rapporterade", without_number(uncounted))
        return plain(q, Standing.GREY, words, uncounted=uncounted)
    share = min(on_time * 100 / cases, Decimal(100) if on_time >= cases else Decimal(99))
    percent = shown_number(share.quantize(Decimal(1), ROUND_HALF_UP))
    words = f"{about(both)}{shown_number(on_time)} av {shown_number(cases)} i tid ({percent} procent)"
    return _shared(q, words, on_time, cases, uncounted)


def on_demand(q: Question) -> Result:
    """Requests against fulfilled. Nobody having asked is no failure."""
    both = [r for r in q.counted if r.out_of is not None]
    uncounted = len(q.counted) - len(both)
    fulfilled, asked = total(both), sum((r.out_of or ZERO for r in both), ZERO)
    if not both:
        words = joined("ingen förfrågan är rapporterad", without_number(uncounted))
        return plain(q, Standing.GREY, words, uncounted=uncounted)
    if not asked:
        return plain(q, Standing.GREEN, "ingen har frågat efter det", uncounted=uncounted)
    what = "förfrågan uppfylld" if int(asked) == 1 else "förfrågningar uppfyllda"
    words = f"{about(both)}{shown_number(fulfilled)} av {shown_number(asked)} {what}"
    return _shared(q, words, fulfilled, asked, uncounted)


def ongoing(q: Question) -> Result:
    """Work that goes on, or whose extent is not said: whether it is reported, and how much when numbers are given."""
    if not q.reports:
        if not q.has_begun:
            return plain(q, Standing.GREY, "har inte börjat")
        late = q.is_over or (q.span is not None and q.today - q.span.first > q.silence)
        return plain(q, Standing.YELLOW if late else Standing.GREY, "inget är rapporterat än")
    latest, done = q.reports[-1], total(q.counted)
    silent = not q.is_over and q.today - latest.day > q.silence
    words = joined(
        status_words(latest),
        f"{about(q.counted)}{shown_number(done)} rapporterade" if done else "",
        f"ingen rapport på {(q.today - latest.day).days} dagar" if silent else "",
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
