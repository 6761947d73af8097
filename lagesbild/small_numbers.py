"""Counts so small that somebody could be recognised in them: hidden, and not to be worked out from what is shown.

Pure. ``mask`` takes a table of counts and gives it as everybody may see it, with its totals. A count from one to four
is hidden. So are as many others as it takes for no hidden small count to be computable by subtraction, however the
rows, columns and totals that are shown are combined, and for no row or column to tell that those hidden in it are
fewer than five together. Zero is shown: it points at nobody.

The method is complementary cell suppression in two-way tables (Cox, "Suppression methodology and statistical disclosure
control", Journal of the American Statistical Association 75, 1980; "Network models for complementary cell
suppression", ibid. 90, 1995). A table with its totals is a network in which each count is a flow: a hidden count can
be another than it is, all that is shown being as it is, exactly when it lies on a cycle of hidden counts along which
one more and one less can be moved. That is looked for, so the answer is exact for whole numbers. What it does not
guard against: two tables that share counts, published apart. Mask them as one.

What is hidden to protect another is chosen by where it stands, never by its size: whoever knows that it is always the
smallest can work out the rest.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush

FEWEST = 5

# A count or a total, as the arc of the network that it is: from a node, to a node.
_Arc = tuple[int, int]


@dataclass(frozen=True)
class Masked:
    """A table as everybody may see it; None is a number that is not told."""

    rows: list[list[int | None]]
    row_totals: list[int | None]
    column_totals: list[int | None]
    total: int | None

    @property
    def is_whole(self) -> bool:
        """Whether nothing is hidden."""
        shown = [*self.row_totals, *self.column_totals, self.total]
        return None not in shown and all(None not in row for row in self.rows)


def is_small(count: int) -> bool:
    """Whether so few are counted that somebody could be recognised."""
    return 0 < count < FEWEST


def may_be_told(count: int, of: int | None = None) -> bool:
    """Whether a count may be shown alone; ``of`` is how many were asked, so that the rest is known as well."""
    return not is_small(count) and (of is None or not is_small(of - count))


def mask(counts: Sequence[Sequence[int]]) -> Masked:
    """A table of whole numbers, at least zero, with rows of the same length, as everybody may see it."""
    table = _Table(counts)
    hidden = {arc for arc, count in table.flows.items() if is_small(count)}
    # Each turn hides something more, and when everything is hidden nothing can be worked out.
    while more := _given_away(table, hidden):
        hidden |= more
    return table.shown(hidden)


class _Table:
    """The counts as flows: from each row to each column, on to the total, and from there back to the rows."""

    def __init__(self, counts: Sequence[Sequence[int]]) -> None:
        self.height, self.width = len(counts), len(counts[0]) if counts else 0
        if any(len(row) != self.width for row in counts):
            raise ValueError("the rows are of different lengths")
        if any(count < 0 for row in counts for count in row):
            raise ValueError("a count is less than zero")
        self.into, self.out = self.height + self.width, self.height + self.width + 1
        self.flows: dict[_Arc, int] = {}
        for i, row in enumerate(counts):
            for j, count in enumerate(row):
                self.flows[self.cell(i, j)] = count
            self.flows[self.row_total(i)] = sum(row)
        for j in range(self.width):
            self.flows[self.column_total(j)] = sum(row[j] for row in counts)
        self.flows[self.total] = sum(map(sum, counts))
        self.nodes: list[list[_Arc]] = [[] for _ in range(self.out + 1)]
        for arc in self.flows:
            self.nodes[arc[0]].append(arc)
            self.nodes[arc[1]].append(arc)

    def cell(self, i: int, j: int) -> _Arc:
        return i, self.height + j

    def row_total(self, i: int) -> _Arc:
        return self.out, i

    def column_total(self, j: int) -> _Arc:
        return self.height + j, self.into

    @property
    def total(self) -> _Arc:
        return self.into, self.out

    def is_total(self, arc: _Arc) -> bool:
        return not (arc[0] < self.height <= arc[1] < self.into)

    def lines(self) -> Iterator[tuple[list[_Arc], _Arc]]:
        """What is added, and to which total."""
        height, width = range(self.height), range(self.width)
        for i in height:
            yield [self.cell(i, j) for j in width], self.row_total(i)
        for j in width:
            yield [self.cell(i, j) for i in height], self.column_total(j)
        yield [self.row_total(i) for i in height], self.total
        yield [self.column_total(j) for j in width], self.total

    def shown(self, hidden: set[_Arc]) -> Masked:
        def told(arc: _Arc) -> int | None:
            return None if arc in hidden else self.flows[arc]

        height, width = range(self.height), range(self.width)
        return Masked(
            rows=[[told(self.cell(i, j)) for j in width] for i in height],
            row_totals=[told(self.row_total(i)) for i in height],
            column_totals=[told(self.column_total(j)) for j in width],
            total=told(self.total),
        )


def _given_away(table: _Table, hidden: set[_Arc]) -> set[_Arc]:
    """What to hide as well, for the first thing that can be worked out; nothing when nothing can."""
    for arc in sorted(arc for arc in hidden if is_small(table.flows[arc])):
        if more := _to_protect(table, arc, hidden):
            return more
    for parts, total in table.lines():
        unknown = [part for part in parts if part in hidden]
        if total in hidden or not is_small(sum(table.flows[part] for part in unknown)):
            continue
        return {_neighbour(table, parts, unknown, total)}
    return set()


def _neighbour(table: _Table, parts: list[_Arc], unknown: list[_Arc], total: _Arc) -> _Arc:
    """The count nearest to those hidden in the same line, the total when there is no other."""
    places = [index for index, part in enumerate(parts) if part in unknown]
    known = [i for i, part in enumerate(parts) if part not in unknown and table.flows[part]]
    if not known:
        return total
    return parts[min(known, key=lambda i: (min(abs(i - place) for place in places), i))]


def _to_protect(table: _Table, arc: _Arc, hidden: set[_Arc]) -> set[_Arc]:
    """The fewest more to hide so that this count could be another; nothing when it could already.

    One more goes round the cycle from the arc's end back to its beginning, one less the other way; one less than one
    is nothing, and nothing is always shown.
    """
    ways = [_path(table, arc, hidden, arc[1], arc[0])]
    if table.flows[arc] > 1:
        ways.append(_path(table, arc, hidden, arc[0], arc[1]))
    return min(ways, key=lambda way: way[0])[1]


def _path(
    table: _Table, around: _Arc, hidden: set[_Arc], start: int, goal: int
) -> tuple[tuple[int, int], set[_Arc]]:
    """The cheapest way between two nodes without one arc: its cost, and what it hides that was shown."""
    costs = {start: (0, 0)}
    came: dict[int, tuple[int, _Arc]] = {}
    waiting = [((0, 0), start)]
    while waiting:
        cost, node = heappop(waiting)
        if node == goal or cost > costs[node]:
            continue
        for arc in table.nodes[node]:
            forwards = arc[0] == node
            # A zero is always shown. Against its direction a flow shrinks, and it must not become zero.
            if arc == around or table.flows[arc] < (1 if forwards else 2):
                continue
            other = arc[1] if forwards else arc[0]
            found = _further(table, cost, arc, around, hidden)
            if other not in costs or found < costs[other]:
                costs[other], came[other] = found, (node, arc)
                heappush(waiting, (found, other))
    return costs.get(goal, (10**9, 0)), _hidden_on(came, start, goal, hidden)


def _further(
    table: _Table, cost: tuple[int, int], arc: _Arc, around: _Arc, hidden: set[_Arc]
) -> tuple[int, int]:
    """The cost one arc further on: a total is worth more than a count, and of two the nearest is taken."""
    if arc in hidden:
        return cost
    if table.is_total(arc):
        return cost[0] + 4, cost[1]
    return cost[0] + 1, cost[1] + abs(arc[0] - around[0]) + abs(arc[1] - around[1])


def _hidden_on(came: dict[int, tuple[int, _Arc]], start: int, goal: int, hidden: set[_Arc]) -> set[_Arc]:
    found: set[_Arc] = set()
    node = goal
    while node != start and node in came:
        node, arc = came[node]
        if arc not in hidden:
            found.add(arc)
    return found
