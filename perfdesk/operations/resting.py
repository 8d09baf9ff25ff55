"""The rest of an import: the lines of rows that were not taken, to be put right and come again.

What stands above a table goes along, for it says unit, year and months. A row whose project or level cells
are merged with rows that were taken gets those texts written into it.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from perfdesk.domain.document import Document, ReadIndicator, ReadItem, ReadProject
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.rest_workbook import RestSheet, write_rest
from perfdesk.operations.matching import plain_name
from perfdesk.operations.planning import Choice, Mark, Plan, PlanRow

_NOT_CHOSEN = "没有选上"
_UNMADE = "所在的项目没有导入"


def save_rest(
    plan: Plan, choice: Choice, documents: Sequence[Document], grids: Sequence[Grid], path: Path
) -> int:
    """Write the rows that the choice leaves; returns how many. Nothing is written where there are none."""
    rest = plan.rest(choice)
    if rest:
        write_rest(tuple(_sheets(rest, documents, grids)), path)
    return len(rest)


def _sheets(
    rest: Sequence[PlanRow], documents: Sequence[Document], grids: Sequence[Grid]
) -> Iterator[RestSheet]:
    for at, document in enumerate(documents):
        own = [row for row in rest if row.key[0] == at]
        grid = next((g for g in grids if (g.source, g.sheet) == (document.source, document.sheet)), None)
        if own and grid is not None:
            yield _Rest(document, grid, own).sheet()


class _Rest:
    """One document's rest as it is put together."""

    def __init__(self, document: Document, grid: Grid, rest: Sequence[PlanRow]) -> None:
        self._document, self._grid = document, grid
        self._reasons: dict[int, list[str]] = {}
        wanted: set[int] = set()
        for row in rest:
            wanted.update(row.lines)
            if row.lines:
                self._reasons.setdefault(row.lines[0], []).extend(_why(row))
        self._wanted = wanted
        self._first = min(_lines(document), default=0)
        self._owners = dict(_owners(document))

    def sheet(self) -> RestSheet:
        """Everything above the first row, then the rows of the rest."""
        columns = [cell.column for row in self._grid.rows for cell in row.cells]
        width = max(columns, default=0)
        above: list[SourceRow] = []
        kept: list[tuple[str, ...]] = []
        reasons: list[str] = []
        carried: dict[int, str] = {}
        for row in self._grid.rows:
            if row.line < self._first:
                above.append(row)
                continue
            if row.line in self._owners:
                own = _own_texts(*self._owners[row.line])
                texts = self._filled(row, own, carried)
                if row.line in self._wanted:
                    kept.append(_placed(texts, width))
                    reasons.append("；".join(dict.fromkeys(self._reasons.get(row.line, ()))))
        head = [_placed({c.column: c.text for c in row.cells}, width) for row in above if not row.blank]
        rows = (*head, *kept)
        name = self._document.sheet or self._document.title or "表"
        return RestSheet(name, rows, (*[""] * len(head), *reasons), len(head))

    @staticmethod
    def _filled(row: SourceRow, own: frozenset[str], carried: dict[int, str]) -> dict[int, str]:
        """A row's texts by column; an empty cell gets the text above it where that is the row's own."""
        texts: dict[int, str] = {}
        for cell in row.cells:
            if not cell.blank:
                carried[cell.column] = texts[cell.column] = cell.text
            elif plain_name(carried.get(cell.column)) in own:
                texts[cell.column] = carried[cell.column]
        return texts


def _placed(texts: dict[int, str], width: int) -> tuple[str, ...]:
    return tuple(texts.get(column, "") for column in range(1, width + 1))


def _why(row: PlanRow) -> tuple[str, ...]:
    if row.reasons:
        return row.reasons
    return (_UNMADE,) if row.mark is Mark.NEW and len(row.key) > 2 else (_NOT_CHOSEN,)


def _lines(document: Document) -> Iterator[int]:
    for project in document.projects:
        rows = [line for one in project.indicators for line in one.lines]
        yield from rows or project.lines
    for item in document.items:
        yield from item.lines


def _owners(document: Document) -> Iterator[tuple[int, tuple[ReadProject | ReadItem, ReadIndicator | None]]]:
    """Each line with the project (and indicator) or objective it belongs to."""
    for project in document.projects:
        yield from ((line, (project, None)) for line in project.lines)
        for one in project.indicators:
            yield from ((line, (project, one)) for line in one.lines)
    for item in document.items:
        yield from ((line, (item, None)) for line in item.lines)


def _own_texts(owner: ReadProject | ReadItem, one: ReadIndicator | None) -> frozenset[str]:
    """What may stand in a merged cell over the row: texts of its project, its levels, its category."""
    if isinstance(owner, ReadItem):
        texts = [owner.category, owner.subcategory]
    else:
        texts = [owner.seq, owner.name, owner.code, owner.overview, owner.annual_goal, owner.budget]
        texts += [one.level1, one.level2] if one else []
    return frozenset(plain_name(text) for text in texts if text)
