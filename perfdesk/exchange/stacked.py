"""Several indicators below each other in one row's cells: 1.培训人数⏎2.合格率 beside ≥500人⏎≥95%."""

from collections.abc import Iterable, Iterator

from perfdesk.domain.clauses import clauses_of
from perfdesk.domain.figures import Figure, number_of, read_figure
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.headers import Header
from perfdesk.exchange.remarks import Remarks

_NAME, _TARGET = "indicator.name", "indicator.target"
_OF_ONE = ("indicator.", "entry.", "medium.")
_LEVELS = ("indicator.level1", "indicator.level2", "medium.level2")


def unstacked(grid: Grid, header: Header, rows: Iterable[SourceRow], remarks: Remarks) -> Iterator[SourceRow]:
    """The rows, one for each indicator where a row holds as many names as targets; each is told."""
    name, target = header.columns.get(_NAME), header.columns.get(_TARGET)
    for row in rows:
        both = name is not None and target is not None and max(name, target) < len(row.cells)
        if not both or "\n" not in row.cells[name or 0].text:
            yield row
            continue
        lines = _stacks(header, row)
        if lines is None:
            yield row
            continue
        count = len(next(iter(lines.values())))
        before = " │ ".join(row.cells[at].text for at in lines)
        after = "；".join(" ".join(lines[at][place] for at in lines) for place in range(count))
        remarks.repair(
            row.line, grid.place(row.line), f"一行里写了 {count} 个指标，分成几行收入", before, after
        )
        for place in range(count):
            cells = (
                cell._replace(text=lines[at][place] if at in lines else (cell.text if not place else ""))
                for at, cell in enumerate(row.cells)
            )
            yield SourceRow(row.line, tuple(cells))


def _stacks(header: Header, row: SourceRow) -> dict[int, list[str]] | None:
    """The lines of every cell that holds one for each indicator; None where the cells do not agree."""
    places = [at for key, at in header.columns.items() if key.startswith(_OF_ONE) and key not in _LEVELS]
    texts = {at: row.cells[at].text for at in places if at < len(row.cells) and not row.cells[at].blank}
    lines = {at: [line.strip() for line in text.splitlines() if line.strip()] for at, text in texts.items()}
    name, target = header.columns[_NAME], header.columns[_TARGET]
    count = len(lines.get(name, ()))
    if count < 2 or any(len(held) != count for held in lines.values()) or target not in lines:
        return None
    numbered = all(_number_of(line) for line in lines[name])
    plain = {at: [_without_number(line) for line in held] for at, held in lines.items()}
    if numbered or all(_stands_alone(line) for line in lines[target]):
        return plain
    return None


def _number_of(line: str) -> str | None:
    clauses = clauses_of(line)
    return clauses[0].mark if len(clauses) == 1 else None


def _without_number(line: str) -> str:
    clauses = clauses_of(line)
    return clauses[0].text if len(clauses) == 1 and clauses[0].text else line


def _stands_alone(line: str) -> bool:
    """Whether a line is a figure with a sign or a unit, and so not the rest of a number above it."""
    figure = read_figure(line)
    return number_of(line) is not None and isinstance(figure, Figure) and bool(figure.operator or figure.unit)
