"""A first look at a desk file: names only, by the driver alone, before anything else is loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path

from perfdesk.store.connection import connect

_BOOKS = "SELECT id, year, form FROM book ORDER BY CAST(year AS INTEGER) DESC, id LIMIT 20"
_NAMES = (
    "SELECT said FROM (SELECT trim(coalesce(seq, '') || ' ' || coalesce(name, '')) AS said, position, id"
    " FROM project WHERE book = ?1 UNION ALL SELECT coalesce(name, ''), position, id"
    " FROM objective WHERE book = ?1) ORDER BY position, id LIMIT 60"
)
_FORMS = {"target_summary": "项目绩效目标汇总表", "progress_disclosure": "绩效考核目标进展情况公示"}


def glance(path: Path) -> list[tuple[str, list[str]]]:
    """Books with the names under them; [] where the file cannot be read just so (opening it will say why)."""
    try:
        with closing(connect(path, "ro", busy=0)) as connection:
            return [
                (
                    f"{year or ''} 年度{_FORMS.get(form, '')}",
                    [name for (name,) in connection.execute(_NAMES, (book,))],
                )
                for book, year, form in connection.execute(_BOOKS)
            ]
    except (sqlite3.Error, UnicodeDecodeError, ValueError):
        return []
