"""What one check looks at: a project or objective with its indicators and what the run says of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from perfdesk.domain.figures import plain
from perfdesk.domain.findings.naming import paired
from perfdesk.domain.office import Node, Office
from perfdesk.domain.prose_figures import ProseFigure, figures_in
from perfdesk.domain.records import Account, Book, Entry, Indicator, Project, Record, Run, Term
from perfdesk.domain.target import Target, target_of
from perfdesk.domain.year_records import Fund, Outlay

_PLANS = re.compile("预[计期测]|力争|争取|确保|[计规]划|拟|目标|[有可]望|将|测算|如果|若")


@dataclass(frozen=True, slots=True)
class Told:
    """One text that stands somewhere; `run` only where it belongs to the run."""

    record: Record
    field: str
    caption: str
    text: str
    run: Run | None


# No slots: what is derived from the fields is worked out once and kept beside them.
@dataclass(frozen=True)
class Sheet:
    """Everything the findings of one node depend on; equal sheets have equal findings.

    `indicators` are the year's, not those of a medium term; `entries` stand in their order. `earlier` is the
    run before `run`, with its entries. `outlays` stand in the order of `funds`.
    """

    book: Book
    run: Run | None
    node: Node
    indicators: tuple[Indicator, ...]
    entries: tuple[Entry | None, ...]
    account: Account | None
    earlier: Run | None
    earlier_entries: tuple[Entry | None, ...]
    funds: tuple[Fund, ...] = ()
    outlays: tuple[Outlay | None, ...] = ()

    @property
    def rows(self) -> Iterator[tuple[Indicator, Entry | None]]:
        """Indicators with what the run holds of each."""
        return zip(self.indicators, self.entries, strict=True)

    @cached_property
    def targets(self) -> tuple[tuple[Indicator, Target], ...]:
        """Indicators with what they ask for."""
        return tuple((indicator, target_of(indicator)) for indicator in self.indicators)

    @property
    def goal(self) -> tuple[str, str, str]:
        """Text, column key and caption of what the node promises."""
        if isinstance(self.node, Project):
            return self.node.annual_goal or "", "project.annual_goal", "年度绩效目标"
        return self.node.content or "", "objective.content", "考核内容"

    @cached_property
    def promises(self) -> tuple[ProseFigure, ...]:
        """Figures of the goal text that state one amount for this year."""
        return tuple(
            figure
            for figure in figures_in(self.goal[0])
            if not (figure.attributive or figure.growth or figure.doubt)
            and (figure.hedge is None or _PLANS.fullmatch(figure.hedge))
        )

    @cached_property
    def promised(self) -> tuple[tuple[ProseFigure, Indicator], ...]:
        """The promises with the indicators they name."""
        return tuple(paired(self.promises, self.indicators))

    @property
    def overview(self) -> str:
        """What a project says of itself; an objective says nothing."""
        return (self.node.overview or "") if isinstance(self.node, Project) else ""

    @property
    def progress(self) -> str:
        """What the run tells of the node as a whole."""
        return (self.account.narrative or "") if self.account else ""

    @cached_property
    def told(self) -> tuple[Told, ...]:
        """Every text of the node and its run, empty ones left out."""
        return tuple(
            Told(record, field, caption, text, run)
            for record, field, caption, text, run in self._texts()
            if text
        )

    def _texts(self) -> Iterator[tuple[Record, str, str, str | None, Run | None]]:
        node = self.node
        if isinstance(node, Project):
            yield node, "project.name", "项目名称", node.name, None
            yield node, "project.overview", "项目概况", node.overview, None
            yield node, "project.annual_goal", "年度绩效目标", node.annual_goal, None
        else:
            yield node, "objective.name", "目标名称", node.name, None
            yield node, "objective.content", "考核内容", node.content, None
        yield node, "account.narrative", "进展情况", self.progress, self.run
        for indicator, entry in self.rows:
            yield indicator, "indicator.name", "指标名称", indicator.name, None
            if entry:
                yield indicator, "entry.narrative", "进展说明", entry.narrative, self.run

    @cached_property
    def words(self) -> str:
        """All its texts in one, so that a check can pass over a node without what it looks for."""
        return "\n".join(told.text for told in self.told)

    def telling(self, *signs: str) -> tuple[Told, ...]:
        """The texts to look through for what cannot stand without one of the signs; none where none does."""
        words = self.words
        return self.told if any(sign in words for sign in signs) else ()

    @cached_property
    def reported(self) -> tuple[Told, ...]:
        """The texts that report progress."""
        return tuple(told for told in self.told if told.field.endswith(".narrative"))

    @cached_property
    def aims(self) -> tuple[Indicator, ...]:
        """The indicators; of an objective in prose, one made of each figure its content asks for."""
        if self.indicators or isinstance(self.node, Project):
            return self.indicators
        figures = (f for f in figures_in(self.node.content) if not (f.attributive or f.growth or f.doubt))
        return tuple(
            Indicator(
                -at,
                objective=self.node.id,
                position=at,
                name=_head(figure.subject),
                operator=figure.operator,
                unit=figure.unit,
                target=plain(figure.number),
            )
            for at, figure in enumerate(figures, 1)
        )

    def entry_of(self, indicator: Indicator) -> Entry | None:
        """What the run holds of an indicator; None for an aim that is none."""
        return next((entry for one, entry in self.rows if one.id == indicator.id), None)


def _head(subject: str) -> str:
    """What is counted: 重点项目 in 「纳入项目库的重点项目」."""
    head = subject.rpartition("的")[2].strip()
    return head if len(head) >= 4 else subject


def sheet_of(office: Office, book: Book, run: Run | None, node: Node) -> Sheet:
    """The sheet of one node in a run."""
    earlier = _before(office, book, run)
    indicators = tuple(i for i in office.indicators(node) if i.term != Term.MEDIUM)
    funds = tuple(office.followers(Fund, node)) if isinstance(node, Project) else ()
    return Sheet(
        book,
        run,
        node,
        indicators,
        _entries(office, run, indicators),
        office.account(run.id, node) if run else None,
        earlier,
        _entries(office, earlier, indicators),
        funds,
        tuple(office.outlay(run.id, fund.id) if run else None for fund in funds),
    )


def _entries(office: Office, run: Run | None, indicators: tuple[Indicator, ...]) -> tuple[Entry | None, ...]:
    if run is None:
        return (None,) * len(indicators)
    return tuple(office.entry(run.id, indicator.id) for indicator in indicators)


def _before(office: Office, book: Book, run: Run | None) -> Run | None:
    """The last run that ends before this one does."""
    if run is None:
        return None
    before = [other for other in office.runs(book.id) if other.to_month < run.to_month]
    return before[-1] if before else None
