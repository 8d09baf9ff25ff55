"""Clauses, sentences and what is passed over in prose."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.clauses import clauses_of, masked, sentences_of, unmarked


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1.建库。2.建智库。3.举办论坛。", ["1.", "2.", "3."]),
        ("1. 全市新增30家。 2. 融资达到2500亿元以上。", ["1.", "2."]),
        ("一、抓项目；二、抓服务。", ["一、", "二、"]),
        ("（一）抓项目。（2）抓服务。", ["（一）", "（2）"]),
        ("①排查；②整改", ["①", "②"]),
        ("3 月份举办总决赛。2.举办总决赛。2.报告已发布。", [None, "2.", "2."]),
        ("1.约谈指导。2.5 月-7 月开展排查。4.按季度报告。", ["1.", "2.", "4."]),
        ("1.2018年举办大赛。", ["1."]),
        ("到位资金超过2.5亿元。1.5倍杠杆", [None]),
        ("2.5亿元已到位。", [None]),
        ("一、二季度持续增长。", [None]),
        ("1、2月份合计增长。", [None]),
        ("发布2.0版本，提供3.5万册图书", [None]),
        ("总决赛（1）和（2）", [None]),
        ("按文件执行。（计分方法：1.得70分。2.占30分。）", [None, "1.", "2."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_a_clause_keeps_the_number_it_was_given(text: str, marks: list[str | None]) -> None:
    assert [clause.mark for clause in clauses_of(text)] == marks


def test_clauses_carry_their_words_and_place() -> None:
    text = "总则。 1. 建库。\n2、发布《要点》。"
    assert [(c.text, text[c.start]) for c in clauses_of(text)] == [
        ("总则。", "总"),
        ("建库。", " "),
        ("发布《要点》。", "发"),
    ]


def test_sentences_end_at_stops_and_lines() -> None:
    text = "增长8%；下降2%。\n 持平"
    assert [(s.text, text.index(s.text) == s.start) for s in sentences_of(text)] == [
        ("增长8%", True),
        ("下降2%", True),
        ("持平", True),
    ]


def test_titles_document_numbers_and_brackets_are_blanked_at_their_length() -> None:
    text = "印发《2018年要点》（杭金〔2018〕1号），[2019]81号，167家（国内131家)"
    blank = masked(text)
    assert len(blank) == len(text)
    assert [word for word in ("2018", "1号）", "2019", "131") if word in blank] == []
    assert "167家" in blank
    assert "131" in masked(text, brackets=False)


TEXTS = st.text(alphabet="1２3.．、一二（）()《》〔〕①②。；，:\n \u3000年月建设", max_size=80)


@given(TEXTS)
def test_nothing_but_numbers_is_lost(text: str) -> None:
    found = clauses_of(text)
    kept = "".join((clause.mark or "") + clause.text for clause in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert len(masked(text)) == len(unmarked(text)) == len(text)
    for sentence in sentences_of(text):
        assert text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
