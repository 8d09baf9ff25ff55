"""A small office whose year can be scored: one whole project, and an objective with a scheme."""

from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Entry, Indicator, Objective, Project, Run
from perfdesk.domain.scoring.scheme_reading import write_inputs
from perfdesk.paths import resources

BOOK, PROJECT, RUN, OBJECTIVE = 1, 2, 3, 4
SCHEME = (resources() / "schemes" / "investment.toml").read_text(encoding="utf-8")
INPUTS = write_inputs({"n": "12", "T": "20", "L": "60%", "a": "0", "b": "0", "c": "0"})


def scored_office() -> Office:
    """Points lost: 3.00 for visits, 1.30 for money; all else is reached."""
    rows = (
        Indicator(11, PROJECT, None, 1, "产出指标", "数量指标", "服务人次", "≥", "人次", "1000", "30"),
        Indicator(12, PROJECT, None, 2, "产出指标", "质量指标", "合格率", "=", "%", "100", "20"),
        Indicator(13, PROJECT, None, 3, "效益指标", "社会效益指标", "服务水平", None, None, "明显提高", "30"),
        Indicator(14, PROJECT, None, 4, "满意度指标", "服务对象满意度指标", "满意度", "≥", "%", "90", "10"),
        Indicator(
            15, PROJECT, None, 5, "产出指标", "数量指标", "三年服务人次", "≥", None, "3000", term="medium"
        ),
    )
    return Office(
        [
            Book(BOOK, unit_name="甲局", year="2025", form="self_evaluation", title="项目支出绩效自评表"),
            Project(PROJECT, book=BOOK, seq="1", name="便民服务", budget="180", adjusted_budget="200"),
            Objective(OBJECTIVE, book=BOOK, position=2, name="项目招引", scheme=SCHEME),
            *rows,
            Run(RUN, book=BOOK, from_month=1, to_month=12, label="1-12月"),
            Entry(21, RUN, 11, "900"),
            Entry(22, RUN, 12, "100%"),
            Entry(23, RUN, 13, "达成", score="30"),
            Entry(24, RUN, 14, "95.5"),
            Account(25, RUN, PROJECT, executed="174"),
            Account(26, RUN, None, OBJECTIVE, scheme_inputs=INPUTS),
        ]
    )
