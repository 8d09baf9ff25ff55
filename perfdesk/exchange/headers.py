"""Finding a form's header in a grid: captions, synonyms, rows under merged groups, any column order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from perfdesk.exchange.grid import SourceRow
from perfdesk.exchange.repair import folded
from perfdesk.forms.form import Column, Form
from perfdesk.forms.registry import FORMS

_LONGEST_CAPTION = 40
_DEEPEST = 3  # rows of one header
_BRACKET = re.compile(r"[(\[【]([^()\[\]【】]*)[)\]】]")
_MONTHS = re.compile(r"(?:\d{1,2}[-~—至])?(\d{1,2})月(?:底|末|份)?")
_YEAR = re.compile(r"\d{4}年度?")
_MARKS = "*★☆:：、."


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header. `first` and `rows` say where it stands; positions of columns count from 0.

    `columns` maps a column's key to its position, `unknown` positions to captions nobody knows. `units` holds
    what stands in brackets behind a caption; `month` is the month a caption names (进展情况 6 月).
    """

    form: Form
    first: int
    rows: int
    width: int
    columns: dict[str, int]
    unknown: dict[int, str]
    units: dict[str, str]
    month: int | None

    def at(self, position: int) -> Column | None:
        """The column that stands at a position."""
        for key, place in self.columns.items():
            if place == position:
                return column_of(self.form, key)
        return None


def find_header(rows: Sequence[SourceRow], at: int) -> Header | None:
    """The header that begins in this row; the form with most columns in it wins."""
    found = [header for form in FORMS.values() if not form.blocks for header in _headers(form, rows, at)]
    return max(found, key=lambda header: (len(header.columns), -header.rows), default=None)


def column_of(form: Form, key: str) -> Column:
    """A column of a form, printed or only read."""
    return next(column for column in (*form.columns, *form.also_read) if column.key == key)


def _headers(form: Form, rows: Sequence[SourceRow], at: int) -> list[Header]:
    if not _could_be_header(rows[at]) or not _names_column(form, rows[at]):
        return []
    found = []
    for depth in range(1, _DEEPEST + 1):
        if at + depth > len(rows) or (depth > 1 and not _continues(form, rows[at : at + depth])):
            break
        header = _match(form, rows[at : at + depth], at)
        if all(key in header.columns for key in form.essential):
            found.append(header)
    return found


def _could_be_header(row: SourceRow) -> bool:
    return len(row.filled) >= 2 and all(len(cell.text) <= _LONGEST_CAPTION for cell in row.cells)


def _names_column(form: Form, row: SourceRow) -> bool:
    return sum(_key(form, cell.text) is not None for cell in row.filled) >= 2


def _continues(form: Form, rows: Sequence[SourceRow]) -> bool:
    """Whether the last row can only be a lower part of a header: captions, their second halves, brackets."""
    row = rows[-1]
    if row.blank or not _could_be_header(row):
        return False
    return all(
        _key(form, cell.text) or not _bare(cell.text) or _key(form, "".join(_column(rows, at)))
        for at, cell in enumerate(row.cells)
        if cell.text.strip()
    )


def _column(rows: Sequence[SourceRow], position: int) -> list[str]:
    """The texts one below the other at a position, empty ones left out."""
    texts = [row.cells[position].text for row in rows if position < len(row.cells)]
    return [text for text in texts if text.strip()]


def _key_of(form: Form, texts: Sequence[str]) -> str | None:
    """The column that captions one below the other name: a caption in two lines, or the lowest one."""
    whole = _key(form, "".join(texts)) if len(texts) > 1 else None
    return whole or next((key for text in reversed(texts) if (key := _key(form, text))), None)


def _match(form: Form, rows: Sequence[SourceRow], first: int) -> Header:
    width = max(len(row.cells) for row in rows)
    columns: dict[str, int] = {}
    unknown: dict[int, str] = {}
    units: dict[str, str] = {}
    month = None
    for position in range(width):
        texts = _column(rows, position)
        key = _key_of(form, texts)
        if key is None or key in columns:
            if texts:
                unknown[position] = " ".join(texts)
            continue
        columns[key] = position
        for text in texts:
            units.update((key, unit) for unit in _BRACKET.findall(folded(text)) if unit)
            found = _MONTHS.search(folded(text))
            month = int(found.group(1)) if found else month
    return Header(form, first, len(rows), _used_width(columns, unknown), columns, unknown, units, month)


def _used_width(columns: dict[str, int], unknown: dict[int, str]) -> int:
    return max((*columns.values(), *unknown), default=-1) + 1


def _key(form: Form, caption: str) -> str | None:
    return _names(form.kind).get(_bare(caption)) if len(caption) <= _LONGEST_CAPTION else None


@lru_cache(maxsize=8192)
def _bare(caption: str) -> str:
    """A caption without brackets, months and marks, for comparison."""
    bare = _MONTHS.sub("", _BRACKET.sub("", folded(caption)))
    return _YEAR.sub("", bare).strip(_MARKS)


@cache
def _names(kind: str) -> dict[str, str]:
    form = next(form for form in FORMS.values() if form.kind == kind)
    names: dict[str, str] = {}
    for column in (*form.columns, *form.also_read):
        printed = (column.caption.replace("{m}", "1"), column.caption.replace("{m}", ""))
        for caption in (*printed, *column.synonyms):
            names.setdefault(_bare(caption), column.key)
    return names
