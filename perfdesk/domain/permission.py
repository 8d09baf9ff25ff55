"""What may be changed at all: a locked run is read-only, an approved target changes by adjustment only, and
the records of what was published or adjusted stay.

Asked in one place (`Session.check`), so that typing, pasting, importing, undo and scripts meet the same rule.
"""

from collections.abc import Collection, Iterator

from perfdesk.domain.change import RECORD, Act, Change, Edit, from_json
from perfdesk.domain.errors import PublicationKept, RunLocked, TargetApproved
from perfdesk.domain.office import Node, Office
from perfdesk.domain.records import (
    Adjustment,
    Indicator,
    Kind,
    Objective,
    Project,
    Publication,
    Record,
    Run,
    kind_of,
)

_OF_RUN = (Kind.ENTRY, Kind.ACCOUNT, Kind.OUTLAY, Kind.EVIDENCE)
# What a unit may not simply retype once the target is approved (财预〔2015〕88号 第28条).
APPROVED_FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.INDICATOR: ("name", "operator", "target", "unit"),
    Kind.PROJECT: ("name", "annual_goal", "medium_goal"),
    Kind.OBJECTIVE: ("name", "content", "due_month", "scoring_text"),
}
_LOCKED = "“{label}”的进展已锁定，只能查看，刚才的改动没有写入。要改请先在“更多”里解锁，并写明原因。"
_NO_UNDO = "撤消到这里就是“{label}”的锁定，不能靠撤消打开。要改请在“更多”里解锁，并写明原因。"
_APPROVED = "“{name}”已批复，刚才的改动没有写入。目标要变请用“调整目标”，写明依据；批错了先清空批复日期。"
_ADDED = (
    "“{name}”已批复，刚才的改动没有写入。指标要加请用“调整目标”里的“新增指标”，写明依据；"
    "批错了先清空批复日期。"
)
_PUBLISHED = (
    "“{file}”已经公开，它的记录要留着，不能删除、修改或撤消，刚才的改动没有写入。"
    "内容要改请解锁改好，再出更正的一版。"
)
_ADJUSTED = "这一条是已批复目标的调整记录，要留着，没有删除。要改回去请再调整一次，写明依据。"


def must_permit(office: Office, change: Change, act: Act = Act.EDIT) -> None:
    """Raise RunLocked, TargetApproved or PublicationKept where the office does not let a change in now."""
    # An import makes thousands of entries; whose run they are is only read where a run is locked at all.
    if any(run.locked for book in office.books() for run in office.runs(book.id)):
        _must_be_open(office, change, act)
    _must_keep_published(office, change)
    if act not in (Act.UNDO, Act.REDO):
        _must_be_adjusted(office, change)


def _must_be_open(office: Office, change: Change, act: Act) -> None:
    opened = {edit.record for edit in change.edits if _opens(edit) and act is not Act.UNDO}
    for edit in change.edits:
        run = _run_of(office, edit)
        if run is not None and run.locked and run.id not in opened:
            said = _NO_UNDO if _opens(edit) else _LOCKED
            raise RunLocked(said.format(label=run.label or ""))


def _must_keep_published(office: Office, change: Change) -> None:
    """A file that lies with the public stays on record, whatever becomes of its run, its table or undo."""
    for edit in change.edits:
        held = office.find(edit.kind, edit.record) if edit.kind is Kind.PUBLICATION else None
        if isinstance(held, Publication):
            raise PublicationKept(_PUBLISHED.format(file=held.file or ""))


def _run_of(office: Office, edit: Edit) -> Run | None:
    """The run an edit writes into: its own, or the one the entry, account, outlay or evidence belongs to."""
    number: int | None = edit.record if edit.kind is Kind.RUN else None
    if edit.kind in _OF_RUN:
        held: Record | None = office.find(edit.kind, edit.record)
        text = edit.after or edit.before
        if held is None and edit.field == RECORD and text:
            held = from_json(edit.kind, edit.record, text)
        number = getattr(held, "run", None)
    found = office.find(Kind.RUN, number or 0)
    return found if isinstance(found, Run) else None


def _opens(edit: Edit) -> bool:
    """Whether an edit unlocks a run; undo is no key to it."""
    return edit.kind is Kind.RUN and edit.field == "locked" and edit.before == "1"


def _must_be_adjusted(office: Office, change: Change) -> None:
    adjusted = set(_adjusted(change))
    nodes = (Kind.PROJECT, Kind.OBJECTIVE)
    removed = {(edit.kind, edit.record) for edit in change.edits if edit.kind in nodes and _vanishes(edit)}
    for edit in change.edits:
        held = office.find(edit.kind, edit.record)
        if isinstance(held, Adjustment):
            if _approved_node(office, held, removed):
                raise TargetApproved(_ADJUSTED)
            continue
        if (edit.kind, edit.record) in adjusted:
            continue
        if held is None:
            _must_not_grow(office, edit, removed)
            continue
        guarded = edit.field in APPROVED_FIELDS.get(edit.kind, ())
        guarded = guarded or (edit.kind is Kind.INDICATOR and _vanishes(edit))
        if guarded and (node := _approved_node(office, held, removed)) is not None:
            name = getattr(held, "name", None) or node.name or ""
            raise TargetApproved(_APPROVED.format(name=name))


def _vanishes(edit: Edit) -> bool:
    return edit.field == RECORD and edit.after is None


def _must_not_grow(office: Office, edit: Edit, removed: Collection[tuple[Kind, int]]) -> None:
    """An approved target gets no further indicator by the way."""
    if edit.kind is Kind.INDICATOR and edit.field == RECORD and edit.after:
        made = from_json(edit.kind, edit.record, edit.after)
        if (node := _approved_node(office, made, removed)) is not None:
            raise TargetApproved(_ADDED.format(name=node.name or ""))


def _adjusted(change: Change) -> Iterator[tuple[Kind, int]]:
    """The targets for which the change itself brings the record of an adjustment."""
    for edit in change.edits:
        if edit.kind is Kind.ADJUSTMENT and edit.field == RECORD and edit.after:
            record = from_json(edit.kind, edit.record, edit.after)
            assert isinstance(record, Adjustment)
            if record.indicator is not None:
                yield Kind.INDICATOR, record.indicator
            elif record.project is not None:
                yield Kind.PROJECT, record.project
            elif record.objective is not None:
                yield Kind.OBJECTIVE, record.objective


def approved_node(office: Office, held: Record) -> Node | None:
    """The approved project or objective a record is, or belongs to; None where it is not approved."""
    node: Record | None = held
    if isinstance(held, Indicator | Adjustment):
        node = office.find(Kind.PROJECT, held.project or 0) or office.find(
            Kind.OBJECTIVE, held.objective or 0
        )
    return node if isinstance(node, Project | Objective) and node.approved_on else None


def _approved_node(office: Office, held: Record, removed: Collection[tuple[Kind, int]]) -> Node | None:
    """As `approved_node`; what goes altogether in the same change is not guarded."""
    node = approved_node(office, held)
    return None if node is None or (kind_of(node), node.id) in removed else node
