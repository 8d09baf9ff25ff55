"""Approval (批复) of targets, and their adjustment (调整): before, after, basis, document, date."""

from collections.abc import Iterable
from datetime import date

from perfdesk.domain.change import Change, change_of, creation, setting
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.office import Node, Office
from perfdesk.domain.permission import APPROVED_FIELDS
from perfdesk.domain.records import Adjustment, Indicator, Kind, Project, kind_of, to_text
from perfdesk.domain.wording import shortened
from perfdesk.operations.place import Place, write_place

SUBJECT_WORDS = {
    "indicator.target": "年度目标值",
    "indicator.operator": "运算符",
    "indicator.unit": "单位",
    "indicator.name": "指标名称",
    "project.annual_goal": "年度绩效目标",
    "project.medium_goal": "中期目标",
    "project.name": "项目名称",
    "objective.content": "考核内容及指标",
    "objective.name": "目标名称",
}


def iso_day(text: str, caption: str) -> str:
    """An ISO date as typed, or NotUnderstood naming the field.

    >>> iso_day(" 2025-03-18 ", "批复日期")
    '2025-03-18'
    """
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise NotUnderstood(
            f"{caption}“{shortened(text.strip())}”不是日期。请写成 2025-03-18 这样。"
        ) from None


def approve(projects: Iterable[Project], on: str, document: str) -> Change:
    """Approve projects under one date and document number; an empty date takes the approval back."""
    if not on.strip():
        edits = [setting(p, name, None) for p in projects for name in ("approved_on", "approval_doc")]
        return change_of("撤销批复", edits)
    day, number = iso_day(on, "批复日期"), document.strip()
    if not number:
        raise NotUnderstood("批复文号没有填。请照文件填写，例如 云财预〔2025〕12号。")
    listed = list(projects)
    edits = [setting(p, "approved_on", day) for p in listed]
    edits += [setting(p, "approval_doc", number) for p in listed]
    return change_of(f"批复 {len(listed)} 个项目" if len(listed) != 1 else "批复项目", edits)


def subjects_of(record: Indicator | Node) -> tuple[str, ...]:
    """The column keys that an adjustment of this record may change."""
    kind = kind_of(record)
    names = APPROVED_FIELDS.get(kind, ("content", "name"))
    keys = [f"{kind.value}.{name}" for name in names]
    return tuple(sorted(keys, key=list(SUBJECT_WORDS).index))


def adjust(
    office: Office,
    record: Indicator | Node,
    subject: str,
    after: str,
    *,
    basis: str,
    document: str = "",
    on: str = "",
) -> Change:
    """Change a target or goal and record why, in one change; NotUnderstood where something is missing."""
    if subject not in subjects_of(record):
        raise NotUnderstood("这一项不能调整。请选目标值、运算符、单位、名称或目标文字。")
    if not basis.strip():
        raise NotUnderstood("调整依据没有填。请写明按什么会议、文件或情况调整。")
    day = iso_day(on, "调整日期") if on.strip() else None
    edits = write_place(office, Place(kind_of(record), record.id, subject), after).edits
    if not edits:
        raise NotUnderstood("调整后与现在一样，没有什么可调整的。")
    number = office.next_id()
    owner = office.owner(record) if isinstance(record, Indicator) else record
    made = Adjustment(
        number,
        project=owner.id if isinstance(owner, Project) else None,
        objective=None if isinstance(owner, Project) else owner.id,
        indicator=record.id if isinstance(record, Indicator) else None,
        subject=subject,
        before=to_text(getattr(record, subject.partition(".")[2])),
        after=edits[0].after,
        basis=basis.strip(),
        approval_doc=document.strip() or None,
        adjusted_on=day,
    )
    name = shortened(record.name or "", 16)
    return change_of(f"调整目标 {name}：{shortened(basis.strip(), 60)}", [*edits, creation(made)])


def adjustments_of(office: Office, node: Node) -> list[Adjustment]:
    """The adjustments of a project or objective and of its indicators, oldest first."""
    return office.followers(Adjustment, node)


def is_approved(office: Office, kind: Kind, record: int) -> bool:
    """Whether a project, or the project of an indicator, is approved."""
    found = office.find(kind, record)
    owner = office.owner(found) if isinstance(found, Indicator) else found
    return isinstance(owner, Project) and bool(owner.approved_on)
