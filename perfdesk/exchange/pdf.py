"""A sheet as a PDF file: every character checked first, then written whole or not at all."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange import layout
from perfdesk.exchange.attaching import attached_files
from perfdesk.exchange.cells import CONTINUED
from perfdesk.exchange.filing import ExportCancelled, file_whole
from perfdesk.exchange.fonts import Face, missing
from perfdesk.exchange.surface import PdfSurface, Surface
from perfdesk.forms.sheet import Cell, Sheet

_NAMED = 5


def write_pdf(
    sheet: Sheet,
    path: Path,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
    moment: datetime | None = None,
) -> int:
    """Write the sheet and return its pages. `progress` gets (rows done, rows) after each page.

    Raises GlyphMissing, NotFiled or ExportCancelled; nothing is left behind then. `moment` is the date in the
    file's properties; without it there is none, and two exports of a sheet are the same bytes.
    """
    check_glyphs(sheet)
    surface: Surface = PdfSurface(
        title=sheet.title,
        author=sheet.author,
        subject=sheet.subject,
        keywords=", ".join(sheet.keywords),
        moment=moment,
    )
    rows = sum(block.rows for block in sheet.blocks)
    count, width, height = 0, 0.0, 0.0
    try:
        for page in layout.pages(sheet):
            if cancelled is not None and cancelled():
                raise ExportCancelled
            surface.draw(page)
            count, width, height = page.number, page.width, page.height
            if progress is not None:
                progress(page.rows_done, rows)
        if sheet.data:
            for one in attached_files(sheet):
                surface.attach(*one)

        def write(part: Path) -> None:
            with part.open("wb") as out:
                surface.save(out, lambda number, total: layout.footer(width, height, number, total))

        file_whole(path, write)
    finally:
        surface.discard()
    return count


def check_glyphs(sheet: Sheet) -> None:
    """Raise GlyphMissing naming each cell with a character the typeface lacks."""
    characters: set[str] = set()
    for text in _texts(sheet):
        characters.update(text)
    lacking = {face: missing(characters, face) for face in Face}
    if not any(lacking.values()):
        return
    found = list(dict.fromkeys(_places(sheet, lacking)))
    if not found:
        return
    more = f"等 {len(found)} 处" if len(found) > _NAMED else ""
    raise GlyphMissing(
        f"印不出来的字：{'；'.join(found[:_NAMED])}{more}。字体里没有，没有写出文件。请换成通用字，或用文字说明。"
    )


def _texts(sheet: Sheet) -> Iterator[str]:
    yield from (sheet.title, *_lines(sheet), CONTINUED)
    yield from (cell.text for cell in sheet.header)
    yield from _overview_texts(sheet)
    for block in sheet.blocks:
        yield from (cell.text for cell in block.cells)


def _overview_texts(sheet: Sheet) -> list[str]:
    if sheet.overview is None:
        return []
    from perfdesk.exchange.overview_page import texts_of

    return texts_of(sheet.overview)


def _places(sheet: Sheet, lacking: dict[Face, set[str]]) -> Iterator[str]:
    yield from _named("标题", sheet.title, lacking[Face.HEAD])
    for text in _lines(sheet):
        yield from _named("表头说明", text, lacking[Face.BODY])
    for text in _overview_texts(sheet):
        yield from _named("概览", text, lacking[Face.BODY] | lacking[Face.HEAD])
    for cell in (*sheet.header, *(cell for block in sheet.blocks for cell in block.cells)):
        yield from _named(
            cell.place or _position(cell), cell.text, lacking[Face.HEAD if cell.bold else Face.BODY]
        )


def _lines(sheet: Sheet) -> tuple[str, ...]:
    """What stands around the tables."""
    return (sheet.corner, *sheet.captions, *sheet.notes, *sheet.remarks)


def _position(cell: Cell) -> str:
    return f"第{cell.row + 1}行第{cell.column + 1}列"


def _named(place: str, text: str, lacking: set[str]) -> Iterator[str]:
    for character in dict.fromkeys(text):
        if character in lacking:
            shown = f"“{character}”" if character.isprintable() else "控制字符"
            yield f"{place} 的{shown}（U+{ord(character):04X}）"
