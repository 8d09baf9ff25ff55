"""Ruling lines to tables: where lines meet there are cells, and where one is missing cells are merged."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from perfdesk.exchange.readers.pdf_page import Character, Rule
from perfdesk.exchange.readers.sheet_rows import MAX_COLUMNS

_NEAR = 2.5  # lines closer than this are one
_GAP = 4.0  # a line broken for less goes on
_SHORT = 4.0
_COVERED = 0.6  # of a cell's side that a line must run along to bound it
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Region:
    """A cell of a ruled table: its first row and column from 0, and how many it reaches over."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(slots=True)
class Ruled:
    """A ruled table of a page: the places of its lines across and down, and all of them."""

    across: list[Rule]
    down: list[Rule]
    xs: list[float] = field(default_factory=list)
    ys: list[float] = field(default_factory=list)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]

    def holds(self, one: Character) -> bool:
        """Whether a character stands inside."""
        x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        return self.xs[0] <= x <= self.xs[-1] and self.ys[0] <= y <= self.ys[-1]

    def place(self, one: Character) -> tuple[int, int]:
        """The row and column, from 0, in which a character stands."""
        x, y = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        row = min(max(bisect_right(self.ys, y) - 1, 0), len(self.ys) - 2)
        return row, min(max(bisect_right(self.xs, x) - 1, 0), len(self.xs) - 2)

    def regions(self) -> Iterator[Region]:
        """The cells, merged ones whole; what is missing a line but is no rectangle stays apart row by row."""
        right = _bounds(self.down, self.xs, self.ys)
        below = _bounds(self.across, self.ys, self.xs)
        rows, columns = len(self.ys) - 1, len(self.xs) - 1
        taken = [[False] * columns for _ in range(rows)]
        for row in range(rows):
            for column in range(columns):
                if taken[row][column]:
                    continue
                wide = 1
                while (
                    column + wide < columns
                    and not right[column + wide][row]
                    and not taken[row][column + wide]
                ):
                    wide += 1
                high = 1
                while row + high < rows and self._open(row + high, column, wide, right, below):
                    high += 1
                for r in range(row, row + high):
                    taken[r][column : column + wide] = [True] * wide
                yield Region(row, column, high, wide)

    @staticmethod
    def _open(
        row: int, column: int, wide: int, right: Sequence[Sequence[bool]], below: Sequence[Sequence[bool]]
    ) -> bool:
        """Whether nothing parts a row from the one above, over some columns that are one cell there too."""
        inner = (right[at][row] for at in range(column + 1, column + wide))
        return not any(below[row][at] for at in range(column, column + wide)) and not any(inner)


def _bounds(rules: Sequence[Rule], places: Sequence[float], along: Sequence[float]) -> list[list[bool]]:
    """By place and stretch between two places across it: whether a line runs there; on outer edges always."""
    found = [[False] * (len(along) - 1) for _ in places]
    found[0] = [True] * (len(along) - 1)
    found[-1] = [True] * (len(along) - 1)
    for rule in rules:
        at = min(range(len(places)), key=lambda index: abs(places[index] - rule.at))
        if abs(places[at] - rule.at) > _NEAR * 2:
            continue
        for index in range(max(bisect_right(along, rule.start) - 1, 0), len(along) - 1):
            start, end = along[index], along[index + 1]
            if start > rule.end:
                break
            if min(end, rule.end) - max(start, rule.start) >= (end - start) * _COVERED:
                found[at][index] = True
    return found


def ruled_tables(across: Iterable[Rule], down: Iterable[Rule]) -> list[Ruled]:
    """The tables of a page from top to bottom. A frame around one cell is none."""
    level, upright = _joined(across), _joined(down)
    if len(level) + len(upright) > _MOST_LINES:
        return []
    tables = []
    for lines, posts in _groups(level, upright):
        table = Ruled(lines, posts, _places(posts, lines), _places(lines, posts))
        if len(table.xs) > 2 and len(table.ys) > 1 and len(table.xs) <= MAX_COLUMNS:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.top, table.xs[0]))


def align(tables: Sequence[Ruled]) -> None:
    """Give tables that stand between the same edges the same columns: one table over several pages."""
    families: list[list[Ruled]] = []
    for table in tables:
        for family in families:
            known = family[0].xs
            if abs(known[0] - table.xs[0]) < _GAP and abs(known[-1] - table.xs[-1]) < _GAP:
                family.append(table)
                break
        else:
            families.append([table])
    for family in families:
        places = _clustered([x for table in family for x in table.xs])
        for table in family:
            table.xs = list(places)


def _joined(rules: Iterable[Rule]) -> list[Rule]:
    """Lines that run on in each other as one; short strokes are parts of drawings or of characters."""
    ordered = sorted(rules)
    bands: list[list[Rule]] = []
    for rule in ordered:
        if bands and rule.at - bands[-1][0].at <= _NEAR:
            bands[-1].append(rule)
        else:
            bands.append([rule])
    joined = []
    for band in bands:
        at = sum(rule.at for rule in band) / len(band)
        start = end = None
        for rule in sorted(band, key=lambda rule: rule.start):
            if start is None or end is None or rule.start > end + _GAP:
                if start is not None and end is not None and end - start >= _SHORT:
                    joined.append(Rule(at, start, end))
                start, end = rule.start, rule.end
            else:
                end = max(end, rule.end)
        if start is not None and end is not None and end - start >= _SHORT:
            joined.append(Rule(at, start, end))
    return joined


def _groups(level: list[Rule], upright: list[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """Lines that touch each other, together."""
    parent = list(range(len(level) + len(upright)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    for i, line in enumerate(level):
        for j, post in enumerate(upright, len(level)):
            crosses = line.start - _GAP <= post.at <= line.end + _GAP
            if crosses and post.start - _GAP <= line.at <= post.end + _GAP:
                parent[root(j)] = root(i)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for at, rule in enumerate([*level, *upright]):
        groups.setdefault(root(at), ([], []))[at >= len(level)].append(rule)
    return (group for group in groups.values() if len(group[0]) > 1 and group[1])


def _places(rules: Sequence[Rule], crossing: Sequence[Rule]) -> list[float]:
    """Where lines stand, and the ends of those that cross them: tables are often open at the sides."""
    places = _clustered([rule.at for rule in rules])
    start, end = min(rule.start for rule in crossing), max(rule.end for rule in crossing)
    if start < places[0] - 2 * _GAP:
        places.insert(0, start)
    if end > places[-1] + 2 * _GAP:
        places.append(end)
    return places


def _clustered(values: Iterable[float]) -> list[float]:
    clusters: list[list[float]] = []
    for value in sorted(values):
        if clusters and value - clusters[-1][0] <= _NEAR:
            clusters[-1].append(value)
        else:
            clusters.append([value])
    return [sum(cluster) / len(cluster) for cluster in clusters]
