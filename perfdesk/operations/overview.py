"""The overview of a book in a run: counts, a bar per project, money against time, key objectives, trends.

Frozen figures only; the window paints them and the internal PDF prints them, both from here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from perfdesk.domain.figures import number_of
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, Run, kind_of
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert
from perfdesk.domain.verdict import Verdict
from perfdesk.exchange.project_rows import in_wan
from perfdesk.operations.checking import judge_indicator, judge_node, node_name, span_of

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Money:
    """Budget and executed money in 万元, of the projects that state both."""

    budget: Decimal
    executed: Decimal

    @property
    def share(self) -> Decimal | None:
        """Executed ÷ budget, four places half up; None where there is no budget."""
        if not self.budget:
            return None
        return (self.executed / self.budget).quantize(_PLACES, ROUND_HALF_UP)


@dataclass(frozen=True, slots=True)
class Bar:
    """One project or objective: how many of its rows stand how, and its money where it states it."""

    kind: Kind
    record: int
    name: str
    counts: tuple[tuple[Verdict, int], ...]
    money: Money | None
    followed: bool

    @property
    def total(self) -> int:
        """The rows it counts."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Overview:
    """What the page shows. `time_share` is the part of the year the run covers; None without a run."""

    title: str
    counts: tuple[tuple[Verdict, int], ...]
    bars: tuple[Bar, ...]
    starred: tuple[Bar, ...]
    money: Money | None
    time_share: Decimal | None
    without_money: int

    @property
    def total(self) -> int:
        """All rows of the book."""
        return sum(number for _, number in self.counts)


@dataclass(frozen=True, slots=True)
class Point:
    """An indicator's figure at one run; `number` is in the indicator's unit, None where it is not one."""

    label: str
    number: Decimal | None
    text: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Trend:
    """An indicator over the runs of this year and of the years before it, oldest first."""

    name: str
    unit: str
    target: Decimal | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TrendFrame:
    """A trend in a box of 1 by 1, zero or the least figure at its foot: points (x, y), target's height."""

    points: tuple[tuple[float, float], ...]
    target: float | None


def trend_frame(shown: Trend) -> TrendFrame:
    """Where the measured points of a trend and its target stand; for painting only, hence in floats."""
    numbers = [point.number for point in shown.points if point.number is not None]
    asked = [*numbers, *([shown.target] if shown.target is not None else [])]
    low, high = min([Decimal(0), *asked]), max([Decimal(0), *asked])
    span = high - low or Decimal(1)

    def up(number: Decimal) -> float:
        return float((number - low) / span)

    steps = max(len(numbers) - 1, 1)
    across = [at / steps if len(numbers) > 1 else 0.5 for at in range(len(numbers))]
    points = tuple(zip(across, map(up, numbers), strict=True))
    return TrendFrame(points, None if shown.target is None else up(shown.target))


def percent(share: Decimal) -> str:
    """A ratio as 「45.20%」.

    >>> percent(Decimal("0.4520"))
    '45.20%'
    """
    return f"{share * 100:.2f}%"


def overview(office: Office, book: Book, run: Run | None) -> Overview:
    """The overview of one book as it stands in a run."""
    bars = tuple(_bar(office, node, run) for node in office.nodes(book.id))
    moneys = [bar.money for bar in bars if bar.money is not None]
    span = span_of(run)
    projects = sum(1 for bar in bars if bar.kind is Kind.PROJECT)
    return Overview(
        title=" ".join(part for part in (book.unit_name, f"{book.year} 年" if book.year else "") if part),
        counts=_added(bar.counts for bar in bars),
        bars=bars,
        starred=tuple(bar for bar in bars if bar.name.startswith("★")),
        money=_total(moneys) if moneys else None,
        time_share=(Decimal(span.to_month) / 12).quantize(_PLACES, ROUND_HALF_UP) if span else None,
        without_money=projects - len(moneys),
    )


def trend(office: Office, indicator: Indicator) -> Trend:
    """The figures of an indicator over all runs of its book, and of earlier years' indicators of its name."""
    target = target_of(indicator)
    points = []
    for book, same in _over_the_years(office, indicator):
        for run in office.runs(book.id):
            entry = office.entry(run.id, same.id)
            if entry is None or not (entry.actual or "").strip():
                continue
            label = f"{book.year or ''}年{run.label or ''}"
            judged = judge_indicator(office, same, run)
            number = _in_unit(entry.actual, target_of(same).unit, target.unit)
            points.append(Point(label, number, entry.actual or "", judged.verdict))
    return Trend(indicator.name or "", target.unit or "", target.number, tuple(points))


def _over_the_years(office: Office, indicator: Indicator) -> list[tuple[Book, Indicator]]:
    """The indicator, and those of the same name in a project or objective of the same name of earlier years.

    Names alone tie the years: the desk knows no other thread, and a renamed indicator is another one.
    """
    owner = office.owner(indicator)
    own = office.book(owner.book or 0)
    found = []
    for book in office.books():
        if book.unit_name != own.unit_name or (book.year or "") > (own.year or ""):
            continue
        for node in office.nodes(book.id):
            if kind_of(node) is not kind_of(owner) or node.name != owner.name:
                continue
            same = [one for one in office.indicators(node) if one.name == indicator.name]
            chosen = indicator if book.id == own.id else next(iter(same), None)
            if chosen is not None and (book.id != own.id or node.id == owner.id):
                found.append((book, chosen))
    return sorted(found, key=lambda pair: (pair[0].year or "", pair[0].id))


def _in_unit(text: str | None, unit: str | None, wanted: str | None) -> Decimal | None:
    number = number_of(text)
    if number is None or unit == wanted:
        return number
    return convert(number, unit, wanted)


def _bar(office: Office, node: Node, run: Run | None) -> Bar:
    indicators = office.indicators(node)
    verdicts = [judge_indicator(office, one, run).verdict for one in indicators]
    if not indicators and isinstance(node, Objective):
        verdicts = [judge_node(office, node, run).verdict]
    account = office.account(run.id, node) if run else None
    money = None
    if isinstance(node, Project) and account is not None:
        budget, executed = in_wan(node.adjusted_budget or node.budget), in_wan(account.executed)
        money = Money(budget, executed) if budget is not None and executed is not None else None
    counted = Counter(verdicts)
    counts = tuple((verdict, counted[verdict]) for verdict in Verdict if counted[verdict])
    return Bar(kind_of(node), node.id, node_name(node), counts, money, bool(account and account.followed))


def _added(parts: Iterable[tuple[tuple[Verdict, int], ...]]) -> tuple[tuple[Verdict, int], ...]:
    counted: Counter[Verdict] = Counter()
    for part in parts:
        counted.update(dict(part))
    return tuple((verdict, counted[verdict]) for verdict in Verdict if counted[verdict])


def _total(moneys: Iterable[Money]) -> Money:
    known = list(moneys)
    return Money(sum((m.budget for m in known), Decimal(0)), sum((m.executed for m in known), Decimal(0)))
