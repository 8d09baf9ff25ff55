"""A: 项目支出绩效目标申报表, medium-term and annual halves (财预〔2015〕88号; domain notes 1.2)."""

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.form import (
    FieldRow,
    Form,
    GoalBlock,
    GoalPart,
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

TARGET_APPLICATION = Form(
    kind=FormKind.TARGET_APPLICATION,
    name="项目支出绩效目标申报表",
    title="项目支出绩效目标申报表",
    year_line="（{year}年度）",
    rows="indicator",
    money_caption=None,
    blocks=(
        NAME,
        department_row("主管部门及代码"),
        FieldRow((ATTRIBUTE, PERIOD)),
        MoneyBlock(
            "项目资金（万元）",
            43,
            (
                MoneyHalf(
                    "中期资金总额：",
                    45,
                    (MoneyColumn("project.medium_budget", "fund.medium", 66),),
                    ("中期资金总额", "长期资金总额", "实施期资金总额"),
                ),
                MoneyHalf(
                    "年度资金总额：",
                    45,
                    (MoneyColumn("project.budget", "fund.initial", 66),),
                    ("年度资金总额", "本年度资金总额", "资金总额", "年度资金申请总额"),
                ),
            ),
            (MoneySource("财政拨款", BUDGET_MONEY), OTHER_MONEY),
            synonyms=("项目资金", "项目资金申请", "资金总额", "预算资金"),
        ),
        GoalBlock(
            "总体目标",
            18,
            (
                GoalPart(
                    "project.medium_goal",
                    136,
                    "中期目标（{span}）",
                    ("中期目标", "长期目标", "实施期目标", "中长期目标", "实施期绩效目标"),
                ),
                GoalPart("project.annual_goal", 111, "年度目标", ("年度绩效目标", "本年度目标")),
            ),
            vertical=True,
            synonyms=("绩效目标", "总体绩效目标", "年度总体目标"),
        ),
    ),
    side="绩效指标",
    side_width=18,
    columns=(
        level1_column(25),
        level2_column(25, "medium.level2"),
        name_column(56, "medium.name"),
        target_column(30, "指标值", "medium.target"),
        level2_column(25),
        name_column(56),
        target_column(30, "指标值"),
    ),
    tree="budget-2015",
    signature=SIGNATURE,
    stamp=STAMP,
    starts=("project.name",),
    essential=("indicator.name", "indicator.target"),
    also_read=ALSO_READ,
    also_stated=(CODE,),
)
