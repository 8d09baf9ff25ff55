"""Two small documents as readers give them, for the tests of the operations."""

from perfdesk.domain.document import Document, ReadFund, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.form_kind import FormKind

SUMMARY = Document(
    kind=FormKind.TARGET_SUMMARY,
    title="项目绩效目标汇总表",
    source="汇总.txt",
    projects=(
        ReadProject(
            "1",
            "图书购置",
            overview="购书",
            budget="120.5",
            annual_goal="购书三千册",
            indicators=(
                ReadIndicator("新增图书", "≥", "册", "3000", "3000"),
                ReadIndicator("读者满意度", "≥", "%", "90", "90"),
            ),
        ),
        ReadProject("2", "设备更新", budget="30"),
    ),
)
DISCLOSURE = Document(
    kind=FormKind.PROGRESS_DISCLOSURE,
    title="甲单位2025年1-6月绩效考核目标进展情况公示",
    source="进展.txt",
    unit_name="甲单位",
    year="2025",
    period="1-6月",
    months=(1, 6),
    items=(
        ReadItem("绩效指标", "职能指标", "借阅", True, "全年借阅增长8%。", "同比增长6%。", "预期性", "12"),
        ReadItem(
            "绩效指标", "职能指标", "安全", False, "不发生事故。（计分方法：每起扣5分。）", "", "约束性", "12"
        ),
    ),
)
APPLICATION = Document(
    kind=FormKind.TARGET_APPLICATION,
    title="项目支出绩效目标申报表",
    source="申报.xlsx",
    unit_name="甲单位",
    year="2025",
    projects=(
        ReadProject(
            None,
            "图书购置",
            budget="120.5",
            annual_goal="购书三千册",
            medium_goal="三年购书一万册",
            medium_budget="400",
            department="文化局（208）",
            implementing_unit="甲单位",
            attribute="延续项目",
            period="3年",
            funds=(ReadFund("财政拨款", medium="300", initial="100"), ReadFund("其他资金", initial="20.5")),
            indicators=(
                ReadIndicator("新增图书", "≥", "册", "10000", "≥10000册", "产出", "数量", term="medium"),
                ReadIndicator("新增图书", "≥", "册", "3000", "≥3,000册", "产出指标", "数量指标"),
                ReadIndicator("读者满意度", "≥", "%", "90", "≥90%", "满意度指标", "服务对象满意度指标"),
            ),
        ),
    ),
)
MONITORING = Document(
    kind=FormKind.MONITORING,
    title="项目支出绩效目标执行监控表",
    source="监控.xlsx",
    unit_name="甲单位",
    year="2025",
    period="1-7月",
    months=(1, 7),
    projects=(
        ReadProject(
            None,
            "图书购置",
            budget="120.5",
            executed="60.25",
            forecast_executed="118",
            funds=(ReadFund("财政拨款", initial="100", executed="50", forecast="98"),),
            indicators=(
                ReadIndicator(
                    "新增图书",
                    "≥",
                    "册",
                    "3000",
                    "≥3000册",
                    "产出指标",
                    "数量指标",
                    actual="1200",
                    forecast="2800",
                    likelihood="possible",
                    causes=("cause_funding", "cause_other"),
                    deviation_reason="拨款晚",
                    remark="年底前补齐",
                ),
                ReadIndicator("读者满意度", "≥", "%", "90", "≥90%", "满意度", "服务对象满意度", actual="92%"),
            ),
        ),
    ),
)
EVALUATION = Document(
    kind=FormKind.SELF_EVALUATION,
    title="项目支出绩效自评表",
    source="自评.docx",
    unit_name="甲单位",
    year="2025",
    projects=(
        ReadProject(
            None,
            "图书购置",
            budget="120.5",
            adjusted_budget="110",
            executed="104.5",
            execution_rate="95.00%",
            execution_weight="10",
            execution_score="9.5",
            total_score="97.5",
            narrative="已购书三千一百册",
            conclusion="优",
            indicators=(
                ReadIndicator(
                    "新增图书",
                    "≥",
                    "册",
                    "3000",
                    "≥3000册",
                    "产出指标",
                    "数量指标",
                    actual="3100",
                    weight="50",
                    score="50",
                ),
            ),
        ),
    ),
)
