"""The words of an import preview: marks, columns, and values as the clerk reads them."""

from perfdesk.domain.document import Document, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.wording import LIKELIHOOD_WORDS
from perfdesk.forms.registry import FORMS
from perfdesk.operations.planning import Choice, Mark, Plan, PlanRow
from perfdesk.operations.taking import Cell
from perfdesk.ui import theme
from perfdesk.ui.badge import Face

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
_KEYS = {
    "project.seq": "序号",
    "project.name": "项目名称",
    "project.overview": "项目概况",
    "project.budget": "年初预算",
    "project.annual_goal": "年度目标",
    "project.code": "项目编码",
    "project.department": "主管部门",
    "project.implementing_unit": "实施单位",
    "project.attribute": "项目属性",
    "project.period": "项目期",
    "project.medium_goal": "中期目标",
    "project.medium_budget": "中期资金",
    "project.adjusted_budget": "全年预算",
    "project.execution_weight": "执行率分值",
    "project.person": "填表人",
    "project.manager": "项目负责人",
    "project.finance_officer": "财务负责人",
    "project.phone": "联系电话",
    "project.approved_on": "批复日期",
    "project.approval_doc": "批复文号",
    "objective.category": "类别",
    "objective.subcategory": "分项指标",
    "objective.name": "目标名称",
    "objective.starred": "★",
    "objective.content": "考核内容",
    "objective.attribute": "指标属性",
    "objective.due_month": "完成时限",
    "objective.scoring_text": "计分方法",
    "indicator.level1": "一级指标",
    "indicator.level2": "二级指标",
    "indicator.name": "指标名称",
    "indicator.operator": "运算符",
    "indicator.unit": "单位",
    "indicator.target": "目标值",
    "indicator.weight": "分值",
    "indicator.term": "期限",
    "indicator.definition": "指标解释",
    "indicator.baseline": "基期值",
    "indicator.last_actual": "上年实际",
    "indicator.data_source": "数据来源",
    "indicator.scoring_rule": "赋分规则",
    "indicator.remark": "备注",
    "entry.actual": "本期实际",
    "entry.narrative": "进展说明",
    "entry.note": "备注",
    "entry.forecast": "全年预计",
    "entry.likelihood": "完成可能性",
    "entry.cause_funding": "经费保障",
    "entry.cause_rules": "制度保障",
    "entry.cause_staff": "人员保障",
    "entry.cause_facilities": "硬件条件保障",
    "entry.cause_other": "其他原因",
    "entry.deviation_reason": "原因说明",
    "entry.corrective_action": "改进措施",
    "entry.score": "得分",
    "account.narrative": "进展情况",
    "account.executed": "执行数",
    "account.forecast_executed": "全年预计执行",
    "account.deviation_reason": "未完成原因",
    "account.corrective_action": "改进措施",
    "account.conclusion": "评价结论",
    "account.problems": "存在问题",
    "account.execution_score": "执行率得分",
    "account.total_score": "总分",
    "fund.name": "资金来源",
    "fund.medium": "中期资金",
    "fund.initial": "年初预算",
    "fund.adjusted": "全年预算",
    "outlay.executed": "执行数",
    "outlay.forecast": "全年预计执行",
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
    return f"{about} {_KEYS.get(base, base)}".strip()


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
    parts = [document.title]
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
        return "内容与本台已有的完全相同，不用再导入。"
    if not takes_something(plan, choice):
        return "没有选上要导入的行。"
    left = len(plan.rest(choice))
    tail = f"{left} 行不导入。" if left else ""
    tail += f"另有 {beside} 处存疑不在行里，请看“存疑”。" if beside else ""
    return f"可以导入。{tail}导入后可以撤消。"
