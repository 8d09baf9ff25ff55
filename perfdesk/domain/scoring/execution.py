"""The score of budget execution and the reason it may call for."""

from dataclasses import dataclass
from decimal import Decimal

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.rounding import printed_rate
from perfdesk.domain.scoring.formulas import x2
from perfdesk.domain.scoring.points import Points
from perfdesk.domain.scoring.rule_pack import ExecutionRule
from perfdesk.domain.scoring.totals import percent
from perfdesk.domain.units import EXACT, convert
from perfdesk.domain.wording import shortened

WAN = "万元"


def rate_of(executed: str | None, budget: str | None) -> str:
    """The rate of execution as it is printed, from sums as typed; "" where one of them is open.

    >>> rate_of("289.974", "300"), rate_of("5", None)
    ('96.66%', '')
    """
    spent, whole = money(executed), money(budget)
    share = percent(spent, whole) if spent is not None and whole is not None else None
    return "" if share is None else printed_rate(share)


@dataclass(frozen=True, slots=True)
class ExecutionScore:
    """Points for money executed; `rate` in per cent, None where budget or money is missing.

    `explain` says that points were lost or that the rate is below the one the pack wants a reason for.
    """

    weight: Decimal
    points: Decimal | None
    rate: Decimal | None
    found: Points | None = None
    open: str = ""
    explain: bool = False

    @property
    def formula(self) -> str:
        """How the points came about, "" where they did not."""
        return self.found.formula if self.found else ""


def score_execution(
    rule: ExecutionRule, budget: str | None, executed: str | None, carried: str | None = None
) -> ExecutionScore:
    """Score money executed of the adjusted full-year budget, as typed, in 万元 unless they say otherwise.

    What was carried over counts as available where the pack says so (X2); blank is none.
    """
    whole, spent, more = (money(text) for text in (budget, executed, carried))
    if whole is None:
        return ExecutionScore(rule.points, None, None, open=_missing("全年预算数", budget))
    if spent is None:
        return ExecutionScore(rule.points, None, None, open=_missing("全年执行数", executed))
    extra = Decimal(0)
    if rule.use == "X2" and (carried or "").strip():
        if more is None:
            return ExecutionScore(rule.points, None, None, open=_missing("上年结转", carried))
        extra = more
    found = x2(whole, spent, rule.points, extra)
    rate = percent(spent, EXACT.add(whole, extra))
    if found.value is None or rate is None:
        return ExecutionScore(rule.points, None, None, found, open=f"{found.formula}。")
    explain = found.value < rule.points or rate < rule.explain_below
    return ExecutionScore(rule.points, found.value, rate, found, explain=explain)


def money(text: str | None) -> Decimal | None:
    """The exact amount in 万元 behind a text; None for blanks, ranges and other units."""
    read = read_figure(text)
    if not isinstance(read, Figure) or read.upper is not None or read.at_least or read.approximate:
        return None
    return convert(read.number, read.unit, WAN)


def _missing(what: str, text: str | None) -> str:
    if not (text or "").strip():
        return f"还没有填{what}。"
    return f"{what}“{shortened(text or '')}”不是一个确定的金额，请改填数字（万元）。"
