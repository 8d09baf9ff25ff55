"""Rows of indicators that are the rest of the row above, as pages and hard line ends leave them."""

import re
from collections.abc import Sequence
from dataclasses import replace

from perfdesk.domain.figures import number_of
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import unbalanced
from perfdesk.exchange.rows import TableRow

_NAME, _TARGET = "indicator.name", "indicator.target"
_TEXTS = ("entry.deviation_reason", "entry.corrective_action", "entry.narrative", "entry.note", _NAME)
_TEXT_KEYS = frozenset(_TEXTS)
_FIGURES = (_TARGET, "entry.actual", "entry.forecast", "indicator.weight", "entry.score")
_ONCE = ("entry.actual", "entry.forecast", "indicator.weight", "entry.score")  # a whole row has them
_OF_ROW = ("indicator.", "entry.")
_OPEN = re.compile(r"[及和与或的、，,（(：:≥≤><=＞＜＝—-]$|其中$|不低于$|不少于$|不超过$|达到$")


def joined(rows: Sequence[TableRow], remarks: Remarks) -> list[TableRow]:
    """Rows that hold nothing but the rest of a text above belong to the row above; each is told."""
    done: list[TableRow] = []
    for row in rows:
        sure = bool(done) and _continues(row, done[-1])
        if sure or (done and _cut_by_page(row, done[-1])):
            if not (sure and row.after_break):
                remarks.doubt(row.line, row.place, "这一行不像单独的指标，当作上一行的后半接上了，请核对")
            done[-1] = _with_rest(done[-1], row, remarks)
            continue
        if done and row.after_break and _lacks(row, done[-1]):
            remarks.doubt(
                row.line, row.place, "换页后的这一行没有分值、得分或完成值，是不是上一行的后半？请核对"
            )
        done.append(row)
    return done


def _with_rest(above: TableRow, row: TableRow, remarks: Remarks) -> TableRow:
    cells = dict(above.cells)
    for key, text in row.cells.items():
        if not key.startswith(_OF_ROW):
            continue  # what the project states is joined over all its rows
        cells[key] = cells.get(key, "") + text
        remarks.repair(row.line, f"{above.place}、{row.place}", "分在两行的文字接成一段", text, cells[key])
    return replace(above, cells=cells)


def _continues(row: TableRow, above: TableRow) -> bool:
    """Whether a row holds only texts that go on: no target, a name only with another text behind a page."""
    keys = row.cells.keys()
    if not keys or not keys <= _TEXT_KEYS:
        return False
    if not above.get(_NAME) or not any(above.get(key) for key in keys):
        return False
    return _NAME not in keys or (row.after_break and len(keys) > 1)


def _cut_by_page(row: TableRow, above: TableRow) -> bool:
    """Whether the first row of a page is the rest of an indicator: nameless, or behind an open end."""
    if not row.after_break or not above.get(_NAME):
        return False
    keys = {key for key in row.cells if key.startswith(_OF_ROW)}
    if not keys or not keys <= {*_TEXTS, *_FIGURES}:
        return False
    if not all(_may_follow(above.get(key), row.get(key)) for key in keys & set(_FIGURES)):
        return False
    if _NAME not in keys:
        return True
    alone = _TARGET not in keys and not keys & set(_ONCE)
    return (alone and bool(above.get(_TARGET))) or (_lacks(row, above) and _open_end(above))


def _may_follow(before: str, rest: str) -> bool:
    """Whether a cell may go on with a rest: never one whole number with another."""
    return not before or number_of(before) is None or not any(map(str.isdigit, rest))


def _lacks(row: TableRow, above: TableRow) -> bool:
    """Whether nothing stands where the row above has points, score or actual value."""
    used = [key for key in _ONCE if above.get(key)]
    return bool(used) and not any(row.get(key) for key in used)


def _open_end(row: TableRow) -> bool:
    texts = (row.get(_NAME), row.get(_TARGET))
    return any(_OPEN.search(text) or _unclosed(text) for text in texts if text)


def _unclosed(text: str) -> bool:
    """Whether a bracket or quote is opened and not closed: 里程（含."""
    opened = sum(text.count(one) for one in "（(") - sum(text.count(one) for one in "）)")
    return opened > 0 or unbalanced(text) is not None
