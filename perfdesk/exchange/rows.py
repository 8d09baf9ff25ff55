"""Rows under a header, told apart (data, page number, note, total, separator), set straight and cleaned."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from perfdesk.exchange.captions import column_of
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.headers import Header
from perfdesk.exchange.merged import spread
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import clean, folded, untouched, vertical
from perfdesk.exchange.shape import settle, sums_up
from perfdesk.exchange.stacked import unstacked
from perfdesk.forms.form import Column, Holds
from perfdesk.forms.group import OPEN_POINTS, RECTIFICATIONS
from perfdesk.forms.printed import printed_beside

_SEPARATOR = re.compile(r"[-—–―─_=＝＿·.…*~\s]{2,}")
_PAGE = re.compile(r"[-—–]?\s*\d{1,4}\s*[-—–]?|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+|共\s*\d+\s*页.{0,12}")
_NOTE = re.compile(
    r"[（(]?(?:注|备注|说明|填[表报]说明|填[表报]人|填[表报]日期|填[表报]时间|制表|审核|复核|审批|经办|"
    r"(?:单位|财务|项目|部门|分管)?负责人|单位领导|联系人|联系方式|联系电话|电话|日期|"
    r"(?:制表|报送|编制|打印|公示|发布)(?:日期|时间|人|单位)|附件|附表|附|盖章|公章|★)"
    r"[^：:]{0,8}(?:[：:）)]|$|\d|\s)"
)
_DATE = re.compile(
    r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_CONTINUED = re.compile(r"[（(]\s*续(?:表|上页)?\s*[）)]$")

_REMARK_HEADS = (OPEN_POINTS, RECTIFICATIONS)
_DRAWN, _NOTED, _STRAY = "drawn", "noted", "stray"  # what a row beside the table is
SECTION = "section"  # the key of a line of text across a list: a heading of the rows below it
_LONGEST_SECTION = 40
_NUMBERED = re.compile(
    r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.．、](?!\d)|[（(](?:\d|[一二三四五六七八九十])[)）]|[①-⑳]"
)
_SENTENCE = re.compile("[，。；！？!?;]|[：:]$")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One data row: cleaned texts by column key, empty ones left out. `after_break`: a page ended before."""

    line: int
    place: str
    after_break: bool
    cells: dict[str, str]

    def get(self, key: str) -> str:
        """The text under a key, "" where there is none."""
        return self.cells.get(key, "")

    def has(self, keys: Iterable[str]) -> bool:
        """Whether a text stands under one of the keys."""
        return any(map(self.cells.get, keys))


@dataclass(frozen=True, slots=True)
class Total:
    """A row that sums up, kept for comparison only."""

    line: int
    place: str
    text: str
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Body:
    """The rows of one table or of one page of it."""

    rows: tuple[TableRow, ...]
    totals: tuple[Total, ...]


def note_line(text: str) -> bool:
    """Whether a text beside the table is a note, a signature or a date.

    >>> [note_line(text) for text in ("注：单位万元", "填表人：经办人", "2023年3月1日", "二、民生类")]
    [True, True, True, False]
    """
    bare = text.strip()
    return bool(bare in _REMARK_HEADS or _NOTE.match(bare) or _DATE.fullmatch(folded(text)))


def own_line(text: str) -> bool:
    """Whether a text is what our own forms print beside their tables: their notes, their corner."""
    lines = ["".join(line.split()) for line in text.splitlines() if line.strip()]
    return bool(lines) and printed_beside().issuperset(lines)


def loose(row: SourceRow) -> bool:
    """Whether a row is one line of text beside the table: a single filled cell, the first."""
    return len(row.filled) == 1 and not row.cells[0].blank


def page_number(row: SourceRow) -> bool:
    """Whether a row is nothing but a page number."""
    return row.single and bool(_PAGE.fullmatch(row.cells[0].text.strip()))


def separator(row: SourceRow) -> bool:
    """Whether a row is drawn, not written (--, ──, ==)."""
    for cell in row.filled:
        if not _SEPARATOR.fullmatch(cell.text.strip()):
            return False
    return bool(row.filled)


class _Columns:
    """What a header says of each cell below it, worked out once for all its rows."""

    def __init__(self, header: Header) -> None:
        self.header = header
        self.known = tuple((key, at, column_of(header.form, key)) for key, at in header.columns.items())
        self.labels = frozenset(key for key, at, _ in self.known if key in header.form.starts or at == 0)
        first = header.at(0)
        self.counts = first is not None and first.holds is Holds.NUMBER
        self.before_name = header.columns.get("indicator.name", 0)
        self._taken = frozenset(header.columns.values())
        self._others: dict[int, tuple[int, ...]] = {}

    def others(self, width: int) -> tuple[int, ...]:
        """The positions of a row of this width that no column of the form stands at."""
        found = self._others.get(width)
        if found is None:
            found = self._others[width] = tuple(at for at in range(width) if at not in self._taken)
        return found


def read_body(grid: Grid, header: Header, rows: Sequence[SourceRow], remarks: Remarks) -> Body:
    """The data rows under a header; everything that is left out is named in the remarks."""
    usual, columns = _usual_length(rows, header.width), _Columns(header)
    read: list[TableRow] = []
    totals: list[Total] = []
    after_break, after_note = False, False
    for row in unstacked(grid, header, spread(grid, header, rows, remarks), remarks):
        if row.blank or page_number(row):
            after_break = True
            _drop(grid, row, remarks, "页码，不收入")
            continue
        beside = _beside(grid, row, columns, remarks, after_note)
        after_note = beside == _NOTED
        if beside == _STRAY and header.form.starts and _heads(row):
            read.append(TableRow(row.line, grid.place(row.line), after_break, {SECTION: row.text}))
        elif beside == _STRAY:
            remarks.doubt(row.line, grid.place(row.line), f"这一行不在表格里，没有收入：“{row.text}”")
        if beside:
            continue
        cells = _cells(grid, row, columns, usual, remarks)
        if _is_total(columns, row, cells):
            totals.append(Total(row.line, grid.place(row.line), row.text, cells))
            continue
        if cells:
            read.append(TableRow(row.line, grid.place(row.line), after_break, cells))
            after_break = False
    return Body(tuple(read), tuple(totals))


def _usual_length(rows: Sequence[SourceRow], width: int) -> int:
    """How many cells a whole row has here: writers differ in the empty cells they put at the end."""
    lengths = Counter(len(row.cells) for row in rows if len(row.cells) >= width)
    return max(width, lengths.most_common(1)[0][0] if lengths else 0)


def _drop(grid: Grid, row: SourceRow, remarks: Remarks, what: str) -> None:
    if not row.blank:
        remarks.repair(row.line, grid.place(row.line), what, row.text, "")


def _beside(grid: Grid, row: SourceRow, columns: _Columns, remarks: Remarks, after_note: bool) -> str | None:
    """Name a row that is not data: drawn, a note or signature, a text outside. None where it is data."""
    if separator(row):
        _drop(grid, row, remarks, "分隔线，不收入")
        return _DRAWN
    first = row.filled[0]
    if row.single and own_line(first.text):
        return _NOTED
    noted = first is row.cells[0] and note_line(first.text) and not _long_row(row, columns.header)
    if noted or (after_note and loose(row) and (row.single or _NUMBERED.match(first.text.strip()))):
        _drop(grid, row, remarks, "表外的说明或签署，不收入")
        return _NOTED
    if not loose(row) or not (row.single or _lone_heading(row, columns)) or sums_up(first.text):
        return None
    return _STRAY


def _heads(row: SourceRow) -> bool:
    """Whether a line across a list may be a heading of the rows below it, and no sentence."""
    return len(row.text) <= _LONGEST_SECTION and _SENTENCE.search(row.text) is None


def _long_row(row: SourceRow, header: Header) -> bool:
    return len(row.filled) > max(4, header.width - 3)


def _lone_heading(row: SourceRow, columns: _Columns) -> bool:
    """A row with text only where a number belongs is a heading between rows, not data."""
    return columns.counts and not re.search(r"\d", row.filled[0].text)


def _cells(grid: Grid, row: SourceRow, columns: _Columns, usual: int, remarks: Remarks) -> dict[str, str]:
    header = columns.header
    texts = settle(grid, row, header, usual, remarks)
    cells: dict[str, str] = {}
    for key, position, column in columns.known:
        raw = texts[position] if position < len(texts) else ""
        if not raw or not raw.strip():
            continue
        if column.computed:
            if raw.strip() not in column.choices:  # not what we print there ourselves
                remarks.leave_out(header.captions[position] or column.caption, True, row.line, raw.strip())
            continue
        plain = untouched(raw) and not column.repeats
        text = raw if plain else cleaned(raw, column, row.line, _place(grid, row, position), remarks)
        if text:
            cells[key] = text
    _left_out(grid, row, columns, texts, remarks)
    return cells


def _place(grid: Grid, row: SourceRow, position: int) -> str:
    """Where a cell stands; one that was moved beyond the row's own cells, where it was moved to."""
    beyond = max(position - len(row.cells) + 1, 0)
    return grid.place(row.line, row.cells[position - beyond].column + beyond)


def _left_out(grid: Grid, row: SourceRow, columns: _Columns, texts: list[str], remarks: Remarks) -> None:
    beyond = []
    unknown = columns.header.unknown
    for position in columns.others(len(texts)):
        text = texts[position].strip()
        if text and position in unknown:
            remarks.leave_out(unknown[position], False, row.line, text)
        elif text and not own_line(text):
            beyond.append(text)
    if beyond:
        what = f"表头之外的格子没有收入：“{'”“'.join(beyond)}”"
        remarks.doubt(row.line, grid.place(row.line), what)


def cleaned(raw: str, column: Column, line: int, where: str, remarks: Remarks) -> str:
    """A cell's text as it is taken in, with what was done to it told."""
    if column.vertical and vertical(raw):
        text = "".join(raw.split())
        remarks.repair(line, where, "竖排文字连成一行", raw.strip(), text)
        return text
    done = clean(raw, flat=column.holds is not Holds.PROSE)
    text = done.text
    if done.tags or done.entities:
        what = "、".join(
            f"{what} {count} 处" for what, count in (("标签", done.tags), ("转义", done.entities)) if count
        )
        remarks.repair(line, where, f"去掉网页{what}", raw.strip(), text)
    if done.spaces:
        remarks.tightened(raw.strip(), text, done.spaces)
    remarks.invisible += done.invisible
    if column.repeats and (found := _CONTINUED.search(text)):
        remarks.repair(line, where, "去掉换页后的“续”字", text, text[: found.start()])
        text = text[: found.start()]
    return text


def _is_total(columns: _Columns, row: SourceRow, cells: dict[str, str]) -> bool:
    """Whether a label says 合计, or the row begins with it left of the indicators, under whatever caption."""
    first = row.filled[0]
    if "计" in first.text and sums_up(first.text) and first in row.cells[: columns.before_name]:
        return True
    return any(sums_up(text) for key, text in cells.items() if key in columns.labels)


def texts_of(rows: Iterable[TableRow], key: str) -> list[tuple[TableRow, str]]:
    """The rows that have a text under a key."""
    return [(row, text) for row in rows if (text := row.get(key))]
