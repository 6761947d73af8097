"""Walks the chain and names what is wrong."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from audit.chain import GENESIS, digest
from audit.models import ChainHead, Event

CHUNK = 1000
ANCHOR = re.compile(r"(?P<number>[0-9]{1,18}):(?P<hash>[0-9a-fA-F]{64})")


@dataclass(frozen=True)
class Anchor:
    """A link of the chain, written `NUMBER:HASH` where it is kept outside the database."""

    number: int
    hash: str

    def __str__(self) -> str:
        return f"{self.number}:{self.hash}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `NUMBER:HASH`. Raises ValueError for anything else."""
        match = ANCHOR.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"{text!r} is not NUMBER:HASH with a hash of 64 hexadecimal digits")
        return cls(int(match["number"]), match["hash"].lower())


@dataclass(frozen=True)
class Fault:
    """Something wrong: the number of the event (the first one, when several are missing) and a sentence."""

    number: int
    text: str

    def __str__(self) -> str:
        return self.text


def head() -> Anchor:
    """The last link as the database knows it; `0:000…` when the log is empty."""
    row = ChainHead.objects.filter(pk=1).first()
    return Anchor(row.number, row.hash) if row else Anchor(0, GENESIS)


def faults(anchors: Collection[Anchor] = ()) -> Iterator[Fault]:
    """Everything that is wrong with the chain, in order; nothing when it is whole.

    anchors: links known from elsewhere (a delivered report, yesterday's `audit_head`). Only they show that
        somebody with full rights to the database has cut the tail and set the head back, or rebuilt the whole
        chain.

    Rows are read in chunks, so memory is bounded. The head is read before and after, so that events appended
    meanwhile are no faults.
    """
    before = head()
    walk = _Walk(anchors)
    events = Event.objects.in_order().prefetch_related("organisation_rows")
    for event in events.iterator(chunk_size=CHUNK):
        yield from walk.step(event)
    yield from walk.finish(before, head())


class _Walk:
    def __init__(self, anchors: Collection[Anchor]) -> None:
        self.anchors = anchors
        self.last = Anchor(0, GENESIS)

    def step(self, event: Event) -> Iterator[Fault]:
        """What is wrong with one event, or between it and the one before."""
        if event.number < 1:
            yield Fault(event.number, _("Händelse %(number)s är inlagd: kedjan börjar med 1.") % vars(event))
            return
        missing = event.number > self.last.number + 1
        if missing:
            yield _gap(self.last.number + 1, event.number - 1)
        yield from self._content(event, linked=not missing)
        yield from _side_rows(event)
        for anchor in self.anchors:
            if anchor.number == event.number and anchor.hash != event.hash:
                text = _("Händelse %(number)s har en annan hash än den antecknade: kedjan är omgjord.")
                yield Fault(event.number, text % vars(event))
        self.last = Anchor(event.number, event.hash)

    def finish(self, before: Anchor, after: Anchor) -> Iterator[Fault]:
        """What is wrong with the end of the chain, which had these heads before and after the walk."""
        last = self.last
        if last.number < before.number:
            gap = _gap(last.number + 1, before.number)
            text = _("%(gap)s Kedjan är avklippt: dess huvud är händelse %(head)s.")
            yield Fault(gap.number, text % {"gap": gap.text, "head": before.number})
        if last.number > after.number:
            first = after.number + 1
            text = _("Händelse %(number)s är inlagd vid sidan av kedjan, vars huvud är händelse %(head)s.")
            yield Fault(first, text % {"number": first, "head": after.number})
        if last.number == after.number and last.hash != after.hash:
            text = _("Händelse %(number)s är ändrad eller utbytt: kedjans huvud har en annan hash.")
            yield Fault(last.number, text % {"number": last.number})
        for anchor in self.anchors:
            if anchor.number > last.number:
                text = _("Händelse %(number)s saknas: den är antecknad, men loggen slutar med %(last)s.")
                yield Fault(anchor.number, text % {"number": anchor.number, "last": last.number})

    def _content(self, event: Event, *, linked: bool) -> Iterator[Fault]:
        if not _is_intact(event):
            text = _("Händelse %(number)s är ändrad: innehållet stämmer inte med dess hash.")
            yield Fault(event.number, text % vars(event))
        elif linked and event.previous_hash != self.last.hash:
            # The event itself is whole, so the one before is not what it was when this one was linked to it.
            number = max(self.last.number, 1)
            text = _("Händelse %(number)s är ändrad eller utbytt: händelse %(next)s är länkad till en annan.")
            yield Fault(number, text % {"number": number, "next": event.number})


def _is_intact(event: Event) -> bool:
    try:
        return digest(event) == event.hash
    except (TypeError, ValueError):
        # Something stands there that `record` would never have let in.
        return False


def _side_rows(event: Event) -> Iterator[Fault]:
    listed = sorted(row.organisation_id for row in event.organisation_rows.all())
    if listed != event.organisation_ids:
        text = _("Händelse %(number)s är ändrad i registret över vilka organisationer den hör till.")
        yield Fault(event.number, text % vars(event))


def _gap(first: int, last: int) -> Fault:
    if first == last:
        return Fault(first, _("Händelse %(first)s saknas.") % {"first": first})
    return Fault(first, _("Händelserna %(first)s–%(last)s saknas.") % {"first": first, "last": last})
