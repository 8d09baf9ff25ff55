"""Rows of an indicator table as indicators: levels filled down, one or two halves, likelihood and causes."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from perfdesk.domain.document import ReadIndicator
from perfdesk.domain.figures import sum_of
from perfdesk.domain.records import Term
from perfdesk.domain.target_text import counted_in
from perfdesk.exchange.captions import MEDIUM, annual_key
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.rows import TableRow
from perfdesk.exchange.split_rows import joined
from perfdesk.exchange.target_cells import read_target, tell_actual
from perfdesk.exchange.ticks import CAUSES, read_causes, read_likelihood

_INDICATOR_KEYS = ("indicator.", "entry.", MEDIUM)
_LEVEL1, _LEVEL2, _NAME, _TARGET = (
    "indicator.level1",
    "indicator.level2",
    "indicator.name",
    "indicator.target",
)
_WEIGHT = "indicator.weight"
_LEVELS = (_LEVEL1, _LEVEL2)
_REACHED = ("entry.actual", "entry.forecast")
_CAUSES = frozenset(CAUSES)
# What is taken in as it stands, and where.
_FIELDS: dict[str, Any] = {
    "entry.actual": "actual",
    "entry.score": "score",
    "entry.forecast": "forecast",
    "entry.deviation_reason": "deviation_reason",
    "entry.corrective_action": "corrective_action",
    "indicator.baseline": "baseline",
    "indicator.last_actual": "last_actual",
    "indicator.scoring_rule": "scoring_rule",
    "indicator.data_source": "data_source",
    "indicator.definition": "definition",
    "entry.narrative": "narrative",
    "entry.note": "remark",
}
_POINTS = re.compile(r"[（(]\s*(\d+(?:\.\d+)?)\s*分?\s*[）)]$")
_PLACEHOLDER = re.compile(
    r"(?:指标|目标)[\d一二三四五六七八九十]*[:：]?|[…．.·]+|\*+|[-—－/\\]+|无|x{2,}", re.IGNORECASE
)
_SECOND = re.compile("(?:数量|质量|时效|(?:经济|社会|生态)(?:效益|成本)|可持续影响|服务对象满意度)(?:指标)?")
_LEVEL_LIKE = re.compile(
    "指标|产出|效益|效果|效率|满意|成本|数量|质量|时效|影响|决策|过程|管理|投入|目标|^[一二三四五]级"
)
_NUMBERED = re.compile(r"指标[\d一二三四五六七八九十]+[:：]\s*(?=\S)")


@dataclass(slots=True)
class _Levels:
    """The level cells that reach down over the rows below them, with the row of each that is still unused."""

    second: bool  # whether the table has a column of its own for the lower level
    level1: str = ""
    level2: str = ""
    unused: dict[str, TableRow] = field(default_factory=dict)
    points: dict[str, tuple[str, str, int]] = field(default_factory=dict)

    def take(self, row: TableRow) -> None:
        if _LEVEL1 not in row.cells and _LEVEL2 not in row.cells:
            return
        first, second = (self._without_points(row, row.get(key)) for key in _LEVELS)
        if not self.second and _SECOND.fullmatch(first):
            first, second = "", first  # 指标类型 | 数量指标: the only column of levels holds the lower one
        if first and first != self.level1:
            self.level1, self.level2 = first, ""
            self.unused[first] = row
        if second:
            self.level2 = second
            self.unused[second] = row

    def used(self) -> None:
        self.unused.pop(self.level1, None)
        self.unused.pop(self.level2, None)

    def _without_points(self, row: TableRow, text: str) -> str:
        """产出指标(50分) is the level 产出指标; its points are those of its indicators together."""
        found = _POINTS.search(text) if text else None
        if not found or not text[: found.start()].strip():
            return text
        level = text[: found.start()].strip()
        self.points[text] = level, found.group(1), row.line
        return level

    def tell(self, indicators: Sequence[ReadIndicator], remarks: Remarks) -> None:
        """Levels without indicators, and points behind a name that are not those of its indicators."""
        for text, row in self.unused.items():
            if any(one.level1 == text for one in indicators):
                continue
            if not _LEVEL_LIKE.search(text):
                remarks.doubt(row.line, row.place, f"这里不像指标的类别，下面也没有指标，没有收入：“{text}”")
            else:
                remarks.repair(row.line, row.place, "这一类下面没有写指标，不收入", text, "")
        for text, (level, points, line) in self.points.items():
            weights = (one.weight for one in indicators if level in (one.level1, one.level2))
            if sum_of(weights) != sum_of([points]):
                remarks.alike(f"类别名称后的 {points} 分是这一类的分值，不算名称", text, level, line)


def read_indicators(
    rows: Sequence[TableRow], units: dict[str, str], remarks: Remarks
) -> tuple[ReadIndicator, ...]:
    """All indicators of one project; the annual half first in each row, as the table has it.

    `units` holds what stands in brackets behind the captions.
    """
    halves = any(key.startswith(MEDIUM) for row in rows for key in row.cells)
    second = any(_LEVEL2 in annual_key(key) for row in rows for key in row.cells)
    levels = {prefix: _Levels(second) for prefix in ((MEDIUM, "") if halves else ("",))}
    indicators: list[ReadIndicator] = []
    for row in joined(rows, remarks):
        for prefix, level in levels.items():
            view = _half(row, prefix) if halves else row
            level.take(view)
            if not _says_something(view) or _only_placeholders(view, remarks):
                continue
            found = _indicator(view, level, units, remarks)
            indicators.append(replace(found, term=Term.MEDIUM.value) if prefix else found)
            level.used()
    for level in levels.values():
        level.tell(indicators, remarks)
    return tuple(sorted(indicators, key=lambda one: one.term is None) if halves else indicators)


def _half(row: TableRow, prefix: str) -> TableRow:
    """The cells of one half under the keys of the annual one; the first level belongs to both."""
    if prefix:
        own = {annual_key(key): text for key, text in row.cells.items() if key.startswith(MEDIUM)}
        shared = {_LEVEL1: row.get(_LEVEL1)} if row.get(_LEVEL1) else {}
        return replace(row, cells=shared | own)
    return replace(row, cells={key: text for key, text in row.cells.items() if not key.startswith(MEDIUM)})


def _says_something(row: TableRow) -> bool:
    return any(key.startswith(_INDICATOR_KEYS) and key not in _LEVELS for key in row.cells)


def _only_placeholders(row: TableRow, remarks: Remarks) -> bool:
    """Whether a row of a template was left as it was: 指标1：, ……, or dashes in every cell."""
    for key, text in row.cells.items():
        if key not in _LEVELS and not _PLACEHOLDER.fullmatch("".join(text.split())):
            return False
    own = {key: text for key, text in row.cells.items() if key not in _LEVELS}
    if row.get(_NAME) == "" and any(key != _TARGET for key in own):
        return False
    remarks.repair(row.line, row.place, "没有填写的指标行，不收入", " │ ".join(own.values()), "")
    return True


def _points_in_name(row: TableRow, name: str, remarks: Remarks) -> tuple[str, str | None]:
    """覆盖率（15分） beside a score, in a table without a column of points, has its points there."""
    weight = row.get(_WEIGHT) or None
    found = _POINTS.search(name)
    if weight or not found or not row.get("entry.score") or not name[: found.start()].strip():
        return name, weight
    short = name[: found.start()].strip()
    remarks.repair(row.line, row.place, f"名称后的 {found.group(1)} 分是这项指标的分值", name, short)
    return short, found.group(1)


def _indicator(row: TableRow, levels: _Levels, units: dict[str, str], remarks: Remarks) -> ReadIndicator:
    name = row.get(_NAME)
    if found := _NUMBERED.match(name):
        remarks.alike("去掉名称前的“指标1：”字样", name, name[found.end() :], row.line)
        name = name[found.end() :]
    name, weight = _points_in_name(row, name, remarks)
    if not name:
        remarks.doubt(row.line, row.place, f"这一行的指标没有名称：“{' │ '.join(row.cells.values())}”")
    target = read_target(row, name, units, remarks)
    if row.has(_REACHED):
        done = {key: counted_in(row.get(key), target.unit) or "" for key in _REACHED}
        row = replace(row, cells=row.cells | {key: text for key, text in done.items() if text})
        tell_actual(row, name, target, remarks)
    told = {_FIELDS[key]: text for key, text in row.cells.items() if text and key in _FIELDS}
    return ReadIndicator(
        name=name,
        operator=target.operator,
        unit=target.unit,
        target=target.text,
        raw_target=target.raw,
        level1=levels.level1 or None,
        level2=levels.level2 or None,
        weight=weight,
        likelihood=read_likelihood(row, remarks),
        causes=() if _CAUSES.isdisjoint(row.cells) else read_causes(row, remarks),
        lines=(row.line,),
        **told,
    )
