"""C: 项目支出绩效自评表, points for money and indicators (财预〔2020〕10号; domain notes 1.5)."""

from dataclasses import replace

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.form import (
    Align,
    Column,
    Field,
    Form,
    GoalBlock,
    GoalPart,
    Holds,
    MoneyBlock,
    MoneyColumn,
    MoneyHalf,
    MoneySource,
    TailRow,
)
from perfdesk.forms.project_blocks import (
    ALSO_READ,
    ATTRIBUTE,
    BUDGET_MONEY,
    CODE,
    NAME,
    OTHER_MONEY,
    PERIOD,
    SIGNATURE,
    STAMP,
    department_row,
    level1_column,
    level2_column,
    name_column,
    target_column,
)


def _closing(key: str, caption: str, *synonyms: str) -> Field:
    """A row of prose over the whole width."""
    return Field(key, caption, 43, 222, synonyms, Holds.PROSE)


SELF_EVALUATION = Form(
    kind=FormKind.SELF_EVALUATION,
    name="项目支出绩效自评表",
    title="项目支出绩效自评表",
    corner="附件：",
    year_line="（{year}年度）",
    rows="indicator",
    needs_run=True,
    money_caption=None,
    blocks=(
        NAME,
        department_row("主管部门"),
        MoneyBlock(
            "项目资金（万元）",
            43,
            (
                MoneyHalf(
                    "年度资金总额：",
                    50,
                    (
                        MoneyColumn(
                            "project.budget",
                            "fund.initial",
                            34,
                            "年初预算数",
                            ("年初预算", "预算数", "年度预算数"),
                        ),
                        MoneyColumn(
                            "project.adjusted_budget",
                            "fund.adjusted",
                            34,
                            "全年预算数",
                            ("全年预算", "调整后预算数", "调整预算数", "预算数（调整后）", "全年预算数(A)"),
                        ),
                        MoneyColumn(
                            "account.executed",
                            "outlay.executed",
                            34,
                            "全年执行数",
                            ("执行数", "实际执行数", "预算执行数", "全年执行数(B)", "决算数"),
                        ),
                        MoneyColumn("project.execution_weight", "", 20, "分值", ("权重", "标准分", "分数")),
                        MoneyColumn(
                            "account.execution_rate",
                            "outlay.execution_rate",
                            30,
                            "执行率",
                            ("预算执行率", "执行率(B/A)"),
                            computed=True,
                        ),
                        MoneyColumn("account.execution_score", "", 20, "得分", ("自评得分",), computed=True),
                    ),
                    ("年度资金总额", "资金总额", "本年度资金总额", "合计", "总额"),
                ),
            ),
            (
                MoneySource("本年财政拨款", BUDGET_MONEY),
                MoneySource("上年结转资金", ("上年结转", "结转资金", "上年结余", "结转结余资金")),
                OTHER_MONEY,
            ),
            synonyms=("项目资金", "预算执行情况", "项目资金执行情况", "资金情况"),
        ),
        GoalBlock(
            "年度总体目标",
            43,
            (
                GoalPart(
                    "project.annual_goal", 118, "预期目标", ("年初设定目标", "年度预期目标", "年初目标")
                ),
                GoalPart(
                    "account.narrative",
                    104,
                    "实际完成情况",
                    ("年度总体目标完成情况综述", "全年实际完成情况", "目标实际完成情况", "完成情况"),
                ),
            ),
            synonyms=("年度绩效目标", "总体目标", "绩效目标", "年度目标", "年度总体绩效目标"),
        ),
    ),
    columns=(
        level1_column(18.4),
        level2_column(24.6),
        name_column(50),
        target_column(34, "年度指标值"),
        Column(
            "entry.actual",
            "实际完成值",
            34,
            Align.CENTER,
            synonyms=("完成值", "实际值", "全年完成值", "全年实际完成值", "实际完成情况", "实际完成指标值"),
            holds=Holds.FIGURE,
        ),
        Column(
            "indicator.weight",
            "分值",
            17,
            Align.CENTER,
            synonyms=("权重", "标准分", "指标分值"),
            holds=Holds.FIGURE,
        ),
        Column(
            "entry.score",
            "得分",
            17,
            Align.CENTER,
            synonyms=("自评得分", "评分", "自评分", "实际得分"),
            holds=Holds.FIGURE,
            computed=True,
        ),
        Column(
            "entry.deviation_reason",
            "偏差原因分析及改进措施",
            70,
            synonyms=(
                *("偏差原因分析", "未完成原因分析", "偏差原因", "未完成原因", "原因分析"),
                *("未完成原因和改进措施", "未完成原因及改进措施", "偏差原因分析和改进措施"),
                *("偏差大或目标未完成原因分析", "未完成原因分析及改进措施"),
            ),
            holds=Holds.PROSE,
            required=False,
        ),
    ),
    tail=(
        TailRow(
            "总分",
            (("indicator.weight", "account.total_weight"), ("entry.score", "account.total_score")),
            ("总计", "合计", "合计得分", "自评总分", "总得分"),
        ),
    ),
    closing=(
        replace(CODE, width=222),
        _closing("account.conclusion", "评价结论", "自评结论", "自评结果", "绩效自评结论"),
        _closing("account.problems", "存在问题", "存在的问题", "主要问题", "存在问题及原因"),
        _closing("account.deviation_reason", "未完成原因分析", "偏差原因分析", "原因分析"),
        _closing(
            "account.corrective_action", "改进措施", "下一步改进措施", "整改措施", "改进措施及结果应用方案"
        ),
    ),
    points=True,
    tree="budget-2015",
    signature=SIGNATURE,
    stamp=STAMP,
    starts=("project.name",),
    essential=("indicator.name", "indicator.target", "entry.actual"),
    also_read=(
        *ALSO_READ,
        Column(
            "entry.corrective_action",
            "改进措施",
            40,
            synonyms=("改进措施及结果应用方案", "整改措施", "下一步措施"),
            holds=Holds.PROSE,
            required=False,
        ),
        Column("entry.note", "备注", 18, holds=Holds.PROSE, required=False),
    ),
    also_stated=(ATTRIBUTE, PERIOD),
)
