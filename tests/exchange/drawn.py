"""Tables drawn with | for the tabulator, and what their reading told."""

from __future__ import annotations

from perfdesk.domain.document import Document
from perfdesk.exchange.reading import read_text


def read(drawn: str) -> Document:
    """The one table of a drawn text."""
    (document,) = read_text(drawn.replace("|", "\t"), "表.txt")
    return document


def doubts(document: Document) -> str:
    """Everything that stays doubtful, a line each."""
    return "\n".join(f"{doubt.where} {doubt.what}" for doubt in document.doubts)


def repairs(document: Document) -> str:
    """Everything that was repaired, a line each."""
    return "\n".join(f"{one.where} {one.what} {one.before} {one.after}" for one in document.repairs)


def indicators(document: Document, project: int = 0) -> list[tuple[str, str | None, str | None, str | None]]:
    """Name, operator, target and unit of every indicator of one project."""
    return [(i.name, i.operator, i.target, i.unit) for i in document.projects[project].indicators]
