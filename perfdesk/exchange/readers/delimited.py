"""Text with cells set apart by tabs, or by commas, semicolons or bars as other systems export it."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, SourceCell, SourceRow
from perfdesk.exchange.readers.sheet_rows import SPLIT
from perfdesk.exchange.tab_text import MAX_CELL, MAX_COLUMNS, MAX_ROWS, read_grid

_DELIMITERS = (",", ";", "|", "，", "；")
_TRIED = 64 * 1024
_LEAST_ROWS, _LEAST_CELLS = 2, 3
_DECLARED = re.compile(r'"?sep=(.)"?\s*(?:\r\n|\r|\n)', re.IGNORECASE)


def read_delimited(text: str, source: str) -> Grid:
    """All rows of a text. Raises DocumentRefused for an unclosed quote or too much."""
    text = text.removeprefix("\ufeff")
    declared = _DECLARED.match(text)
    delimiter = declared.group(1) if declared else delimiter_of(text)
    if delimiter == "\t":
        return read_grid(text, source)
    rest = text[declared.end() :] if declared else text
    return Grid(source, tuple(_rows(rest, delimiter, source, 2 if declared else 1)))


def delimiter_of(text: str) -> str:
    r"""What sets the cells of a text apart: the character that gives most rows the same number of cells.

    >>> delimiter_of("a,b,c\n1,2,3\n"), delimiter_of("a\tb,b,b\n1\t2\n"), delimiter_of("甲，乙。\n丙")
    (',', '\t', '\t')
    """
    head = text[:_TRIED]
    if sum("\t" in line for line in head.splitlines()) >= _LEAST_ROWS:
        return "\t"
    scores = {one: _evenness(head, one) for one in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda one: scores[one])
    return best if scores[best] > 0 else "\t"


def _evenness(head: str, delimiter: str) -> int:
    """How many cells stand in rows of the most frequent width, where that is a table at all."""
    if delimiter not in head:
        return 0
    try:
        widths = [len(row) for row in _parsed(head, delimiter) if any(row)]
    except csv.Error:
        return 0
    width, count = Counter(widths).most_common(1)[0] if widths else (0, 0)
    enough = width >= _LEAST_CELLS and count >= _LEAST_ROWS and count * 2 >= len(widths)
    return width * count if enough else 0


def _parsed(text: str, delimiter: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=False)


def _rows(text: str, delimiter: str, source: str, first: int) -> Iterator[SourceRow]:
    """Rows with the line each begins in; a quoted cell may hold line ends."""
    _require_closed(text, delimiter, source, first)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    line, count = first, 0
    while True:
        try:
            texts = next(reader, None)
        except csv.Error as error:
            raise DocumentRefused(f"{source} 第 {line} 行", "这一行不是完整的表格行", SPLIT) from error
        if texts is None:
            return
        count += 1
        if count > MAX_ROWS:
            raise DocumentRefused(f"{source} 第 {line} 行", f"表格超过 {MAX_ROWS:,} 行", SPLIT)
        _require_narrow(texts, source, line)
        yield SourceRow(line, tuple(SourceCell(text, line, at) for at, text in enumerate(texts or [""], 1)))
        line = first + reader.line_num


def _require_narrow(texts: list[str], source: str, line: int) -> None:
    if len(texts) > MAX_COLUMNS:
        raise DocumentRefused(
            f"{source} 第 {line} 行", f"这一行超过 {MAX_COLUMNS:,} 列", "请核对是不是选错了文件"
        )
    for column, text in enumerate(texts, 1):
        if len(text) > MAX_CELL:
            raise DocumentRefused(
                f"{source} 第 {line} 行第 {column} 列", f"这一格超过 {MAX_CELL:,} 个字", SPLIT
            )


def _require_closed(text: str, delimiter: str, source: str, first: int) -> None:
    """Raise DocumentRefused where a quote is opened and never closed: all that follows would be one cell."""
    opens = re.compile(rf'(?:^|{re.escape(delimiter)})"(?:[^"]|"")*(?:"|\Z)', re.MULTILINE)
    for found in opens.finditer(text):
        if not found.group().endswith('"') or found.group().count('"') % 2:
            line = first + len(re.findall("\r\n|\r|\n", text[: found.start()]))
            raise DocumentRefused(
                f"{source} 第 {line} 行", "这一行的英文引号没有配对", "请补上或删去这个引号后再读"
            )
