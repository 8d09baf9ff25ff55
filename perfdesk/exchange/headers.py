"""Finding a table's header in a grid: captions, synonyms, rows under merged groups, any column order."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from perfdesk.exchange.captions import (
    LONGEST_CAPTION,
    bare,
    brackets,
    column_of,
    keys_of,
    may_be_caption,
    medium_key,
    period_in,
)
from perfdesk.exchange.fund_names import PARTS, fund_key, fund_of_column
from perfdesk.exchange.grid import SourceRow
from perfdesk.exchange.repair import folded
from perfdesk.forms.form import Column, Form
from perfdesk.forms.vocabulary import SHAPES

_DEEPEST = 3  # rows of one header
_NAME, _LEVEL1, _LEVEL2 = "indicator.name", "indicator.level1", "indicator.level2"
_TARGET = "indicator.target"
_LIST = "indicator.list"  # all indicators of a project in one cell, each with its target
_SCORE, _WEIGHT, _TOTAL = "entry.score", "indicator.weight", "account.total_score"
_OF_PROJECT = ("自评得分", "自评分", "单位自评得分", "评价得分", "自评分数", "最终得分")
_BUDGET, _ADJUSTED = "project.budget", "project.adjusted_budget"
_SHARE = re.compile(
    "(?:合计|小计|总计|总额|总金额|其中[:：]?)|(?:其中[:：]?)?[^:：]{0,10}(?:拨款|资金|补助|收入|自筹|债券|预算|经费|结转)"
)
_LISTED = (
    "绩效指标",
    "年度绩效指标",
    "指标",
    "核心指标",
    "核心绩效指标",
    "指标内容",
    "绩效指标内容",
    "考核指标",
)
_MEDIUM_WORDS = ("中期", "长期", "实施期", "总体")


@dataclass(frozen=True, slots=True)
class Header:
    """A recognised header. `first` and `rows` say where it stands; positions of columns count from 0.

    `columns` maps a column's key to its position, `unknown` positions to captions nobody knows. `units` holds
    what stands in brackets behind a caption; `period` the months a caption names (进展情况 6 月).
    `candidates` are the columns each position could be.
    """

    form: Form
    first: int
    rows: int
    width: int
    columns: dict[str, int]
    unknown: dict[int, str]
    units: dict[str, str]
    period: str | None
    captions: tuple[str, ...]
    candidates: tuple[tuple[tuple[str, int], ...], ...] = ()

    def at(self, position: int) -> Column | None:
        """The column that stands at a position."""
        for key, place in self.columns.items():
            if place == position:
                return column_of(self.form, key)
        return None

    @property
    def signature(self) -> str:
        """The same for every table with the same captions in the same order."""
        return "|".join(folded(caption) for caption in self.captions)

    def mapped(self, mapping: Mapping[int, str | None]) -> "Header":
        """The header with columns as a clerk put them right: position to key, or to None for no column."""
        columns = {key: place for key, place in self.columns.items() if place not in mapping}
        columns |= {key: place for place, key in mapping.items() if key}
        taken = set(columns.values())
        unknown = {
            at: caption for at, caption in enumerate(self.captions) if caption.strip() and at not in taken
        }
        width = max((*taken, *unknown), default=-1) + 1
        return replace(self, columns=columns, unknown=unknown, width=width)


def find_header(rows: Sequence[SourceRow], at: int, forms: Sequence[Form] = SHAPES) -> Header | None:
    """The header that begins in this row; the form with most columns in it wins."""
    if not _could_be_header(rows[at]) or not _names_columns(rows[at]):
        return None
    found = [header for form in forms for header in _headers(form, rows, at)]
    return max(found, key=lambda header: (len(header.columns), -header.rows), default=None)


def _names_columns(row: SourceRow) -> bool:
    """Whether two cells may be captions; most rows are data, and three of their cells say so."""
    others = len(row.filled) - 2
    for cell in row.filled:
        if not may_be_caption(cell.text):
            others -= 1
            if others < 0:
                return False
    return True


def header_at(form: Form, rows: Sequence[SourceRow], at: int) -> Header:
    """What a form makes of the row a clerk named as header, however little of it is known."""
    deepest = 1
    while deepest < _DEEPEST and _reaches(form, rows, at, deepest + 1):
        deepest += 1
    return _match(form, rows[at : at + deepest], at)


def missing(header: Header) -> tuple[str, ...]:
    """The captions of the columns without which it is not this table."""
    listed = (_NAME, _TARGET) if _LIST in header.columns else ()
    return tuple(
        column_of(header.form, key).caption.split()[0]
        for key in header.form.essential
        if key not in header.columns and key not in listed
    )


def known_captions(form: Form, row: SourceRow) -> int:
    """How many cells of a row a form knows as captions."""
    return sum(bool(keys_of(form, cell.text)) for cell in row.filled)


def _headers(form: Form, rows: Sequence[SourceRow], at: int) -> list[Header]:
    if known_captions(form, rows[at]) < 2:
        return []
    found: list[Header] = []
    for depth in range(1, _DEEPEST + 1):
        if depth > 1 and not _reaches(form, rows, at, depth):
            break
        if depth > 1 and _only_divides(form, rows[at], rows[at + depth - 1]):
            found.clear()  # such a row is no row of data, though it names no further column
        header = _match(form, rows[at : at + depth], at)
        if not missing(header):
            found.append(header)
    return found


def _reaches(form: Form, rows: Sequence[SourceRow], at: int, depth: int) -> bool:
    return at + depth <= len(rows) and _continues(form, rows[at : at + depth])


def _could_be_header(row: SourceRow) -> bool:
    return len(row.filled) >= 2 and max(len(cell.text) for cell in row.cells) <= LONGEST_CAPTION


def _continues(form: Form, rows: Sequence[SourceRow]) -> bool:
    """Whether the last row can only be a lower part of a header: captions, their second halves, brackets."""
    row = rows[-1]
    if row.blank or not _could_be_header(row):
        return False
    return all(
        _known_below(form, cell.text, _column(rows, at)) or _share_below(form, cell.text, rows[0], at)
        for at, cell in enumerate(row.cells)
        if not cell.blank
    )


def _known_below(form: Form, text: str, column: Sequence[str]) -> bool:
    return not bare(text) or bool(keys_of(form, text)) or bool(keys_of(form, "".join(column)))


def _only_divides(form: Form, top: SourceRow, row: SourceRow) -> bool:
    return all(_share_below(form, cell.text, top, at) for at, cell in enumerate(row.cells) if not cell.blank)


def _share_below(form: Form, text: str, top: SourceRow, at: int) -> bool:
    """Whether it divides the sum over it: 资金总额 above 合计 and 其中：财政拨款."""
    above = next((cell.text for cell in reversed(top.cells[: at + 1]) if not cell.blank), "")
    return bool(_SHARE.fullmatch("".join(text.split()))) and any(
        key in PARTS for key, _ in keys_of(form, above)
    )


def _column(rows: Sequence[SourceRow], position: int) -> list[str]:
    """The texts one below the other at a position, empty ones left out."""
    texts = [row.cells[position].text for row in rows if position < len(row.cells)]
    return [text for text in texts if text.strip()]


def _candidates(form: Form, texts: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Columns that captions one below the other may head: a caption in two lines, or the lowest one known."""
    whole = keys_of(form, "".join(texts)) if len(texts) > 1 else ()
    return whole or next((keys for text in reversed(texts) if (keys := keys_of(form, text))), ())


def _match(form: Form, rows: Sequence[SourceRow], first: int) -> Header:
    width = max(len(row.cells) for row in rows)
    texts = [_column(rows, position) for position in range(width)]
    found = [_candidates(form, column) for column in texts]
    columns = _halves(texts, found) or _assigned(found)
    if _BUDGET not in columns and _ADJUSTED in columns:
        columns[_BUDGET] = columns.pop(_ADJUSTED)  # the only budget there is
    if _NAME in form.essential and _NAME not in columns and _LEVEL2 in columns:
        columns[_NAME] = columns.pop(_LEVEL2)
    columns = _with_level1(columns, texts)
    if form.rows == "indicator" and form.starts:
        columns = _with_funds(_with_total(_with_list(columns, texts), texts), texts)
    taken = set(columns.values())
    unknown = {at: " ".join(column) for at, column in enumerate(texts) if column and at not in taken}
    units = {
        key: unit for key, position in columns.items() for text in texts[position] for unit in brackets(text)
    }
    named = [period_in(text) for position in sorted(taken) for text in texts[position]]
    period = next((period for period in reversed(named) if period), None)
    captions = tuple(" ".join(column) for column in texts)
    used = max((*taken, *unknown), default=-1) + 1
    own = tuple(found)
    return Header(form, first, len(rows), used, columns, unknown, units, period, captions, own)


def _with_level1(columns: dict[str, int], texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """绩效指标 | 二级指标 | 三级指标: the first caption stands for the highest level."""
    beside = columns.get(_LEVEL2, columns.get(_NAME, 0)) - 1
    if _LEVEL1 in columns or beside < 0 or beside in columns.values() or not texts[beside]:
        return columns
    return columns | {_LEVEL1: beside} if bare(texts[beside][-1]) in _LISTED else columns


def _with_list(columns: dict[str, int], texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """绩效指标 without a column of targets beside it holds names and targets together."""
    place = columns.get(_NAME)
    if _TARGET in columns or place is None or bare(texts[place][-1]) not in _LISTED:
        return columns
    return {_LIST if key == _NAME else key: at for key, at in columns.items()}


def _with_total(columns: dict[str, int], texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """自评得分 in a list without points of single indicators is the score of the whole project."""
    place = columns.get(_SCORE)
    if place is None or {_WEIGHT, _TOTAL} & columns.keys() or bare(texts[place][-1]) not in _OF_PROJECT:
        return columns
    return {_TOTAL if key == _SCORE else key: at for key, at in columns.items()}


def _with_funds(columns: dict[str, int], texts: Sequence[Sequence[str]]) -> dict[str, int]:
    """A list's columns with those of single sources: each is a part of the sum left of it, else right."""
    sums = {place: key for key, place in columns.items() if key in PARTS}
    found = dict(columns)
    for at, column in enumerate(texts):
        name = fund_of_column(column[-1]) if column and at not in columns.values() else None
        if name and sums:
            left = [place for place in sums if place < at]
            found.setdefault(fund_key(name, sums[max(left) if left else min(sums)]), at)
    return dict(sorted(found.items(), key=lambda item: item[1]))


def _assigned(found: Sequence[tuple[tuple[str, int], ...]]) -> dict[str, int]:
    """Each column to the position whose caption names it best; a caption that lost may name another one."""
    ranked = sorted((rank, position, key) for position, keys in enumerate(found) for key, rank in keys)
    columns: dict[str, int] = {}
    for _, position, key in ranked:
        if key not in columns and position not in columns.values():
            columns[key] = position
    return dict(sorted(columns.items(), key=lambda item: item[1]))


def _halves(texts: Sequence[Sequence[str]], found: Sequence[tuple[tuple[str, int], ...]]) -> dict[str, int]:
    """The columns of a table with a medium-term half beside the annual one; empty where there is none."""
    best: dict[str, int] = {}
    for key, rank in (keys[0] for keys in found if keys):
        best[key] = min(rank, best.get(key, rank))
    first = [keys[0][0] if keys and keys[0][1] == best[keys[0][0]] else "" for keys in found]
    count = Counter(first)
    if count[_NAME] != 2 or count[_TARGET] != 2:
        return {}
    second_half = next(at for at, key in enumerate(first) if key and key in first[:at])
    above = "".join(column[0] for column in texts[second_half:] if len(column) > 1)
    swapped = any(word in above for word in _MEDIUM_WORDS)
    columns: dict[str, int] = {}
    for at, key in enumerate(first):
        medium = (at < second_half) is not swapped and count[key] > 1
        if key:
            columns.setdefault(medium_key(key) if medium else key, at)
    return columns
