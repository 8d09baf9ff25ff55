"""What forms A, B and C have in common above and below their tables; each form sets the widths.

Levels, names and targets of indicators are the same columns in all three, with the captions of each.
"""

from perfdesk.forms.form import Align, Column, Field, FieldRow, Holds, Merge, MoneySource

TABLE_WIDTH = 265.0  # mm between the margins of A4 landscape

NAME = FieldRow(
    (Field("project.name", "项目名称", 43, 222, ("项目", "项目（政策）名称", "政策项目名称", "专项名称")),)
)
_DEPARTMENTS = ("主管部门", "主管单位", "主管部门名称", "预算主管部门", "主管部门及编码", "预算部门")
_UNITS = ("项目实施单位", "预算单位", "项目单位", "实施单位名称", "项目申报单位", "执行单位", "单位名称")


def department_row(caption: str) -> FieldRow:
    """主管部门 and 实施单位 side by side; whether the code is asked for differs by form."""
    known = tuple(one for one in ("主管部门及代码", *_DEPARTMENTS) if one != caption)
    return FieldRow(
        (
            Field("project.department", caption, 43, 89.5, known),
            Field("project.implementing_unit", "实施单位", 43, 89.5, _UNITS),
        )
    )


OTHER_MONEY = MoneySource("其他资金", ("其它资金", "自有资金", "单位自有资金", "非财政拨款"))
BUDGET_MONEY = (
    *("财政拨款", "本年财政拨款", "当年财政拨款", "财政资金", "一般公共预算拨款"),
    *("本年一般公共预算拨款", "一般公共预算", "财政性资金"),
)

SIGNATURE = (
    Field("project.manager", "项目负责人", 30, 36.25, ("项目责任人", "单位负责人", "负责人")),
    Field("project.finance_officer", "财务负责人", 30, 36.25, ("财务主管",)),
    Field("project.person", "填表人", 30, 36.25, ("填报人", "经办人", "联系人", "制表人")),
    Field("project.phone", "联系电话", 30, 36.25, ("电话", "联系方式", "手机")),
)
STAMP = (
    Field("project.approved_on", "批复日期", 43, 89.5, ("批准日期",)),
    Field("project.approval_doc", "批复文号", 43, 89.5, ("批准文号", "批复文件")),
)

CODE = Field("project.code", "项目编码", 43, 89.5, ("项目代码", "项目编号"))
ATTRIBUTE = Field("project.attribute", "项目属性", 43, 89.5, ("项目类型", "项目性质", "项目类别"))
PERIOD = Field("project.period", "项目期", 43, 89.5, ("项目期限", "项目周期", "实施期限", "起止时间"))

TARGET_CAPTIONS = (
    *("年度指标值", "指标值", "目标值", "年度目标值", "预期指标值", "预期值", "计划值", "指标目标值"),
    *("年初目标值", "年初指标值", "年度绩效指标值", "绩效指标值", "预期目标值", "当年预期实现值"),
)

ALSO_READ = (
    Column(
        "indicator.operator",
        "运算符",
        12,
        Align.CENTER,
        synonyms=("计算符号", "指标性质", "符号", "运算符号", "计算符", "比较符"),
        holds=Holds.OPERATOR,
        required=False,
    ),
    Column(
        "indicator.unit",
        "计量单位",
        13,
        Align.CENTER,
        synonyms=("度量单位", "指标单位", "单位"),
        holds=Holds.UNIT,
        required=False,
    ),
)


def level1_column(width: float) -> Column:
    """一级指标, one cell over its second levels."""
    return Column(
        "indicator.level1",
        "一级指标",
        width,
        Align.CENTER,
        Merge.EQUAL,
        repeats=True,
        synonyms=("一级", "指标类别", "一级目标"),
        required=False,
    )


def level2_column(width: float, key: str = "indicator.level2") -> Column:
    """二级指标, one cell over its indicators."""
    return Column(
        key,
        "二级指标",
        width,
        Align.CENTER,
        Merge.EQUAL,
        repeats=True,
        synonyms=("二级", "指标类型", "二级目标"),
        required=False,
    )


def name_column(width: float, key: str = "indicator.name") -> Column:
    """三级指标, the indicator itself."""
    return Column(
        key,
        "三级指标",
        width,
        synonyms=("指标名称", "三级指标名称", "绩效指标", "指标内容", "三级", "绩效指标名称", "指标"),
    )


def target_column(width: float, caption: str, key: str = "indicator.target") -> Column:
    """Operator, number and unit of the target in one cell."""
    known = tuple(one for one in TARGET_CAPTIONS if one != caption)
    return Column(key, caption, width, Align.CENTER, synonyms=known, holds=Holds.FIGURE)
