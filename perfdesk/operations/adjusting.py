"""Approval (批复) of targets, and their adjustment (调整): before, after, basis, document, date."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from perfdesk.domain.change import Change, Edit, change_of, creation, setting
from perfdesk.domain.errors import NotUnderstood
from perfdesk.domain.office import Node, Office
from perfdesk.domain.permission import APPROVED_FIELDS, approved_node
from perfdesk.domain.records import Adjustment, Indicator, Kind, Project, kind_of, to_text
from perfdesk.domain.target_text import parted
from perfdesk.domain.wording import shortened
from perfdesk.operations.arranging import added
from perfdesk.operations.place import Place, write_place

NEW_INDICATOR = "indicator.new"
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
    "objective.due_month": "完成时限（月）",
    "objective.scoring_text": "计分方法",
    NEW_INDICATOR: "新增指标",
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


def approve(nodes: Iterable[Node], on: str, document: str) -> Change:
    """Approve projects or objectives under one date and document number; an empty date takes it back."""
    if not on.strip():
        edits = [setting(one, name, None) for one in nodes for name in ("approved_on", "approval_doc")]
        return change_of("撤销批复", edits)
    day, number = iso_day(on, "批复日期"), document.strip()
    if not number:
        raise NotUnderstood("批复文号没有填。请照文件填写，例如 云财预〔2025〕12号。")
    listed = list(nodes)
    edits = [setting(one, "approved_on", day) for one in listed]
    edits += [setting(one, "approval_doc", number) for one in listed]
    return change_of(f"批复{counted(listed)}", edits)


def counted(nodes: Sequence[Node]) -> str:
    """How many projects or objectives, in words: 「 3 个项目」, 「目标」 for one."""
    word, of = ("项目", "个") if all(isinstance(one, Project) for one in nodes) else ("目标", "项")
    return word if len(nodes) == 1 else f" {len(nodes)} {of}{word}"


def subjects_of(record: Indicator | Node) -> tuple[str, ...]:
    """The column keys that an adjustment of this record may change."""
    kind = kind_of(record)
    keys = [f"{kind.value}.{name}" for name in APPROVED_FIELDS[kind]]
    grown = () if isinstance(record, Indicator) else (NEW_INDICATOR,)
    return (*sorted(keys, key=list(SUBJECT_WORDS).index), *grown)


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
    owner = office.owner(record) if isinstance(record, Indicator) else record
    edits: tuple[Edit, ...]
    about: int | None
    before: str | None
    now: str | None
    if subject == NEW_INDICATOR and not isinstance(record, Indicator):
        grown = _grown(office, record, after)
        edits, about, before, now = (creation(grown),), grown.id, None, after.strip()
    else:
        edits = write_place(office, Place(kind_of(record), record.id, subject), after).edits
        if not edits:
            raise NotUnderstood("调整后与现在一样，没有什么可调整的。")
        about = record.id if isinstance(record, Indicator) else None
        before, now = to_text(getattr(record, subject.partition(".")[2])), edits[0].after
    made = Adjustment(
        max(office.next_id(), (about or 0) + 1),
        project=owner.id if isinstance(owner, Project) else None,
        objective=None if isinstance(owner, Project) else owner.id,
        indicator=about,
        subject=subject,
        before=before,
        after=now,
        basis=basis.strip(),
        approval_doc=document.strip() or None,
        adjusted_on=day,
    )
    name = shortened(record.name or "", 16)
    return change_of(f"调整目标 {name}：{shortened(basis.strip(), 60)}", [*edits, creation(made)])


def _grown(office: Office, owner: Node, text: str) -> Indicator:
    """A further indicator, from its name and its target behind it: 「新增图书 ≥3000册」."""
    name, _, target = text.strip().rpartition(" ")
    parts = parted(target)
    if not name.strip() or not target:
        raise NotUnderstood("新增指标要写名称和目标值，中间空一格，例如：新增图书 ≥3000册。")
    return replace(
        added(office, owner),
        name=" ".join(name.split()),
        operator=parts.operator.value if parts.operator else None,
        unit=parts.unit,
        target=parts.text,
    )


def adjustments_of(office: Office, node: Node) -> list[Adjustment]:
    """The adjustments of a project or objective and of its indicators, oldest first."""
    return office.followers(Adjustment, node)


def is_approved(office: Office, kind: Kind, record: int) -> bool:
    """Whether a project or objective, or the one of an indicator, is approved."""
    found = office.find(kind, record)
    return found is not None and approved_node(office, found) is not None
