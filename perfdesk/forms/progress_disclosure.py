"""H: 绩效考核目标进展情况公示, objectives in prose with the run's progress (layout of domain notes 5.4)."""

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.columns import VERDICT
from perfdesk.forms.form import Align, Column, Form, Holds, Merge

PROGRESS_DISCLOSURE = Form(
    kind=FormKind.PROGRESS_DISCLOSURE,
    name="绩效考核目标进展情况公示",
    title="{unit}{year}年{period}绩效考核目标进展情况公示",
    rows="objective",
    columns=(
        Column(
            "objective.category",
            "类别",
            11,
            Align.CENTER,
            Merge.EQUAL,
            vertical=True,
            repeats=True,
            synonyms=("目标类别", "指标类别", "考核类别"),
        ),
        Column(
            "objective.subcategory",
            "分项指标",
            13,
            Align.CENTER,
            Merge.EQUAL,
            vertical=True,
            repeats=True,
            synonyms=("分项目标", "分项"),
        ),
        Column(
            "objective.name",
            "目标名称",
            26,
            synonyms=(
                *("指标名称", "目标", "考核目标", "工作目标", "考核项目", "目标任务", "任务名称"),
                *("重点工作", "工作任务", "重点任务", "工作事项", "事项名称", "重点工作任务", "目标任务名称"),
            ),
            repeats=True,
        ),
        Column(
            "objective.content",
            "考核内容及指标",
            87,
            synonyms=(
                *("考核内容", "目标内容", "考核内容和指标", "考核内容与指标", "考核指标", "目标要求"),
                *("工作内容", "工作要求", "任务内容", "具体内容", "年度目标", "年度任务", "主要内容"),
            ),
            holds=Holds.PROSE,
        ),
        Column(
            "account.narrative",
            "进展情况 {m} 月",
            92,
            synonyms=(
                *("进展情况", "完成情况", "工作进展", "目标进展情况", "目前进展", "进展", "推进情况"),
                *("工作进展情况", "目标完成情况", "落实情况", "工作完成情况", "任务完成情况"),
            ),
            holds=Holds.PROSE,
        ),
        Column(
            "objective.attribute",
            "指标属性",
            15,
            Align.CENTER,
            synonyms=("属性", "目标属性"),
            holds=Holds.CHOICE,
            choices=("预期性", "约束性"),
        ),
        Column(
            "objective.due_month",
            "完成时限 (月)",
            15,
            Align.CENTER,
            synonyms=("完成时限", "完成时间", "完成月份", "时限", "办结时限"),
            holds=Holds.MONTH,
        ),
        VERDICT,
    ),
    needs_run=True,
    period="　　月",
    month="　　",
    money_caption=None,
    starts=("objective.name",),
    essential=("objective.name", "objective.content", "account.narrative"),
    also_read=(
        Column(
            "objective.seq",
            "序号",
            9,
            Align.CENTER,
            Merge.OWNER,
            synonyms=("编号", "目标序号", "任务序号"),
            required=False,
            holds=Holds.NUMBER,
            computed=True,
        ),
    ),
)
