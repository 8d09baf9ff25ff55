"""A project's money by source: added, summed up, and whether the parts make the whole. 万元 throughout."""

from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.change import Change, change_of, creation
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.figures import plain
from perfdesk.domain.office import Office
from perfdesk.domain.records import Fund, Project, Run
from perfdesk.domain.rounding import printed_rate
from perfdesk.domain.scoring.execution import money
from perfdesk.domain.scoring.totals import percent
from perfdesk.domain.units import EXACT

USUAL_SOURCES = ("本年财政拨款", "上年结转资金", "其他资金")


@dataclass(frozen=True, slots=True)
class MoneyLine:
    """One source or the whole: texts as typed, the rate of execution as printed, "" where it is unknown."""

    name: str
    initial: str
    adjusted: str
    executed: str
    rate: str


@dataclass(frozen=True, slots=True)
class Money:
    """The money of a project in a run. `notices` say where parts and whole do not add up."""

    whole: MoneyLine
    parts: tuple[MoneyLine, ...]
    notices: tuple[str, ...]


def add_fund(office: Office, project: Project, name: str) -> tuple[Change, int]:
    """A new source at the end; each source once."""
    wanted = name.strip()
    held = office.followers(Fund, project)
    if not wanted:
        raise NotUnderstood("资金来源没有填。请写财政拨款、上年结转资金或其他资金。")
    if any(fund.name == wanted for fund in held):
        raise NotUnderstood(f"资金来源“{wanted[:16]}”已经有了。")
    number = office.next_id()
    made = Fund(number, project=project.id, position=len(held) + 1, name=wanted)
    return change_of(f"新增资金来源 {wanted[:16]}", [creation(made)]), number


def money_of(office: Office, project: Project, run: Run | None) -> Money:
    """The project's money and its sources'; a rate is of the adjusted, else of the initial budget."""
    account = office.account(run.id, project) if run else None
    spent = account.executed if account else None
    whole = _line("年度资金总额", project.budget, project.adjusted_budget, spent)
    parts = []
    for fund in office.followers(Fund, project):
        outlay = office.outlay(run.id, fund.id) if run else None
        parts.append(_line(fund.name, fund.initial, fund.adjusted, outlay.executed if outlay else None))
    columns = (("年初预算", "initial"), ("全年预算", "adjusted"), ("执行数", "executed"))
    found = [_sum_notice(word, name, whole, parts) for word, name in columns]
    found += [_over_notice(line) for line in (whole, *parts)]
    return Money(whole, tuple(parts), tuple(said for said in found if said))


def _line(name: str | None, initial: str | None, adjusted: str | None, executed: str | None) -> MoneyLine:
    budget, spent = money(adjusted or initial), money(executed)
    rate = percent(spent, budget) if budget is not None and spent is not None else None
    shown = printed_rate(rate) if rate is not None else ""
    return MoneyLine(name or "", initial or "", adjusted or "", executed or "", shown)


def _sum_notice(word: str, name: str, whole: MoneyLine, parts: list[MoneyLine]) -> str:
    """Only where every part and the whole are stated; an empty cell is not a zero."""
    total = money(getattr(whole, name))
    amounts = [money(getattr(part, name)) for part in parts]
    if total is None or not amounts or any(amount is None for amount in amounts):
        return ""
    added = sum((amount for amount in amounts if amount is not None), Decimal(0))
    if added == total:
        return ""
    gap = plain(EXACT.subtract(added, total).copy_abs())
    more = "多" if added > total else "少"
    return f"{word}：各来源合计 {plain(added)}，比总额 {plain(total)} {more} {gap} 万元。请核对。"


def _over_notice(line: MoneyLine) -> str:
    budget, spent = money(line.adjusted or line.initial), money(line.executed)
    if budget is None or spent is None or spent <= budget:
        return ""
    return f"{line.name}：执行数 {plain(spent)} 超过预算 {plain(budget)} 万元。请核对，或先调整预算。"
