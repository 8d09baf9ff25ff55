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
