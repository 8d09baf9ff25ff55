"""CSV that no spreadsheet takes for formulas, and back again without loss."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

_QUOTE = "'"
_FORMULA_BEGINS = frozenset("=+-@\t\r" + _QUOTE)


def harmless(text: str) -> str:
    """A text as a CSV cell that no spreadsheet takes for a formula.

    >>> harmless("=1+1"), harmless("-12.49"), harmless("新增 15 家")
    ("'=1+1", "'-12.49", '新增 15 家')
    """
    return _QUOTE + text if text[:1] in _FORMULA_BEGINS else text


def as_it_was(text: str) -> str:
    """The text behind a cell that `harmless` made.

    >>> as_it_was("'=1+1"), as_it_was("''引号"), as_it_was("15")
    ('=1+1', "'引号", '15')
    """
    return text.removeprefix(_QUOTE)


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """Rows as UTF-8 with a byte order mark, as spreadsheets want it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([harmless(text) for text in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def csv_rows(data: bytes) -> Iterator[list[str]]:
    """The rows of `csv_bytes` again; UnicodeDecodeError or csv.Error for bytes of another make."""
    for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True):
        yield [as_it_was(text) for text in row]
