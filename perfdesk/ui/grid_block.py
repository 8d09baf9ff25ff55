"""Whole blocks of cells at once: copied, pasted, filled and cleared, each as one step of undo."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex

from perfdesk.operations.place import LONGEST, Place
from perfdesk.ui.cell_block import Block, read_block, spread, write_block
from perfdesk.ui.figure_reading import is_unreadable
from perfdesk.ui.grid_model import GridModel
from perfdesk.ui.refusal import refusal, why_refused


@dataclass(frozen=True, slots=True)
class Area:
    """Rows and columns first to last, both included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def rows(self) -> int:
        """How many rows."""
        return self.bottom - self.top + 1

    @property
    def columns(self) -> int:
        """How many columns."""
        return self.right - self.left + 1


@dataclass(slots=True)
class Outcome:
    """What became of the cells of a block; `why` is the first refusal's sentence."""

    written: int = 0
    unread: int = 0
    refused: int = 0
    skipped: int = 0
    beyond: int = 0
    why: str = ""

    def sentence(self, verb: str) -> str:
        """「已粘贴 12 格，2 格未能读成数字。」"""
        parts = [f"已{verb} {self.written} 格"]
        if self.unread:
            parts.append(f"{self.unread} 格未能读成数字")
        if self.skipped:
            parts.append(f"{self.skipped} 格不能改")
        if self.beyond:
            parts.append(f"{self.beyond} 格超出表格，没有写入")
        if self.refused:
            parts.append(f"{self.refused} 格没有写入（已标红）：{self.why.rstrip('。')}")
        return "，".join(parts) + "。"


def area_of(indexes: Sequence[QModelIndex]) -> Area | None:
    """The smallest rectangle around some cells; None for none."""
    if not indexes:
        return None
    rows, columns = [i.row() for i in indexes], [i.column() for i in indexes]
    return Area(min(rows), min(columns), max(rows), max(columns))


def copied(model: GridModel, area: Area) -> str:
    """The cells of an area as text for the clipboard; computed cells as they are shown."""
    return write_block(
        [
            [model.text(model.index(row, column)) for column in range(area.left, area.right + 1)]
            for row in range(area.top, area.bottom + 1)
        ]
    )


def paste(model: GridModel, area: Area, text: str) -> tuple[Outcome, Area] | None:
    """Put a clipboard text at the area's top left; one value, or a whole part of the area, fills it."""
    block = spread(read_block(text), area.rows, area.columns)
    if not block:
        return None
    outcome = put(model, "粘贴", area.top, area.left, block)
    bottom = min(area.top + len(block), model.rowCount()) - 1
    right = min(area.left + max(map(len, block)), model.columnCount()) - 1
    return outcome, Area(area.top, area.left, bottom, right)


def fill_down(model: GridModel, area: Area) -> Outcome | None:
    """The first row into all below it; a single row takes the one above."""
    source = area.top if area.rows > 1 else area.top - 1
    if source < 0:
        return None
    row = [model.text(model.index(source, column)) for column in range(area.left, area.right + 1)]
    return put(model, "填充", source + 1, area.left, [row] * (area.bottom - source))


def fill_right(model: GridModel, area: Area) -> Outcome | None:
    """The first column into all beside it; a single column takes the one at its left."""
    source = area.left if area.columns > 1 else area.left - 1
    if source < 0:
        return None
    texts = [model.text(model.index(row, source)) for row in range(area.top, area.bottom + 1)]
    return put(model, "填充", area.top, source + 1, [[text] * (area.right - source) for text in texts])


def clear(model: GridModel, indexes: Sequence[QModelIndex]) -> bool:
    """Empty the cells that can be emptied; refused texts in them go as well."""
    for index in indexes:
        model.forget_refused(index)
    places = [place for index in indexes if (place := model.place(index)) and model.text(index)]
    title = f"清空 {len(places)} 格" if len(places) > 1 else "清空内容"
    return model.desk.enter_many(title, [(place, "") for place in places])


def put(model: GridModel, verb: str, top: int, left: int, block: Block) -> Outcome:
    """Write a block as one step; what would be refused stays in its cell, marked and unwritten."""
    outcome = Outcome()
    cells: list[tuple[Place, str, QModelIndex]] = []
    for down, row in enumerate(block):
        for across, text in enumerate(row):
            index = model.index(top + down, left + across)
            place = model.place(index) if index.isValid() else None
            if not index.isValid():
                outcome.beyond += 1
            elif place is None:
                outcome.skipped += 1
            elif why := why_refused(model.desk, place, text):
                outcome.refused += 1
                outcome.why = outcome.why or why
                model.refuse(index, text[:LONGEST], why)
            else:
                cells.append((place, text, index))
    for _, _, index in cells:
        model.forget_refused(index)
    if cells and not model.desk.enter_many(
        f"{verb} {len(cells)} 格", [(place, text) for place, text, _ in cells]
    ):
        place, text, _ = cells[0]
        return Outcome(refused=len(cells), why=refusal(model.desk, place, text))
    outcome.written = len(cells)
    outcome.unread = sum(model.is_figure(index) and is_unreadable(text) for _, text, index in cells)
    return outcome
