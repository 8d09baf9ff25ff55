"""Checking: the verdict of every row and the review list (审核), from the one `judge` and the findings."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from perfdesk.domain.findings import Finder, Finding, Severity
from perfdesk.domain.office import Node, Office
from perfdesk.domain.prose import judge_prose
from perfdesk.domain.records import Book, Indicator, Kind, Objective, Project, Run, kind_of
from perfdesk.domain.span import Span
from perfdesk.domain.target import target_of
from perfdesk.domain.verdict import Judgement, Verdict, judge, worst
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.forms.registry import FORMS
from perfdesk.operations.place import Place

MISSED, MISSING, DOUBT = "missed", "missing", "doubt"
_SUREST = (Severity.ERROR, Severity.WARNING, Severity.HINT)


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """One line of the review list; `key` ties the clerk's answer to it, `verdict` is None for a finding.

    `rule` names the check behind a finding, which the help explains by that name.
    """

    severity: str
    verdict: Verdict | None
    place: Place
    where: str
    message: str
    key: str
    answer: str | None
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows to fill in a run: all, filled, missed, empty, and open doubts without an answer."""

    total: int
    filled: int
    not_met: int
    no_data: int
    open: int


class Judge(Protocol):
    """Whoever knows verdicts: the judge himself, or a cache before him."""

    def indicator(self, office: Office, indicator: Indicator, run: Run | None) -> Judgement:
        """The verdict of an indicator."""

    def node(self, office: Office, node: Node, run: Run | None) -> Judgement:
        """The verdict of a project or objective."""


def span_of(run: Run | None) -> Span | None:
    """The months of a run; None where there is no run."""
    return None if run is None else Span(run.from_month, run.to_month)


def judge_indicator(office: Office, indicator: Indicator, run: Run | None) -> Judgement:
    """The verdict of an indicator in a run."""
    entry = office.entry(run.id, indicator.id) if run else None
    return judge(target_of(indicator), entry.actual if entry else None, span_of(run))


def full_content(objective: Objective) -> str:
    """What an objective states: its content with the scoring text that follows it in print."""
    return (objective.content or "") + (objective.scoring_text or "")


def judge_node(office: Office, node: Node, run: Run | None) -> Judgement:
    """The worst of a node's indicators; an objective without indicators is judged by its prose."""
    indicators = office.indicators(node)
    if indicators:
        return _summary([judge_indicator(office, i, run) for i in indicators])
    if isinstance(node, Objective):
        account = office.account(run.id, node) if run else None
        return judge_prose(full_content(node), account.narrative if account else None, span_of(run))
    return Judgement(Verdict.NO_DATA, "还没有指标。请先新建指标。", "没有指标")


class _Afresh:
    """Judges everything anew."""

    def indicator(self, office: Office, indicator: Indicator, run: Run | None) -> Judgement:
        """The verdict of an indicator."""
        return judge_indicator(office, indicator, run)

    def node(self, office: Office, node: Node, run: Run | None) -> Judgement:
        """The verdict of a project or objective."""
        return judge_node(office, node, run)


AFRESH = _Afresh()


def judge_book(office: Office, book: Book, run: Run | None) -> Judgement:
    """The worst of a book's projects or objectives."""
    return _summary([judge_node(office, node, run) for node in office.nodes(book.id)])


def _summary(judgements: list[Judgement]) -> Judgement:
    counted = Counter(j.verdict for j in judgements)
    parts = "，".join(f"{VERDICT_WORDS[v]} {counted[v]} 项" for v in Verdict if counted[v])
    return Judgement(worst(counted), f"{parts}。" if parts else "还没有内容。", "")


def node_name(node: Node) -> str:
    """「3 小额贷款公司专项」 or 「★企业上市」, as the tree and the review list say it."""
    if isinstance(node, Project):
        return f"{node.seq or ''} {node.name or ''}".strip()
    return f"{'★' if node.starred else ''}{node.name or ''}"


def form_name(book: Book) -> str:
    """The name of a book's form, as the tree and files say it."""
    names = {form.kind.value: form.name for form in FORMS.values()}
    return names.get(book.form or "", book.title or "")


def actual_place(indicator: Indicator, run: Run | None) -> Place:
    """Where an indicator's actual is typed."""
    return Place(Kind.INDICATOR, indicator.id, "entry.actual", run.id if run else None)


@dataclass(frozen=True, slots=True)
class NodeReview:
    """The review of one node, which stays until something the node depends on changes.

    `found` are its findings with their severity; `total`, `not_met` and `no_data` count its rows.
    """

    missed: tuple[ReviewLine, ...]
    doubts: tuple[ReviewLine, ...]
    found: tuple[tuple[Severity, ReviewLine], ...]
    missing: tuple[ReviewLine, ...]
    total: int
    not_met: int
    no_data: int

    @property
    def keys(self) -> Iterator[str]:
        """What ties the clerk's answers to its lines."""
        yield from (line.key for line in (*self.missed, *self.doubts, *self.missing))
        yield from (line.key for _, line in self.found)


def review(office: Office, book: Book, run: Run | None) -> tuple[ReviewLine, ...]:
    """Everything missed, missing or doubtful: missed first, then doubts by severity, then what is empty."""
    finder = Finder()
    nodes = [review_node(office, book, run, node, AFRESH, finder) for node in office.nodes(book.id)]
    return compose(nodes, review_across(office, book, run, finder))


def compose(
    nodes: Iterable[NodeReview], across: Iterable[tuple[Severity, ReviewLine]]
) -> tuple[ReviewLine, ...]:
    """The review list of nodes in paper order and of what was found across them."""
    nodes = tuple(nodes)
    found: dict[str, tuple[Severity, ReviewLine]] = {}
    for one in (*(one for node in nodes for one in node.found), *across):
        found.setdefault(one[1].key, one)
    return (
        *(line for node in nodes for line in node.missed),
        *(line for node in nodes for line in node.doubts),
        *(line for severity in _SUREST for held, line in found.values() if held is severity),
        *(line for node in nodes for line in node.missing),
    )


def review_node(
    office: Office, book: Book, run: Run | None, node: Node, judge: Judge, finder: Finder
) -> NodeReview:
    """What the review says of one node; a window hands in its caches."""
    indicators = office.indicators(node)
    judged = [judge.indicator(office, indicator, run) for indicator in indicators]
    if not indicators and isinstance(node, Objective):
        judged = [judge.node(office, node, run)]
    rows = list(_rows(office, run, node, indicators, judged)) if run else []
    verdicts = [judgement.verdict for judgement in judged]
    findings = finder.find_in(office, book, run, node)
    return NodeReview(
        tuple(line for line in rows if line.severity == MISSED),
        tuple(line for line in rows if line.severity == DOUBT),
        tuple((finding.severity, _finding_line(office, finding, run)) for finding in findings),
        tuple(_missing(office, run, node, indicators, verdicts)) if run else (),
        len(verdicts),
        verdicts.count(Verdict.NOT_MET),
        verdicts.count(Verdict.NO_DATA),
    )


def review_across(
    office: Office, book: Book, run: Run | None, finder: Finder
) -> tuple[tuple[Severity, ReviewLine], ...]:
    """What the review says of nodes against each other."""
    findings = finder.find_across(office, book, run)
    return tuple((finding.severity, _finding_line(office, finding, run)) for finding in findings)


def _rows(
    office: Office, run: Run, node: Node, indicators: Sequence[Indicator], judged: Sequence[Judgement]
) -> Iterator[ReviewLine]:
    """Lines of the rows that are missed or doubtful; an objective without indicators is its own row."""
    if not indicators:
        place = Place(Kind.OBJECTIVE, node.id, "account.narrative", run.id)
        for judgement in judged:
            yield from _row(office, judgement, place, node_name(node))
        return
    name = node_name(node)
    for indicator, judgement in zip(indicators, judged, strict=True):
        place = actual_place(indicator, run)
        yield from _row(office, judgement, place, f"{name} / {indicator.name or ''}")


def _row(office: Office, judged: Judgement, place: Place, where: str) -> Iterator[ReviewLine]:
    severity = {Verdict.NOT_MET: MISSED, Verdict.NEEDS_JUDGEMENT: DOUBT}.get(judged.verdict)
    if severity is None:
        return
    key = f"verdict|{place.kind}|{place.record}|{place.run}|{judged.sentence}"
    known = office.answer(key)
    yield ReviewLine(
        severity, judged.verdict, place, where, judged.sentence, key, known.note if known else None
    )


def _missing(
    office: Office, run: Run, node: Node, indicators: Sequence[Indicator], verdicts: Sequence[Verdict]
) -> Iterator[ReviewLine]:
    """One line for a project with empty figures, one for an objective without progress; to the first gap."""
    empty = [i for i, verdict in zip(indicators, verdicts, strict=False) if verdict is Verdict.NO_DATA]
    if empty:
        text = f"{len(empty)} 项指标本期未填：{'、'.join(i.name or '' for i in empty[:3])}"
        text += "等。" if len(empty) > 3 else "。"
        place = actual_place(empty[0], run)
    elif not indicators and (not verdicts or Verdict.NO_DATA in verdicts):
        text = "本期进展未填。" if isinstance(node, Objective) else "还没有指标。"
        place = Place(kind_of(node), node.id, "account.narrative", run.id)
    else:
        return
    key = f"missing|{kind_of(node)}|{node.id}|{run.id}|{len(empty)}"
    known = office.answer(key)
    yield ReviewLine(
        MISSING, Verdict.NO_DATA, place, node_name(node), text, key, known.note if known else None
    )


def _finding_line(office: Office, finding: Finding, run: Run | None) -> ReviewLine:
    record = office.find(finding.kind, finding.record)
    node = office.owner(record) if isinstance(record, Indicator) else record
    where = node_name(node) if isinstance(node, Project | Objective) else ""
    if isinstance(record, Indicator):
        where = f"{where} / {record.name or ''}"
    place = Place(
        finding.kind, finding.record, finding.field or f"{finding.kind.value}.name", run.id if run else None
    )
    known = office.answer(finding.key)
    note = known.note if known else None
    return ReviewLine(DOUBT, None, place, where, finding.message, finding.key, note, finding.check)


def count(nodes: Iterable[NodeReview], lines: Iterable[ReviewLine]) -> Counts:
    """The figures of the status bar, from the nodes' reviews and the list they make."""
    nodes = tuple(nodes)
    total, empty = sum(node.total for node in nodes), sum(node.no_data for node in nodes)
    open_lines = sum(1 for line in lines if line.severity == DOUBT and not line.answer)
    return Counts(total, total - empty, sum(node.not_met for node in nodes), empty, open_lines)
