"""What offices write in the blocks above and below the indicator table of one project, by key.

The captions of the official forms are taken from their definitions; the other words are here.
"""

from typing import TypeVar

from perfdesk.forms.form import Column, Field, GoalBlock, GoalPart, MoneyBlock, MoneyColumn
from perfdesk.forms.monitoring import MONITORING
from perfdesk.forms.self_evaluation import SELF_EVALUATION
from perfdesk.forms.target_application import TARGET_APPLICATION
from perfdesk.forms.vocabulary import PROJECT_LIST

_Block = TypeVar("_Block", GoalBlock, MoneyBlock)
_FORMS = (TARGET_APPLICATION, MONITORING, SELF_EVALUATION)
_ANNUAL, _MEDIUM, _DONE = "project.annual_goal", "project.medium_goal", "account.narrative"
_LISTED = (
    *("project.code", "project.department", "project.implementing_unit", "project.attribute"),
    *("project.period", "project.manager", "project.phone"),
)
# A field is a caption with its value beside it.
_FIELD_WORDS = {
    "project.name": "项目名称 支出项目名称 项目支出名称 专项名称 专项资金名称 转移支付名称 政策名称 "
    "政策项目名称 "
    "专项（项目）名称 转移支付（项目）名称 评价项目名称",
    "project.code": "项目编号 编码",
    "project.overview": "项目概况 项目概述 项目简介 项目内容 主要内容 项目主要内容 项目实施内容 "
    "项目基本概况 "
    "项目情况 立项情况 项目立项情况 项目实施内容及过程概述 项目实施情况概述",
    "project.implementing_unit": "项目实施部门 实施部门 主管实施单位 用款单位",
    "project.department.code": "主管部门编码 主管部门代码 部门编码 部门代码 主管部门编号 预算部门编码",
    "project.phone": "联系人电话 联系人及电话 联系电话 手机",
    "project.finance_officer": "财务负责人 财务主管",
    "project.person": "填表人 填报人 经办人 联系人 制表人 填报人及电话",
    "account.conclusion": "评价结论 自评结论 绩效评价结论 自评结果 总体评价 自评总体结论 自评总体评价 "
    "自评情况 评价等次 评价等级 自评等次 自评等级 评定等级 评定等次 评价结果 评价结果等级 绩效等级 绩效评级",
    "account.problems": "存在问题 存在的问题 存在主要问题 存在的主要问题 主要问题 存在问题及原因 "
    "问题及原因分析 "
    "存在问题及原因分析 存在的问题及原因",
    "account.deviation_reason": "偏差或不能完成目标原因分析 偏差原因分析 原因分析 未完成原因分析 "
    "未完成原因 "
    "偏差大或目标未完成原因分析 偏差原因",
    "account.corrective_action": "改进措施 下一步改进措施 下一步工作措施 下一步措施 整改措施 改进建议 "
    "有关建议 "
    "相关建议 相关建议或举措 拟采取的措施 下一步工作计划 改进措施及结果应用方案 建议 意见建议",
    _DONE: "总体完成情况 年度总体目标完成情况 年度目标完成情况 绩效目标完成情况 目标完成情况 "
    "目标实际完成情况 "
    "项目实施情况 项目完成情况",
}
# Goal captions stand over or beside wide cells of prose.
_GOAL_WORDS = {
    _MEDIUM: "中期目标 长期目标 中长期目标 实施期目标 实施期总目标 项目实施期目标 中期绩效目标 "
    "长期绩效目标 "
    "实施期绩效目标 实施期总体目标 项目中期目标 项目长期目标 项目长期绩效目标 中期总体目标 总目标",
    _ANNUAL: "年度总体目标 年度目标 年度绩效目标 绩效目标 总体目标 年度总体绩效目标 总体绩效目标 "
    "项目绩效目标 "
    "项目总体目标 项目年度目标 项目年度绩效目标 年度工作目标 年初绩效目标 当年绩效目标 当年目标 "
    "整体目标 全年目标 "
    "预期目标 年初设定目标 年初预期目标 年度预期目标 年初目标 年初设定绩效目标 本年度目标 本年目标 "
    "全年预期目标 "
    "整体绩效目标 年度整体绩效目标 部门整体绩效目标 部门年度绩效目标 "
    "项目支出绩效目标 年度主要目标 绩效目标内容 项目目标",
    _DONE: "实际完成情况 全年实际完成情况 目标实际完成情况 完成情况 年度总体目标完成情况综述 "
    "年度目标完成情况 "
    "年度总体目标完成情况 目标完成情况 实际完成目标 全年完成情况 年度完成情况 绩效目标完成情况 "
    "总体目标完成情况 "
    "执行情况 目标执行情况 年度目标执行情况 项目年度目标完成情况",
}
_MONEY_WORDS = {
    "project.budget": "年初预算数 年初预算 年初预算金额 预算数 预算金额 年度预算 年度预算数 本年预算 "
    "本年预算数 "
    "预算安排 预算安排数 批复预算数 年初安排数 年初批复数 年初批复预算数 预算批复数 计划数 当年预算数 "
    "预算安排资金 "
    "年度预算安排 预算资金 年度预算金额 预算",
    "project.adjusted_budget": "全年预算数 调整后预算数 调整预算数 调整后预算 预算调整数 全年预算 "
    "年末预算数 "
    "全年预算金额 全年调整后预算数 调整后全年预算数 实际预算数 调整后全年预算 调整后",
    "account.executed": "全年执行数 执行数 预算执行数 实际执行数 执行金额 已执行数 实际支出 实际支出数 "
    "支出数 "
    "累计支出 累计执行数 实际使用 实际执行 全年支出数 实际执行金额 资金执行数 已支出 支出金额 决算数 "
    "全年实际执行数 实际数 实际 "
    "实际支出金额 资金使用数 全年执行 累计支出数 预算执行 执行",
    "account.forecast_executed": "全年预计执行数 预计全年执行数 全年预计支出 预计全年支出数 "
    "全年预计执行金额 "
    "预计执行数 全年预计执行",
    "account.execution_rate": "执行率 预算执行率 资金执行率 执行进度 预算执行进度 支出进度 全年执行率",
    "project.execution_weight": "分值 权重 标准分 标准分值 参考分 指标分值 满分",
    "account.deviation_reason": "原因 未完成原因 偏差原因 偏差原因分析 原因分析 未完成原因分析 原因说明",
    "account.execution_score": "得分 自评得分 自评分 实际得分 评分",
}
# Captions of a row that is the sum of the rows below it; alone in a row they also head the sums beside them.
_TOTAL_WORDS = {
    "project.medium_budget": "中期资金总额 长期资金总额 实施期资金总额 项目总投资 项目总资金 中长期资金总额",
    "project.budget": "年度资金总额 资金总额 总额 合计 总计 项目资金总额 预算总额 年度预算资金总额 "
    "预算资金总额 "
    "年度财政资金总额 财政资金总额 项目总金额 资金合计 全年资金总额 项目预算资金 本年度资金总额 "
    "年度资金申请总额 "
    "年度总金额 年度预算总额 年度总额 资金总量 当年资金总额 预算资金合计 "
    "资金额度 资金规模 项目资金额度 年度资金规模 专项资金规模",
}
# Captions that name a block and hold nothing themselves.
_BLOCK_WORDS = (
    "项目基本情况 基本情况 基本信息 项目基本信息 项目概况信息 绩效指标 年度绩效指标 绩效目标和指标 "
    "绩效指标情况 绩效指标完成情况 "
    "绩效目标及指标 指标完成情况 资金来源 项目支出绩效指标 项目绩效指标 年度绩效指标完成情况 "
    "绩效指标分析 指标 "
    "资金管理情况 总体目标完成情况 年度绩效目标完成情况表 "
    "部门整体支出年度绩效指标 部门整体绩效指标 部门整体支出绩效指标 整体绩效指标 "
    "年度指标 绩效目标设定情况 资金性质 综合评价 绩效自评综述 自评结果情况"
)
_MONEY_BLOCK_WORDS = (
    "项目资金 预算执行情况 项目资金情况 资金情况 项目预算执行情况 年度预算执行情况 预算资金情况 "
    "资金执行情况 "
    "项目资金执行情况 项目资金申请 年度资金情况 预算资金 预算执行 资金投入情况 项目资金投入情况 "
    "项目支出预算 "
    "年度预算申请 项目预算 年度资金 资金投入 项目资金来源 年度项目资金"
)
TOTAL_SCORE_WORDS = "总分 合计 总计 总得分 自评总分 得分合计 合计得分 综合得分 自评得分合计 自评总得分 "
"总分值"


def field_words() -> dict[str, str]:
    """Captions of single values, as written, with their keys; the first meaning of a caption counts."""
    listed = (column for column in PROJECT_LIST.also_read if column.key in _LISTED)
    fields = (field for form in _FORMS for field in form.fields)
    own = (*(_own(one.key, one) for one in fields), *(_own(one.key, one) for one in listed))
    return _first(_FIELD_WORDS, *own)


def official_captions() -> frozenset[str]:
    """The captions of fields as the official forms print them."""
    return frozenset(field.caption.replace(" ", "") for form in _FORMS for field in form.fields)


def goal_words() -> dict[str, str]:
    """Captions of goals and of what was reached of them."""
    parts = (part for block in _blocks(GoalBlock) for part in block.parts)
    return _first(_GOAL_WORDS, *(_own(part.key, part) for part in parts))


def money_words() -> dict[str, str]:
    """Captions over columns of money, with the key of the total row."""
    columns = (c for block in _blocks(MoneyBlock) for half in block.halves for c in half.columns if c.caption)
    return _first(_MONEY_WORDS, *(_own(column.total, column) for column in columns))


def total_words() -> dict[str, str]:
    """Captions beside the sum of all money, with the key of what stands next to them."""
    return _first(_TOTAL_WORDS)


def money_block_words() -> frozenset[str]:
    """Captions of the block of money."""
    blocks = _blocks(MoneyBlock)
    return frozenset((*_MONEY_BLOCK_WORDS.split(), *(w for b in blocks for w in (b.caption, *b.synonyms))))


def block_words() -> frozenset[str]:
    """Captions of other blocks."""
    return frozenset((*_BLOCK_WORDS.split(), *(form.side for form in _FORMS if form.side)))


def _blocks(kind: type[_Block]) -> list[_Block]:
    return [block for form in _FORMS for block in form.blocks if isinstance(block, kind)]


def _own(key: str, holder: Field | Column | GoalPart | MoneyColumn) -> dict[str, str]:
    return {key: " ".join(word.replace(" ", "") for word in (holder.caption, *holder.synonyms) if word)}


def _first(*words: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, captions in (item for one in words for item in one.items()):
        for caption in captions.split():
            found.setdefault(caption, key)
    return found
