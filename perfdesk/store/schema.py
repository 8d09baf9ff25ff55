"""What a desk file looks like inside: its numbers and its schema, compared before it is used."""

import re
import sqlite3
from functools import cache
from pathlib import Path

APPLICATION_ID = 0x50464453  # "PFDS"
VERSION = 4
# A number this far above ours is a flipped bit, not a newer program.
FARTHEST_VERSION = VERSION + 1000
MAGIC = b"SQLite format 3\x00"

SCHEMA_FILE = Path(__file__).with_name("schema.sql")

Shape = tuple[tuple[str, str, str, str], ...]


def fingerprint(connection: sqlite3.Connection) -> Shape:
    """Every object of a file with its text, free of layout and quotes (renaming a table adds quotes)."""
    rows = connection.execute("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    return tuple(sorted((str(kind), str(name), str(on), _plain(str(sql))) for kind, name, on, sql in rows))


def _plain(sql: str) -> str:
    squeezed = re.sub(r"\s+", " ", sql.replace('"', " ")).strip()
    return re.sub(r" ?([(),]) ?", r"\1", squeezed)


@cache
def expected() -> Shape:
    """The fingerprint of a file of this version."""
    connection = sqlite3.connect(":memory:")
    try:
        build(connection)
        return fingerprint(connection)
    finally:
        connection.close()


def build(connection: sqlite3.Connection) -> None:
    """Make the tables of this version in an empty file, with its two numbers, in one transaction."""
    connection.executescript(
        f"BEGIN IMMEDIATE;\n{SCHEMA_FILE.read_text('utf-8')}\n"
        f"PRAGMA application_id = {APPLICATION_ID};\nPRAGMA user_version = {VERSION};\nCOMMIT;"
    )


def number(connection: sqlite3.Connection, pragma: str) -> int:
    """The value of a numeric pragma."""
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
