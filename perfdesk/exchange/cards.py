"""The table of one project, its blocks above, its indicators and its tail, as a project."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from perfdesk.domain.document import ReadIndicator, ReadProject
from perfdesk.domain.figures import number_of, sum_of
from perfdesk.domain.records import Term
from perfdesk.exchange.captions import bare
from perfdesk.exchange.card_blocks import CardBlocks, begins_block
from perfdesk.exchange.card_labels import is_block, label_and_rest, pieces_of
from perfdesk.exchange.grid import Grid, SourceRow
from perfdesk.exchange.header_years import doubt_other_years
from perfdesk.exchange.headers import Header
from perfdesk.exchange.indicator_rows import read_indicators
from perfdesk.exchange.parts import Part, names_project
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.rows import TableRow, note_line, own_line, page_number, read_body, separator
from perfdesk.exchange.statements import (
    Carried,
    Statement,
    read_statement,
    same_captions,
    states_something,
    tell_carried,
)
from perfdesk.forms.card_words import TOTAL_SCORE_WORDS

_ATTRIBUTES = {
    "project.overview": "overview",
    "project.annual_goal": "annual_goal",
    "project.medium_goal": "medium_goal",
    "project.code": "code",
    "project.department": "department",
    "project.implementing_unit": "implementing_unit",
    "project.attribute": "attribute",
    "project.period": "period",
    "project.person": "person",
    "project.manager": "manager",
    "project.finance_officer": "finance_officer",
    "project.phone": "phone",
    "account.narrative": "narrative",
    "account.deviation_reason": "deviation_reason",
    "account.corrective_action": "corrective_action",
    "account.conclusion": "conclusion",
    "account.problems": "problems",
}
_CODED = re.compile(r"([0-9A-Za-z]{6,40})\s*[-—－]\s*(.*[\u4e00-\u9fff].*)", re.DOTALL)
_MEDIUM = "project.medium_goal"
_TOTALS = frozenset(TOTAL_SCORE_WORDS.split())


@dataclass(frozen=True, slots=True)
class Card:
    """One project's table as it was read; `keys` are all columns and sums it states."""

    project: ReadProject
    stated: Statement
    header: Header
    keys: frozenset[str]
    period: str | None
    line: int


@dataclass(slots=True)
class _Table:
    """The indicator rows of one table over all its pages; `medium`: its goal is a medium-term one."""

    header: Header
    medium: bool
    rows: list[TableRow]

    def indicators(self, remarks: Remarks) -> tuple[ReadIndicator, ...]:
        found = read_indicators(self.rows, self.header.units, remarks)
        return tuple(replace(one, term=Term.MEDIUM.value) for one in found) if self.medium else found


def goes_on(sections: Sequence[Part], part: Part) -> bool:
    """Whether a part is another page or another block of indicators of the same project."""
    if not part.card or any(names_project(row) for row in part.above):
        return False
    filled = [row for row in part.above if not row.blank and not page_number(row)]
    if same_captions(filled, sections[0].above):
        return True
    return any(begins_block(row) for row in filled)


def read_card(grid: Grid, sections: Sequence[Part], carried: Carried, remarks: Remarks) -> Card:
    """The project of these sections; whatever no rule covers is told in the remarks."""
    first = sections[0]
    above = [_parted(part) for part in sections]
    stated = read_statement(grid, above[0][0], first.header.form, remarks)
    line = grid.rows[first.header.first].line
    doubt_other_years(first.header, stated.year, line, grid.place(line), remarks)
    from_above = carried.into(stated)
    unit = None if stated.money in (None, "万元") else stated.money
    blocks = CardBlocks(grid, remarks, unit, stated.year)
    tables: list[_Table] = []
    for part, (captions, rows) in zip(sections, above, strict=True):
        if part is not first:
            _repeated(grid, captions, part.header, remarks)
        blocks.named = set()
        for row in rows:
            _take(grid, blocks, row, remarks)
        medium = blocks.named == {_MEDIUM}
        body = _section(grid, part, blocks, remarks)
        if tables and not any(not row.blank for row in rows):
            tables[-1].rows.extend(
                replace(row, after_break=True) if not at else row for at, row in enumerate(body)
            )
        else:
            tables.append(_Table(part.header, medium, body))
    blocks.money.settle_rate()
    if from_above and unit and blocks.money.unit == unit and blocks.money.totals:
        tell_carried(unit, line, grid.place(line), remarks)
    indicators = [one for table in tables for one in table.indicators(remarks)]
    _tell_sums(grid, blocks, indicators, remarks)
    project = _project(grid, first, blocks, tuple(indicators), remarks)
    keys = {key for part in sections for key in part.header.columns} | {
        f"account.{name}" for name in blocks.money.totals
    }
    period = next((part.header.period for part in sections if part.header.period), blocks.money.period)
    return Card(project, stated, first.header, frozenset(keys), period, grid.rows[first.header.first].line)


def _parted(part: Part) -> tuple[list[SourceRow], list[SourceRow]]:
    """Title and statement lines, and the rows of the blocks; a statement may also stand among the blocks."""
    begins = (
        at
        for at, row in enumerate(part.above)
        if names_project(row) or (begins_block(row) and not _states(row))
    )
    start = next(begins, len(part.above))
    later = part.above[start:]
    aside = [row for row in later if _states(row) and label_and_rest(row.filled[0].text) is None]
    return [*part.above[:start], *aside], [row for row in later if row not in aside]


def _states(row: SourceRow) -> bool:
    return states_something(row) and not names_project(row)


def _repeated(grid: Grid, captions: Sequence[SourceRow], header: Header, remarks: Remarks) -> None:
    for row in (*captions, *grid.rows[header.first : header.first + header.rows]):
        if not row.blank:
            remarks.repair(row.line, grid.place(row.line), "换页重复的标题或表头，不收入", row.text, "")


def _take(grid: Grid, blocks: CardBlocks, row: SourceRow, remarks: Remarks) -> None:
    if row.blank or (row.single and own_line(row.filled[0].text)):
        return
    if page_number(row) or separator(row):
        remarks.repair(row.line, grid.place(row.line), "页码或分隔线，不收入", row.text, "")
    elif (
        note_line(row.filled[0].text) and label_and_rest(row.filled[0].text) is None and not begins_block(row)
    ):
        remarks.repair(row.line, grid.place(row.line), "表外的说明或签署，不收入", row.text, "")
    else:
        blocks.take(row)


def _section(grid: Grid, part: Part, blocks: CardBlocks, remarks: Remarks) -> list[TableRow]:
    """The rows of indicators under one header; rows of the tail go to the blocks."""
    kept: list[SourceRow] = []
    noted = False
    blocks.money.end()
    for at, row in enumerate(part.below):
        if names_project(row):
            for left in (left for left in part.below[at:] if not left.blank):
                what = f"这里像另一个项目的表，没有找到指标的表头，没有收入：“{left.text}”"
                remarks.doubt(left.line, grid.place(left.line), what)
            break
        noted = len(row.filled) == 1 and (noted or note_line(row.filled[0].text))
        if noted and row.filled[0] is row.cells[0]:
            if not own_line(row.filled[0].text):
                remarks.repair(row.line, grid.place(row.line), "表外的说明或签署，不收入", row.text, "")
            continue
        if _tail(grid, row, part.header, blocks, remarks):
            continue
        kept.append(row)
    body = read_body(grid, part.header, kept, remarks)
    for total in body.totals:
        remarks.repair(total.line, total.place, "小计或合计行，不收入", total.text, "")
    return list(body.rows)


def _tail(grid: Grid, row: SourceRow, header: Header, blocks: CardBlocks, remarks: Remarks) -> bool:
    """Take a row below the indicators that holds a captioned value or the total score."""
    pieces = pieces_of(row)
    if not pieces or pieces[0].at >= header.columns.get("indicator.name", 1):
        return False
    first = pieces[0].text
    if bare(first) in _TOTALS:
        _total_score(grid, row, header, blocks, remarks)
        return True
    named = label_and_rest(first)
    strange = named is None and header.at(pieces[0].at) is None
    if strange and not is_block(first) and not _in_level(row, header):
        blocks.end_goal()
        blocks.take(row)
        return True
    if named is None or (named[0].startswith("project.") and _in_level(row, header)):
        return False
    blocks.end_goal()
    blocks.take(row)
    return True


def _in_level(row: SourceRow, header: Header) -> bool:
    """Whether a row has a name and a target, and so is an indicator whatever its first cell says."""
    keys = ("indicator.name", "indicator.target")
    places = [header.columns[key] for key in keys if key in header.columns]
    filled = all(place < len(row.cells) and not row.cells[place].blank for place in places)
    return filled and label_and_rest(row.cells[places[0]].text) is None


def _total_score(grid: Grid, row: SourceRow, header: Header, blocks: CardBlocks, remarks: Remarks) -> None:
    """总分 | 100 | 97.5: the score stands last, or under its caption; the points only add up."""
    pieces = pieces_of(row)[1:]
    place = header.columns.get("entry.score")
    scored = [piece for piece in pieces if piece.at == place] or pieces[-1:]
    for piece in pieces:
        where = grid.place(piece.line, piece.column)
        if (
            scored
            and piece is scored[0]
            and number_of(piece.text) is not None
            and _score(header, pieces, place == piece.at)
        ):
            blocks.texts["account.total_score"] = piece.text
        elif number_of(piece.text) is not None:
            blocks.sums.append(piece)
        else:
            remarks.doubt(piece.line, where, f"总分行的这一格没有收入：“{piece.text}”")


def _tell_sums(grid: Grid, blocks: CardBlocks, indicators: Sequence[ReadIndicator], remarks: Remarks) -> None:
    """Points of the total row, where they are not the sum that is printed there anew."""
    weights = [one.weight for one in indicators]
    money = blocks.money.totals.get("execution_weight")
    for piece in blocks.sums:
        if sum_of([piece.text]) not in (sum_of(weights), sum_of([*weights, money])):
            where = grid.place(piece.line, piece.column)
            remarks.repair(piece.line, where, "总分行的分值由各项相加，不收入", piece.text, "")


def _score(header: Header, pieces: Sequence[object], below: bool) -> bool:
    """Whether the last figure of a total row is a score: below its caption, or behind the points."""
    return "entry.score" in header.columns and (
        below or "indicator.weight" not in header.columns or len(pieces) > 1
    )


def _project(
    grid: Grid, first: Part, blocks: CardBlocks, indicators: tuple[ReadIndicator, ...], remarks: Remarks
) -> ReadProject:
    line = grid.rows[first.header.first].line
    lines = [row.line for row in first.above if names_project(row)]
    place = grid.place(lines[0] if lines else line)
    texts = dict(blocks.texts)
    name = texts.pop("project.name", "")
    if found := _CODED.fullmatch(name):
        remarks.repair(lines[0], place, "项目名称前的编码单独收入", name, found.group(2))
        name = found.group(2)
        texts.setdefault("project.code", found.group(1))
    if code := texts.pop("project.department.code", None):
        whole = f"{texts.get('project.department', '')} {code}".strip()
        remarks.repair(line, place, "主管部门的代码写在一起", code, whole)
        texts["project.department"] = whole
    if not name:
        remarks.doubt(line, place, "这张表没有写项目名称")
    if not indicators:
        remarks.doubt(line, place, f"项目“{name}”没有指标")
    project = ReadProject(
        seq=None,
        name=name,
        indicators=indicators,
        total_score=texts.pop("account.total_score", None),
        funds=blocks.money.read_funds(),
        lines=(lines[0] if lines else line,),
    )
    values = {_ATTRIBUTES[key]: text for key, text in texts.items()}
    return replace(project, **values, **blocks.money.totals)  # type: ignore[arg-type]
