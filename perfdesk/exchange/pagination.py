"""Handing out a block of rows page by page.

A unit (a project, or one objective of a category) is kept together where it fits on a fresh page and leaves
less than two fifths of this one white; otherwise it is cut between rows. A row is kept whole where it fits
and is otherwise cut inside its cells. Of a cell that goes on, a label is printed again with （续） and any
other text continues with its next line: never lost, never twice.
Rows are prepared as they are reached and forgotten as they are printed.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from perfdesk.exchange.cells import LOWEST, TIGHTER, Setter, Setting, capacity, height
from perfdesk.forms.sheet import Block, Cell

_EDGE = 0.01
_EMPTY = Setting(())
_LABEL_SHARE = 0.4  # a label that wants more of a page than this is treated as running text
_WHITE_SHARE = 0.4  # keeping a unit together may leave no more than this of a page white
_START_SHARE = 0.25  # a unit too long for a page does not begin in less than this


@dataclass(slots=True)
class Held:
    """A cell that is being printed: its lines, how many are done, and whether an earlier page shows it."""

    cell: Cell
    lines: list[str]
    label: bool
    done: int = 0
    begun: bool = False

    @property
    def last(self) -> int:
        """The row behind the cell's last one."""
        return self.cell.row + self.cell.rows

    @property
    def left(self) -> int:
        """Lines still to be printed."""
        return len(self.lines) - self.done


class Piece(NamedTuple):
    """The part of a cell that stands on one page: rows [first, last) of the fragment."""

    cell: Cell
    first: int
    last: int
    setting: Setting


class Fragment(NamedTuple):
    """Rows of a block on one page. `bookmarks` are (its row, text); `rows` counts the finished ones."""

    heights: tuple[float, ...]
    pieces: tuple[Piece, ...]
    bookmarks: tuple[tuple[int, str], ...]
    rows: int


@dataclass(slots=True)
class Flow:
    """The way of one block over the pages; `full` is the height of a page's body."""

    block: Block
    setter: Setter
    full: float
    _next: int = 0
    _begun: bool = False
    _open: list[Held] = field(default_factory=list)
    _ready: dict[int, list[Held]] = field(default_factory=dict)
    _cells: list[list[Cell]] = field(default_factory=list)
    _marks: dict[int, str] = field(default_factory=dict)
    _ends: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._cells = [[] for _ in range(self.block.rows)]
        for cell in self.block.cells:
            self._cells[cell.row].append(cell)
        self._marks = dict(self.block.bookmarks)
        self._ends = sorted({*self._marks, self.block.rows})

    @property
    def finished(self) -> bool:
        """Whether every row is on a page."""
        return self._next >= self.block.rows

    @property
    def headed(self) -> bool:
        """Whether rows below the block's own header come next."""
        head = self.block.head
        return head is not None and self._next >= head.last

    def take(self, room: float, fresh: bool) -> Fragment | None:
        """What goes into `room`, or None where a new page is wanted first.

        A fresh page always takes something. What is not finished then wants a page of its own.
        """
        stop, heights = self._whole_units(room)
        if stop == self.block.rows:
            return self._fragment(stop, heights, broken=False)
        part = self._part(stop, room - sum(heights), fresh and stop == self._next)
        if part is not None:
            more, broken = part
            return self._fragment(stop + len(more), heights + more, broken)
        return self._fragment(stop, heights, broken=False) if stop > self._next else None

    def _whole_units(self, room: float) -> tuple[int, list[float]]:
        """The row behind the last unit that fits, with the heights of all rows up to it."""
        stop, kept = self._next, list[float]()
        natural: list[float] = []
        while stop < self.block.rows:
            end = self._unit_end(stop)
            while len(natural) < end - self._next and sum(natural) <= room + len(natural) * TIGHTER:
                natural.append(self._natural(self._next + len(natural)))
            if len(natural) < end - self._next:
                break
            settled = self._settled(natural, end)
            if sum(settled) > room + _EDGE:
                settled = self._settled([one - TIGHTER for one in natural], end, TIGHTER)
                spare = (room - sum(settled)) / len(settled)
                if spare < 0:
                    break
                settled = [one + spare for one in settled]
            stop, kept = end, settled
        return stop, kept

    def _unit_end(self, row: int) -> int:
        return self._ends[bisect_right(self._ends, row)]

    def _part(self, base: int, room: float, fresh: bool) -> tuple[list[float], bool] | None:
        """Heights of the rows from `base` that go into `room` although their unit does not.

        With whether the last of them is broken inside; None where a fresh page helps.
        """
        if base > self._next and self._text_crosses(base):
            return None
        end = self._unit_end(base)
        natural: list[float] = []
        while base + len(natural) < end and sum(natural) <= self.full:
            natural.append(self._natural(base + len(natural)))
        wanted = self._stretched(natural, base, end)
        labels = max((self._need(held) for held in self._reaching(base) if held.label), default=0.0)
        if not fresh:
            whole = base + len(natural) == end and sum(wanted) <= self.full + _EDGE
            kept_together = whole and room <= _WHITE_SHARE * self.full
            least = max(labels, _START_SHARE * self.full, natural[0] if natural[0] <= self.full else 0.0)
            if kept_together or room + _EDGE < least:
                return None
        count = self._not_below_head(base, _fitting(wanted, room))
        if count == 0 and natural[0] <= room + _EDGE and end - base > 1:
            return [room], False
        if count == 0:
            return [room], True
        heights = wanted[:count]
        runs_on = self._runs_on(base, base + count, sum(heights))
        short = (room if runs_on else labels) - sum(heights)
        return ([one + short / count for one in heights] if short > 0 else heights), False

    def _not_below_head(self, base: int, count: int) -> int:
        """Rows to take of `count` so that a page does not end with a header and nothing under it."""
        head = self.block.head
        if head is None or not head.first < base + count <= head.last or head.first <= base:
            return count
        return head.first - base

    def _text_crosses(self, row: int) -> bool:
        return any(held.cell.row < row < held.last and not held.label for held in self._held(row))

    def _runs_on(self, base: int, stop: int, space: float) -> bool:
        """Whether a text that goes on behind `stop` could use more than `space`."""
        return any(
            not held.label and held.last > stop and height(held.left) > space
            for held in self._held(stop)
            if held.cell.rows > 1 and (held.cell.row >= base or base == self._next)
        )

    def _prepare(self, row: int) -> list[Held]:
        ready = self._ready.get(row)
        if ready is None:
            ready = self._ready[row] = [self._hold(cell) for cell in self._cells[row]]
        return ready

    def _hold(self, cell: Cell) -> Held:
        lines = self.setter.wrap(cell)
        label = cell.repeats or cell.vertical
        if label and self.setter.need(cell, lines, continued=True) > _LABEL_SHARE * self.full:
            label = False
        return Held(cell, lines, label)

    def _held(self, stop: int) -> Iterator[Held]:
        """Cells that have rows in [next, stop)."""
        yield from self._open
        for row in range(self._next, stop):
            if row > self._next or not self._begun:
                yield from self._prepare(row)

    def _reaching(self, row: int) -> Iterator[Held]:
        return (held for held in self._held(row + 1) if held.cell.row <= row < held.last)

    def _need(self, held: Held) -> float:
        if held.label:
            return self.setter.need(held.cell, held.lines, held.begun)
        return height(held.left)

    def _natural(self, row: int) -> float:
        """The height of a row from the cells that have no other."""
        begun = self._begun and row == self._next
        cells = (held for held in self._open if held.last == row + 1) if begun else self._prepare(row)
        # Most cells of an official table are empty; they ask for no more than every row has.
        needs = [self._need(held) for held in cells if held.lines and held.cell.rows == 1]
        return max(LOWEST, *needs) if needs else LOWEST

    def _settled(self, natural: Sequence[float], stop: int, less: float = 0.0) -> list[float]:
        """Row heights that give every merged cell its room, or `less` than that where rows are tightened.

        A text that goes on behind `stop` asks for none.
        """
        heights = list(natural)
        spans = [
            held for held in self._held(stop) if held.cell.rows > 1 and (held.label or held.last <= stop)
        ]
        for held in sorted(spans, key=lambda one: one.cell.rows):
            first = max(held.cell.row - self._next, 0)
            last = min(held.last, stop) - self._next
            _stretch(heights, first, last, self._need(held) - less, last - first)
        return heights

    def _stretched(self, natural: Sequence[float], base: int, end: int) -> list[float]:
        """As `_settled` for a unit [base, end) whose first rows are known; the rest count as low."""
        heights = list(natural)
        known = base + len(natural)
        for held in sorted(self._held(known), key=lambda one: one.cell.rows):
            inside = held.cell.row >= base or (base == self._next and held.last > base)
            if held.cell.rows > 1 and held.last <= end and inside:
                first, last = max(held.cell.row - base, 0), min(held.last, known) - base
                beyond = held.last - base - last
                _stretch(heights, first, last, self._need(held) - beyond * LOWEST, last - first + beyond)
        return heights

    def _fragment(self, stop: int, heights: Sequence[float], broken: bool) -> Fragment:
        """Print rows [next, stop) and move on; `broken` leaves the last row open for the next page."""
        edges = [0.0]
        for one in heights:
            edges.append(edges[-1] + one)
        pieces: list[Piece] = []
        still_open: list[Held] = []
        for held in self._held(stop):
            first, last = max(held.cell.row - self._next, 0), min(held.last, stop) - self._next
            goes_on = held.last > stop or (broken and held.last == stop)
            space = edges[last] - edges[first]
            pieces.append(Piece(held.cell, first, last, self._print(held, space, goes_on)))
            if goes_on:
                still_open.append(held)
        bookmarks = tuple(
            (row - self._next, self._marks[row])
            for row in range(self._next + self._begun, stop)
            if row in self._marks
        )
        done = stop - self._next - broken
        for row in range(self._next, stop):
            self._ready.pop(row, None)
            self._cells[row] = []
        self._open, self._begun, self._next = still_open, broken, stop - broken
        return Fragment(tuple(heights), tuple(pieces), bookmarks, done)

    def _print(self, held: Held, space: float, goes_on: bool) -> Setting:
        begun, held.begun = held.begun, True
        if not held.lines:
            return _EMPTY
        if held.label:
            return self.setter.label(held.cell, held.lines, space, begun)
        start = held.done
        held.done = len(held.lines) if not goes_on else min(len(held.lines), start + max(1, capacity(space)))
        whole = start == 0 and held.left == 0
        lines = held.lines if whole else held.lines[start : held.done]
        return Setting(lines, top=not whole, ended=held.left == 0)


def _stretch(heights: list[float], first: int, last: int, need: float, share: int) -> None:
    lack = need - sum(heights[first:last])
    if lack > 0 and share > 0:
        for row in range(first, last):
            heights[row] += lack / share


def _fitting(heights: Sequence[float], room: float) -> int:
    used = 0.0
    for count, one in enumerate(heights):
        used += one
        if used > room + _EDGE:
            return count
    return len(heights)
