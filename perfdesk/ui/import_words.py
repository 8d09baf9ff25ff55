"""The words of an import preview: marks, columns, and values as the clerk reads them."""

from perfdesk.domain.document import Document, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.wording import LIKELIHOOD_WORDS
from perfdesk.forms.registry import FORMS
from perfdesk.operations.planning import Choice, Mark, Plan, PlanRow
from perfdesk.operations.taking import Cell
from perfdesk.ui import theme
from perfdesk.ui.badge import Face
from perfdesk.ui.form_fields import LABELS

MARK_WORDS = {
    Mark.NEW: "新增",
    Mark.CHANGED: "修改",
    Mark.SAME: "相同",
    Mark.DOUBTFUL: "存疑",
    Mark.WRONG: "有误",
}
_ICONS = {
    Mark.NEW: "plus",
    Mark.CHANGED: "arrow-right",
    Mark.SAME: "minus",
    Mark.DOUBTFUL: "circle-help",
    Mark.WRONG: "x",
}
# What stands in no form of the window, or says more where it stands alone.
_KEYS = {
    "indicator.term": "期限",
    "entry.cause_other": "其他原因",
    "account.execution_score": "执行率得分",
    "account.total_score": "总分",
}
_LIKELY = {one.value: word for one, word in LIKELIHOOD_WORDS.items()}


def face_of_mark(mark: Mark) -> Face:
    """The badge of a mark."""
    palette = theme.palette()
    tones = {
        Mark.NEW: palette.in_progress,
        Mark.CHANGED: palette.no_data,
        Mark.SAME: palette.not_applicable,
        Mark.DOUBTFUL: palette.needs_judgement,
        Mark.WRONG: palette.not_met,
    }
    return Face(MARK_WORDS[mark], _ICONS[mark], tones[mark])


def word_of(key: str) -> str:
    """What a column is called, with the name of the fund it belongs to."""
    base, _, about = key.partition("@")
    return f"{about} {_KEYS.get(base) or LABELS.get(base, base)}".strip()


def value_of(key: str, text: str | None) -> str:
    """A canonical text as the clerk reads it; "" for nothing."""
    if not text:
        return ""
    if ".cause_" in key or key == "objective.starred":
        return "√" if text == "1" else ""
    if key == "entry.likelihood":
        return _LIKELY.get(text, text)
    return "中期" if key == "indicator.term" else text


def name_of(row: PlanRow) -> str:
    """What a row is called: number and name, or the star and name of an objective."""
    read = row.read
    match read:
        case ReadProject():
            return f"{read.seq or ''} {read.name}".strip()
        case ReadItem():
            return f"{'★' if read.starred else ''}{read.name}"
        case ReadIndicator():
            return f"{read.name}（中期）" if read.term else read.name


def target_of(row: PlanRow) -> str:
    """Target of an indicator, budget of a project, content of an objective."""
    read = row.read
    match read:
        case ReadProject():
            return read.budget or ""
        case ReadItem():
            return read.content or ""
        case ReadIndicator():
            target = read.target or read.raw_target or ""
            return " ".join(part for part in (read.operator, target, read.unit) if part)


def actual_of(row: PlanRow) -> str:
    """What the run records of the row."""
    read = row.read
    match read:
        case ReadProject():
            return read.executed or ""
        case ReadItem():
            return read.progress
        case ReadIndicator():
            return read.actual or ""


def differences(row: PlanRow) -> tuple[Cell, ...]:
    """The cells that would overwrite or fill something on a row the desk already has."""
    return () if row.is_new else row.cells


# -- whole documents and plans


def form_of(document: Document) -> str:
    """The name of a document's form."""
    form = FORMS.get(document.kind)
    return form.name if form else document.title


def counted(document: Document) -> str:
    """Title and what is below it, in figures."""
    parts = [document.title] if document.title else []
    if document.projects:
        indicators = sum(len(project.indicators) for project in document.projects)
        parts.append(f"项目 {len(document.projects)} 个，指标 {indicators} 项")
    if document.items:
        empty = sum(1 for item in document.items if not item.progress)
        parts.append(f"目标 {len(document.items)} 项" + (f"，进展未填 {empty} 项" if empty else ""))
    if document.period:
        parts.append(f"进展期 {document.period}")
    return "　".join(parts)


def takes_something(plan: Plan, choice: Choice) -> bool:
    """Whether anything would be written."""
    return any(row.mark not in (Mark.SAME, Mark.WRONG) and row.key not in choice.rows for row in plan.rows)


def leaves_something(plan: Plan, choice: Choice) -> bool:
    """Whether there are rows that 导入好的行 would put aside."""
    counts = plan.counts()
    return bool(counts[Mark.DOUBTFUL] or counts[Mark.WRONG] or plan.rest(choice))


def taken_words(plan: Plan, choice: Choice, beside: int) -> str:
    """What 导入 would do now; `beside` counts doubts that stand in no row."""
    if plan.counts()[Mark.SAME] == len(plan.rows):
        return "内容与现有的完全相同，不用再导入。"
    if not takes_something(plan, choice):
        return "没有选上要导入的行。"
    left = len(plan.rest(choice))
    tail = f"{left} 行不导入。" if left else ""
    tail += f"另有 {beside} 处存疑不在行里，请看“存疑”。" if beside else ""
    return f"可以导入。{tail}导入后可以撤消。"
