"""An office whose projects have all that forms A, B and C print: money by source, halves, causes, points."""

from __future__ import annotations

from perfdesk.domain.office import Office
from perfdesk.domain.records import (
    Account,
    Book,
    Entry,
    Fund,
    Indicator,
    Likelihood,
    Objective,
    Outlay,
    Project,
    Record,
    Run,
    Term,
)

GOAL = "1.新建标准化养老服务站25个，服务老年人不少于8000人次。2.养老服务站月均开放不少于22天，投诉按期办结。"
LEVELS = (
    ("产出指标", "数量指标", "新建养老服务站", "≥", "25", "个", "15", "26"),
    ("产出指标", "数量指标", "服务老年人次", "≥", "8000", "人次", "10", "8120"),
    ("产出指标", "质量指标", "验收合格率", "=", "100", "%", "10", "100"),
    ("产出指标", "时效指标", "按期开工率", "≥", "95", "%", "10", "92.5"),
    ("产出指标", "成本指标", "单站建设成本", "≤", "12.5", "万元", "5", "11.98"),
    ("效益指标", "社会效益指标", "服务覆盖率", "≥", "60", "%", "20", "63"),
    ("效益指标", "可持续影响指标", "长效管护机制", None, "健全", None, "10", "已建立"),
    ("满意度指标", "服务对象满意度指标", "老年人满意度", "≥", "90", "%", "10", "88.4"),
)


def full_office(projects: int = 2, secret: tuple[int, ...] = ()) -> Office:
    """A book of that many projects with runs of 1-7月 (2) and of the year (3), and a book of objectives."""
    records: list[Record] = [
        Book(1, "某市民政局", "2022", "target_summary", "项目绩效目标汇总表"),
        Run(2, 1, 1, 7, "1-7月"),
        Run(3, 1, 1, 12, "1-12月"),
        Book(4, "某市民政局", "2022", "progress_disclosure", "某市民政局2022年1-6月进展情况公示"),
        Run(5, 4, 1, 6, "1-6月"),
        Objective(6, 4, 0, "绩效指标", "职能指标", "养老服务", True, GOAL, "预期性", "12"),
        Account(7, 5, objective=6, narrative="已建成养老服务站14个。"),
    ]
    for number in range(projects):
        records += _project(number, 1000 * (number + 1), number in secret)
    return Office(records)


def _project(number: int, base: int, secret: bool) -> list[Record]:
    name = f"第{number + 1}批养老服务站建设专项"
    project = Project(
        base,
        book=1,
        position=number,
        seq=str(number + 1),
        name=name,
        overview="支持街道新建养老服务站。",
        budget="312.5",
        annual_goal=GOAL,
        department="219-某市民政局",
        implementing_unit="某市养老服务中心",
        code="51000022R000000019951" if number == 0 else None,
        attribute="延续项目",
        period="2022年—2024年",
        medium_goal="三年新建养老服务站80个，覆盖全部街道。",
        medium_budget="1000",
        adjusted_budget="300",
        execution_weight="10",
        manager="某某",
        phone="0000-0000000",
        is_secret=secret,
        approved_on="2022-02-18",
        approval_doc="市财发〔2022〕9号",
    )
    account = Account(
        base + 1,
        3,
        project=base,
        narrative="建成26个站。",
        executed="289.974",
        conclusion="自评为良，主要目标基本完成。" if number == 0 else None,
        problems="一是雨季停工；\n二是老旧小区协调时间长。" if number == 0 else None,
        corrective_action="提前一个季度完成选址。" if number == 0 else None,
    )
    funds: list[Record] = [
        Fund(base + 2, base, 0, "财政拨款", "900", "300.5", "288"),
        Fund(base + 3, base, 1, "其他资金", "100", "12", "12"),
        Outlay(base + 4, 3, base + 2, "278", None),
        Account(base + 5, 2, project=base, narrative="已建14个。", executed="158.2", forecast_executed="300"),
        Outlay(base + 6, 2, base + 2, "150", "288"),
    ]
    rows: list[Record] = []
    for at, (level1, level2, title, operator, target, unit, weight, actual) in enumerate(LEVELS):
        one = base + 100 + 10 * at
        rows += [
            Indicator(one, base, None, at, level1, level2, title, operator, unit, target, weight),
            Entry(one + 1, 3, one, actual, score=weight, deviation_reason="雨季延期" if at == 3 else None),
            Entry(
                one + 2,
                2,
                one,
                actual="14" if at == 0 else None,
                forecast=target,
                likelihood=(Likelihood.POSSIBLE if at == 3 else Likelihood.CERTAIN).value,
                cause_funding=at == 3,
                deviation_reason="开工前要重新招标" if at == 3 else None,
                note="加快招标" if at == 3 else None,
            ),
        ]
    medium = Indicator(
        base + 900,
        base,
        None,
        90,
        "产出指标",
        "数量指标",
        "三年新建站",
        "≥",
        "个",
        "80",
        term=Term.MEDIUM.value,
    )
    return [project, account, *funds, *rows, medium]
