"""The same table as workbook, Word document and text: merged cells change nothing that is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from perfdesk.domain.document import Document
from perfdesk.exchange.reading import read_document, read_text
from tests.exchange.merged_tables import SELF_EVALUATION, cells_of, word, workbook


def plain(document: Document) -> Document:
    """What is stated, wherever it stands."""
    return replace(document, source="", repairs=(), doubts=())


def as_text(drawn: str) -> Document:
    lines = ["\t".join("" if cell in ("<", "^") else cell for cell in row) for row in cells_of(drawn)]
    (document,) = read_text("\n".join(lines), "表.txt")
    return document


@pytest.mark.parametrize(("make", "name"), [(workbook, "表.xlsx"), (word, "表.docx")])
def test_merged_cells_are_read_like_written_out_ones(
    make: Callable[[str, Path], Path], name: str, tmp_path: Path
) -> None:
    (document,) = read_document(make(SELF_EVALUATION, tmp_path / name))
    assert plain(document) == plain(as_text(SELF_EVALUATION))
    (project,) = document.projects
    assert project.name == "渡口安全设施改造"
    assert [one.level2 for one in project.indicators[:3]] == ["数量指标", "数量指标", "质量指标"]
    assert project.total_score == "97.83"
    assert document.doubts == ()


TALL = SELF_EVALUATION.replace("^|^|^|更新标志牌|≥30块|30块|10|10|", "^|^|^|更新标志牌|^|30块|^|10|^")


def test_a_target_merged_over_two_rows_holds_for_both_and_points_do_not(tmp_path: Path) -> None:
    (document,) = read_document(workbook(TALL, tmp_path / "表.xlsx"))
    first, second, *_ = document.projects[0].indicators
    assert (first.target, second.target, second.unit) == ("12", "12", "处")
    assert (first.deviation_reason, second.deviation_reason) == ("一处征地未完成", "一处征地未完成")
    assert (first.weight, second.weight) == ("20", None)
    assert sum("跨过的每一行" in repair.what for repair in document.repairs) == 2
    together, other_unit = (doubt.what for doubt in document.doubts)
    assert "合在一起" in together
    assert "“30块”与目标值的单位“处”不同" in other_unit


OBJECTIVES = """江北县卫健局2022年1-6月绩效考核目标进展情况公示|<|<|<|<
目标名称|考核内容及指标|进展情况|指标属性|完成时限（月）
疫苗接种|接种率达到95%。|接种率96.2%。|约束性|12
家医签约|签约率75%以上。|签约率71%。|预期性|^
党建工作|完成年度任务。|按计划推进。|^|^"""


def test_a_deadline_merged_over_several_objectives_holds_for_each(tmp_path: Path) -> None:
    (document,) = read_document(workbook(OBJECTIVES, tmp_path / "表.xlsx"))
    assert [(item.attribute, item.due_month) for item in document.items] == [
        ("约束性", "12"),
        ("预期性", "12"),
        ("预期性", "12"),
    ]
    assert sum("跨过的每一行" in repair.what for repair in document.repairs) == 3


PROJECTS = """2024年项目绩效目标汇总表|<|<|<|<
项目名称|实施单位|预算金额（万元）|指标名称|目标值
城区路灯|县市政中心|300|更换路灯|≥260盏
^|^|^|节电率|≥30%
公园养护|^|^|养护面积|≥6公顷"""


def test_a_unit_merged_over_two_projects_holds_for_both_and_a_sum_does_not(tmp_path: Path) -> None:
    (document,) = read_document(workbook(PROJECTS, tmp_path / "表.xlsx"))
    lights, park = document.projects
    assert (lights.implementing_unit, park.implementing_unit) == ("县市政中心", "县市政中心")
    assert (lights.budget, park.budget) == ("300", None)
    assert len(lights.indicators) == 2
    assert ["合在一起" in doubt.what for doubt in document.doubts] == [True]
