"""The column of reasons in a workbook of rows that were not taken; it is passed over when it comes in."""

from dataclasses import replace

from perfdesk.exchange.grid import Grid, SourceRow

REASON = "错误原因"
_DEEPEST = 80  # rows in which a header is looked for


def without_reasons(grid: Grid) -> Grid:
    """The grid without the column of reasons of a workbook that this program wrote."""
    column = next((row.filled[-1].column for row in grid.rows[:_DEEPEST] if _ends_with_reason(row)), None)
    if column is None:
        return grid
    rows = (
        SourceRow(row.line, tuple(cell for cell in row.cells if cell.column != column)) for row in grid.rows
    )
    return replace(grid, rows=tuple(rows))


def _ends_with_reason(row: SourceRow) -> bool:
    return len(row.filled) > 1 and "".join(row.filled[-1].text.split()) == REASON
