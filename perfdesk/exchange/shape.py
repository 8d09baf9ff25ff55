"""Setting a row straight that has fewer or more cells than the header: by count and by what cells hold."""

import re

from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.headers import Header
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import folded
from perfdesk.forms.form import Column, Holds

_NUMBER = re.compile(r"[(]?\d{1,4}[).、]?|[一二三四五六七八九十]{1,3}[、.]?|[①-⑳]")
_FIGURE = re.compile(r"[<>=≤≥≦≧]{0,2}[-+]?\d[\d,]*(?:\.\d+)?\D{0,6}")
_OPERATOR = re.compile(
    r"[<>=≤≥≦≧]{1,2}|(?:不少|不低|不多|不高|不大|不小|大|小|高|低|等|多|少)于(?:等于)?|不超过|超过|达到|定性"
)
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])月?(?:底|末)?(?:前)?")
_TOTAL = re.compile(r"(?:合|总|小|共)计(?:[(:：].{0,10})?|(?:项目|预算)?(?:合计|总计)|.{0,8}小计")
_FALLEN_OUT = -6
_TRIMMED_BLANK = 2
_CERTAIN = 4  # by so much a move must fit better where nothing but the fit speaks for it


def settle(grid: Grid, row: SourceRow, header: Header, usual: int, remarks: Remarks) -> list[str]:
    """A row's texts by header position, moved where cells are missing at its beginning or too many there."""
    texts = [cell.text for cell in row.cells]
    padding = _padding(row, usual)
    steps = list(range(padding + 1)) if padding else _steps(texts, header, usual)
    if len(steps) == 1:
        return texts
    held = texts[: len(texts) - padding]
    scores = {step: _score(_moved(held, step), held, step, header, usual) for step in steps}
    best = max(steps, key=lambda step: (scores[step], -abs(step)))
    if best == 0 or (padding and (scores[0] >= 0 or scores[best] - scores[0] < _CERTAIN)):
        return texts
    texts, moved = held, _moved(held, best)
    where = grid.place(row.line)
    side = "右" if best > 0 else "左"
    remarks.repair(
        row.line,
        where,
        f"这一行有 {len(texts)} 格，表头有 {header.width} 列，内容向{side}移 {abs(best)} 列",
        " │ ".join(texts),
        " │ ".join(moved),
    )
    if scores[best] - scores[0] < 2:
        remarks.doubt(row.line, where, "这一行的格数与表头不符，移动后的位置请核对")
    return moved


def sums_up(text: str) -> bool:
    """Whether a text labels a row that sums up (合计, 项目总计, 小计)."""
    bare = folded(text)
    return bool(_TOTAL.fullmatch(bare.strip("()") if bare.startswith("(") else bare))


def _padding(row: SourceRow, usual: int) -> int:
    """How many empty cells end a row of full width; a sheet fills rows up where text just ends."""
    if len(row.cells) != usual or any(cell.merged or sums_up(cell.text) for cell in row.cells):
        return 0
    last = next((at for at, cell in enumerate(reversed(row.cells)) if not cell.blank), len(row.cells))
    return 0 if last >= len(row.cells) - 1 else last  # one text fits anywhere


def _steps(texts: list[str], header: Header, usual: int) -> list[int]:
    if len(texts) < usual:
        return list(range(usual - len(texts) + 1)) if len(texts) > 1 else [0]
    if len(texts) == usual:
        return [0]
    over = len(texts) - header.width
    blank = next((at for at, text in enumerate(texts) if text.strip()), 0)
    return [-step for step in range(min(over, blank) + 1)]


def _moved(texts: list[str], step: int) -> list[str]:
    return [""] * step + texts if step > 0 else texts[-step:]


def _score(moved: list[str], texts: list[str], step: int, header: Header, usual: int) -> int:
    """How well moved cells fit their columns. A writer who drops empty cells leaves none at the end."""
    total = _TRIMMED_BLANK if step and step == usual - len(texts) and not texts[-1].strip() else 0
    for position, text in enumerate(moved):
        if not text.strip():
            continue
        if position >= header.width:
            total += _FALLEN_OUT
        elif (column := header.at(position)) is not None:
            total += _fit(column, text)
    return total


def _fit(column: Column, text: str) -> int:
    """How well a text fits a column: 2 for the shape the column asks for, below 0 for another one's."""
    bare = folded(text)
    long = len(bare) > 40 or "。" in bare or "；" in bare
    shaped = {
        Holds.NUMBER: _NUMBER,
        Holds.FIGURE: _FIGURE,
        Holds.OPERATOR: _OPERATOR,
        Holds.MONTH: _MONTH,
    }.get(column.holds)
    if shaped is not None:
        loose = column.holds in (Holds.FIGURE, Holds.MONTH) and not long
        return 2 if shaped.fullmatch(bare) else (0 if loose and len(bare) <= 12 else -3)
    if column.holds is Holds.CHOICE:
        return 2 if bare in column.choices else (-3 if long else -2)
    if column.holds is Holds.UNIT:
        return 1 if len(bare) <= 6 and not _FIGURE.fullmatch(bare) and not _OPERATOR.fullmatch(bare) else -3
    if column.holds is Holds.PROSE:
        return 1 if long or len(bare) > 12 else (-2 if _OPERATOR.fullmatch(bare) or bare in "是否" else 0)
    number = _FIGURE.fullmatch(bare) is not None or _OPERATOR.fullmatch(bare) is not None
    return -3 if long else (-1 if number else 1)
