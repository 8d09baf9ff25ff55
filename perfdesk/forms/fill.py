"""Filling a form: groups of plain rows become placed cells with merges, headings and names for messages."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from perfdesk.forms.form import Align, Column, Form, Merge
from perfdesk.forms.sheet import Block, Cell, Sheet

_GROUP_WORDS = {"indicator": "项目", "objective": "目标"}
_LABEL_LENGTH = 30


@dataclass(frozen=True, slots=True)
class Group:
    """One project with its indicator rows, or one objective; `label` is its name, rows map keys to text."""

    label: str
    rows: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the table. An empty title is made from the form's; `month` is the run's last one."""

    title: str
    unit_name: str | None
    year: str | None
    period: str | None
    month: int | None
    internal: bool
    printed_on: str | None


class _Span(NamedTuple):
    """Sheet rows [first, last) that one merged cell covers."""

    first: int
    last: int


def fill(form: Form, groups: Sequence[Group], heading: Heading) -> Sheet:
    """The sheet of these groups, with the columns of the public or the internal copy."""
    columns = form.printed(heading.internal)
    captions = tuple(_caption(column, heading) for column in columns)
    title = heading.title.strip() or _title(form, heading)
    header_rows, header = _header(columns, captions)
    return Sheet(
        title=title,
        captions=_above(form, heading, title),
        widths=tuple(column.width for column in columns),
        header_rows=header_rows,
        header=header,
        blocks=tuple(_blocks(form, columns, captions, groups)),
        notes=form.notes,
        landscape=form.landscape,
        author=heading.unit_name or "",
        subject=form.name,
        keywords=tuple(word for word in (form.name, heading.unit_name, heading.year, heading.period) if word),
    )


def _title(form: Form, heading: Heading) -> str:
    return form.title.format(
        unit=heading.unit_name or "",
        year=heading.year or "",
        period=heading.period or "",
        m=heading.month or "",
    )


def _above(form: Form, heading: Heading, title: str) -> tuple[str, str, str]:
    """Unit, year with period, money caption; what the title already says is not said twice to the public."""
    said = "" if heading.internal else title
    unit = heading.unit_name or ""
    left = f"填报单位：{unit}" if unit and unit not in said else ""
    period = heading.period or ""
    year = f"{heading.year}年" if heading.year else ""
    centre = year + period if period else (year + "度" if year else "")
    if centre and centre in said:
        centre = ""
    right = [form.money_caption or ""]
    if heading.internal:
        left = "内部　" + left if left else "内部"
        right.insert(0, f"打印日期：{heading.printed_on}" if heading.printed_on else "")
    return left, centre, "　".join(part for part in right if part)


def _caption(column: Column, heading: Heading) -> str:
    month = "" if heading.month is None else str(heading.month)
    caption = column.caption.replace("{m}", month)
    return caption if month else " ".join(caption.split())


def _header(columns: Sequence[Column], captions: Sequence[str]) -> tuple[int, tuple[Cell, ...]]:
    """Two rows where a column has a group above it: grouped captions below, all others over both."""
    rows = 2 if any(column.group for column in columns) else 1
    cells: list[Cell] = []
    for index, (column, caption) in enumerate(zip(columns, captions, strict=True)):
        place = f"表头“{caption}”"
        if column.group is None:
            cells.append(_head(0, index, caption, rows, 1, place))
            continue
        if index == 0 or columns[index - 1].group != column.group:
            across = _run_length(columns, index)
            cells.append(_head(0, index, column.group, 1, across, f"表头“{column.group}”"))
        cells.append(_head(1, index, caption, 1, 1, place))
    return rows, tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))


def _head(row: int, column: int, text: str, rows: int, columns: int, place: str) -> Cell:
    return Cell(row, column, text, rows, columns, Align.CENTER, bold=True, place=place)


def _run_length(columns: Sequence[Column], start: int) -> int:
    stop = start
    while stop < len(columns) and columns[stop].group == columns[start].group:
        stop += 1
    return stop - start


def _blocks(
    form: Form, columns: Sequence[Column], captions: Sequence[str], groups: Sequence[Group]
) -> Iterator[Block]:
    """One block for each project, or for each run of objectives that share their outermost label."""
    first = 0
    word = _GROUP_WORDS.get(form.rows, "项目")
    leading = columns[0] if columns and columns[0].merge is Merge.EQUAL else None
    while first < len(groups):
        last = first + 1
        if leading is not None:
            label = _first_text(groups[first], leading.key)
            while last < len(groups) and _first_text(groups[last], leading.key) == label:
                last += 1
        yield _block(columns, captions, groups[first:last], word, first + 1)
        first = last


def _first_text(group: Group, key: str) -> str:
    return group.rows[0].get(key, "").strip() if group.rows else ""


def _block(
    columns: Sequence[Column], captions: Sequence[str], groups: Sequence[Group], word: str, number: int
) -> Block:
    rows: list[Mapping[str, str]] = []
    names: list[str] = []
    owners: list[_Span] = []
    bookmarks: list[tuple[int, str]] = []
    for index, group in enumerate(groups):
        own = group.rows or ({},)
        name = _group_name(group, own[0], word, number + index)
        owners.append(_Span(len(rows), len(rows) + len(own)))
        bookmarks.append((len(rows), _bookmark(group, own[0], number + index)))
        names.extend(_row_name(name, row, position, len(own)) for position, row in enumerate(own))
        rows.extend(own)
    cells: list[Cell] = []
    outer: Sequence[_Span] = (_Span(0, len(rows)),)
    for position, column in enumerate(columns):
        spans = _spans(column, rows, owners, outer)
        place = _plain_caption(captions[position])
        cells.extend(_cell(column, position, span, rows, names, place) for span in spans)
        if column.merge is not Merge.NONE:
            outer = spans
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Block(len(rows), tuple(cells), tuple(bookmarks))


def _spans(
    column: Column, rows: Sequence[Mapping[str, str]], owners: Sequence[_Span], outer: Sequence[_Span]
) -> Sequence[_Span]:
    match column.merge:
        case Merge.NONE:
            return [_Span(row, row + 1) for row in range(len(rows))]
        case Merge.OWNER:
            return owners
        case Merge.EQUAL:
            return [part for span in outer for part in _equal_runs(column.key, rows, span)]


def _equal_runs(key: str, rows: Sequence[Mapping[str, str]], within: _Span) -> Iterator[_Span]:
    first = within.first
    for row in range(within.first + 1, within.last + 1):
        if row == within.last or rows[row].get(key, "").strip() != rows[first].get(key, "").strip():
            yield _Span(first, row)
            first = row


def _cell(
    column: Column,
    position: int,
    span: _Span,
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
        place=f"{names[span.first]} {caption}",
    )


def _group_name(group: Group, row: Mapping[str, str], word: str, number: int) -> str:
    seq, label = _seq_and_label(group, row)
    return f"{word}{seq or number}“{_short(label)}”" if label else f"{word}{seq or number}"


def _row_name(name: str, row: Mapping[str, str], position: int, total: int) -> str:
    """A project's rows need a number of their own; its first row also carries the project's cells."""
    return name if total == 1 or position == 0 else f"{name}第{position + 1}行"


def _bookmark(group: Group, row: Mapping[str, str], number: int) -> str:
    seq, label = _seq_and_label(group, row)
    return f"{seq or number} {label}".rstrip() if seq or not label else label


def _seq_and_label(group: Group, row: Mapping[str, str]) -> tuple[str, str]:
    """The number and the name apart, also where the label already begins with the number."""
    seq = row.get("project.seq", "").strip()
    label = " ".join(group.label.split())
    return seq, label.removeprefix(seq + " ") if seq else label


def _plain_caption(caption: str) -> str:
    return caption.partition(" (")[0].strip()


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LABEL_LENGTH else flat[: _LABEL_LENGTH - 1] + "…"
