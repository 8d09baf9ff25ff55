"""A clerk's word about header, columns and kind stands over the guess."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from perfdesk.domain.errors import DocumentRefused
from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.recognise import headers_of, recognise
from perfdesk.exchange.tab_text import read_grid
from perfdesk.forms.vocabulary import PROJECT_CARD
from tests.exchange import cards

STRANGE = """
某表
干什么|干多少|怎么算|备查
修路|12|公里|甲
种树|300|株|乙
"""
KEYS = {0: "indicator.name", 1: "indicator.target", 2: "indicator.unit", 3: None}


def grid(drawn: str) -> Grid:
    return read_grid(cards.tabs(drawn), "表.txt")


def test_unknown_captions_are_read_as_they_were_mapped() -> None:
    (document,) = recognise(grid(STRANGE), mapping=KEYS, header_row=2, kind=FormKind.TARGET_APPLICATION)
    assert document.kind is FormKind.TARGET_APPLICATION
    found = [(one.name, one.target, one.unit) for one in document.projects[0].indicators]
    assert found == [("修路", "12", "公里"), ("种树", "300", "株")]
    assert any("备查" in doubt.where for doubt in document.doubts)


def test_without_help_the_captions_found_and_needed_are_named() -> None:
    with pytest.raises(DocumentRefused) as refused:
        recognise(grid(STRANGE))
    assert "干什么" in str(refused.value)
    with pytest.raises(DocumentRefused, match="年度指标值"):
        recognise(grid(STRANGE), mapping={0: "indicator.name"}, header_row=2)


def test_the_nearest_form_is_named_for_a_header_too_weak() -> None:
    with pytest.raises(DocumentRefused) as refused:
        recognise(grid("一级指标|二级指标|三级指标|备注\n产出|数量|修路|甲"))
    assert "三级指标" in str(refused.value)
    assert "考核内容" not in str(refused.value)


def test_a_wrong_guess_is_put_right() -> None:
    drawn = cards.TITLE_ONLY.replace("指标值|", "计划数|")
    with pytest.raises(DocumentRefused):
        recognise(grid(drawn))
    (document,) = recognise(grid(drawn), mapping={4: "indicator.target"}, header_row=2)
    assert [one.target for one in document.projects[0].indicators] == ["8", "100", "1.2"]


def test_the_same_thing_in_two_columns_is_refused() -> None:
    twice = {0: "indicator.name", 1: "indicator.target", 2: "indicator.target"}
    with pytest.raises(DocumentRefused, match="同一项"):
        recognise(grid(STRANGE), mapping=twice, header_row=2)


def test_a_header_can_be_shown_and_remembered() -> None:
    (match,) = headers_of(grid(cards.SELF_EVALUATION))
    assert (match.kind, match.line, match.rows) == (FormKind.SELF_EVALUATION, 13, 1)
    keys = {column.caption: column.key for column in match.columns}
    assert (keys["三级指标"], keys["绩效指标"]) == ("indicator.name", None)
    assert match.unknown == ("绩效指标",)
    assert ("entry.actual", "实际完成值") in match.keys
    other = cards.SELF_EVALUATION.replace("渡口", "航标")
    assert headers_of(grid(other))[0].signature == match.signature


WORDS = {
    column.key: column.synonyms
    for column in PROJECT_CARD.columns
    if column.key
    in {
        *("indicator.level1", "indicator.level2", "indicator.name", "indicator.target"),
        *("entry.actual", "indicator.weight", "entry.score", "entry.deviation_reason"),
    }
}
AMBIGUOUS = ("预期目标", "年度目标", "目标", "年初设定目标", "指标内容", "原因", "绩效指标", "年度绩效指标")
ROW = {
    "indicator.level1": "产出指标",
    "indicator.level2": "数量指标",
    "indicator.name": "改造渡口数",
    "indicator.target": "≥12处",
    "entry.actual": "11处",
    "indicator.weight": "20",
    "entry.score": "18.33",
    "entry.deviation_reason": "一处征地未完成",
}


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_any_synonym_in_any_order_beside_any_strange_column_is_the_same_table(data: st.DataObject) -> None:
    order = data.draw(st.permutations(list(WORDS)))
    captions = {
        key: data.draw(st.sampled_from([word for word in words if "{" not in word and word not in AMBIGUOUS]))
        for key, words in WORDS.items()
    }
    spaced = {key: " ".join(text) if data.draw(st.booleans()) else text for key, text in captions.items()}
    header, row = [spaced[key] for key in order], [ROW[key] for key in order]
    for name in data.draw(st.lists(st.sampled_from(["责任处室", "", "填表时间"]), max_size=2, unique=True)):
        place = data.draw(st.integers(0, len(header)))
        header.insert(place, name)
        row.insert(place, "")
    table = f"项目支出绩效自评表\n项目名称|渡口改造\n{'|'.join(header)}\n{'|'.join(row)}"
    (document,) = recognise(grid(table))
    (one,) = document.projects[0].indicators
    assert (one.level1, one.level2, one.name, one.raw_target) == (
        "产出指标",
        "数量指标",
        "改造渡口数",
        "≥12处",
    ), header
    assert (one.actual, one.weight, one.score) == ("11处", "20", "18.33"), header
    assert one.deviation_reason == "一处征地未完成", header
