"""A plain list as a sheet: numbered rows under captions, for papers that no notice prescribes."""

from collections.abc import Sequence
from dataclasses import dataclass

from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Block, Cell, Sheet


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column; `width` in mm."""

    caption: str
    width: float
    align: Align = Align.LEFT


NUMBER = ListColumn("序号", 12, Align.CENTER)


def listing(
    title: str,
    captions: tuple[str, str, str],
    columns: Sequence[ListColumn],
    rows: Sequence[Sequence[str]],
    *,
    notes: tuple[str, ...] = (),
    author: str = "",
) -> Sheet:
    """The sheet of a list; every row is numbered and stays on one page where it can."""
    every = (NUMBER, *columns)
    header = tuple(
        Cell(0, at, column.caption, align=Align.CENTER, bold=True, place=f"表头“{column.caption}”")
        for at, column in enumerate(every)
    )
    blocks = tuple(_row(number, every, row) for number, row in enumerate(rows, 1))
    return Sheet(
        title=title,
        captions=captions,
        widths=tuple(column.width for column in every),
        header_rows=1,
        header=header,
        blocks=blocks,
        notes=notes,
        author=author,
        subject=title,
        keywords=tuple(word for word in (title, author) if word),
    )


def _row(number: int, columns: Sequence[ListColumn], texts: Sequence[str]) -> Block:
    cells = tuple(
        Cell(0, at, text, align=column.align, place=f"第{number}行 {column.caption}")
        for at, (column, text) in enumerate(zip(columns, (str(number), *texts), strict=True))
    )
    return Block(1, cells)
