"""The table part of a form: header cells and body cells with their merges, and names for messages."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perfdesk.forms.form import Align, Column, Holds, Merge
from perfdesk.forms.group import Group
from perfdesk.forms.sheet import Cell

_LABEL_LENGTH = 30
_FIGURES = (Holds.FIGURE,)


class Span(NamedTuple):
    """Sheet rows [first, last) that one merged cell covers."""

    first: int
    last: int


def header(columns: Sequence[Column], captions: Sequence[str], groups: Sequence[str]) -> tuple[Cell, ...]:
    """Two rows where a column has a group above it: grouped captions below, all others over both.

    `captions` and `groups` are the columns' own as printed, "" where there is no group.
    """
    rows = header_rows(columns)
    cells: list[Cell] = []
    for index, caption in enumerate(captions):
        place = f"表头“{caption}”"
        if not groups[index]:
            cells.append(head_cell(0, index, caption, rows, 1, place))
            continue
        if index == 0 or groups[index - 1] != groups[index]:
            across = next((n for n in range(index, len(groups)) if groups[n] != groups[index]), len(groups))
            cells.append(head_cell(0, index, groups[index], 1, across - index, f"表头“{groups[index]}”"))
        cells.append(head_cell(1, index, caption, 1, 1, place))
    return tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def header_rows(columns: Sequence[Column]) -> int:
    """How many rows the header has."""
    return 2 if any(column.group for column in columns) else 1


def head_cell(row: int, column: int, text: str, rows: int, columns: int, place: str) -> Cell:
    """A caption's cell."""
    return Cell(row, column, text, rows, columns, Align.CENTER, bold=True, place=place)


def body(
    columns: Sequence[Column],
    captions: Sequence[str],
    rows: Sequence[Mapping[str, str]],
    owners: Sequence[Span],
    names: Sequence[str],
) -> list[Cell]:
    """The cells of these rows; `owners` are the rows of each project, `names` call the rows in messages."""
    cells: list[Cell] = []
    outer: Sequence[Span] = (Span(0, len(rows)),)
    first: Sequence[Span] | None = None
    for position, column in enumerate(columns):
        spans = _spans(column, rows, owners, outer)
        place = _plain_caption(captions[position])
        cells.extend(_cell(column, position, span, rows, names, place) for span in spans)
        if column.merge is not Merge.NONE:
            outer = spans
            first = first or spans
        elif first is not None:
            outer = first  # what follows single cells is merged within the outermost labels again
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return cells


def _spans(
    column: Column, rows: Sequence[Mapping[str, str]], owners: Sequence[Span], outer: Sequence[Span]
) -> Sequence[Span]:
    match column.merge:
        case Merge.NONE:
            return [Span(row, row + 1) for row in range(len(rows))]
        case Merge.OWNER:
            return owners
        case Merge.EQUAL:
            return [part for span in outer for part in _equal_runs(column.key, rows, span)]


def _equal_runs(key: str, rows: Sequence[Mapping[str, str]], within: Span) -> Iterator[Span]:
    """Runs of rows with one label; rows without one stay apart."""
    first = within.first
    for row in range(within.first + 1, within.last + 1):
        label = rows[first].get(key, "").strip()
        if row == within.last or not label or rows[row].get(key, "").strip() != label:
            yield Span(first, row)
            first = row


def _cell(
    column: Column,
    position: int,
    span: Span,
    rows: Sequence[Mapping[str, str]],
    names: Sequence[str],
    caption: str,
) -> Cell:
    return Cell(
        row=span.first,
        column=position,
        text=rows[span.first].get(column.key, ""),
        rows=span.last - span.first,
        align=column.align,
        vertical=column.vertical,
        repeats=column.repeats,
        figure=column.holds in _FIGURES,
        place=f"{names[span.first]} {caption}",
    )


def group_name(group: Group, word: str, number: int) -> str:
    """How messages call a project or objective: 项目3“…”."""
    seq, label = _seq_and_label(group)
    return f"{word}{seq or number}“{_short(label)}”" if label else f"{word}{seq or number}"


def row_name(name: str, position: int) -> str:
    """A project's rows need a number of their own; its first row also carries the project's cells."""
    return name if position == 0 else f"{name}第{position + 1}行"


def bookmark(group: Group, number: int) -> str:
    """How the outline of a document calls a project or objective."""
    seq, label = _seq_and_label(group)
    return f"{seq or number} {label}".rstrip() if seq or not label else label


def _seq_and_label(group: Group) -> tuple[str, str]:
    """The number and the name apart, also where the label already begins with the number."""
    seq = group.text("project.seq").strip()
    label = " ".join(group.label.split())
    return seq, label.removeprefix(seq + " ") if seq else label


def _plain_caption(caption: str) -> str:
    return caption.partition(" (")[0].strip()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LABEL_LENGTH else flat[: _LABEL_LENGTH - 1] + "…"
