"""Reading a document from outside: bytes to text, text to grid, grid to documents. Nothing is written."""

from pathlib import Path

from perfdesk.domain.document import Document
from perfdesk.exchange.decoding import decode
from perfdesk.exchange.recognise import recognise
from perfdesk.exchange.tab_text import read_bytes, read_grid


def read_document(path: Path, *, encoding: str | None = None) -> tuple[Document, ...]:
    """Every table of known form in a file. Raises DocumentRefused with one sentence where there is none."""
    return read_text(decode(read_bytes(path), encoding, path.name).text, path.name)


def read_text(text: str, source: str) -> tuple[Document, ...]:
    """Every table of known form in tab-separated text; `source` names it in sentences."""
    return recognise(read_grid(text, source))
