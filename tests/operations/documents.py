"""Two small documents as readers give them, for the tests of the operations."""

from perfdesk.domain.document import Document, ReadIndicator, ReadItem, ReadProject
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
