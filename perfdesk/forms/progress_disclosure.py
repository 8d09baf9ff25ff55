"""H: 绩效考核目标进展情况公示, objectives in prose with the run's progress (layout of domain notes 5.4)."""

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.form import Align, Audience, Column, Form, Merge

PROGRESS_DISCLOSURE = Form(
    kind=FormKind.PROGRESS_DISCLOSURE,
    name="绩效考核目标进展情况公示",
    title="{unit}{year}年{period}绩效考核目标进展情况公示",
    rows="objective",
    columns=(
        Column("objective.category", "类别", 11, Align.CENTER, Merge.EQUAL, vertical=True, repeats=True),
        Column(
            "objective.subcategory",
            "分项指标",
            13,
            Align.CENTER,
            Merge.EQUAL,
            vertical=True,
            repeats=True,
            synonyms=("分项目标",),
        ),
        Column("objective.name", "目标名称", 26, synonyms=("指标名称",), repeats=True),
        Column(
            "objective.content", "考核内容及指标", 87, synonyms=("考核内容", "目标内容", "考核内容和指标")
        ),
        Column("account.narrative", "进展情况 {m} 月", 92, synonyms=("进展情况", "完成情况", "工作进展")),
        Column("objective.attribute", "指标属性", 15, Align.CENTER),
        Column("objective.due_month", "完成时限 (月)", 15, Align.CENTER, synonyms=("完成时限", "完成时间")),
        Column("verdict", "判定", 20, Align.CENTER, required=False, audience=Audience.INTERNAL),
    ),
    needs_run=True,
    money_caption=None,
)
