"""The table that travels inside a published PDF as CSV, found again in a file."""

import csv
from collections.abc import Sequence
from typing import Any

from perfdesk.exchange.attaching import NAME
from perfdesk.exchange.csv_text import csv_rows
from perfdesk.exchange.grid import Grid, SourceCell, SourceRow
from perfdesk.exchange.tab_text import MAX_CELL, MAX_COLUMNS, MAX_ROWS

SHEET = "附件"
_LARGEST = 50 * 1024 * 1024


def attached_grid(data: bytes, source: str) -> Grid | None:
    """As `attached_in`, for the bytes of a file; None for what is no PDF."""
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    from perfdesk.exchange.pages import alone

    with alone():
        try:
            document = PdfDocument(data)
        except PdfiumError:
            return None
        try:
            return attached_in(document, source)
        finally:
            document.close()


def attached_in(document: Any, source: str) -> Grid | None:
    """The table that perfdesk attached to an open PDF, under the lines above it; None where there is none.

    The grid is marked as attached: reading prefers it and holds it against the pages. An attachment that is
    not whole is none.
    """
    found = _attachment(document)
    if found is None:
        return None
    held, above = found
    try:
        tables = _tables(list(csv_rows(held)))
    except (UnicodeDecodeError, csv.Error):
        return None
    lines = [line for line in above.splitlines() if line.strip()]
    rows = [row for table in tables for row in (*([line] for line in lines), *table, [])]
    if not tables or len(rows) > MAX_ROWS or any(_too_much(row) for row in rows):
        return None
    return Grid(source, tuple(_row(at, row) for at, row in enumerate(rows, 1)), SHEET, attached=True)


def _tables(rows: Sequence[list[str]]) -> list[list[list[str]]]:
    tables: list[list[list[str]]] = [[]]
    for row in rows:
        if row:
            tables[-1].append(row)
        else:
            tables.append([])
    return [table for table in tables if table]


def _too_much(row: Sequence[str]) -> bool:
    return len(row) > MAX_COLUMNS or any(len(text) > MAX_CELL for text in row)


def _row(line: int, texts: Sequence[str]) -> SourceRow:
    return SourceRow(line, tuple(SourceCell(text, line, at) for at, text in enumerate(texts, 1)))


def _attachment(document: Any) -> tuple[bytes, str] | None:
    """Content and description of our attachment; None where there is none or it cannot be taken out."""
    from pypdfium2 import PdfiumError

    try:
        for index in range(document.count_attachments()):
            one = document.get_attachment(index)
            if one.get_name() == NAME:
                held = bytes(one.get_data())
                return (held, str(one.get_desc())) if len(held) <= _LARGEST else None
    except PdfiumError:
        return None
    return None
