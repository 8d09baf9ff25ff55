"""Workbooks of the present kind (.xlsx, .xlsm): values by calamine, the rest from the XML beside it."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, Merged
from perfdesk.exchange.readers.container import AGAIN, hidden_sheet, opened, part
from perfdesk.exchange.readers.number_format import BUILT_IN, number_format, number_text
from perfdesk.exchange.readers.progress import EVERY, Progress
from perfdesk.exchange.readers.sheet_marks import Marks, Style, read_marks
from perfdesk.exchange.readers.sheet_rows import MAX_COLUMNS, MAX_ROWS, Sheet, grid_of, require_length

_WORKBOOK = "xl/workbook.xml"
_FAR = re.compile(rb'<(?:[\w.-]+:)?c r="([A-Z]{3})[0-9]')
_NEAR = "请删去表格以外的内容，另存后再读"


@dataclass(slots=True)
class _Book:
    """What the workbook says of its sheets: the part of each by name, styles that matter, how days count."""

    parts: dict[str, str] = field(default_factory=dict)
    styles: dict[int, Style] = field(default_factory=dict)
    since_1904: bool = False


def read_xlsx(path: Path, progress: Progress) -> Iterator[Grid]:
    """Every visible sheet as a grid; a hidden one as a grid without rows and with a note."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    with opened(path) as container, path.open("rb") as file:
        book = _book(container, path.name)
        try:
            # From a path it would go by the name's ending.
            workbook = CalamineWorkbook.from_filelike(file)
            for meta in workbook.sheets_metadata:
                if meta.typ != SheetTypeEnum.WorkSheet:
                    continue
                if meta.visible != SheetVisibleEnum.Visible:
                    yield Grid(path.name, (), meta.name, notes=(hidden_sheet(meta.name),))
                    continue
                name = book.parts.get(meta.name)
                data = part(container, name, path.name) if name in container.namelist() else b""
                _require_near(data, path.name, meta.name)
                marks = read_marks(data, book.styles, book.since_1904, MAX_COLUMNS)
                del data
                found = workbook.get_sheet_by_name(meta.name)
                yield _grid(found, path.name, marks, progress)
        except CalamineError as error:
            raise DocumentRefused(path.name, "工作簿不完整或已损坏", AGAIN) from error


def _grid(found: Any, source: str, marks: Marks, progress: Progress) -> Grid:
    """One sheet; calamine counts rows and columns from 0."""
    lines = []
    changed = {line for line, _ in marks.texts}
    # calamine gives rows from the first of the sheet, and of each the cells from the first used column on.
    before = [""] * (found.start[1] if found.start else 0)
    for line, values in enumerate(found.iter_rows(), 1):
        if line % EVERY == 1:
            progress(line, found.total_height)
        texts = before + [value if value.__class__ is str else _text(value) for value in values]
        if line in changed:
            _put(texts, marks, line)
        if any(texts):
            lines.append((line, texts))
    merged = [
        Merged(top + 1, left + 1, bottom - top + 1, right - left + 1)
        for (top, left), (bottom, right) in found.merged_cell_ranges or ()
    ]
    sheet = Sheet(
        source,
        found.name,
        lines,
        merged,
        frozenset(marks.hidden_rows),
        frozenset(marks.hidden_columns),
        marks.stored,
        marks.broken,
    )
    require_length(sheet)
    return grid_of(sheet)


def _put(texts: list[str], marks: Marks, line: int) -> None:
    for at in range(len(texts)):
        text = marks.texts.get((line, at + 1))
        if text is not None:
            texts[at] = text


def _text(value: Any) -> str:
    """A value under no format that matters."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float | int):
        return number_text(value)
    return str(value)


def _require_near(data: bytes, source: str, sheet: str) -> None:
    """Raise DocumentRefused for a cell so far away that the space up to it would not fit into memory."""
    far = _FAR.search(data)
    if far:
        place = f"{source} {sheet}!{far.group(1).decode('ascii')} 列"
        raise DocumentRefused(place, f"内容超出第 {MAX_COLUMNS} 列", _NEAR)
    end = len(data)
    while (at := data.rfind(b"row ", 0, end)) >= 0:
        found = re.match(rb'row [^<>]*?\br="([0-9]{1,9})"', data[at : at + 400])
        if found is None or int(found.group(1)) <= MAX_ROWS + 1000:
            return
        if re.search(rb"<(?:[\w.-]+:)?(?:v|is)>", data[at:end]):
            place = f"{source} {sheet} 第 {int(found.group(1))} 行"
            raise DocumentRefused(place, f"内容超出第 {MAX_ROWS:,} 行", _NEAR)
        end = at


# -- the workbook


def _book(container: zipfile.ZipFile, source: str) -> _Book:
    from xml.etree import ElementTree

    def tree(name: str) -> ElementTree.Element | None:
        return ElementTree.fromstring(part(container, name, source)) if name in names else None

    names = set(container.namelist())
    book = _Book()
    try:
        _sheets(book, tree(_WORKBOOK), tree("xl/_rels/workbook.xml.rels"))
        _styles(book, tree("xl/styles.xml"))
    except ElementTree.ParseError as error:
        raise DocumentRefused(source, "工作簿不完整或已损坏", AGAIN) from error
    return book


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _sheets(book: _Book, workbook: Any, relations: Any) -> None:
    targets = {one.get("Id"): one.get("Target", "") for one in relations} if relations is not None else {}
    for element in workbook.iter() if workbook is not None else ():
        if _local(element.tag) == "workbookPr":
            book.since_1904 = element.get("date1904") in ("1", "true")
        if _local(element.tag) == "sheet":
            key = next((value for name, value in element.items() if _local(name) == "id"), "")
            target = targets.get(key, "")
            book.parts[element.get("name", "")] = posixpath.normpath(
                target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
            )


def _styles(book: _Book, styles: Any) -> None:
    """The cell styles whose format changes what a number means."""
    codes = dict(BUILT_IN)
    crosses: list[Any] = []
    for element in styles if styles is not None else ():
        if _local(element.tag) == "numFmts":
            for one in element:
                if (number := one.get("numFmtId", "")).isdigit():
                    codes[int(number)] = one.get("formatCode", "")
        if _local(element.tag) == "cellXfs":
            crosses = list(element)
    for at, cross in enumerate(crosses):
        number = cross.get("numFmtId", "0")
        code = codes.get(int(number), "") if number.isdigit() else ""
        form = number_format(code)
        if not form.plain:
            book.styles[at] = Style(form, code)
