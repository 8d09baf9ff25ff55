"""Headings between the rows of a list: 一、基础设施类 parts the projects below it and is none itself."""

import re
from collections.abc import Iterator, Mapping, Sequence

from perfdesk.exchange.fund_names import fund_in
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.rows import SECTION, TableRow
from perfdesk.forms.form import Form, Holds

_NUMERAL = "[一二三四五六七八九十]{1,3}"
_STYLES = {
    "bracket": re.compile(rf"[（(]{_NUMERAL}[)）]"),
    "dot": re.compile(rf"{_NUMERAL}[、.．]|第{_NUMERAL}(?:部分|大类|类|章|节)"),
}
_BARE = re.compile(_NUMERAL)  # alone in the column of numbers
_MARK_ONLY = re.compile(r"[-—－–/\\*\s]+")
_LEVELS = ("indicator.level1", "indicator.level2", "objective.category", "objective.subcategory")


def section_title(row: TableRow) -> str:
    """What a heading says, without its number.

    >>> section_title(TableRow(3, "第 3 行", False, {"project.seq": "一", "project.name": "民生类"}))
    '民生类'
    """
    names = [text for key, text in row.cells.items() if key.endswith(".name")]
    title = row.get(SECTION) or (names or list(row.cells.values()))[0]
    marks = (pattern.match(title) for pattern in _STYLES.values())
    return next((title[mark.end() :].strip() for mark in marks if mark and mark.group() != title), title)


def without_strays(form: Form, rows: Sequence[TableRow], remarks: Remarks) -> list[TableRow]:
    """The rows without lines of text that head nothing, since no project begins below; each is doubted."""
    kept: list[TableRow] = []
    begins = False
    for row in reversed(rows):
        if SECTION in row.cells and not begins:
            remarks.doubt(row.line, row.place, f"这一行不在表格里，没有收入：“{row.get(SECTION)}”")
            continue
        kept.append(row)
        begins = SECTION in row.cells or _begins(form, row)
    return kept[::-1]


def section_rows(form: Form, rows: Sequence[TableRow]) -> frozenset[int]:
    """The places of the rows that are headings: at most numbered, named and summed up, above rows of others.

    A heading is numbered as no project here is (一、 beside 1, 2, 3), or has only a name where projects have
    more. A row whose indicators follow below it without a name of their own is a project.
    """
    found = {at for at, row in enumerate(rows) if SECTION in row.cells}
    may_be = {at for at, row in enumerate(rows) if at in found or _only_named(form, row)}
    projects = [row for at, row in enumerate(rows) if at not in may_be and _begins(form, row)]
    styles = {_style(form, row) for row in projects}
    if not projects:
        return frozenset(found)
    uniform = len({bool(row.get(form.starts[0])) for row in projects}) == 1
    following: TableRow | None = None
    for at in range(len(rows) - 1, -1, -1):
        if at not in may_be:
            following = rows[at]
        elif at not in found and _is_heading(form, rows[at], following, styles, uniform):
            found.add(at)
    return frozenset(found)


def between(rows: Sequence[TableRow], headings: frozenset[int]) -> Iterator[list[TableRow]]:
    """The rows without headings, those between two headings together."""
    held: list[TableRow] = []
    for at, row in enumerate(rows):
        if at not in headings:
            held.append(row)
        elif held:
            yield held
            held = []
    if held:
        yield held


def _is_heading(
    form: Form, row: TableRow, following: TableRow | None, styles: set[str], uniform: bool
) -> bool:
    """Whether a row that may be one is a heading; `following` is the next row that cannot be."""
    label = form.starts[-1]
    name = row.get(label)
    if following is not None and (not _begins(form, following) or following.get(label) == name):
        return False
    if style := _style(form, row):
        return style not in styles
    if len(form.starts) == 1 or following is None:
        return False
    if number := row.get(form.starts[0]):
        return not name and not any(character.isdigit() for character in number)
    # A name at the top of a page may be the rest of the one above.
    return set(_said(row)) == {label} and uniform and not row.after_break


def _only_named(form: Form, row: TableRow) -> bool:
    """Whether nothing but number, name, levels and sums stand in a row."""
    if not any(key in row.cells for key in form.starts):
        return False
    own = set(_said(row))
    return bool(own & set(form.starts)) and {key for key in own if not fund_in(key)} <= _allowed(form)


def _allowed(form: Form) -> frozenset[str]:
    """The columns a heading may have a text under."""
    sums = {one.key for one in (*form.columns, *form.also_read) if one.holds is Holds.FIGURE}
    outer = {key for key in sums if not key.startswith(("indicator.", "entry."))}
    return frozenset((*form.starts, *_LEVELS, *outer))


def _said(row: TableRow) -> Mapping[str, str]:
    return {key: text for key, text in row.cells.items() if not _MARK_ONLY.fullmatch(text)}


def _begins(form: Form, row: TableRow) -> bool:
    return row.has(form.starts)


def _style(form: Form, row: TableRow) -> str:
    """How a row is numbered in Chinese, "" where it is not: in the column of numbers, or before its name."""
    number = row.get(form.starts[0]).strip() if len(form.starts) > 1 else ""
    if _BARE.fullmatch(number):
        return "dot"
    for text in (number, row.get(form.starts[-1])):
        for style, pattern in _STYLES.items():
            if pattern.match(text):
                return style
    return ""
