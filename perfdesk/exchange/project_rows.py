"""Blocks of rows as projects with their indicators."""

import re
from decimal import Decimal

from perfdesk.domain.document import ReadIndicator, ReadProject
from perfdesk.domain.figures import Figure, number_of, plain, read_figure
from perfdesk.domain.operator import Operator, read_operator
from perfdesk.domain.units import convert, known_unit, same_unit
from perfdesk.exchange.blocks import Block, flowing, gather, single
from perfdesk.exchange.headers import column_of
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import unbalanced
from perfdesk.exchange.rows import TableRow, Total
from perfdesk.forms.form import Form

_SCALES = ("百", "千", "万", "十万", "百万", "千万", "亿", "万亿")
_QUALITATIVE = ("定性", "定性指标")  # among the signs of the operating systems, asks for no comparison
_TIME_NAME = re.compile("(?:时间|日期|时限|期限)$")
_POINT_IN_TIME = re.compile(r"(?:19|20)\d{2}(?:\.(?:0?[1-9]|1[0-2]))?")
_INDICATOR_KEYS = ("indicator.", "entry.")


def read_projects(
    form: Form, rows: list[TableRow], totals: list[Total], money: str | None, remarks: Remarks
) -> tuple[ReadProject, ...]:
    """All projects of a table. `money` is the unit of its money columns where it is not 万元."""
    blocks = gather(form, rows, remarks)
    projects = tuple(_project(form, block, money, remarks) for block in blocks)
    _check_numbers(blocks, projects, remarks)
    _check_totals(projects, totals, money, remarks)
    return projects


def _project(form: Form, block: Block, money: str | None, remarks: Remarks) -> ReadProject:
    def prose(key: str) -> str:
        return flowing(block, column_of(form, key), remarks)

    project = ReadProject(
        seq=single(block, column_of(form, "project.seq"), remarks) or None,
        name=prose("project.name"),
        overview=prose("project.overview") or None,
        budget=_money(form, block, "project.budget", money, remarks),
        annual_goal=prose("project.annual_goal") or None,
        executed=_money(form, block, "account.executed", money, remarks),
        indicators=_indicators(block, remarks),
        lines=block.lines,
    )
    _hint(block, project, remarks)
    return project


def _money(form: Form, block: Block, key: str, money: str | None, remarks: Remarks) -> str | None:
    """A money cell as printed, with the table's unit behind it where that is not 万元."""
    text = single(block, column_of(form, key), remarks)
    if not text:
        return None
    figure = read_figure(text)
    if not isinstance(figure, Figure) or in_wan(text) is None:
        remarks.doubt(block.line, block.place, f"金额“{text}”不是一个确定的金额，按文字收入")
        return text
    if money is None or figure.unit:
        return text
    remarks.alike(f"表头的金额单位是{money}，金额后写明单位", text, text + money, block.line)
    return text + money


def _indicators(block: Block, remarks: Remarks) -> tuple[ReadIndicator, ...]:
    level1 = level2 = ""
    indicators = []
    for row in block.rows:
        if row.get("indicator.level1") not in ("", level1):
            level1, level2 = row.get("indicator.level1"), ""
        level2 = row.get("indicator.level2") or level2
        if any(key.startswith(_INDICATOR_KEYS) for key in row.cells):
            indicators.append(_indicator(row, level1 or None, level2 or None, remarks))
    return tuple(indicators)


def _indicator(row: TableRow, level1: str | None, level2: str | None, remarks: Remarks) -> ReadIndicator:
    name, raw = row.get("indicator.name"), row.get("indicator.target")
    if not name:
        remarks.doubt(row.line, row.place, f"这一行的指标没有名称：“{' │ '.join(row.cells.values())}”")
    operator = _operator(row, remarks)
    unit = row.get("indicator.unit") or None
    target: str | None = raw or None
    if not raw:
        remarks.doubt(row.line, row.place, f"指标“{name}”没有目标值")
    elif (number := number_of(raw)) is None or _is_date(name, raw):
        left_out = "".join(text for text in (row.get("indicator.operator"), unit) if text)
        tail = f"，“{left_out}”不用" if left_out else ""
        remarks.doubt(row.line, row.place, f"目标值“{raw}”不是一个数，按文字收入{tail}")
        operator = unit = None
    else:
        operator, unit = _with_figure(row, raw, operator, unit, remarks)
        target = plain(number)
    return ReadIndicator(
        name=name,
        operator=operator.value if operator else None,
        unit=unit,
        target=target,
        raw_target=raw or None,
        level1=level1,
        level2=level2,
        actual=row.get("entry.actual") or None,
        weight=row.get("indicator.weight") or None,
        score=row.get("indicator.score") or None,
        lines=(row.line,),
    )


def _is_date(name: str, raw: str) -> bool:
    """2022.12 behind 完成时间 is a month, not a number."""
    return bool(_TIME_NAME.search(name) and _POINT_IN_TIME.fullmatch(raw))


def _operator(row: TableRow, remarks: Remarks) -> Operator | None:
    text = row.get("indicator.operator")
    if not text or text in _QUALITATIVE:
        return None
    operator = read_operator(text)
    if operator is None:
        remarks.doubt(row.line, row.place, f"不认识运算符“{text}”，没有收入")
    elif operator.value != text:
        remarks.alike("运算符换成通用写法", text, operator.value, row.line)
    return operator


def _with_figure(
    row: TableRow, raw: str, operator: Operator | None, unit: str | None, remarks: Remarks
) -> tuple[Operator | None, str | None]:
    """Operator and unit, from the target cell where they have no cell of their own."""
    figure = read_figure(raw)
    assert isinstance(figure, Figure)
    if figure.approximate:
        remarks.doubt(row.line, row.place, f"目标值“{raw}”是约数，按 {plain(figure.number)} 收入")
    if operator and figure.operator and operator is not figure.operator:
        remarks.doubt(row.line, row.place, f"运算符“{operator}”与目标值“{raw}”不一致，用前者")
    if unit and figure.unit and not same_unit(unit, figure.unit):
        unit = _closer_unit(row, raw, figure.unit, unit, remarks)
    return operator or figure.operator, unit or figure.unit


def _closer_unit(row: TableRow, raw: str, near: str, unit: str, remarks: Remarks) -> str:
    """What stands behind a number belongs to it: 1.2万 beside 家 is 1.2 万家, 30分钟 stays 分钟."""
    if near in _SCALES and known_unit(near + unit):
        remarks.alike(f"目标值“{raw}”里的数量级并入单位", unit, near + unit, row.line)
        return near + unit
    remarks.doubt(row.line, row.place, f"单位“{unit}”与目标值“{raw}”不一致，用目标值里的")
    return near


def _hint(block: Block, project: ReadProject, remarks: Remarks) -> None:
    if not project.name:
        remarks.doubt(block.line, block.place, "这个项目没有名称")
    if not project.indicators:
        remarks.doubt(block.line, block.place, f"项目“{project.name}”没有指标")
    for caption, text in (
        ("名称", project.name),
        ("概况", project.overview),
        ("年度绩效目标", project.annual_goal),
    ):
        if text and (marks := unbalanced(text)):
            remarks.doubt(
                block.line, block.place, f"项目“{project.name}”的{caption}里{marks}不成对，原样收入"
            )


def in_wan(text: str | None) -> Decimal | None:
    """Money in 万元, None where the text is not one sum or names no money unit that converts exactly.

    >>> in_wan("258.50"), in_wan("1200000元"), in_wan("约三百万")
    (Decimal('258.50'), Decimal('120'), None)
    """
    figure = read_figure(text)
    if not isinstance(figure, Figure) or figure.upper is not None or figure.at_least or figure.approximate:
        return None
    return convert(figure.number, figure.unit, "万元")


def _check_numbers(blocks: list[Block], projects: tuple[ReadProject, ...], remarks: Remarks) -> None:
    """Numbers that are missing, come twice or leave a gap; names that come twice."""
    last = 0
    seqs: set[str] = set()
    names: set[str] = set()
    numbered = any(project.seq for project in projects)
    for block, project in zip(blocks, projects, strict=True):
        if numbered and not project.seq:
            remarks.doubt(block.line, block.place, f"项目“{project.name}”没有序号")
        if project.seq and project.seq in seqs:
            remarks.doubt(block.line, block.place, f"序号 {project.seq} 重复")
        if project.name and project.name in names:
            remarks.doubt(block.line, block.place, f"项目名称“{project.name}”重复")
        if project.seq and (number := number_of(project.seq.strip(".．、()（）"))) is not None:
            if number > last + 1 and last:
                remarks.doubt(
                    block.line, block.place, f"序号从 {last} 跳到 {plain(number)}，请核对有没有漏行"
                )
            last = int(number) if number == int(number) else last
        seqs.add(project.seq or "")
        names.add(project.name)


def _check_totals(
    projects: tuple[ReadProject, ...], totals: list[Total], money: str | None, remarks: Remarks
) -> None:
    """Rows that sum up are not projects; a grand total is held against the sum."""
    for total in totals:
        text = total.cells.get("project.budget", "")
        printed = in_wan(text + money if money and number_of(text) is not None else text)
        budgets = [in_wan(project.budget) for project in projects if project.budget]
        numbers = [number for number in budgets if number is not None]
        whole = "小计" not in total.text and len(numbers) == len(budgets)
        found = sum(numbers, Decimal(0))
        if whole and printed is not None and printed != found:
            sums = f"合计 {plain(printed)} 万元与各项目预算之和 {plain(found)} 万元不符"
            what = f"{sums}，合计没有收入：“{total.text}”"
            remarks.doubt(total.line, total.place, what)
        else:
            remarks.repair(total.line, total.place, "合计行不是项目，不收入", total.text, "")
