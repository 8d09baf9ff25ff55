"""A block of cells as the clipboard carries it between this window, Excel and WPS: tab-separated text."""

import re
from collections.abc import Sequence

Block = list[list[str]]

# A quoted cell ends where a tab, a line end or the text follows its closing quote.
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"(?=\t|\r\n|\r|\n|\Z)')
_PLAIN = re.compile(r"[^\t\r\n]*")
_NEEDS_QUOTES = re.compile(r'[\t\r\n]|^"')


def read_block(text: str) -> Block:
    r"""The cells of a clipboard text; the empty line after the last row is not a row.

    Spreadsheets quote only cells with line breaks or tabs, so quotes around anything else are the clerk's.

    >>> read_block('12\t"两行\n字"\r\n“凤凰”\t"引"\r\n')
    [['12', '两行\n字'], ['“凤凰”', '"引"']]
    """
    if not text:
        return []
    rows: Block = [[]]
    at = 0
    while True:
        cell, at = _cell(text, at)
        rows[-1].append(cell)
        if at >= len(text):
            return rows
        if text[at] == "\t":
            at += 1
            continue
        at += 2 if text.startswith("\r\n", at) else 1
        if at >= len(text):
            return rows
        rows.append([])


def _cell(text: str, at: int) -> tuple[str, int]:
    quoted = _QUOTED.match(text, at)
    if quoted and re.search(r'[\t\r\n]|""', quoted[1]):
        return quoted[1].replace('""', '"').replace("\r\n", "\n").replace("\r", "\n"), quoted.end()
    plain = _PLAIN.match(text, at)
    assert plain is not None
    return plain.group(), plain.end()


def write_block(rows: Sequence[Sequence[str]]) -> str:
    r"""The text for the clipboard; cells with tabs or line breaks are quoted as spreadsheets do.

    >>> write_block([["12", "两行\n字"]])
    '12\t"两行\n字"\n'
    """
    return "".join("\t".join(_written(cell) for cell in row) + "\n" for row in rows)


def _written(cell: str) -> str:
    plain = cell.replace("\r\n", "\n").replace("\r", "\n")
    return '"' + plain.replace('"', '""') + '"' if _NEEDS_QUOTES.search(plain) else plain


def spread(block: Block, rows: int, columns: int) -> Block:
    """The block repeated over a selection it fits into a whole number of times; else as it is.

    >>> spread([["7"]], 2, 2)
    [['7', '7'], ['7', '7']]
    >>> spread([["1", "2"]], 2, 3)
    [['1', '2']]
    """
    height, width = len(block), max(map(len, block), default=0)
    ragged = any(len(row) != width for row in block)
    if not height or not width or ragged or rows % height or columns % width:
        return block
    return [[block[row % height][column % width] for column in range(columns)] for row in range(rows)]
