"""How a figure of a run stands: beside the run before, beside last year, against its milestone."""

from dataclasses import replace

from perfdesk.domain.comparing import Comparison, compare
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import Indicator, Run, kind_of
from perfdesk.domain.target import target_of
from perfdesk.domain.verdict import Judgement, judge


def previous_run(office: Office, run: Run | None) -> Run | None:
    """The run of the same book that came before."""
    runs = office.runs(run.book or 0) if run else []
    at = next((at for at, other in enumerate(runs) if run and other.id == run.id), 0)
    return runs[at - 1] if at > 0 else None


def last_run_actual(office: Office, indicator: Indicator, run: Run | None) -> str | None:
    """What the run before recorded, as typed."""
    before = previous_run(office, run)
    entry = office.entry(before.id, indicator.id) if before else None
    return entry.actual if entry else None


def last_year_actual(office: Office, indicator: Indicator, run: Run | None) -> str | None:
    """What the same months of last year recorded for the same indicator; else 上年实际 for a whole year."""
    if run is None:
        return None
    twin = _twin(office, indicator)
    if twin is not None:
        for other in office.runs(office.owner(twin).book or 0):
            if (other.from_month, other.to_month) == (run.from_month, run.to_month):
                entry = office.entry(other.id, twin.id)
                if entry is not None and entry.actual:
                    return entry.actual
    return indicator.last_actual if run.to_month == 12 else None


def _twin(office: Office, indicator: Indicator) -> Indicator | None:
    """The indicator of the same name, unit and project in the same unit's book of the year before."""
    owner = office.owner(indicator)
    book = office.book_of(owner)
    if book is None or not (book.year or "").isdecimal():
        return None
    before = str(int(book.year or 0) - 1)
    for other in office.books():
        if (other.year, other.unit_name) != (before, book.unit_name):
            continue
        for node in office.nodes(other.id):
            if kind_of(node) is kind_of(owner) and node.name == owner.name:
                wanted = (indicator.name, indicator.unit)
                found = [i for i in office.indicators(node) if (i.name, i.unit) == wanted]
                if len(found) == 1:
                    return found[0]
    return None


def has_last_year(office: Office, run: Run | None) -> bool:
    """Whether there is anything of last year to show beside a run."""
    book = office.book_of(run) if run else None
    if run is None or book is None or not (book.year or "").isdecimal():
        return False
    before = str(int(book.year or 0) - 1)
    same = (b for b in office.books() if (b.year, b.unit_name) == (before, book.unit_name))
    if any(office.runs(other.id) for other in same):
        return True
    nodes = office.nodes(book.id) if run.to_month == 12 else []
    return any(i.last_actual for node in nodes for i in office.indicators(node))


def comparison_of(office: Office, indicator: Indicator, run: Run | None) -> Comparison:
    """What stands out in the run's figure beside the run before and last year."""
    entry = office.entry(run.id, indicator.id) if run else None
    if entry is None or not entry.actual:
        return Comparison()
    return compare(
        target_of(indicator),
        entry.actual,
        last_run_actual(office, indicator, run),
        last_year_actual(office, indicator, run),
    )


def judge_milestone(indicator: Indicator, milestone: str | None, actual: str | None) -> Judgement | None:
    """The actual against the target of the run (半年目标); None where the office sets none.

    A milestone is due at the end of its run, so nothing is still in progress.
    """
    if not (milestone or "").strip():
        return None
    return judge(replace(target_of(indicator), text=milestone), actual)


def is_followed(office: Office, record: Indicator | Node, run: Run | None) -> bool:
    """Whether the clerk marked a row for follow-up in a run."""
    if run is None:
        return False
    if isinstance(record, Indicator):
        entry = office.entry(run.id, record.id)
        return entry is not None and entry.followed
    account = office.account(run.id, record)
    return account is not None and account.followed
