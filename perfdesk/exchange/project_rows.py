"""Blocks of rows as projects with their indicators."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from perfdesk.domain.document import ReadFund, ReadProject
from perfdesk.domain.figures import number_of, plain
from perfdesk.exchange.blocks import Block, flowing, gather, single
from perfdesk.exchange.captions import column_of
from perfdesk.exchange.fund_names import PARTS, fund_in
from perfdesk.exchange.headers import Header
from perfdesk.exchange.indicator_lists import with_listed
from perfdesk.exchange.indicator_rows import read_indicators
from perfdesk.exchange.money import MONEY_UNITS, in_wan, money_text
from perfdesk.exchange.rates import settled_rate
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import unbalanced
from perfdesk.exchange.rows import SECTION, TableRow, Total
from perfdesk.exchange.sections import between, section_rows, without_strays

_SEQ, _NAME = "project.seq", "project.name"


def read_projects(
    header: Header, rows: list[TableRow], totals: list[Total], money: str | None, remarks: Remarks
) -> tuple[ReadProject, ...]:
    """All projects of a table. `money` is the unit of its money columns where it is not 万元."""
    rows = _without_row_numbers(without_strays(header.form, rows, remarks), remarks)
    headings = section_rows(header.form, rows)
    for at in sorted(headings):
        text = " │ ".join(rows[at].cells.values())
        remarks.doubt(
            rows[at].line, rows[at].place, f"这一行是各项目之间的小标题，不是项目，没有收入：“{text}”"
        )
    sections = [gather(header.form, one, remarks) for one in between(rows, headings)]
    blocks = [block for section in sections for block in section]
    projects = tuple(_project(header, block, money, remarks) for block in blocks)
    begins = {section[0].line for section in sections[1:]}
    _check_numbers(blocks, projects, begins, remarks)
    _check_totals(projects, totals, money, remarks)
    return projects


def _without_row_numbers(rows: list[TableRow], remarks: Remarks) -> list[TableRow]:
    """Rows counted one by one (序号 1, 2, 3 … beside a name that holds for several) number no projects."""
    own = [row for row in rows if SECTION not in row.cells]
    if not all(number_of(row.get(_SEQ)) == at for at, row in enumerate(own, 1)):
        return rows
    names = [row.get(_NAME) for row in own]
    shared = any(not name or name == above for above, name in pairwise(names))
    if not (shared and names[0]):
        return rows
    text = f"1 至 {len(own)}"
    remarks.repair(rows[0].line, rows[0].place, "序号数的是每一行指标，不是项目的序号，不收入", text, "")
    return [replace(row, cells={key: text for key, text in row.cells.items() if key != _SEQ}) for row in rows]


def _project(header: Header, block: Block, money: str | None, remarks: Remarks) -> ReadProject:
    def prose(key: str) -> str:
        return flowing(block, column_of(header.form, key), remarks)

    def one(key: str) -> str | None:
        return single(block, column_of(header.form, key), remarks) or None

    def sum_of(key: str) -> str | None:
        return money_text(one(key) or "", _unit_of(header, key, money), block.line, block.place, remarks)

    project = ReadProject(
        seq=one("project.seq"),
        name=prose("project.name"),
        overview=prose("project.overview") or None,
        budget=sum_of("project.budget"),
        annual_goal=prose("project.annual_goal") or None,
        executed=sum_of("account.executed"),
        forecast_executed=sum_of("account.forecast_executed"),
        indicators=read_indicators(with_listed(block.rows, remarks), header.units, remarks),
        code=one("project.code"),
        department=one("project.department"),
        implementing_unit=one("project.implementing_unit"),
        attribute=one("project.attribute"),
        period=one("project.period"),
        adjusted_budget=sum_of("project.adjusted_budget"),
        execution_rate=one("project.execution_rate"),
        total_score=one("account.total_score"),
        conclusion=prose("account.conclusion") or None,
        problems=prose("account.problems") or None,
        manager=one("project.manager"),
        phone=one("project.phone"),
        funds=_funds(header, sum_of),
        lines=block.lines,
    )
    _hint(block, project, remarks)
    sums = (project.adjusted_budget, project.budget)
    rate = project.execution_rate
    rate = settled_rate(rate, sums, project.executed, block.line, block.place, remarks)
    return replace(project, execution_rate=rate)


def _unit_of(header: Header, key: str, money: str | None) -> str | None:
    """The money unit of a column: in its own caption or that of its sum, else the table's. None for 万元."""
    fund = fund_in(key)
    totals = [total for total, part in PARTS.items() if fund and part == fund[1]]
    named = (header.units.get(one) for one in (key, *totals))
    unit = next((one for one in named if one in MONEY_UNITS), money)
    return None if unit == "万元" else unit


def _funds(header: Header, sum_of: Callable[[str], str | None]) -> tuple[ReadFund, ...]:
    """The sources of money that have columns of their own and a sum in one of them."""
    found: dict[str, dict[str, str]] = {}
    for key in header.columns:
        if (fund := fund_in(key)) and (text := sum_of(key)):
            found.setdefault(fund[0], {})[fund[1]] = text
    return tuple(ReadFund(name, **sums) for name, sums in found.items())


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


def _check_numbers(
    blocks: list[Block], projects: tuple[ReadProject, ...], begins: set[int], remarks: Remarks
) -> None:
    """Numbers that are missing, come twice or leave a gap; names that come twice.

    Below a heading (`begins` has the lines) numbers may go on or begin again.
    """
    last = 0
    seqs: set[str] = set()
    names: set[str] = set()
    numbered = any(project.seq for project in projects)
    for block, project in zip(blocks, projects, strict=True):
        if block.line in begins and number_of(project.seq) == 1:
            last, seqs = 0, set()
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
