"""N: 项目绩效目标汇总表, many projects in one table, unit before value (layout of domain notes 5.1)."""

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.form import Align, Audience, Column, Form, Merge

_CORE = "核心绩效指标"

TARGET_SUMMARY = Form(
    kind=FormKind.TARGET_SUMMARY,
    name="项目绩效目标汇总表",
    title="项目绩效目标汇总表",
    rows="indicator",
    columns=(
        Column("project.seq", "序号", 9, Align.CENTER, Merge.OWNER, synonyms=("编号",), repeats=True),
        Column("project.name", "项目名称", 27, merge=Merge.OWNER, synonyms=("项目",), repeats=True),
        Column("project.overview", "项目概况", 62, merge=Merge.OWNER, synonyms=("项目概述", "项目简介")),
        Column(
            "project.budget",
            "本年预算金额 (万元)",
            17,
            Align.RIGHT,
            Merge.OWNER,
            synonyms=("预算金额", "本年预算", "年度预算", "预算数"),
        ),
        Column(
            "project.annual_goal",
            "年度绩效目标",
            50,
            merge=Merge.OWNER,
            synonyms=("年度总体目标", "绩效目标", "总体目标"),
        ),
        Column("indicator.name", "指标名称", 52, group=_CORE, synonyms=("三级指标", "绩效指标", "指标")),
        Column(
            "indicator.operator",
            "运算符",
            12,
            Align.CENTER,
            group=_CORE,
            synonyms=("计算符号", "指标性质", "符号"),
        ),
        Column("indicator.unit", "单位", 13, Align.CENTER, group=_CORE, synonyms=("计量单位", "度量单位")),
        Column(
            "indicator.target",
            "年度目标值",
            17,
            Align.RIGHT,
            group=_CORE,
            synonyms=("指标值", "年度指标值", "目标值", "预期指标值"),
        ),
        Column("entry.actual", "本期实际", 17, Align.RIGHT, required=False, audience=Audience.INTERNAL),
        Column("verdict", "判定", 20, Align.CENTER, required=False, audience=Audience.INTERNAL),
    ),
)
