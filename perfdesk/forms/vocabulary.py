"""What offices write over the columns and beside the cells of project tables, by key: synonyms as data.

A form's own captions stand in its definition. Here stand those of other places and years, the likelier
ones first: where two columns of a table could be the same thing, the earlier synonym wins. Captions are
compared without spaces, brackets, months, years and numbering.
"""

from dataclasses import replace

from perfdesk.domain.form_kind import FormKind
from perfdesk.forms.form import Column, Form, Holds, Merge
from perfdesk.forms.monitoring import MONITORING
from perfdesk.forms.progress_disclosure import PROGRESS_DISCLOSURE
from perfdesk.forms.self_evaluation import SELF_EVALUATION
from perfdesk.forms.target_application import TARGET_APPLICATION
from perfdesk.forms.target_summary import TARGET_SUMMARY

_Words = dict[str, str]
_BLOCK_FORMS = (TARGET_APPLICATION, MONITORING, SELF_EVALUATION)

_INDICATOR_WORDS: _Words = {
    "indicator.seq": "指标序号 指标编号 序号 编号",
    "entry.completion": "完成率 指标完成率 目标完成率 完成比例 完成百分比 是否达标 达标情况 是否完成目标",
    "indicator.level1": "一级指标 一级 一级指标名称 一级绩效指标 指标类别 指标类型 指标分类 一级目标",
    "indicator.level2": "二级指标 二级 二级指标名称 二级绩效指标 指标子类 二级目标",
    "indicator.name": "三级指标 三级指标名称 三级绩效指标 指标名称 绩效指标名称 三级 具体指标 明细指标 "
    "核心指标 指标内容 绩效指标内容 考核指标 指标 绩效指标 年度绩效指标",
    "indicator.operator": "运算符 计算符号 运算符号 计算符 比较符 比较符号 指标符号 关系符 关系符号 "
    "指标方向 "
    "符号 指标性质 绩效指标性质 比较关系 运算关系 指标比较符 逻辑符号",
    "indicator.unit": "计量单位 度量单位 指标单位 指标值单位 目标值单位 绩效度量单位 绩效指标度量单位 "
    "绩效指标单位 指标度量单位 指标计量单位 单位",
    "indicator.target": "年度指标值 年度目标值 指标值 目标值 预期指标值 年度预期指标值 全年目标值 "
    "年初目标值 "
    "全年指标值 年初指标值 当年预期实现值 预期实现值 当年预期值 年度预期值 全年预期值 年初预期值 "
    "年初设定目标值 "
    "年初设定值 绩效指标值 年度绩效指标值 指标目标值 目标指标值 绩效目标值 年度绩效目标值 年初绩效目标值 "
    "批复指标值 批复目标值 预期目标值 全年预期目标值 预期值 计划值 年度计划值 计划完成值 计划指标值 "
    "预计指标值 "
    "本年目标值 当年目标值 当年指标值 本年度计划水平 预期水平 预期完成值 设定值 标准值 参考值 计划目标值 "
    "三级指标值 预计完成目标 年初设定目标 预期目标 年度目标 目标 "
    "数值及单位 指标数值 目标数值 数值 年初目标 全年目标 本年目标",
    "entry.actual": "实际完成值 全年完成值 全年实际完成值 年度实际完成值 本年实际完成值 年度完成值 "
    "本期实际 "
    "实际完成指标值 指标完成值 实际指标值 自评完成值 实际实现值 实际值 完成值 当前完成值 目前完成值 "
    "阶段完成值 "
    "截至目前完成值 监控期完成值 累计完成值 实际完成情况 执行情况 指标执行情况 指标完成情况 实际执行情况 "
    "目前完成情况 全年完成情况 年度完成情况 目标完成情况 完成情况 实际完成数 完成数 实际执行值 执行值 "
    "实际水平 "
    "实际完成 全年实际值 年度实际值 本年实际值 当年实际值 年末实际值 期末完成值 实际达成值 实际完成指标 "
    "全年完成指标值 当前完成情况 截至目前完成情况 阶段性完成情况 本期完成值 本期完成情况 累计完成情况 "
    "累计完成 完成结果 实际完成结果 指标实际值",
    "entry.forecast": "全年预计完成情况 全年预计完成值 预计全年完成值 预计全年完成情况 年度预计完成情况 "
    "全年预计实现值 预计完成情况 预计完成值 预计年底完成值 预计年度完成值 全年预计",
    "entry.likelihood": "完成目标可能性 目标完成可能性 完成可能性 完成可能性分析 完成目标可能性分析 "
    "实现目标可能性 预计完成可能性 绩效目标完成可能性 指标完成可能性 全年目标完成可能性",
    "entry.likelihood.certain": "确定能 一定能 肯定能 确定能够 能完成 确定",
    "entry.likelihood.possible": "有可能 可能 基本能",
    "entry.likelihood.impossible": "完全不可能 不可能 完全不能 确定不能 不能",
    "entry.cause_funding": "经费保障 资金保障 经费",
    "entry.cause_rules": "制度保障 制度",
    "entry.cause_staff": "人员保障 人员",
    "entry.cause_facilities": "硬件条件保障 硬件保障 硬件条件 设施保障 硬件",
    "entry.cause_other": "其他 其它 其他原因",
    "entry.deviation_reason": "偏差原因分析及改进措施 偏差原因分析与改进措施 偏差原因分析和改进措施 "
    "未完成原因分析及改进措施 未完成原因及改进措施 未完成原因和改进措施 未完成原因和拟采取的改进措施 "
    "未完成原因和拟采取措施 原因说明 偏差原因分析 偏差原因说明 偏差原因 未完成原因分析 未完成原因说明 "
    "偏差大或目标未完成原因分析 偏差较大或未完成原因 偏差或不能完成目标原因分析 未完成指标原因分析 "
    "未达标原因 "
    "未完成原因 偏差分析 扣分原因及说明 扣分原因 原因分析 原因",
    "entry.corrective_action": "改进措施 拟采取的改进措施 拟采取措施 下一步改进措施 整改措施 纠偏措施 "
    "相关建议或举措 改进措施及结果应用方案 改进建议",
    "entry.score": "得分 自评得分 自评分 单位自评得分 实际得分 评价得分 指标得分 自评分数 最终得分 评分",
    "entry.narrative": "完成情况说明 完成情况描述 工作进展 进展说明 进展情况",
    "indicator.weight": "分值 权重 指标权重 指标分值 权重分值 分值权重 权重分 权重值 标准分 标准分值 "
    "参考分 "
    "满分 指标满分 分数",
    "indicator.baseline": "基期值 基准值 历史值 历史标准 基期",
    "indicator.last_actual": "上年实际值 上年实际完成值 上年完成值 上年度完成值 上年度实际水平 上年实际 "
    "上年指标值 上年度实际值",
    "indicator.definition": "指标解释 指标说明 指标定义 指标释义 指标内涵 指标内容/计算公式 计算公式 "
    "计算方法 指标值说明 指标解释及计算公式 指标说明及计算方法 指标内容",
    "indicator.scoring_rule": "评分标准 评(扣)分标准 评扣分标准 赋分规则 评分规则 评价标准 计分方法 "
    "计分标准 "
    "评分细则 得分计算方法 评分方法 绩效标准",
    "indicator.data_source": "数据来源 资料来源 佐证资料 佐证材料 证明材料",
    "entry.note": "备注 备注说明 说明",
}
_PROJECT_WORDS: _Words = {
    "project.seq": "序号 编号 项目序号",
    "project.name": "项目名称 支出项目名称 项目支出名称 专项名称 专项资金名称 转移支付名称 政策名称 "
    "支出项目 项目",
    "project.overview": "项目概况 项目概述 项目内容 项目简介 项目基本情况 立项依据 主要内容 项目主要内容 "
    "项目实施内容 项目基本概况 项目情况 项目立项依据",
    "project.budget": "本年预算金额 预算金额 本年预算 年度预算 预算数 项目预算 年度预算金额 本年预算数 "
    "年度预算数 年初预算数 全年预算数 预算安排 预算总额 预算资金 资金预算 项目资金 年初预算 年初预算金额 "
    "预算 资金总额 年度资金总额 项目资金总额 年度资金 预算总金额 项目金额 安排资金 资金安排 预算安排金额 "
    "预算额 项目总额 项目经费 经费预算 预算经费 资金规模 资金合计 经费 金额",
    "project.annual_goal": "年度绩效目标 年度总体目标 年度总体绩效目标 绩效目标 总体目标 年度目标 "
    "总体绩效目标 "
    "项目绩效目标 项目总体目标 项目年度目标 项目年度绩效目标 年度工作目标 年初绩效目标 当年绩效目标 "
    "整体目标 全年目标 预期目标 年初设定目标",
    "project.code": "项目编码 项目代码 项目编号",
    "project.department": "主管部门及代码 主管部门 主管部门名称 预算主管部门 主管预算部门 项目主管部门 "
    "业务主管部门 中央主管部门 省级主管部门 市级主管部门 地方主管部门 主管单位 部门名称 主管部门和代码 "
    "责任部门 责任科室 责任处室 责任股室 牵头部门 牵头科室 牵头处室 归口管理部门 归口部门 归口科室 "
    "主管科室 主管处室 业务科室 业务处室 业务部门",
    "project.implementing_unit": "实施单位 项目实施单位 实施单位名称 具体实施单位 项目单位 预算单位 "
    "预算单位名称 "
    "执行单位 承担单位 项目承担单位 资金使用单位 使用单位 资金使用部门 申报单位 项目申报单位 责任单位 "
    "单位名称",
    "project.attribute": "项目属性 项目类型 项目类别 项目性质 项目分类",
    "project.period": "项目期 项目期限 项目周期 项目实施期 项目实施期限 项目实施周期 实施期限 实施周期 "
    "项目起止时间 项目起止日期 项目起止年限 起止时间 执行期限",
    "project.adjusted_budget": "全年预算数 调整后预算数 调整后预算 调整预算数 全年预算 全年预算金额",
    "account.executed": "执行数 全年执行数 已执行金额 预算执行数 执行金额 实际执行数 已执行数 支出数 "
    "支出金额 实际支出 累计支出 累计支出数 实际支出数 全年支出数 累计执行数 已支出 已支出数 "
    "已支出金额 实际支出金额 全年支出",
    "project.execution_rate": "预算执行率 执行率 资金执行率",
    "project.manager": "项目负责人 负责人 项目联系人",
    "indicator.list": "绩效指标及目标值 绩效指标及指标值 绩效指标和目标值 绩效指标和指标值 指标及目标值 "
    "指标及指标值 指标名称及目标值 指标名称及指标值 绩效指标与目标值 主要绩效指标 绩效指标情况",
    "project.phone": "联系电话 电话 联系方式",
    "account.forecast_executed": "全年预计执行数 预计全年执行数 全年预计支出 预计全年支出数 全年预计执行金额",
    "account.total_score": "总分 自评总分 总得分 自评总得分 综合得分 自评综合得分 综合评分 项目得分 "
    "项目自评得分",
    "account.conclusion": "评价结论 自评结论 绩效评价结论 评价等次 评价等级 自评等次 自评等级 评定等级 "
    "评价结果 自评结果 绩效等级 绩效评级",
    "account.problems": "存在问题 存在的问题 主要问题 存在的主要问题 存在主要问题",
}
_HOLDS = {
    "project.seq": Holds.NUMBER,
    "indicator.seq": Holds.NUMBER,
    "project.overview": Holds.PROSE,
    "project.annual_goal": Holds.PROSE,
    "account.conclusion": Holds.PROSE,
    "account.problems": Holds.PROSE,
    "indicator.operator": Holds.OPERATOR,
    "indicator.unit": Holds.UNIT,
    **dict.fromkeys(
        (
            *("project.budget", "project.adjusted_budget", "account.executed", "project.execution_rate"),
            *("account.total_score", "account.forecast_executed", "entry.completion"),
            *("indicator.target", "indicator.weight", "indicator.baseline", "indicator.last_actual"),
            *("entry.actual", "entry.forecast", "entry.score"),
        ),
        Holds.FIGURE,
    ),
    **dict.fromkeys(
        (
            *("entry.deviation_reason", "entry.corrective_action", "entry.narrative"),
            *("indicator.definition", "indicator.scoring_rule", "indicator.data_source", "entry.note"),
            "indicator.list",
        ),
        Holds.PROSE,
    ),
}


def _of_forms(key: str) -> tuple[str, ...]:
    """What the official forms call a column themselves."""
    columns = (column for form in _BLOCK_FORMS for column in (*form.columns, *form.also_read))
    return tuple(
        dict.fromkeys(
            word for column in columns if column.key == key for word in (column.caption, *column.synonyms)
        )
    )


def _columns(words: _Words) -> tuple[Column, ...]:
    return tuple(
        Column(
            key,
            known.split()[0],
            20,
            merge=Merge.NONE if key.startswith(("indicator.", "entry.")) else Merge.OWNER,
            synonyms=(*known.split(), *_of_forms(key)),
            required=False,
            vertical=key in ("indicator.level1", "indicator.level2"),
            holds=_HOLDS.get(key, Holds.LABEL),
            computed=key in ("indicator.seq", "entry.completion"),
        )
        for key, known in words.items()
    )


_ALL = {column.key: column for column in _columns(_PROJECT_WORDS | _INDICATOR_WORDS)}


def _list_of_projects() -> Form:
    """The summary's own columns with all synonyms, then every other column a list of projects may have."""
    own = tuple(
        replace(column, synonyms=_ALL[column.key].synonyms) if column.key in _ALL else column
        for column in TARGET_SUMMARY.columns
    )
    known = {column.key for column in own}
    return replace(
        TARGET_SUMMARY,
        columns=own,
        also_read=tuple(column for key, column in _ALL.items() if key not in known),
    )


PROJECT_LIST = _list_of_projects()
OBJECTIVE_LIST = PROGRESS_DISCLOSURE
# The indicator table of one project, below the blocks that name the project.
PROJECT_CARD = Form(
    kind=FormKind.SELF_EVALUATION,
    name="项目绩效表",
    title="",
    rows="indicator",
    columns=_columns(_INDICATOR_WORDS),
    essential=("indicator.name", "indicator.target"),
)
SHAPES = (PROJECT_LIST, OBJECTIVE_LIST, PROJECT_CARD)
