"""A sheet as a Word document: the editable copy, with the merges, widths and paper of the printed one.

Cells are written as XML by hand: python-docx looks every cell of a table up anew, which is quadratic. Word
repeats only rows from the top of a table, so a table with a head inside is two that look like one: the blocks
above, and the indicators whose header is repeated on every page.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange.filing import Progressed, file_whole
from perfdesk.exchange.layout import A4, BOTTOM, SIDE, TOP, column_edges
from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Block, Cell, Head, Sheet

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_TWIPS = 20  # in a point
_FACE = "宋体"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_EPOCH = datetime(2000, 1, 1)  # the same sheet gives the same file


def write_document(
    sheet: Sheet,
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write the sheet, a table a project where it has them. `progress` gets (rows done, rows).

    Raises GlyphMissing, NotFiled or ExportCancelled; nothing is left behind then.
    """
    from docx import Document

    _check(sheet)
    progressed = Progressed(sheet, progress, cancelled)
    document = Document()
    _paper(document, sheet)
    body = document.element.body
    end = body.sectPr
    for element in _elements(sheet, progressed):
        end.addprevious(element)
    _properties(document.core_properties, sheet)
    file_whole(path, lambda part: document.save(str(part)))


def _properties(properties: Any, sheet: Sheet) -> None:
    properties.title, properties.author = sheet.title[:255], (sheet.author or "perfdesk")[:255]
    properties.subject, properties.keywords = sheet.subject[:255], ", ".join(sheet.keywords)[:255]
    properties.comments, properties.last_modified_by = "", "perfdesk"
    properties.created = properties.modified = _EPOCH


def _paper(document: Any, sheet: Sheet) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.shared import Pt

    section = document.sections[0]
    short, long = A4
    if sheet.landscape:
        section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = (
        (Pt(long), Pt(short)) if sheet.landscape else (Pt(short), Pt(long))
    )
    section.left_margin = section.right_margin = Pt(SIDE)
    section.top_margin, section.bottom_margin = Pt(TOP), Pt(BOTTOM)
    foot = section.footer.paragraphs[0]._p
    foot.addnext(_parsed(_footer()))
    foot.getparent().remove(foot)


def _elements(sheet: Sheet, progressed: Progressed) -> Iterator[Any]:
    tables = sheet.tables
    for at, blocks in enumerate(tables):
        if sheet.corner:
            yield _parsed(_paragraph(sheet.corner, Align.LEFT, 9.5, fresh=at > 0))
        fresh = at > 0 and not sheet.corner
        yield _parsed(_paragraph(sheet.title, Align.CENTER, 16, bold=True, fresh=fresh))
        if any(sheet.captions):
            yield _parsed(_captions(sheet))
        yield from _tables(sheet, blocks, progressed)
        notes = (*sheet.notes, *(sheet.remarks if at == len(tables) - 1 else ()))
        for note in notes or ("",):
            yield _parsed(_paragraph(note, Align.LEFT, 8.5))


def _parsed(xml: str) -> Any:
    from docx.oxml import parse_xml

    return parse_xml(xml)


def _captions(sheet: Sheet) -> str:
    """The three captions in one line, at tab stops in the middle and at the right edge."""
    width = (A4[1] if sheet.landscape else A4[0]) - 2 * SIDE
    stops = "".join(
        f'<w:tab w:val="{kind}" w:pos="{round(at * _TWIPS)}"/>'
        for kind, at in (("center", width / 2), ("right", width))
    )
    left, centre, right = sheet.captions
    tab = "<w:r><w:tab/></w:r>"
    runs = _run(left, 9.5) + tab + _run(centre, 9.5) + tab + _run(right, 9.5)
    return f"<w:p {_W}><w:pPr><w:tabs>{stops}</w:tabs>{_SPACING}</w:pPr>{runs}</w:p>"


_SPACING = '<w:spacing w:before="0" w:after="0"/>'


def _paragraph(
    text: str, align: Align, size: float, *, bold: bool = False, fresh: bool = False, space: str = _W
) -> str:
    before = "<w:pageBreakBefore/>" if fresh else ""
    return (
        f'<w:p {space}><w:pPr>{before}{_SPACING}<w:jc w:val="{align.value}"/></w:pPr>'
        f"{_run(text, size, bold)}</w:p>"
    )


def _run(text: str, size: float, bold: bool = False) -> str:
    if not text:
        return ""
    face = quoteattr(_FACE)
    fonts = f"<w:rFonts w:ascii={face} w:hAnsi={face} w:eastAsia={face} w:cs={face}/>"
    weight = "<w:b/>" if bold else ""
    half = round(size * 2)
    lines = "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t"))
        for line in text.splitlines() or [""]
    )
    return f'<w:r><w:rPr>{fonts}{weight}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr>{lines}</w:r>'


def _footer() -> str:
    def field(name: str) -> str:
        return f'<w:fldSimple w:instr="{name}">{_run("1", 8.5)}</w:fldSimple>'

    runs = _run("第 ", 8.5) + field("PAGE") + _run(" 页　共 ", 8.5) + field("NUMPAGES") + _run(" 页", 8.5)
    return f'<w:p {_W}><w:pPr><w:jc w:val="center"/></w:pPr>{runs}</w:p>'


@dataclass(frozen=True, slots=True)
class _Half(Cell):
    """A part of a cell, without a line on the side of its other part."""

    open_side: str = ""


def _half(cell: Cell, side: str) -> _Half:
    values: dict[str, Any] = {one.name: getattr(cell, one.name) for one in fields(Cell)}
    return _Half(**values | {"open_side": side})


# Between two tables that look like one: without a paragraph Word joins them. It has no height and no look.
_JOINT = (
    f'<w:p {_W}><w:pPr><w:spacing w:before="0" w:after="0" w:line="1" w:lineRule="exact"/>'
    '<w:rPr><w:vanish/><w:sz w:val="2"/></w:rPr></w:pPr></w:p>'
)


def _tables(sheet: Sheet, blocks: Sequence[Block], progressed: Progressed) -> Iterator[Any]:
    edges = column_edges(sheet.widths, A4[1] if sheet.landscape else A4[0])
    widths = [round((right - left) * _TWIPS) for left, right in pairwise(edges)]
    rows = _rows(sheet.header, sheet.header_rows, widths, sheet.header_rows)
    for block in blocks:
        progressed.begin()
        if block.head is None:
            rows += _rows(block.cells, block.rows, widths, 0)
        else:
            first, deep = block.head.first, block.head.last - block.head.first
            above, below = _halves(block, block.head)
            yield _table(_rows(above, first, widths, 1), widths, goes_on=True)
            yield _parsed(_JOINT)
            rows = _rows(below, block.rows - first, widths, deep)
        progressed.did(block)
    yield _table(rows, widths)


def _halves(block: Block, head: Head) -> tuple[list[Cell], list[Cell]]:
    """The rows above the header, and those from it on; counted anew.

    Word repeats no header that is merged with rows below it: such a cell begins below the header, under an
    empty one without a line between.
    """
    above = [cell for cell in block.cells if cell.row < head.first]
    below: list[Cell] = []
    for cell in (cell for cell in block.cells if cell.row >= head.first):
        moved = replace(cell, row=cell.row - head.first)
        deep = head.last - head.first
        if moved.row < deep < moved.row + moved.rows:
            below.append(_half(replace(moved, rows=deep - moved.row, text=""), "bottom"))
            moved = _half(replace(moved, row=deep, rows=moved.row + moved.rows - deep), "top")
        below.append(moved)
    return above, below


def _table(rows: Sequence[str], widths: Sequence[int], *, goes_on: bool = False) -> Any:
    """A table; the line below one that goes on is the first of the next."""
    sides = "".join(
        f'<w:{side} w:val="{"nil" if goes_on and side == "bottom" else "single"}" w:sz="4" w:space="0" '
        'w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return _parsed(
        f'<w:tbl {_W}><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:top w:w="45" w:type="dxa"/>'
        '<w:left w:w="60" w:type="dxa"/>'
        '<w:bottom w:w="45" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _rows(cells: Sequence[Cell], count: int, widths: Sequence[int], repeated: int) -> list[str]:
    """The rows as XML; each place below a merged cell's first row holds its continuation."""
    lines: list[list[tuple[int, str]]] = [[] for _ in range(count)]
    for cell in cells:
        for row in range(cell.row, cell.row + cell.rows):
            lines[row].append((cell.column, _cell(cell, widths, first=row == cell.row)))
    return [
        f"<w:tr><w:trPr>{'<w:tblHeader/>' if row < repeated else ''}</w:trPr>"
        f"{''.join(xml for _, xml in sorted(line, key=lambda one: one[0]))}</w:tr>"
        for row, line in enumerate(lines)
    ]


def _cell(cell: Cell, widths: Sequence[int], *, first: bool) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns])
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    merge = ('<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>") if cell.rows > 1 else ""
    open_side = cell.open_side if isinstance(cell, _Half) else ""
    line = f'<w:tcBorders><w:{open_side} w:val="nil"/></w:tcBorders>' if open_side else ""
    upright = '<w:textDirection w:val="tbRlV"/>' if cell.vertical else ""
    align = Align.CENTER if cell.vertical else cell.align
    text = cell.text if first else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{line}{upright}'
        f'<w:vAlign w:val="center"/></w:tcPr>{_paragraph(text, align, 9, bold=cell.bold, space="")}</w:tc>'
    )


def _check(sheet: Sheet) -> None:
    """Raise before anything is written where the file format cannot hold a text."""
    cells = (*sheet.header, *(cell for block in sheet.blocks for cell in block.cells))
    lines = (("表上的说明", text) for text in (sheet.title, sheet.corner, *sheet.captions, *sheet.notes))
    for place, text in (*lines, *((cell.place, cell.text) for cell in cells)):
        found = _UNFIT.search(text)
        if found:
            sign = f"（U+{ord(found[0]):04X}）"
            raise GlyphMissing(f"{place} 里有 Word 不收的控制字符{sign}，没有写出文件。请删去后再导出。")
