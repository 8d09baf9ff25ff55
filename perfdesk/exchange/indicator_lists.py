"""All indicators of a project in one cell, taken apart: 数量指标：培训人数≥500人；质量指标：合格率≥95%."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from perfdesk.domain.clauses import clauses_of
from perfdesk.domain.figures import number_of
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import join
from perfdesk.exchange.rows import TableRow

LIST = "indicator.list"
_LEVEL1, _LEVEL2, _NAME, _TARGET = (
    *("indicator.level1", "indicator.level2"),
    *("indicator.name", "indicator.target"),
)
_OF_INDICATORS = ("indicator.", "entry.")
_ENDS = re.compile(r"[\n；;。]|(?<=\S)\s*(?=[①-⑳])|(?<=\S)\s+(?=[0-9]{1,2}[.．、](?![0-9]))")
_FIRST = re.compile("(?:产出|效益|满意度|管理|决策|过程)(?:类)?指标")
_SECOND = re.compile(
    "(?:数量|质量|时效|成本|经济成本|社会成本|生态环境成本|经济效益|社会效益|生态效益|可持续影响|可持续发展"
    "|(?:社会公众或)?服务对象满意度|社会公众满意度|满意度)(?:指标)?"
)
_LEVEL = re.compile(rf"[【\[]?(?P<word>{_FIRST.pattern}|{_SECOND.pattern})(?:[】\]]\s*[:：]?|\s*[:：]|$)")
_NAMED = re.compile(r"([^:：]{2,30})[:：]\s*(\S.{0,40})", re.DOTALL)
_WORDS = re.compile("[\u4e00-\u9fffA-Za-z]")
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class ListedIndicator:
    """One part of the cell; `name` is "" where it could not be told from its target, `text` is all of it."""

    level1: str
    level2: str
    name: str
    target: str
    text: str


def listed_indicators(text: str) -> Iterator[ListedIndicator]:
    """The parts of a cell in their order; a level holds until the next one is named.

    >>> [(one.level2, one.name, one.target) for one in listed_indicators("数量指标：1.场次≥5场；2.时限3天")]
    [('数量指标', '场次', '≥5场'), ('数量指标', '时限', '3天')]
    """
    first = second = ""
    for part in _parts(text):
        rest = part
        while (found := _LEVEL.match(rest)) and not _is_value(rest[found.end() :]):
            word = found.group("word")
            if _FIRST.fullmatch(word):
                first, second = word, ""
            else:
                second = word
            rest = rest[found.end() :].strip()
            if rest:
                rest = _unnumbered(rest)
        if rest:
            for name, target in _several(rest):
                yield ListedIndicator(first, second, name, target, part)


def with_listed(rows: Sequence[TableRow], remarks: Remarks) -> list[TableRow]:
    """The rows of a project with one row for each indicator that a cell lists; what is left is doubted."""
    found: list[TableRow] = []
    for row in _whole(rows, remarks):
        text = row.get(LIST)
        if not text:
            found.append(row)
            continue
        own = {key: text for key, text in row.cells.items() if key != LIST}
        found += _rows_of(replace(row, cells=own), text, remarks)
    return found


def _whole(rows: Sequence[TableRow], remarks: Remarks) -> list[TableRow]:
    """The rows, a list that a page cut joined again."""
    held: list[TableRow] = []
    for row in rows:
        above = held[-1].get(LIST) if held else ""
        if not (row.after_break and above and set(row.cells) == {LIST}):
            held.append(row)
            continue
        text, _ = join(above, row.get(LIST))
        what = "指标写在一格里，分在两页，接成一段"
        remarks.repair(row.line, f"{held[-1].place}、{row.place}", what, row.get(LIST), text)
        held[-1] = replace(held[-1], cells=held[-1].cells | {LIST: text})
    return held


def _rows_of(row: TableRow, text: str, remarks: Remarks) -> list[TableRow]:
    listed = list(listed_indicators(text))
    read = [one for one in listed if one.name]
    if len(read) > 1:
        names = "；".join(f"{one.name} {one.target}" for one in read)
        remarks.repair(row.line, row.place, f"一格里写了 {len(read)} 个指标，分开收入", text, names)
    for one in listed:
        if not one.name:
            remarks.doubt(row.line, row.place, f"这一段读不出指标名称和目标值，没有收入：“{one.text}”")
    beside = {key: text for key, text in row.cells.items() if _of_one(key)}
    if beside and len(read) != 1:
        texts = "”“".join(beside.values())
        remarks.doubt(row.line, row.place, f"几个指标旁边只有一格，看不出是哪个指标的，没有收入：“{texts}”")
        row = replace(row, cells={key: text for key, text in row.cells.items() if key not in beside})
    rest = {key: text for key, text in row.cells.items() if not key.startswith(_OF_INDICATORS)}
    made = []
    for at, one in enumerate(read):
        levels = {_LEVEL1: one.level1 or row.get(_LEVEL1), _LEVEL2: one.level2 or row.get(_LEVEL2)}
        cells = {key: text for key, text in levels.items() if text}
        own = beside if len(read) == 1 else {}
        made.append(
            replace(
                row,
                after_break=row.after_break and not at,
                cells=(rest if not at else {}) | cells | own | {_NAME: one.name, _TARGET: one.target},
            )
        )
    return made or [replace(row, cells=rest)]


def _of_one(key: str) -> bool:
    return key.startswith(_OF_INDICATORS) and key not in (_LEVEL1, _LEVEL2)


def _parts(text: str) -> Iterator[str]:
    for piece in _ENDS.split(text):
        for clause in clauses_of(piece):
            if part := clause.text.strip(" \t　，,、"):
                yield part


def _unnumbered(text: str) -> str:
    clauses = clauses_of(text)
    return clauses[0].text if len(clauses) == 1 else text


def _several(text: str) -> list[tuple[str, str]]:
    """The indicators of a part: one, or several between commas where each has its figure."""
    pieces = [piece.strip() for piece in re.split("[，,、]", text) if piece.strip()]
    if len(pieces) > 1:
        split = [_split(piece) for piece in pieces]
        if all(name for name, _ in split):
            return split
    return [_split(text)]


def _split(text: str) -> tuple[str, str]:
    """Name and target of one indicator, both "" where they cannot be told from each other.

    >>> _split("培训人数不少于500人"), _split("路面质量：合格"), _split("农民素质明显提升")
    (('培训人数', '不少于500人'), ('路面质量', '合格'), ('', ''))
    """
    for at in range(2, min(len(text), _LONGEST_NAME)):
        name = text[:at].rstrip(" :：")
        if _is_value(text[at:]) and _WORDS.search(name) and not name[-1:].isdigit():
            return name, text[at:].strip()
    if found := _NAMED.fullmatch(text):
        return found.group(1).strip(), found.group(2).strip()
    return "", ""


def _is_value(text: str) -> bool:
    return number_of(text.strip()) is not None
