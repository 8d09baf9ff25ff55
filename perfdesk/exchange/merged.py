"""Cells merged over several rows: one target, reason, unit or deadline that holds for all of them."""

from collections.abc import Sequence

from perfdesk.exchange.fund_names import fund_in
from perfdesk.exchange.grid import Grid, SourceCell, SourceRow
from perfdesk.exchange.headers import Header
from perfdesk.exchange.remarks import Remarks

_TOGETHER = (  # what several rows have together and none of them alone
    *("indicator.weight", "entry.score", "project.budget", "project.adjusted_budget", "account.executed"),
    *("account.total_score", "account.forecast_executed"),
)
_OWNER_KEYS = ("project.", "objective.", "account.", "fund.")
_NAMES = ("project.name", "objective.name")
_LEVELS = (
    "indicator.level1",
    "indicator.level2",
    "medium.level2",
    "objective.category",
    "objective.subcategory",
)


def spread(grid: Grid, header: Header, rows: Sequence[SourceRow], remarks: Remarks) -> list[SourceRow]:
    """Rows with the text of a tall merged cell in each row it reaches over, told cell by cell.

    Levels fill down by themselves; points and sums stay in the first row, for they are the rows' together.
    What a project or an objective states is written only into rows that name another one.
    """
    keys = [
        (place, key, key.startswith(_OWNER_KEYS))
        for key, place in header.columns.items()
        if key not in (*_LEVELS, *_NAMES, "project.seq")
    ]
    named = next((header.columns[key] for key in _NAMES if key in header.columns), None)
    anchors: dict[tuple[int, int], SourceCell] = {}
    done = []
    for row in rows:
        cells = row.cells
        owner = named is not None and named < len(cells) and not (cells[named].covered or cells[named].blank)
        filled: dict[int, SourceCell] = {}
        for place, key, of_owner in keys:
            if place >= len(cells) or (merged := cells[place].merged) is None:
                continue
            cell = cells[place]
            if not cell.covered:
                anchors[merged.line, merged.column] = cell
            elif of_owner and not owner:
                continue
            elif merged.line < cell.line and cell.column == merged.column:
                filled[place] = _filled(grid, key, cell, anchors.get((merged.line, merged.column)), remarks)
        if filled:
            row = SourceRow(row.line, tuple(filled.get(at, cell) for at, cell in enumerate(cells)))
        done.append(row)
    return done


def _filled(
    grid: Grid, key: str, cell: SourceCell, anchor: SourceCell | None, remarks: Remarks
) -> SourceCell:
    if anchor is None or anchor.blank:
        return cell
    where = grid.place(cell.line, cell.column)
    text = anchor.text.strip()
    if key in _TOGETHER or fund_in(key):
        what = f"上面合并格里的“{text}”是几项合在一起的，只收入第一项，请核对"
        remarks.doubt(cell.line, where, what)
        return cell
    remarks.repair(cell.line, where, "合并格的内容写入它跨过的每一行", "", text)
    return cell._replace(text=anchor.text)
