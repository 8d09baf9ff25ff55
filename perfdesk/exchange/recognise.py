"""From a grid to documents, driven by the form definitions alone: headers, pages, tables, rows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from perfdesk.domain.document import Document, Doubt, Repair
from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, Note, SourceRow
from perfdesk.exchange.headers import Header, find_header
from perfdesk.exchange.objective_rows import read_items
from perfdesk.exchange.project_rows import read_projects
from perfdesk.exchange.remarks import Remarks, excerpt
from perfdesk.exchange.rows import Body, TableRow, loose, note_line, page_number, read_body, separator
from perfdesk.exchange.statements import Statement, read_statement, same_captions
from perfdesk.forms.registry import FORMS

_MOST_TABLES = 200
_MONEY = ("元", "千元", "万元", "百万元", "亿元")


@dataclass(frozen=True, slots=True)
class _Part:
    """One header with what stands above and below it: a table, or a page of one."""

    above: tuple[SourceRow, ...]
    header: Header
    body: Body
    remarks: Remarks


def recognise(grid: Grid) -> tuple[Document, ...]:
    """All tables of known forms. Raises DocumentRefused where there is none, or none holds a row."""
    parts = _parts(grid)
    if not parts:
        raise _unknown(grid)
    tables: list[list[_Part]] = []
    for part in parts:
        if tables and _goes_on(tables[-1], part):
            tables[-1].append(part)
        else:
            tables.append([part])
    if len(tables) > _MOST_TABLES:
        raise DocumentRefused(grid.source, f"一个文件里超过 {_MOST_TABLES} 张表", "请拆成几个文件后再读")
    filled = [table for table in tables if any(part.body.rows for part in table)]
    if not filled:
        place = f"{grid.source} {_place(grid, parts[0].header)}"
        raise DocumentRefused(place, "只有表头，没有内容", "请检查是不是选错了文件，或内容在另一张表里")
    read = [(_place(grid, table[0].header), _document(grid, table)) for table in filled]
    empty = [table for table in tables if table not in filled]
    read[0] = (read[0][0], with_notes(grid.notes, _with_empty(grid, read[0][1], empty)))
    return without_copies(read)


def with_notes(notes: Sequence[Note], document: Document) -> Document:
    """The document with what its reader left out, told before everything else."""
    told = tuple(Doubt(note.where, note.what) for note in notes)
    return replace(document, doubts=(*told, *document.doubts)) if told else document


def _place(grid: Grid, header: Header) -> str:
    return grid.place(grid.rows[header.first].line)


def _with_empty(grid: Grid, document: Document, empty: list[list[_Part]]) -> Document:
    """Headers with nothing below them stand beside a table that has rows; they are told with it."""
    doubts = [
        Doubt(_place(grid, part.header), f"这里的表头下面没有内容：“{_above(grid, part)}”")
        for table in empty
        for part in table
    ]
    for part in (part for table in empty for part in table):
        document = replace(
            document,
            repairs=(*document.repairs, *part.remarks.listed_repairs()),
            doubts=(*document.doubts, *part.remarks.listed_doubts()),
        )
    return replace(document, doubts=(*document.doubts, *doubts))


def _above(grid: Grid, part: _Part) -> str:
    header = part.header
    rows = (*part.above, *grid.rows[header.first : header.first + header.rows])
    return "；".join(row.text for row in rows if not row.blank)


def _parts(grid: Grid) -> list[_Part]:
    rows = grid.rows
    headers: list[Header] = []
    at = 0
    while at < len(rows):
        header = find_header(rows, at)
        if header:
            headers.append(header)
        at += header.rows if header else 1
    parts = []
    above: tuple[SourceRow, ...] = rows[: headers[0].first] if headers else ()
    for header, following in zip_longest(headers, headers[1:]):
        below = rows[header.first + header.rows : following.first if following else len(rows)]
        body, next_above = _split_above(below) if following else (below, ())
        remarks = Remarks(grid.source)
        parts.append(_Part(tuple(above), header, read_body(grid, header, body, remarks), remarks))
        above = next_above
    return parts


def _split_above(rows: Sequence[SourceRow]) -> tuple[Sequence[SourceRow], tuple[SourceRow, ...]]:
    """Rows between two headers: those of the upper table, and the caption lines of the lower one."""
    at = len(rows)
    while at and (rows[at - 1].blank or page_number(rows[at - 1]) or _caption_line(rows[at - 1])):
        at -= 1
    captions = tuple(row for row in rows[at:] if _caption_line(row))
    return [*rows[:at], *(row for row in rows[at:] if not _caption_line(row))], captions


def _caption_line(row: SourceRow) -> bool:
    return loose(row) and not note_line(row.text) and not page_number(row) and not separator(row)


def _goes_on(table: list[_Part], part: _Part) -> bool:
    """Whether a header only repeats on a new page of the same table, rather than begins another one."""
    first, last = table[0], table[-1]
    if part.header.form is not first.header.form:
        return False
    if not same_captions(part.above, first.above):
        return False
    return not part.body.rows or not first.body.rows or not _begins_again(first, last, part)


def _begins_again(first: _Part, last: _Part, part: _Part) -> bool:
    """Whether a part starts with the row the table started with, or with its first number once more."""
    start, again = first.body.rows[0].cells, part.body.rows[0].cells
    if start == again:
        return True
    key = first.header.form.starts[0]
    numbers = [row.get(key) for row in last.body.rows if row.get(key)]
    number = again.get(key)
    return number is not None and bool(numbers) and number == start.get(key) != numbers[-1]


def _document(grid: Grid, table: list[_Part]) -> Document:
    first = table[0]
    remarks = first.remarks
    stated = read_statement(grid, first.above, first.header.form, remarks)
    for part in table[1:]:
        _tell_repeated(grid, part, remarks)
        remarks.take(part.remarks)
    _period(grid, stated, first.header, remarks)
    rows = _rows(table)
    form = first.header.form
    document = Document(
        kind=form.kind,
        title=stated.title,
        source=grid.source,
        unit_name=stated.unit_name,
        year=stated.year,
        period=stated.period,
        months=stated.months,
        sheet=grid.sheet,
    )
    if form.rows == "indicator":
        totals = [total for part in table for total in part.body.totals]
        money = _money(grid, first.header, stated, remarks)
        projects = read_projects(form, rows, totals, money, remarks)
        document = replace(document, projects=projects)
    else:
        document = replace(document, items=read_items(form, rows, remarks))
        for total in (total for part in table for total in part.body.totals):
            remarks.repair(total.line, total.place, "合计行，不收入", total.text, "")
    return replace(document, repairs=remarks.listed_repairs(), doubts=remarks.listed_doubts())


def _rows(table: list[_Part]) -> list[TableRow]:
    """The rows of all pages of a table; a header in between ends a page."""
    rows = list(table[0].body.rows)
    for part in table[1:]:
        rows += [replace(row, after_break=row.after_break or not at) for at, row in enumerate(part.body.rows)]
    return rows


def _tell_repeated(grid: Grid, part: _Part, remarks: Remarks) -> None:
    header = part.header
    for row in (*part.above, *grid.rows[header.first : header.first + header.rows]):
        if not row.blank:
            remarks.repair(row.line, grid.place(row.line), "换页重复的标题或表头，不收入", row.text, "")


def _period(grid: Grid, stated: Statement, header: Header, remarks: Remarks) -> None:
    """Months of the run: from the title, or from the month in a caption, which is doubtful."""
    line = grid.rows[header.first].line
    where = grid.place(line)
    if header.month is None or not header.form.needs_run:
        if header.form.needs_run and stated.months is None:
            remarks.doubt(line, where, "标题和表头都没有写进展期，请补充起止月份")
        return
    if stated.months is None:
        stated.period, stated.months = f"{header.month}月", (1, header.month)
        remarks.doubt(
            line, where, f"标题没有写起止月份，按表头的“{header.month} 月”当作 1 月至 {header.month} 月"
        )
    elif stated.months[1] != header.month:
        remarks.doubt(line, where, f"表头写 {header.month} 月，标题写 {stated.period}，用标题的")


def _money(grid: Grid, header: Header, stated: Statement, remarks: Remarks) -> str | None:
    """The unit of the money columns where it is not 万元; the header's bracket goes before the line above."""
    named = header.units.get("project.budget")
    if named in _MONEY and stated.money not in (None, named):
        what = f"表头的金额单位是{named}，表上方写的是{stated.money}，用表头的"
        remarks.doubt(grid.rows[header.first].line, _place(grid, header), what)
    unit = named if named in _MONEY else stated.money
    return None if unit in (None, "万元") else unit


def without_copies(documents: list[tuple[str, Document]]) -> tuple[Document, ...]:
    """The same table printed twice is taken in once; where the copy stood is told."""
    kept: list[Document] = []
    for where, document in documents:
        at = next((i for i, known in enumerate(kept) if _alike(known, document)), None)
        if at is None:
            kept.append(document)
            continue
        known, title = kept[at], document.title or document.kind.value
        copy = Repair(where, "同一张表又印了一遍，内容相同，只收一份", title, "")
        repairs = (*known.repairs, copy, *document.repairs)
        kept[at] = replace(known, repairs=repairs, doubts=(*known.doubts, *document.doubts))
    return tuple(kept)


def _alike(a: Document, b: Document) -> bool:
    return replace(a, repairs=(), doubts=()) == replace(b, repairs=(), doubts=())


def _unknown(grid: Grid) -> DocumentRefused:
    """Names the captions that were found and those that are needed."""
    likely = max(grid.rows, key=lambda row: min(len(row.filled), 12), default=None)
    found = "、".join(excerpt(cell.text.strip(), 12) for cell in likely.filled[:8]) if likely else ""
    needed = "；".join(
        f"{form.name}要有“{'、'.join(form.column(key).caption.split()[0] for key in form.essential)}”"
        for form in FORMS.values()
    )
    place = f"{grid.source} {grid.place(likely.line)}" if likely else grid.source
    cause = f"没有找到认识的表头，读到的是“{found}”"
    return DocumentRefused(place, cause, f"请核对是不是要导入的表：{needed}")
