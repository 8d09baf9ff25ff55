"""B: 项目支出绩效目标执行监控表, figures and money at mid-year (财预〔2019〕136号; domain notes 1.4)."""

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

_CAUSES = "偏差原因分析"
_LIKELIHOOD = "完成目标可能性"


def _tick(key: str, caption: str, group: str, *synonyms: str) -> Column:
    return Column(
        key, caption, 9, Align.CENTER, group=group, synonyms=synonyms, holds=Holds.TICK, required=False
    )


MONITORING = Form(
    kind=FormKind.MONITORING,
    name="项目支出绩效目标执行监控表",
    title="项目支出绩效目标执行监控表",
    year_line="（{year}年度）",
    rows="indicator",
    needs_run=True,
    period="1-7月",
    money_caption=None,
    blocks=(
        NAME,
        department_row("主管部门及代码"),
        MoneyBlock(
            "项目资金（万元）",
            43,
            (
                MoneyHalf(
                    "年度资金总额：",
                    62,
                    (
                        MoneyColumn(
                            "project.budget",
                            "fund.initial",
                            40,
                            "年初预算数",
                            ("预算数", "年度预算数", "年初预算", "本年预算数", "全年预算数"),
                        ),
                        MoneyColumn(
                            "account.executed",
                            "outlay.executed",
                            40,
                            "{period}执行数",
                            ("执行数", "实际执行数", "累计执行数", "已执行数", "预算执行数"),
                        ),
                        MoneyColumn(
                            "account.execution_rate",
                            "outlay.execution_rate",
                            40,
                            "{period}执行率",
                            ("执行率", "预算执行率", "执行进度"),
                            computed=True,
                        ),
                        MoneyColumn(
                            "account.forecast_executed",
                            "outlay.forecast",
                            40,
                            "全年预计执行数",
                            ("预计全年执行数", "全年预计执行", "预计执行数"),
                        ),
                    ),
                    ("年度资金总额", "资金总额", "本年度资金总额", "合计"),
                ),
            ),
            (MoneySource("本年一般公共预算拨款", BUDGET_MONEY), OTHER_MONEY),
            synonyms=("项目资金", "资金情况", "预算执行情况", "项目资金执行情况"),
        ),
        GoalBlock(
            "年度总体目标",
            43,
            (GoalPart("project.annual_goal", 222),),
            synonyms=("年度绩效目标", "总体目标", "绩效目标", "年度目标", "年度总体绩效目标"),
        ),
    ),
    columns=(
        level1_column(18.4),
        level2_column(24.6),
        name_column(37),
        target_column(22, "年度指标值"),
        Column(
            "entry.actual",
            "{period}执行情况",
            23.5,
            Align.CENTER,
            synonyms=(
                "执行情况",
                "指标执行情况",
                "完成情况",
                "实际完成值",
                "当前完成值",
                "半年度指标执行情况",
            ),
            holds=Holds.FIGURE,
        ),
        Column(
            "entry.forecast",
            "全年预计完成情况",
            21.5,
            Align.CENTER,
            synonyms=("全年预计完成值", "预计完成情况", "预计全年完成情况", "全年预计完成"),
            holds=Holds.FIGURE,
            required=False,
        ),
        _tick("entry.cause_funding", "经费保障", _CAUSES, "资金保障", "经费"),
        _tick("entry.cause_rules", "制度保障", _CAUSES, "制度"),
        _tick("entry.cause_staff", "人员保障", _CAUSES, "人员"),
        _tick("entry.cause_facilities", "硬件条件保障", _CAUSES, "硬件保障", "硬件条件", "硬件"),
        _tick("entry.cause_other", "其他", _CAUSES, "其它", "其他原因"),
        Column(
            "entry.deviation_reason",
            "原因说明",
            28,
            group=_CAUSES,
            synonyms=(
                *("偏差原因", "偏差原因说明", "偏差原因分析", "原因分析", "说明"),
                *("偏差或不能完成目标原因分析", "未完成原因分析"),
            ),
            holds=Holds.PROSE,
            required=False,
        ),
        _tick("entry.likelihood.certain", "确定能", _LIKELIHOOD, "确定能完成", "能完成"),
        _tick("entry.likelihood.possible", "有可能", _LIKELIHOOD, "可能完成", "有可能完成"),
        _tick("entry.likelihood.impossible", "完全不可能", _LIKELIHOOD, "不可能", "不可能完成"),
        Column("entry.note", "备注", 18, synonyms=("说明事项",), holds=Holds.PROSE, required=False),
    ),
    notes=(
        "注：1.偏差原因分析：年度指标出现偏差的，从经费保障、制度保障、人员保障、硬件条件保障等方面"
        "逐项判断原因，并加以说明。\n"
        "2.完成目标可能性：对照实施计划，判断年度指标完成的可能性，分为确定能、有可能、完全不可能三档。\n"
        "3.备注：预计年底不能完成目标的，说明原因以及拟采取的措施。",
    ),
    tree="budget-2015",
    signature=SIGNATURE,
    stamp=STAMP,
    starts=("project.name",),
    essential=("indicator.name", "indicator.target", "entry.actual"),
    also_read=(
        *ALSO_READ,
        Column(
            "entry.likelihood",
            _LIKELIHOOD,
            27,
            Align.CENTER,
            synonyms=("完成可能性", "完成可能性分析", "目标完成可能性"),
            holds=Holds.CHOICE,
            choices=("确定能", "有可能", "完全不可能", "不可能"),
            required=False,
        ),
        Column(
            "entry.corrective_action",
            "相关建议或举措",
            30,
            synonyms=("改进措施", "拟采取的措施", "整改措施", "建议或举措"),
            holds=Holds.PROSE,
            required=False,
        ),
        Column(
            "indicator.weight",
            "权重",
            12,
            Align.RIGHT,
            synonyms=("分值",),
            holds=Holds.FIGURE,
            required=False,
        ),
    ),
    also_stated=(
        CODE,
        ATTRIBUTE,
        PERIOD,
        Field(
            "account.deviation_reason",
            "偏差或不能完成目标原因分析",
            40,
            225,
            ("原因分析", "偏差原因分析"),
            Holds.PROSE,
        ),
        Field(
            "account.corrective_action",
            "相关建议或举措",
            40,
            225,
            ("改进措施", "整改措施", "拟采取的措施"),
            Holds.PROSE,
        ),
    ),
)
