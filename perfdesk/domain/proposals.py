"""Proposals: indicators read out of target prose and actuals read out of progress prose.

Nothing here writes. A proposal names the very words it comes from, and a clerk takes it or leaves it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from perfdesk.domain.figures import plain
from perfdesk.domain.findings.naming import in_unit, likeness, paired
from perfdesk.domain.findings.progress import achieved_in
from perfdesk.domain.findings.sheet import Sheet
from perfdesk.domain.measure import Direction, guess_direction
from perfdesk.domain.operator import Operator
from perfdesk.domain.prose import growth_goal
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Indicator, Kind, Project, kind_of
from perfdesk.domain.subject import subject_of
from perfdesk.domain.target import target_of

_MOST = 60
_NOT_MEASURED = re.compile("年|月|日|天|周|星期|级|档|分$|星|℃|个百分点|百分点")
_GROWTH_NAME = re.compile("(?:同比)?(?:增长率|增长幅度|增长|增速|增幅)$")
_PLAN = re.compile("预[计期测]|力争|争取|确保|[计规]划|目标|将")
_NAMELESS = re.compile("[0-9。；;，,]")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Source:
    """The words a proposal comes from: `start` to `end` of the text that stands in `field` of a record."""

    kind: Kind
    record: int
    field: str
    caption: str
    text: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The words themselves."""
        return self.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class TargetProposal:
    """An indicator that target prose asks for and nobody measures yet; its owner is the source's record."""

    name: str
    operator: Operator
    unit: str
    target: str
    source: Source

    @property
    def key(self) -> str:
        """What a refusal is kept by: it stands until the words change."""
        place = f"{self.source.kind}:{self.source.record}"
        return "|".join(("proposal", place, self.name, f"{self.operator}{self.target}{self.unit}"))


@dataclass(frozen=True, slots=True)
class ActualProposal:
    """An actual that progress prose states for an indicator without one; `actual` is what would be typed."""

    indicator: int
    run: int
    actual: str
    source: Source

    @property
    def key(self) -> str:
        """What a refusal is kept by."""
        return "|".join(("proposal", f"{Kind.INDICATOR}:{self.indicator}@{self.run}", self.actual))


Proposal = TargetProposal | ActualProposal


def proposals_of(sheet: Sheet) -> tuple[Proposal, ...]:
    """Everything that can be proposed for one project or objective, in the order of the texts."""
    return (*target_proposals(sheet), *actual_proposals(sheet))


def target_proposals(sheet: Sheet) -> tuple[TargetProposal, ...]:
    """Indicators for the figures of a goal or content that no indicator measures."""
    text, field, caption = sheet.goal
    found: dict[str, TargetProposal] = {}
    for figure in figures_in(text)[:_MOST]:
        made = _target(sheet, figure, Source(*_place(sheet), field, caption, text, *_span(text, figure)))
        if made is not None:
            found.setdefault(made.key, made)
    if not found and (made := _growth_without_figure(sheet, text, field, caption)):
        found[made.key] = made
    return tuple(found.values())


def _place(sheet: Sheet) -> tuple[Kind, int]:
    return kind_of(sheet.node), sheet.node.id


def _span(text: str, figure: ProseFigure) -> tuple[int, int]:
    """Where a figure's quotation stands: from the beginning of its words to its end."""
    start = text.rfind(figure.raw, 0, figure.end)
    return (start, start + len(figure.raw)) if start >= 0 else (figure.start, figure.end)


def _target(sheet: Sheet, figure: ProseFigure, source: Source) -> TargetProposal | None:
    hedged = figure.hedge is not None and not _PLAN.fullmatch(figure.hedge)
    if figure.attributive or figure.doubt or hedged or _NOT_MEASURED.search(figure.unit):
        return None
    name = _name(figure)
    if not name or _is_measured(sheet, figure, name) or _is_budget(sheet, figure):
        return None
    default = guess_direction(name, figure.unit, None) is Direction.LOWER and not figure.growth
    operator = figure.operator or (Operator.LE if default or figure.number < 0 else Operator.GE)
    return TargetProposal(name, operator, figure.unit, plain(figure.number), source)


def _name(figure: ProseFigure) -> str:
    """「新增上市企业」 of 「全年新增上市企业15家」; "" where the words name nothing."""
    shown = subject_of(figure.subject).shown
    name = shown if len(shown) >= 2 else figure.after
    if _NAMELESS.search(name) or not 2 <= len(name) <= _LONGEST_NAME:
        return ""
    return name if not figure.growth or _GROWTH_NAME.search(name) else f"{name}增长"


def _is_measured(sheet: Sheet, figure: ProseFigure, name: str) -> bool:
    """Whether an indicator of the node has this name, or this figure's words and unit."""
    for indicator in sheet.indicators:
        target = target_of(indicator)
        if name == subject_of(indicator.name or "").shown:
            return True
        number, like = in_unit(figure, target), _likeness(figure, indicator)
        if number is not None and (like >= 1 or (like > 0 and number == target.number)):
            return True
    return False


def _likeness(figure: ProseFigure, indicator: Indicator) -> Decimal:
    """Likeness of the words; a growth is held against the name without 增长."""
    bare = replace(indicator, name=_GROWTH_NAME.sub("", indicator.name or ""))
    return likeness(figure, bare if figure.growth else indicator)


def _is_budget(sheet: Sheet, figure: ProseFigure) -> bool:
    """Whether it only repeats the project's money."""
    if not isinstance(sheet.node, Project) or not sheet.node.budget:
        return False
    money = Indicator(0, project=sheet.node.id, name="预算", unit="万元", target=sheet.node.budget)
    target = target_of(money)
    return target.number is not None and in_unit(figure, target) == target.number


def _growth_without_figure(sheet: Sheet, text: str, field: str, caption: str) -> TargetProposal | None:
    """保费收入实现正增长 asks for more than 0 %."""
    goal = growth_goal(text)
    if goal is None or sheet.indicators:
        return None
    start = text.find(goal.words)
    source = Source(*_place(sheet), field, caption, text, max(start, 0), max(start, 0) + len(goal.words))
    return TargetProposal(f"{goal.subject.shown}增长", goal.operator, "%", plain(goal.number), source)


def actual_proposals(sheet: Sheet) -> tuple[ActualProposal, ...]:
    """Actuals that the run's texts state for indicators without one."""
    if sheet.run is None:
        return ()
    open_ = [i for i, entry in sheet.rows if not (entry and (entry.actual or "").strip())]
    found: dict[int, ActualProposal] = {}
    for told in sheet.reported:
        own = told.record if isinstance(told.record, Indicator) else None
        wanted = [i for i in open_ if own is None or i.id == own.id]
        for figure, indicator in _stated(told.text, wanted):
            target = target_of(indicator)
            same = figure.unit == target.unit
            actual = plain(figure.number) + ("" if same else figure.unit)
            place = (kind_of(told.record), told.record.id, told.field, told.caption)
            source = Source(*place, told.text, *_span(told.text, figure))
            found.setdefault(indicator.id, ActualProposal(indicator.id, sheet.run.id, actual, source))
    return tuple(found[i.id] for i in open_ if i.id in found)


def _stated(text: str, indicators: list[Indicator]) -> Iterator[tuple[ProseFigure, Indicator]]:
    """Figures and the indicators they surely name; growths go by the name before 增长."""
    growing = [i for i in indicators if _GROWTH_NAME.search(i.name or "")]
    yield from paired(achieved_in(text), [i for i in indicators if i not in growing], certain=True)
    rates = [
        replace(f, growth=False)
        for f in figures_in(text)[:_MOST]
        if f.growth
        and f.is_rate
        and not (f.attributive or f.part or f.doubt or f.hedge or f.at_least or f.bound)
    ]
    by_id = {i.id: i for i in growing}
    bare = [replace(i, name=_GROWTH_NAME.sub("", i.name or "")) for i in growing]
    for figure, indicator in paired(rates, bare, certain=True):
        yield figure, by_id[indicator.id]
