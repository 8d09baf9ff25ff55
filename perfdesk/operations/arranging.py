"""Arranging the book: adding, moving and removing projects, objectives, indicators and runs.

Every function returns a change and writes nothing; those that add also return the new record's id.
"""

from dataclasses import replace

from perfdesk.domain.change import Change, change_of, creation, removal, setting
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import (
    Account,
    Adjustment,
    Answer,
    Book,
    Entry,
    Evidence,
    Fund,
    Indicator,
    Kind,
    Objective,
    Outlay,
    Project,
    Publication,
    Record,
    Rectification,
    Run,
    kind_of,
    with_fields,
)
from perfdesk.domain.span import Span


def add_book(office: Office, unit_name: str, year: str, form: FormKind) -> tuple[Change, int]:
    """A new, empty book of one unit, year and form."""
    unit, wanted = unit_name.strip(), year.strip()
    if not unit:
        raise NotUnderstood("单位名称没有填。请填写单位全称。")
    if not (wanted.isdecimal() and len(wanted) == 4):
        raise NotUnderstood(f"年度“{wanted[:12]}”不是四位数字。请填 2022 这样的年度。")
    number = office.next_id()
    book = Book(number, unit_name=unit, year=wanted, form=form.value)
    return change_of(f"新建 {wanted} 年度", [creation(book)]), number


def add_project(office: Office, book: int) -> tuple[Change, int]:
    """A new project at the end of the book, numbered on."""
    nodes = office.nodes(book)
    numbers = [n.seq or "" for n in nodes if isinstance(n, Project)]
    last = max((int(seq) for seq in numbers if seq.isdecimal() and len(seq) < 9), default=0)
    number = office.next_id()
    project = Project(number, book=book, position=_end(nodes), seq=str(last + 1), name="新项目")
    return change_of("新建项目", [creation(project)]), number


def add_objective(office: Office, book: int) -> tuple[Change, int]:
    """A new objective at the end of the book, in the last category."""
    nodes = office.nodes(book)
    last = nodes[-1] if nodes and isinstance(nodes[-1], Objective) else None
    number = office.next_id()
    objective = Objective(
        number,
        book=book,
        position=_end(nodes),
        category=last.category if last else "绩效指标",
        subcategory=last.subcategory if last else None,
        name="新目标",
        attribute="预期性",
        due_month="12",
    )
    return change_of("新建目标", [creation(objective)]), number


def add_indicator(office: Office, owner: Node) -> tuple[Change, int]:
    """A new indicator at the end of a project or objective."""
    made = replace(added(office, owner), name="新指标", operator="≥")
    return change_of("新建指标", [creation(made)]), made.id


def added(office: Office, owner: Node) -> Indicator:
    """An indicator without a word in it, at the end of a project or objective."""
    indicator = Indicator(office.next_id(), position=_end(office.indicators(owner)))
    return with_fields(indicator, {kind_of(owner).value: owner.id})


def add_run(
    office: Office,
    book: int,
    from_month: int,
    to_month: int,
    label: str | None = None,
    as_of: str | None = None,
) -> tuple[Change, int]:
    """A new progress run; one run for each span of months."""
    if not 1 <= from_month <= to_month <= 12:
        raise NotUnderstood("起止月份不对。请在 1 到 12 之间选，起始月份不晚于截止月份。")
    for run in office.runs(book):
        if (run.from_month, run.to_month) == (from_month, to_month):
            raise NotUnderstood(f"{run.label or ''}的进展期已经有了。请在工具栏的进展期里选它。")
    number = office.next_id()
    shown = label or Span(from_month, to_month).label
    run = Run(number, book=book, from_month=from_month, to_month=to_month, label=shown, as_of=as_of)
    return change_of(f"新建进展 {shown}", [creation(run)]), number


def remove(office: Office, kind: Kind, record: int) -> Change:
    """Remove a record with everything under it; the history keeps all of it and undo brings it back."""
    found = office.find(kind, record)
    if found is None:
        raise NothingSuch("这一项已经不在了。")
    doomed = _under(office, found)
    name = (
        getattr(found, "name", None) or getattr(found, "label", None) or getattr(found, "title", None) or ""
    )
    return change_of(f"删除 {str(name)[:16]}".strip(), [removal(r) for r in doomed])


def move(office: Office, kind: Kind, record: int, step: int) -> Change:
    """Move a project, objective or indicator up (-1) or down (+1) among its siblings; empty at the ends."""
    found = office.find(kind, record)
    siblings: list[Node] | list[Indicator]
    if isinstance(found, Indicator):
        siblings = office.indicators(office.owner(found))
    elif isinstance(found, Project | Objective):
        siblings = office.nodes(found.book or 0)
    else:
        raise NothingSuch("这一项不能移动。")
    order = [s.id for s in siblings]
    at = order.index(record)
    to = at + step
    if not 0 <= to < len(order):
        return Change("移动", ())
    order.insert(to, order.pop(at))
    by_id: dict[int, Record] = {s.id: s for s in siblings}
    edits = [setting(by_id[number], "position", str(place)) for place, number in enumerate(order, 1)]
    return change_of("上移" if step < 0 else "下移", edits)


def answer(office: Office, finding: str, note: str) -> Change:
    """Put the clerk's note to a finding; an empty note takes it back."""
    known = office.answer(finding)
    if known is None:
        if not note.strip():
            return Change("答复", ())
        return change_of("答复疑点", [creation(Answer(office.next_id(), finding=finding, note=note))])
    if not note.strip():
        return change_of("撤回答复", [removal(known)])
    return change_of("修改答复", [setting(known, "note", note)])


def _end(siblings: list[Node] | list[Indicator]) -> int:
    return max((s.position for s in siblings), default=0) + 1


def _under(office: Office, found: Record) -> list[Record]:
    """The record and all that hangs on it, children first, as foreign keys want it."""
    match found:
        case Book():
            under: list[Record] = [*office.runs(found.id), *office.nodes(found.id)]
        case Project() | Objective():
            under = [*office.indicators(found), *_accounts_of(office, found)]
        case Indicator():
            under = [r for r in office if isinstance(r, Entry) and r.indicator == found.id]
        case Run():
            under = [r for r in office if isinstance(r, Entry | Account) and r.run == found.id]
        case _:
            under = []
    under += [follower for kind in _FOLLOWING for follower in office.followers(kind, found)]
    doomed: dict[tuple[Kind, int], Record] = {}
    for child in under:
        doomed.update({(kind_of(r), r.id): r for r in _under(office, child)})
    doomed[kind_of(found), found.id] = found
    return list(doomed.values())


# What goes with the record it belongs to; a rule pack is only pointed at.
_FOLLOWING: tuple[type[Record], ...] = (Fund, Outlay, Adjustment, Rectification, Evidence, Publication)


def _accounts_of(office: Office, node: Node) -> list[Record]:
    runs = office.runs(node.book or 0)
    accounts = (office.account(run.id, node) for run in runs)
    return [account for account in accounts if account is not None]
