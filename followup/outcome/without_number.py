"""What has no number of its own: once within a time, a share of cases, on demand, ongoing."""

from __future__ import annotations

from decimal import ROUND_FLOOR, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from followup.outcome.model import ZERO, Question, Result, plain, total
from followup.outcome.wording import shown_number, status_words, time_left
from followup.states import EntryStatus, Standing


def within(q: Question) -> Result:
    """Something that is to be done once, within a time."""
    done = any(r.status == EntryStatus.DONE for r in q.reports)
    latest = q.reports[-1] if q.reports else None
    if done:
        return plain(q, Standing.GREEN, _("genomförd"))
    if latest and latest.status in (EntryStatus.NOT_DONE, EntryStatus.STOPPED):
        return plain(q, Standing.RED, status_words(latest))
    if q.is_over:
        standing = Standing.YELLOW if any(r.counts for r in q.reports) else Standing.RED
        return plain(q, standing, _("tiden är ute och aktiviteten är inte rapporterad som genomförd"))
    said = status_words(latest) if latest else _("inget är rapporterat än")
    standing = Standing.GREEN if latest and latest.counts else Standing.GREY
    return plain(q, standing, ", ".join(part for part in (said, time_left(q)) if part))


def service_level(q: Question) -> Result:
    """The share that was done within the deadline, of all cases that were reported with both numbers."""
    both = [r for r in q.counted if r.quantity is not None and r.out_of is not None]
    on_time, cases = total(both), sum((r.out_of or ZERO for r in both), ZERO)
    if not cases:
        return plain(
            q, Standing.GREY, _("inga ärenden är rapporterade"), uncounted=len(q.counted) - len(both)
        )
    words = _("%(within)s av %(cases)s i tid (%(share)s procent)") % {
        "within": shown_number(on_time),
        "cases": shown_number(cases),
        "share": shown_number((on_time * 100 / cases).quantize(Decimal(1), ROUND_FLOOR)),
    }
    standing = (
        Standing.GREEN if on_time >= cases else Standing.YELLOW if on_time * 2 >= cases else Standing.RED
    )
    return _numbers(q, standing, words, on_time, cases, len(q.counted) - len(both))


def on_demand(q: Question) -> Result:
    """Requests against fulfilled. Nobody having asked is no failure."""
    both = [r for r in q.counted if r.out_of is not None]
    fulfilled, asked = total(both), sum((r.out_of or ZERO for r in both), ZERO)
    if not both:
        return plain(q, Standing.GREY, _("ingen förfrågan är rapporterad"))
    if not asked:
        return plain(q, Standing.GREEN, _("ingen har frågat efter det"))
    words = ngettext(
        "%(done)s av %(asked)s förfrågan uppfylld",
        "%(done)s av %(asked)s förfrågningar uppfyllda",
        int(asked),
    ) % {"done": shown_number(fulfilled), "asked": shown_number(asked)}
    standing = (
        Standing.GREEN if fulfilled >= asked else Standing.YELLOW if fulfilled * 2 >= asked else Standing.RED
    )
    return _numbers(q, standing, words, fulfilled, asked, 0)


def ongoing(q: Question) -> Result:
    """Work that goes on, or whose extent is not said: whether it is reported, and how much when numbers are given."""
    if not q.reports:
        if q.has_begun and q.span is not None and q.today - q.span.first > q.silence:
            return plain(q, Standing.YELLOW, _("inget är rapporterat än"))
        return plain(q, Standing.GREY, _("inget är rapporterat än") if q.has_begun else _("har inte börjat"))
    latest = q.reports[-1]
    done = total(q.counted)
    parts = [status_words(latest)]
    if done:
        parts.append(_("%(total)s rapporterade") % {"total": shown_number(done)})
    if latest.status in (EntryStatus.NOT_DONE, EntryStatus.STOPPED):
        standing = Standing.RED
    elif latest.status in (EntryStatus.PARTLY, EntryStatus.CHANGED, EntryStatus.NOT_STARTED):
        standing = Standing.YELLOW
    elif not q.is_over and q.today - latest.day > q.silence:
        standing = Standing.YELLOW
        parts.append(_("ingen ny rapport på länge"))
    else:
        standing = Standing.GREEN
    return plain(q, standing, ", ".join(parts), done=done or None)


def _numbers(
    q: Question, standing: Standing, words: str, done: Decimal, promised: Decimal, uncounted: int
) -> Result:
    return Result(
        standing,
        words,
        done=done,
        promised=promised,
        expected=promised,
        last_on=q.last_on,
        reports=len(q.reports),
        uncounted=uncounted,
    )
