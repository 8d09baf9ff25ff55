"""Tables as other offices publish them: every cell right, or openly doubted."""

from __future__ import annotations

import pytest

from perfdesk.domain.document import Document
from perfdesk.exchange.contract_json import indicator_json
from perfdesk.exchange.reading import read_text

HEADER = "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t指标名称\t运算符\t单位\t年度目标值\n"


def summary(rows: str, header: str = HEADER) -> Document:
    (document,) = read_text("项目绩效目标汇总表\n" + header + rows, "表.txt")
    return document


def targets(rows: str) -> list[tuple[str, str | None, str | None, str | None]]:
    document = summary("1\t项目一\t概况。\t10\t目标。\t" + "\t\t\t\t\t".join(rows.splitlines(True)))
    told = map(indicator_json, document.projects[0].indicators)
    return [(one["name"], one["operator"], one["unit"], one["target"]) for one in told]


def row(name: str, *, label: str = "") -> str:
    own = f"{label}\t项目{label}\t概况。\t10\t目标。" if label else "\t\t\t\t"
    return f"{own}\t{name}\t≥\t个\t1\n"


def test_a_caption_in_two_lines_is_one_caption() -> None:
    header = (
        "序号\t项目\t项目\t本年预算\t年度绩效\t核心绩效指标\t\t\t\n"
        "\t名称\t概况\t金额(万元)\t目标\t指标名称\t运算符\t单位\t年度目标值\n"
    )
    (project,) = summary(row("甲", label="1"), header).projects
    assert (project.name, project.overview, project.budget, project.annual_goal) == (
        "项目1",
        "概况。",
        "10",
        "目标。",
    )


def names(document: Document) -> list[str]:
    return ["".join(i.name for i in project.indicators) for project in document.projects]


@pytest.mark.parametrize(
    ("shape", "wanted"),
    [
        ("甲1乙丙2丁", ["甲1乙", "丙2丁"]),
        ("甲1乙2丙丁3戊", ["甲1乙", "2", "丙丁3戊"]),
        ("甲乙1丙丁戊己2庚辛", ["甲乙1丙丁", "戊己2庚辛"]),
    ],
)
def test_numbers_in_the_middle_of_tall_cells_take_the_rows_around_them(shape: str, wanted: list[str]) -> None:
    document = summary("".join(row(c, label=c if c.isdigit() else "") for c in shape))
    assert names(document) == wanted
    assert any("合并格的中间" in doubt.what for doubt in document.doubts)


def test_numbers_on_the_first_line_are_not_taken_for_centred() -> None:
    document = summary("".join(row(c, label=c if c.isdigit() else "") for c in "1甲乙2丙3丁戊"))
    assert names(document) == ["1甲乙", "2丙", "3丁戊"]
    assert document.doubts == ()


def test_rows_before_the_first_number_throw_doubt_on_all_that_follow() -> None:
    document = summary("".join(row(c, label=c if c.isdigit() else "") for c in "甲1乙丙丁戊己"))
    assert any("以下各项目的行也请核对" in doubt.what for doubt in document.doubts)


@pytest.mark.parametrize("raw", ["2022.12", "2022", "2022.6"])
def test_a_month_behind_a_time_is_no_number(raw: str) -> None:
    assert targets(f"完成时间\t≤\t年\t{raw}\n") == [("完成时间", None, None, raw)]
    assert targets(f"完成产值\t≥\t万元\t{raw}\n")[0][1] == "≥"


def test_a_qualitative_sign_asks_for_no_comparison_and_is_no_doubt_of_its_own() -> None:
    document = summary("1\t项目一\t概况。\t10\t目标。\t环境\t定性\t\t有效改善\n")
    (indicator,) = document.projects[0].indicators
    assert (indicator.operator, indicator.target) == (None, "有效改善")
    assert document.doubts == ()


def test_the_adjusted_budget_is_a_budget() -> None:
    header = HEADER.replace("本年预算金额 (万元)", "全年预算数")
    assert summary(row("甲", label="1"), header).projects[0].budget == "10"


@pytest.mark.parametrize("name", ["★旧城改造", "旧城改造★", "旧城改造 ☆"])
def test_a_star_before_or_after_the_name_marks_it(name: str) -> None:
    text = (
        "某局2023年上半年重点工作目标完成情况公示\n"
        "工作目标\t目标要求\t责任单位\t完成情况\t完成时限\n"
        f"{name}\t改造小区12个。\t建设科\t已完成6个。\t12月底前\n"
    )
    (document,) = read_text(text, "表.txt")
    (item,) = document.items
    assert (item.name, item.starred, item.progress, item.due_month) == (
        "旧城改造",
        True,
        "已完成6个。",
        "12",
    )
    assert ["责任单位" in doubt.where for doubt in document.doubts] == [True]


@pytest.mark.parametrize("budget", ["约300", "300余", "200-300", "300+50", "300人"])
def test_a_budget_that_is_no_certain_sum_is_doubted(budget: str) -> None:
    document = summary(row("甲", label="1").replace("\t10\t", f"\t{budget}\t"))
    assert document.projects[0].budget == budget
    assert [doubt.what for doubt in document.doubts] == [f"金额“{budget}”不是一个确定的金额，按文字收入"]
