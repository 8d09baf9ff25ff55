"""From a grid to documents, driven by the form definitions alone: headers, pages, tables, rows."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from perfdesk.domain.document import Document, Doubt, Repair
from perfdesk.domain.errors import DocumentRefused
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.span import read_span
from perfdesk.exchange.captions import column_of
from perfdesk.exchange.card_documents import read_cards
from perfdesk.exchange.cards import goes_on
from perfdesk.exchange.choice import Choice, HeaderMatch, header_match
from perfdesk.exchange.grid import Grid, Note
from perfdesk.exchange.header_years import doubt_other_years
from perfdesk.exchange.headers import Header, known_captions
from perfdesk.exchange.kinds import kind_of
from perfdesk.exchange.money import MONEY_UNITS
from perfdesk.exchange.objective_rows import read_items
from perfdesk.exchange.parts import Part, parts_of
from perfdesk.exchange.periods import settle_period
from perfdesk.exchange.project_rows import read_projects
from perfdesk.exchange.remarks import Remarks, excerpt
from perfdesk.exchange.rows import TableRow
from perfdesk.exchange.statements import Carried, Statement, read_statement, same_captions, tell_carried
from perfdesk.forms.vocabulary import SHAPES

_MOST_TABLES = 200


def recognise(
    grid: Grid,
    mapping: Mapping[int, str | None] | None = None,
    header_row: int | None = None,
    kind: FormKind | None = None,
) -> tuple[Document, ...]:
    """All tables of known forms. Raises DocumentRefused where there is none, or none holds a row.

    What a clerk decided stands over the guess: `mapping` gives columns (position in the rows from 0) a key
    or None, `header_row` is the line of the header, `kind` the form.
    """
    choice = Choice(mapping, header_row, kind)
    parts = parts_of(grid, choice)
    if not parts:
        raise _unknown(grid)
    tables = _tables(parts)
    if len(tables) > _MOST_TABLES:
        raise DocumentRefused(grid.source, f"一个文件里超过 {_MOST_TABLES} 张表", "请拆成几个文件后再读")
    filled = [table for table in tables if any(_holds_rows(part) for part in table)]
    if not filled:
        place = f"{grid.source} {_place(grid, parts[0].header)}"
        raise DocumentRefused(place, "只有表头，没有内容", "请检查是不是选错了文件，或内容在另一张表里")
    read: list[tuple[str, Document]] = []
    cards: list[list[Part]] = []
    carried = Carried()
    for table in [*filled, None]:
        if table is not None and table[0].card:
            cards.append(table)
            continue
        read += [
            (_line_place(grid, line), document) for line, document in read_cards(grid, cards, kind, carried)
        ]
        cards = []
        if table is not None:
            read.append((_place(grid, table[0].header), _document(grid, table, kind, carried)))
    empty = [table for table in tables if table not in filled]
    read[0] = (read[0][0], with_notes(grid.notes, _with_empty(grid, read[0][1], empty)))
    return without_copies(read)


def headers_of(
    grid: Grid,
    mapping: Mapping[int, str | None] | None = None,
    header_row: int | None = None,
    kind: FormKind | None = None,
) -> tuple[HeaderMatch, ...]:
    """The header of every table of a grid with what its columns were read as; repetitions are left out."""
    parts = parts_of(grid, Choice(mapping, header_row, kind))
    found: dict[str, HeaderMatch] = {}
    for part in parts:
        title = "".join(row.text for row in part.above[:6])
        keys = set(part.header.columns)
        guess = part.header.form.kind
        if part.header.form.rows == "indicator":
            guess = kind_of(title, keys, listed=not part.card, interim=_interim(part.header))
        found.setdefault(part.header.signature, header_match(grid, part.header, kind or guess))
    return tuple(found.values())


def _interim(header: Header) -> bool:
    span = read_span(header.period)
    return span is not None and span.interim


def _tables(parts: Sequence[Part]) -> list[list[Part]]:
    tables: list[list[Part]] = []
    for part in parts:
        last = tables[-1] if tables else []
        follows = bool(last) and (goes_on(last, part) if last[0].card else _goes_on(last, part))
        if follows:
            last.append(part)
        else:
            tables.append([part])
    return tables


def _holds_rows(part: Part) -> bool:
    return any(not row.blank for row in part.below) if part.card else bool(part.body.rows)


def with_notes(notes: Sequence[Note], document: Document) -> Document:
    """The document with what its reader left out, told before everything else."""
    told = tuple(Doubt(note.where, note.what) for note in notes)
    return replace(document, doubts=(*told, *document.doubts)) if told else document


def _line_place(grid: Grid, line: int) -> str:
    return grid.place(line)


def _place(grid: Grid, header: Header) -> str:
    return grid.place(grid.rows[header.first].line)


def _with_empty(grid: Grid, document: Document, empty: list[list[Part]]) -> Document:
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


def _above(grid: Grid, part: Part) -> str:
    header = part.header
    rows = (*part.above, *grid.rows[header.first : header.first + header.rows])
    return "；".join(row.text for row in rows if not row.blank)


def _goes_on(table: list[Part], part: Part) -> bool:
    """Whether a header only repeats on a new page of the same table, rather than begins another one."""
    first, last = table[0], table[-1]
    if part.header.form is not first.header.form:
        return False
    if not same_captions(part.above, first.above):
        return False
    return not part.body.rows or not first.body.rows or not _begins_again(first, last, part)


def _begins_again(first: Part, last: Part, part: Part) -> bool:
    """Whether a part starts with the row the table started with, or with its first number once more."""
    start, again = first.body.rows[0].cells, part.body.rows[0].cells
    if start == again:
        return True
    key = first.header.form.starts[0]
    numbers = [row.get(key) for row in last.body.rows if row.get(key)]
    number = again.get(key)
    return number is not None and bool(numbers) and number == start.get(key) != numbers[-1]


def _document(grid: Grid, table: list[Part], kind: FormKind | None, carried: Carried) -> Document:
    first = table[0]
    remarks = first.remarks
    header, form = first.header, first.header.form
    stated = read_statement(grid, first.above, form, remarks)
    from_above = carried.into(stated, header.units.get("project.budget") in MONEY_UNITS)
    for part in table[1:]:
        _tell_repeated(grid, part, remarks)
        remarks.take(part.remarks)
    if form.rows == "indicator" and kind is None:
        kind = kind_of(stated.title, set(header.columns), listed=True, interim=_interim(header))
    line = grid.rows[header.first].line
    doubt_other_years(header, stated.year, line, grid.place(line), remarks)
    needed = form.needs_run or kind is FormKind.MONITORING
    settle_period(grid, stated, header.period, grid.rows[header.first].line, needed, remarks)
    rows = _rows(table)
    document = Document(
        kind=kind or form.kind,
        title=stated.title,
        source=grid.source,
        unit_name=stated.unit_name,
        year=stated.year,
        period=stated.period,
        months=stated.months,
        sheet=grid.sheet,
    )
    totals = [total for part in table for total in part.body.totals]
    if form.rows == "indicator":
        if from_above and stated.money and "project.budget" in header.columns:
            tell_carried(stated.money, line, grid.place(line), remarks)
        money = _money(grid, header, stated, remarks)
        projects = read_projects(header, rows, totals, money, remarks)
        document = replace(document, projects=projects)
    else:
        document = replace(document, items=read_items(form, rows, remarks))
        for total in totals:
            remarks.repair(total.line, total.place, "合计行，不收入", total.text, "")
    return replace(document, repairs=remarks.listed_repairs(), doubts=remarks.listed_doubts())


def _rows(table: list[Part]) -> list[TableRow]:
    """The rows of all pages of a table; a header in between ends a page."""
    rows = list(table[0].body.rows)
    for part in table[1:]:
        rows += [replace(row, after_break=row.after_break or not at) for at, row in enumerate(part.body.rows)]
    return rows


def _tell_repeated(grid: Grid, part: Part, remarks: Remarks) -> None:
    header = part.header
    for row in (*part.above, *grid.rows[header.first : header.first + header.rows]):
        if not row.blank:
            remarks.repair(row.line, grid.place(row.line), "换页重复的标题或表头，不收入", row.text, "")


def _money(grid: Grid, header: Header, stated: Statement, remarks: Remarks) -> str | None:
    """The unit of the money columns where it is not 万元; the header's bracket goes before the line above."""
    named = header.units.get("project.budget")
    if named in MONEY_UNITS and stated.money not in (None, named):
        what = f"表头的金额单位是{named}，表上方写的是{stated.money}，用表头的"
        remarks.doubt(grid.rows[header.first].line, _place(grid, header), what)
    unit = named if named in MONEY_UNITS else stated.money
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
    """Names the captions that were found, and those that the most similar form needs."""
    scored = [
        (known_captions(form, row), -at, row, form) for at, row in enumerate(grid.rows) for form in SHAPES
    ]
    best = max(scored, key=lambda one: one[:2], default=None)
    nearest = best[3] if best and best[0] else None
    widest = max(grid.rows, key=lambda row: min(len(row.filled), 12), default=None)
    likely = best[2] if best and nearest else widest
    found = (
        "、".join(excerpt(" ".join(cell.text.split()), 12) for cell in likely.filled[:8]) if likely else ""
    )
    forms = [nearest] if nearest else list(SHAPES)
    needed = "；".join(
        f"{form.name}要有“{'、'.join(column_of(form, key).caption.split()[0] for key in form.essential)}”"
        for form in forms
    )
    place = f"{grid.source} {grid.place(likely.line)}" if likely else grid.source
    cause = f"没有找到认识的表头，读到的是“{found}”"
    return DocumentRefused(place, cause, f"请核对是不是要导入的表：{needed}")
