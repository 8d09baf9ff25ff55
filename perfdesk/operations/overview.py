"""The overview of a book in a run: counts, a bar per project, money against time, key objectives, trends.

Frozen figures only; the window paints them and the internal PDF prints them, both from here.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from itertools import islice

from perfdesk.domain.figures import number_of
from perfdesk.domain.office import Node, Office
from perfdesk.domain.overview import Bar, Money, Overview, Point, Trend
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, Run, kind_of
from perfdesk.domain.rounding import rounded
from perfdesk.domain.target import target_of
from perfdesk.domain.units import convert
from perfdesk.domain.verdict import Verdict
from perfdesk.exchange.money import in_wan
from perfdesk.operations.checking import judge_indicator, judge_node, node_name, span_of

_MOST_TRENDS = 3


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
        time_share=rounded(Decimal(span.to_month) / 12, 4) if span else None,
        without_money=projects - len(moneys),
    )


def printed_overview(office: Office, book: Book, run: Run | None) -> Overview:
    """The overview for paper: with the trends of core indicators, or of missed ones where none is core."""
    shown = overview(office, book, run)
    indicators = [one for node in office.nodes(book.id) for one in office.indicators(node)]
    core = [one for one in indicators if one.is_core]
    chosen = core or [
        one for one in indicators if judge_indicator(office, one, run).verdict is Verdict.NOT_MET
    ]
    trends = (trend(office, one) for one in chosen)
    told = (one for one in trends if sum(point.number is not None for point in one.points) > 1)
    return replace(shown, trends=tuple(islice(told, _MOST_TRENDS)))


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
