"""N: 项目绩效目标汇总表, many projects in one table, unit before value (layout of domain notes 5.1)."""

from perfdesk.domain.form_kind import FormKind
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
            synonyms=("编号", "项目序号"),
            repeats=True,
            holds=Holds.NUMBER,
        ),
        Column(
            "project.name", "项目名称", 27, merge=Merge.OWNER, synonyms=("项目", "支出项目"), repeats=True
        ),
        Column(
            "project.overview",
            "项目概况",
            62,
            merge=Merge.OWNER,
            synonyms=("项目概述", "项目简介", "项目内容", "项目基本情况", "立项依据"),
            holds=Holds.PROSE,
        ),
        Column(
            "project.budget",
            "本年预算金额 (万元)",
            17,
            Align.RIGHT,
            Merge.OWNER,
            synonyms=(
                "预算金额",
                "本年预算",
                "年度预算",
                "预算数",
                "项目预算",
                "年度预算金额",
                "本年预算数",
                "年度预算数",
                "年初预算数",
                "项目资金",
            ),
            holds=Holds.FIGURE,
        ),
        Column(
            "project.annual_goal",
            "年度绩效目标",
            50,
            merge=Merge.OWNER,
            synonyms=("年度总体目标", "绩效目标", "总体目标", "年度目标", "总体绩效目标", "项目绩效目标"),
            holds=Holds.PROSE,
        ),
        Column(
            "indicator.name",
            "指标名称",
            52,
            group=_CORE,
            synonyms=("三级指标", "绩效指标", "指标", "指标内容"),
        ),
        Column(
            "indicator.operator",
            "运算符",
            12,
            Align.CENTER,
            group=_CORE,
            synonyms=("计算符号", "指标性质", "符号", "运算符号", "计算符", "比较符"),
            holds=Holds.OPERATOR,
        ),
        Column(
            "indicator.unit",
            "单位",
            13,
            Align.CENTER,
            group=_CORE,
            synonyms=("计量单位", "度量单位", "指标单位"),
            holds=Holds.UNIT,
        ),
        Column(
            "indicator.target",
            "年度目标值",
            17,
            Align.RIGHT,
            group=_CORE,
            synonyms=("指标值", "年度指标值", "目标值", "预期指标值", "年初目标值", "预期值", "计划值"),
            holds=Holds.FIGURE,
        ),
        Column(
            "entry.actual",
            "本期实际",
            17,
            Align.RIGHT,
            required=False,
            audience=Audience.INTERNAL,
            synonyms=("实际完成值", "完成值", "实际值", "全年完成值", "全年实际完成值"),
            holds=Holds.FIGURE,
        ),
        Column(
            "verdict", "判定", 20, Align.CENTER, required=False, audience=Audience.INTERNAL, computed=True
        ),
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
            synonyms=("分值", "指标权重"),
            holds=Holds.FIGURE,
        ),
        Column("indicator.score", "得分", 12, Align.RIGHT, required=False, holds=Holds.FIGURE),
        Column(
            "account.executed",
            "执行数",
            17,
            Align.RIGHT,
            Merge.OWNER,
            required=False,
            synonyms=("全年执行数", "已执行金额", "预算执行数"),
            holds=Holds.FIGURE,
        ),
    ),
)
