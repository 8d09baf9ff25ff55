"""From the texts of a sheet or table to rows of cells: merged ranges, hidden rows and columns, empty edges.

Shared by every reader whose format has cells of its own.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import (
    Grid,
    Merged,
    Note,
    SourceCell,
    SourceRow,
    Stored,
    cells_of,
    column_letters,
)

MAX_ROWS = 200_000
MAX_COLUMNS = 702  # up to column ZZ
MAX_CELL = 32_767
SPLIT = "请拆成几个文件后再读"


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a reader found of one sheet. `lines` are (line, texts from column 1), ascending, none blank.

    `broken` are cells whose value the file does not hold: (line, column) to what is wrong.
    """

    source: str
    name: str | None
    lines: Sequence[tuple[int, Sequence[str]]]
    merged: Sequence[Merged] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    stored: Mapping[tuple[int, int], Stored] = field(default_factory=dict)
    broken: Mapping[tuple[int, int], str] = field(default_factory=dict)

    def place(self, line: int, column: int | None = None) -> str:
        """A row or cell of this sheet in the clerk's words."""
        return Grid(self.source, (), self.name).place(line, column)


def grid_of(sheet: Sheet) -> Grid:
    """The sheet as a grid. Raises DocumentRefused for more rows than a table has."""
    lines = _shown(sheet)
    if len(lines) > MAX_ROWS:
        place = f"{sheet.source} {sheet.place(lines[MAX_ROWS][0])}"
        raise DocumentRefused(place, f"表格超过 {MAX_ROWS:,} 行", SPLIT)
    merged = list(_visible(sheet))
    first, last = _edges(lines, sheet.hidden_columns)
    columns = [column for column in range(first, last + 1) if column not in sheet.hidden_columns]
    rows = tuple(_rows(sheet, lines, columns, merged)) if columns else ()
    broken = tuple(
        Note(line, sheet.place(line, column), what)
        for (line, column), what in sorted(sheet.broken.items())
        if line not in sheet.hidden_rows and column not in sheet.hidden_columns
    )
    return Grid(sheet.source, rows, sheet.name, notes=tuple(_hidden(sheet)), broken=broken)


def _shown(sheet: Sheet) -> Sequence[tuple[int, Sequence[str]]]:
    """The visible lines, with texts whose merged range still shows where their own cell does not."""
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return sheet.lines
    texts = dict(sheet.lines)
    for one in sheet.merged:
        at, row = _first_shown(one, sheet), texts.get(one.line, ())
        if at and at != (one.line, one.column) and one.column <= len(row) and row[one.column - 1]:
            there = list(texts.get(at[0], ()))
            there += [""] * (at[1] - len(there))
            there[at[1] - 1] = row[one.column - 1]
            texts[at[0]] = there
    return [(line, texts[line]) for line in sorted(texts) if line not in sheet.hidden_rows]


def _first_shown(merged: Merged, sheet: Sheet) -> tuple[int, int] | None:
    """The upper left cell of a range that is not hidden."""
    lines = range(merged.line, merged.line + merged.rows)
    columns = range(merged.column, merged.column + merged.columns)
    line = next((line for line in lines if line not in sheet.hidden_rows), None)
    column = next((column for column in columns if column not in sheet.hidden_columns), None)
    return None if line is None or column is None else (line, column)


def _visible(sheet: Sheet) -> Iterator[Merged]:
    """The merged ranges, each from its first visible cell on."""
    for one in sheet.merged:
        at = _first_shown(one, sheet)
        if at is None:
            continue  # hidden altogether
        rows, columns = one.rows - (at[0] - one.line), one.columns - (at[1] - one.column)
        if rows > 1 or columns > 1:
            yield Merged(*at, rows, columns)


def _edges(lines: Sequence[tuple[int, Sequence[str]]], hidden: frozenset[int]) -> tuple[int, int]:
    """The first and last column in which anything stands."""
    first, last = MAX_COLUMNS, 0
    for _, texts in lines:
        end = len(texts)
        while end > last and not texts[end - 1]:
            end -= 1
        last = max(last, end)
        start = next(
            (at for at, text in enumerate(texts[: first - 1], 1) if text and at not in hidden), first
        )
        first = min(first, start)
    return min(first, max(last, 1)), last


def _rows(
    sheet: Sheet,
    lines: Sequence[tuple[int, Sequence[str]]],
    columns: Sequence[int],
    merged: Sequence[Merged],
) -> Iterator[SourceRow]:
    """One row per line; where lines are missing between two that show, one blank row."""
    starts = deque(sorted(merged))
    special = {line for line, _ in sheet.stored}
    last = columns[-1] if columns else 0
    whole = len(columns) == last
    active: list[Merged] = []
    places = {column: at for at, column in enumerate(columns)}
    nothing = [None] * len(columns)
    before = lines[0][0] - 1 if lines else 0
    for line, texts in lines:
        active = [one for one in active if one.line + one.rows > line]
        if not active and (gap := _gap(before, line, sheet.hidden_rows)):
            yield SourceRow(gap, (SourceCell("", gap, columns[0]),))
        before = line
        while starts and starts[0].line <= line:
            if starts[0].line + starts[0].rows > line:
                active.append(starts[0])
            starts.popleft()
        full = texts if len(texts) == last else [*texts[:last], *repeat("", last - len(texts))]
        picked = full if whole else [full[column - 1] for column in columns]
        beneath = [sheet.stored.get((line, column)) for column in columns] if line in special else nothing
        if active:
            picked, over = _covered(picked, line, places, active)
            yield SourceRow(line, cells_of(picked, line, columns, over, beneath))
        else:
            yield SourceRow(line, cells_of(picked, line, columns, nothing, beneath))


def _gap(before: int, line: int, hidden: frozenset[int]) -> int | None:
    """The first line between two others that is neither there nor hidden."""
    return next((at for at in range(before + 1, line) if at not in hidden), None)


def _covered(
    texts: Sequence[str], line: int, places: Mapping[int, int], active: Sequence[Merged]
) -> tuple[list[str], list[Merged | None]]:
    """The texts of a line without those that a merged range hides, and the range over each."""
    shown = list(texts)
    over: list[Merged | None] = [None] * len(places)
    end = max(places) + 1
    for merged in active:
        top, left = merged.line == line, merged.column
        for column in range(left, min(left + merged.columns, end)):
            at = places.get(column)
            if at is not None:
                over[at] = merged
                if not top or column != left:
                    shown[at] = ""
    return shown, over


def _hidden(sheet: Sheet) -> Iterator[Note]:
    """What is hidden and holds something that shows nowhere else."""
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return
    still_shown = {(one.line, one.column) for one in sheet.merged if _first_shown(one, sheet)}
    rows: set[int] = set()
    columns: set[int] = set()
    for line, texts in sheet.lines:
        if line in sheet.hidden_rows:
            if any(text and (line, at) not in still_shown for at, text in enumerate(texts, 1)):
                rows.add(line)
            continue
        for column in sheet.hidden_columns:
            if column <= len(texts) and texts[column - 1] and (line, column) not in still_shown:
                columns.add(column)
    for numbers, word in ((rows, "行"), (columns, "列")):
        if numbers:
            named = [[column_letters(n) if word == "列" else str(n) for n in one] for one in ranges(numbers)]
            told = "、".join(a if a == b else f"{a} 至 {b}" for a, b in named[:10])
            more = "等" if len(named) > 10 else ""
            where = f"{sheet.name} " if sheet.name else ""
            yield Note(min(rows or {1}), f"{where}第 {told} {word}{more}", f"是隐藏的{word}，没有读")


def ranges(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Numbers that follow each other as (first, last).

    >>> list(ranges({5, 6, 7, 9}))
    [(5, 7), (9, 9)]
    """
    first = last = None
    for number in sorted(numbers):
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last


def require_length(sheet: Sheet) -> None:
    """Raise DocumentRefused where a cell holds more than a workbook's cell can."""
    for line, texts in sheet.lines:
        if max(map(len, texts), default=0) > MAX_CELL:
            column = next(at for at, text in enumerate(texts, 1) if len(text) > MAX_CELL)
            place = f"{sheet.source} {sheet.place(line, column)}"
            raise DocumentRefused(place, f"这一格超过 {MAX_CELL:,} 个字", SPLIT)
