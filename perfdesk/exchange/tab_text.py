"""Tab-separated text to a grid. Quotes are quoting only where Excel would have written them."""

import re

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.grid import Grid, SourceCell, SourceRow

MAX_CELL = 32_767
MAX_COLUMNS = 2_000
MAX_ROWS = 200_000

_SPLIT = "请拆成几个文件后再读"
_LINE_END = re.compile("\r\n|\r|\n|\x0c")
_PLAIN = re.compile("[^\t\r\n\x0c]*")
_NEEDS_QUOTING = re.compile('[\t\r\n,"]')


def read_grid(text: str, source: str) -> Grid:
    """All rows of a text, blank ones too. Raises DocumentRefused for an unclosed quote or too much."""
    rows = []
    scan = _Scan(text.removeprefix("\ufeff"), source)
    while scan.more():
        rows.append(scan.row())
        if len(rows) > MAX_ROWS:
            raise DocumentRefused(f"{source} 第 {scan.line} 行", f"表格超过 {MAX_ROWS:,} 行", _SPLIT)
    return Grid(source, tuple(rows))


class _Scan:
    """Walks over the text once, cell by cell."""

    def __init__(self, text: str, source: str) -> None:
        self._text, self._source, self._at = text, source, 0
        self.line = 1

    def more(self) -> bool:
        return self._at < len(self._text)

    def row(self) -> SourceRow:
        first = self.line
        cells: list[SourceCell] = []
        quoted: list[bool] = []
        while True:
            line, column = self.line, len(cells) + 1
            if column > MAX_COLUMNS:
                raise self._refused(column, f"这一行超过 {MAX_COLUMNS:,} 列", "请核对是不是选错了文件")
            text, by_quote = self._cell(column)
            if len(text) > MAX_CELL:
                raise self._refused(column, f"这一格超过 {MAX_CELL:,} 个字", _SPLIT)
            cells.append(SourceCell(text, line, column))
            quoted.append(by_quote)
            if not self._text.startswith("\t", self._at):
                break
            self._at += 1
        self._end_line()
        return SourceRow(first, tuple(_without_idle_quotes(cells, quoted)))

    def _end_line(self) -> None:
        end = _LINE_END.match(self._text, self._at)
        if end:
            self._at = end.end()
            self.line += 0 if end.group() == "\x0c" else 1

    def _cell(self, column: int) -> tuple[str, bool]:
        """The next cell's text, and whether its quotes were taken off."""
        if self._text.startswith('"', self._at):
            quoted = self._quoted(column)
            if quoted is not None:
                return quoted, True
        found = _PLAIN.match(self._text, self._at)
        assert found
        self._at = found.end()
        return found.group(), False

    def _quoted(self, column: int) -> str | None:
        """A cell in real quotes; None where the quote is part of the text (the closing one stands inside)."""
        plain = _PLAIN.match(self._text, self._at)
        assert plain
        end = self._closing()
        if end is not None:
            inner = self._text[self._at + 1 : end].replace('""', '"')
            spread = "\t" in inner and _LINE_END.search(inner)
            if not spread and (end + 1 != plain.end() or _NEEDS_QUOTING.search(inner)):
                self.line += len(_LINE_END.findall(inner))
                self._at = end + 1
                return _LINE_END.sub("\n", inner)
        if plain.group().count('"') == 1:
            raise self._refused(column, "这一格开头的英文引号没有配对", "请补上或删去这个引号后再读")
        return None

    def _closing(self) -> int | None:
        """Where the quote that opens here is closed, at the end of a cell; None where it is not."""
        at = self._at + 1
        limit = at + 4 * MAX_CELL
        while (at := self._text.find('"', at, limit)) >= 0:
            if self._text.startswith('"', at + 1):
                at += 2
                continue
            after = self._text[at + 1 : at + 2]
            return at if after in ("", "\t", "\r", "\n", "\x0c") else None
        return None

    def _refused(self, column: int, cause: str, remedy: str) -> DocumentRefused:
        return DocumentRefused(f"{self._source} 第 {self.line} 行第 {column} 列", cause, remedy)


def _without_idle_quotes(cells: list[SourceCell], quoted: list[bool]) -> list[SourceCell]:
    """Quotes around a text that needs none are quoting only where every filled cell of the row has them."""
    filled = [at for at, cell in enumerate(cells) if cell.text]
    idle = [at for at in filled if not quoted[at] and _idle(cells[at].text)]
    if len(filled) < 2 or not idle or any(not quoted[at] and at not in idle for at in filled):
        return cells
    return [
        SourceCell(cell.text[1:-1], cell.line, cell.column) if at in idle else cell
        for at, cell in enumerate(cells)
    ]


def _idle(text: str) -> bool:
    return len(text) >= 2 and text[0] == text[-1] == '"' and '"' not in text[1:-1]
