"""N: 项目绩效目标汇总表, many projects in one table, unit before value (layout of domain notes 5.1)."""

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.columns import VERDICT
from perfdesk.forms.form import Align, Audience, Column, Form, Holds, Merge

_CORE = "核心绩效指标"

TARGET_SUMMARY = Form(
    kind=FormKind.TARGET_SUMMARY,
    name="项目绩效目标汇总表",
    title="项目绩效目标汇总表",
    rows="indicator",
    columns=(
        Column(
            "project.seq",
            "序号",
            9,
            Align.CENTER,
            Merge.OWNER,
            repeats=True,
            holds=Holds.NUMBER,
        ),
        Column("project.name", "项目名称", 27, merge=Merge.OWNER, repeats=True),
        Column(
            "project.overview",
            "项目概况",
            62,
            merge=Merge.OWNER,
            holds=Holds.PROSE,
        ),
        Column(
            "project.budget",
            "本年预算金额 (万元)",
            17,
            Align.RIGHT,
            Merge.OWNER,
            holds=Holds.FIGURE,
        ),
        Column(
            "project.annual_goal",
            "年度绩效目标",
            50,
            merge=Merge.OWNER,
            holds=Holds.PROSE,
        ),
        Column(
            "indicator.name",
            "指标名称",
            52,
            group=_CORE,
        ),
        Column(
            "indicator.operator",
            "运算符",
            12,
            Align.CENTER,
            group=_CORE,
            holds=Holds.OPERATOR,
        ),
        Column(
            "indicator.unit",
            "单位",
            13,
            Align.CENTER,
            group=_CORE,
            holds=Holds.UNIT,
        ),
        Column(
            "indicator.target",
            "年度目标值",
            17,
            Align.RIGHT,
            group=_CORE,
            holds=Holds.FIGURE,
        ),
        Column(
            "entry.actual",
            "本期实际",
            17,
            Align.RIGHT,
            required=False,
            audience=Audience.INTERNAL,
            holds=Holds.FIGURE,
        ),
        VERDICT,
    ),
    starts=("project.seq", "project.name"),
    essential=("project.name", "indicator.name", "indicator.target"),
    also_read=(
        Column("indicator.level1", "一级指标", 20, Align.CENTER, Merge.EQUAL, required=False),
        Column("indicator.level2", "二级指标", 20, Align.CENTER, Merge.EQUAL, required=False),
        Column(
            "indicator.weight",
            "权重",
            12,
            Align.RIGHT,
            required=False,
            holds=Holds.FIGURE,
        ),
    ),
)
