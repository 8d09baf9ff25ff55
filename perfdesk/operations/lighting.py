"""Monitoring lights of a project in a run, by the rule pack in force: indicators, money, and the worst."""

from dataclasses import dataclass

from perfdesk.domain.case import aligned
from perfdesk.domain.figures import Figure, is_not_applicable, read_figure
from perfdesk.domain.office import Office
from perfdesk.domain.records import Indicator, Project, Run
from perfdesk.domain.scoring.execution import money
from perfdesk.domain.scoring.lights import Light, Shown, budget_light, indicator_light, worst_light
from perfdesk.domain.scoring.rule_pack import RulePack
from perfdesk.domain.scoring.weights import levels_of
from perfdesk.domain.span import Span
from perfdesk.domain.target import target_of
from perfdesk.domain.wording import NOT_FILLED, NOT_INVOLVED
from perfdesk.operations.checking import span_of
from perfdesk.operations.scoring import annual

_YEAR = Span(1, 12)


@dataclass(frozen=True, slots=True)
class ProjectLights:
    """The lights of a project: its indicators in paper order, its money, and the worst of them."""

    indicators: tuple[Shown, ...]
    money: Shown
    worst: Light | None


def light_of(office: Office, indicator: Indicator, run: Run | None, pack: RulePack) -> Shown:
    """The light of one indicator; without an actual there is none."""
    entry = office.entry(run.id, indicator.id) if run else None
    actual = entry.actual if entry else None
    if is_not_applicable(actual):
        return Shown(None, NOT_INVOLVED)
    target, read = target_of(indicator), read_figure(actual)
    if read is None:
        return Shown(None, NOT_FILLED)
    if target.number is None:
        return indicator_light(pack.lights, None, actual, levels_of(indicator), span_of(run) or _YEAR)
    case = aligned(target, read) if isinstance(read, Figure) and target.doubt is None else None
    if case is None:
        return Shown(None, "实际和目标不能直接比较，亮不了灯。")
    return indicator_light(pack.lights, case, actual, levels_of(indicator), span_of(run) or _YEAR)


def project_lights(office: Office, project: Project, run: Run | None, pack: RulePack) -> ProjectLights:
    """All lights of a project; it shows the worst of its indicators and its money."""
    shown = tuple(light_of(office, one, run, pack) for one in annual(office, project))
    account = office.account(run.id, project) if run else None
    budget = money(project.adjusted_budget or project.budget)
    executed = money(account.executed) if account else None
    if budget is None or executed is None:
        spent = Shown(None, "预算或执行数还没有填。")
    else:
        spent = budget_light(pack.lights, executed, budget, span_of(run) or _YEAR)
    return ProjectLights(shown, spent, worst_light([*(one.light for one in shown), spent.light]))
