"""Blocks of rows as projects with their indicators."""

from decimal import Decimal

from perfdesk.domain.document import ReadProject
from perfdesk.domain.figures import number_of, plain
from perfdesk.exchange.blocks import Block, flowing, gather, single
from perfdesk.exchange.captions import column_of
from perfdesk.exchange.headers import Header
from perfdesk.exchange.indicator_rows import read_indicators
from perfdesk.exchange.money import in_wan, money_text
from perfdesk.exchange.remarks import Remarks
from perfdesk.exchange.repair import unbalanced
from perfdesk.exchange.rows import TableRow, Total


def read_projects(
    header: Header, rows: list[TableRow], totals: list[Total], money: str | None, remarks: Remarks
) -> tuple[ReadProject, ...]:
    """All projects of a table. `money` is the unit of its money columns where it is not 万元."""
    blocks = gather(header.form, rows, remarks)
    projects = tuple(_project(header, block, money, remarks) for block in blocks)
    _check_numbers(blocks, projects, remarks)
    _check_totals(projects, totals, money, remarks)
    return projects


def _project(header: Header, block: Block, money: str | None, remarks: Remarks) -> ReadProject:
    def prose(key: str) -> str:
        return flowing(block, column_of(header.form, key), remarks)

    def one(key: str) -> str | None:
        return single(block, column_of(header.form, key), remarks) or None

    def sum_of(key: str) -> str | None:
        return money_text(one(key) or "", money, block.line, block.place, remarks)

    project = ReadProject(
        seq=one("project.seq"),
        name=prose("project.name"),
        overview=prose("project.overview") or None,
        budget=sum_of("project.budget"),
        annual_goal=prose("project.annual_goal") or None,
        executed=sum_of("account.executed"),
        indicators=read_indicators(block.rows, header.units, remarks),
        code=one("project.code"),
        department=one("project.department"),
        implementing_unit=one("project.implementing_unit"),
        attribute=one("project.attribute"),
        period=one("project.period"),
        adjusted_budget=sum_of("project.adjusted_budget"),
        execution_rate=one("project.execution_rate"),
        manager=one("project.manager"),
        phone=one("project.phone"),
        lines=block.lines,
    )
    _hint(block, project, remarks)
    return project


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
