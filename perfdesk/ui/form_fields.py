"""The fields of every record as the window labels them: one table for forms, panels and history."""

from dataclasses import dataclass

from perfdesk.domain.measure import ACCUMULATION_WORDS, DIRECTION_WORDS
from perfdesk.domain.records import Kind
from perfdesk.domain.wording import LIKELIHOOD_WORDS
from perfdesk.ui.grid_columns import KIND_KEYS, OPERATORS
from perfdesk.ui.value_field import Shape


@dataclass(frozen=True, slots=True)
class FormField:
    """One line of a form. Fields marked `half` stand two in a row; those of one `group` show together."""

    key: str
    label: str
    shape: Shape = Shape.LINE
    half: bool = False
    choices: tuple[str, ...] = ()
    group: str = ""


YES_OR_NO = ("否", "是")
_MONTHS = tuple(str(month) for month in range(1, 13))
_SOURCES = ("统计部门", "权威机构", "年鉴", "业务统计", "业务记录", "业务评判", "问卷", "媒体", "其他")
_METHODS = ("直接证明", "情况统计", "情况说明", "问卷调查", "趋势判断")
_TARGET, _ORIGIN, _APPROVAL, _WHOLE = "目标", "口径与来源", "批复与负责", "项目"

FIELDS: dict[Kind, tuple[FormField, ...]] = {
    Kind.BOOK: (
        FormField("book.unit_name", "单位名称"),
        FormField("book.year", "年度", half=True),
        FormField("book.source", "来源文件", half=True),
        FormField("book.title", "表名"),
    ),
    Kind.PROJECT: (
        FormField("project.seq", "序号", half=True, group=_WHOLE),
        FormField("project.budget", "本年预算（万元）", Shape.FIGURE, half=True, group=_WHOLE),
        FormField("project.name", "项目名称", group=_WHOLE),
        FormField("project.overview", "项目概况", Shape.PROSE, group=_WHOLE),
        FormField("project.annual_goal", "年度绩效目标", Shape.PROSE, group=_WHOLE),
        FormField("project.approved_on", "批复日期", half=True, group=_APPROVAL),
        FormField("project.approval_doc", "批复文号", half=True, group=_APPROVAL),
        FormField("project.code", "项目编码", half=True, group=_APPROVAL),
        FormField("project.department", "主管部门及代码", half=True, group=_APPROVAL),
        FormField("project.implementing_unit", "实施单位", half=True, group=_APPROVAL),
        FormField("project.attribute", "项目属性", half=True, group=_APPROVAL),
        FormField("project.period", "项目期", half=True, group=_APPROVAL),
        FormField("project.adjusted_budget", "全年预算数（万元）", Shape.FIGURE, True, group=_APPROVAL),
        FormField("project.medium_budget", "中期资金总额（万元）", Shape.FIGURE, True, group=_APPROVAL),
        FormField("project.execution_weight", "预算执行分值", Shape.FIGURE, True, group=_APPROVAL),
        FormField("project.person", "填报人", half=True, group=_APPROVAL),
        FormField("project.manager", "项目负责人", half=True, group=_APPROVAL),
        FormField("project.finance_officer", "财务负责人", half=True, group=_APPROVAL),
        FormField("project.phone", "电话", half=True, group=_APPROVAL),
        FormField("project.is_secret", "涉密", Shape.CHOICE, True, YES_OR_NO, _APPROVAL),
        FormField("project.medium_goal", "中期目标", Shape.PROSE, group=_APPROVAL),
    ),
    Kind.OBJECTIVE: (
        FormField("objective.category", "类别", half=True),
        FormField("objective.subcategory", "分项指标", half=True),
        FormField("objective.name", "目标名称"),
        FormField("objective.content", "考核内容及指标", Shape.PROSE),
        FormField("objective.scoring_text", "计分方法", Shape.PROSE),
        FormField("objective.attribute", "指标属性", Shape.TYPED_CHOICE, True, ("预期性", "约束性")),
        FormField("objective.due_month", "完成时限（月）", Shape.TYPED_CHOICE, True, _MONTHS),
        FormField("objective.person", "责任人", half=True),
        FormField("objective.approved_on", "批复日期", half=True),
        FormField("objective.approval_doc", "批复文号", half=True),
        FormField("objective.starred", "重点（★）", Shape.CHOICE, True, YES_OR_NO),
    ),
    Kind.INDICATOR: (
        FormField("indicator.name", "指标名称", group=_TARGET),
        FormField("indicator.operator", "运算符", Shape.TYPED_CHOICE, True, OPERATORS, _TARGET),
        FormField("indicator.target", "年度目标值", Shape.FIGURE, half=True, group=_TARGET),
        FormField("indicator.unit", "单位", half=True, group=_TARGET),
        FormField("indicator.weight", "分值", Shape.FIGURE, half=True, group=_TARGET),
        FormField(KIND_KEYS[0], "累计方式", Shape.CHOICE, True, tuple(ACCUMULATION_WORDS.values()), _TARGET),
        FormField(KIND_KEYS[1], "方向", Shape.CHOICE, True, tuple(DIRECTION_WORDS.values()), _TARGET),
        FormField("indicator.level1", "一级指标", half=True, group=_TARGET),
        FormField("indicator.level2", "二级指标", half=True, group=_TARGET),
        FormField("indicator.baseline", "基期值", Shape.FIGURE, half=True, group=_ORIGIN),
        FormField("indicator.last_actual", "上年实际", Shape.FIGURE, half=True, group=_ORIGIN),
        FormField("indicator.data_source", "数据来源", Shape.TYPED_CHOICE, True, _SOURCES, _ORIGIN),
        FormField("indicator.collection_method", "取值方式", Shape.TYPED_CHOICE, True, _METHODS, _ORIGIN),
        FormField("indicator.is_core", "核心指标", Shape.CHOICE, True, YES_OR_NO, _ORIGIN),
        FormField("indicator.pass_threshold", "及格门槛", Shape.FIGURE, half=True, group=_ORIGIN),
        FormField("indicator.definition", "指标解释", Shape.PROSE, group=_ORIGIN),
        FormField("indicator.scoring_rule", "赋分规则", Shape.PROSE, group=_ORIGIN),
        FormField("indicator.remark", "备注", group=_ORIGIN),
    ),
    Kind.RUN: (
        FormField("run.label", "进展期", half=True),
        FormField("run.as_of", "截止日期", half=True),
    ),
}

_LIKELY = tuple(LIKELIHOOD_WORDS.values())
# What a run says of one row, beside its actual and narrative, which stand in the grid.
REPORTED: dict[Kind, tuple[FormField, ...]] = {
    Kind.INDICATOR: (
        FormField("entry.milestone", "本期目标", Shape.FIGURE, half=True),
        FormField("entry.forecast", "全年预计", Shape.FIGURE, half=True),
        FormField("entry.likelihood", "完成可能性", Shape.CHOICE, True, _LIKELY),
        FormField("entry.followed", "继续关注", Shape.FLAG, half=True),
        FormField("entry.cause_funding", "经费保障", Shape.FLAG, group="偏差原因"),
        FormField("entry.cause_rules", "制度保障", Shape.FLAG, group="偏差原因"),
        FormField("entry.cause_staff", "人员保障", Shape.FLAG, group="偏差原因"),
        FormField("entry.cause_facilities", "硬件条件保障", Shape.FLAG, group="偏差原因"),
        FormField("entry.cause_other", "其他", Shape.FLAG, group="偏差原因"),
        FormField("entry.deviation_reason", "原因说明", Shape.PROSE),
        FormField("entry.corrective_action", "改进措施", Shape.PROSE),
    ),
    Kind.PROJECT: (
        FormField("account.forecast_executed", "全年预计执行（万元）", Shape.FIGURE, half=True),
        FormField("account.followed", "继续关注", Shape.FLAG, half=True),
        FormField("account.deviation_reason", "原因说明", Shape.PROSE),
        FormField("account.corrective_action", "改进措施", Shape.PROSE),
        FormField("account.conclusion", "评价结论", Shape.PROSE),
        FormField("account.problems", "存在问题", Shape.PROSE),
        FormField("account.note", "批注"),
    ),
    Kind.OBJECTIVE: (
        FormField("account.followed", "继续关注", Shape.FLAG, half=True),
        FormField("account.deviation_reason", "原因说明", Shape.PROSE),
        FormField("account.corrective_action", "改进措施", Shape.PROSE),
        FormField("account.note", "批注"),
    ),
}

LABELS: dict[str, str] = {
    **{field.key: field.label for fields in (*REPORTED.values(), *FIELDS.values()) for field in fields},
    "entry.actual": "本期实际",
    "entry.narrative": "进展说明",
    "entry.note": "备注",
    "entry.score": "得分",
    "account.narrative": "进展",
    "account.executed": "已执行金额",
    "run.state": "状态",
    "run.locked": "锁定",
    "run.from_month": "起始月份",
    "run.to_month": "截止月份",
    "fund.name": "资金来源",
    "fund.medium": "中期资金",
    "fund.initial": "年初预算数",
    "fund.adjusted": "全年预算数",
    "outlay.executed": "执行数",
    "outlay.forecast": "全年预计执行数",
    "rectification.issue": "问题",
    "rectification.measure": "整改措施",
    "rectification.owner": "责任人",
    "rectification.due_on": "完成时限",
    "rectification.result": "整改结果",
    "rectification.done": "已完成",
    "adjustment.subject": "调整内容",
    "adjustment.before": "调整前",
    "adjustment.after": "调整后",
    "adjustment.basis": "依据",
    "adjustment.approval_doc": "文号",
    "adjustment.adjusted_on": "日期",
    "evidence.name": "文件",
    "evidence.digest": "校验值",
    "evidence.size": "字节数",
    "evidence.note": "说明",
    "publication.version": "版次",
    "publication.published_on": "公开时间",
    "publication.file": "文件",
    "publication.digest": "校验值",
    "publication.pages": "页数",
    "publication.correction": "更正说明",
}
