"""Lines that are not data, several tables in one file, and what stays doubtful."""

from __future__ import annotations

from perfdesk.domain.form_kind import FormKind
from perfdesk.exchange.contract_json import to_contract
from perfdesk.exchange.reading import read_text
from tests.exchange.tables import (
    CUT_DISCLOSURE,
    CUT_SUMMARY,
    DISCLOSURE_HEADER,
    SUMMARY_HEADER,
    disclosure,
    doubts,
    names,
    project,
    read,
    repairs,
    row,
    summary,
)

ONE = ("清淤长度", "≥", "公里", "12.5")
TWO = ("群众满意度", "≥", "%", "90")


# -- lines that are not data


def test_totals_notes_and_signatures_are_left_out_and_told() -> None:
    document = read(
        summary(
            project("1", "甲项目", ONE, budget="10"),
            project("2", "乙项目", TWO, budget="20.5"),
            row("合 计", "", "", "30.5"),
            "注：资金来源为市级财政。",
            "2.以上均含税。",
            "填表人：经办人   联系电话：0577-1234567",
            "2023年3月1日",
            "第 1 页 共 1 页",
        )
    )
    assert len(document.projects) == 2
    assert document.doubts == ()
    befores = [r.before for r in document.repairs]
    assert befores[:6] == [
        "合 计 │ 30.5",
        "注：资金来源为市级财政。",
        "2.以上均含税。",
        "填表人：经办人   联系电话：0577-1234567",
        "2023年3月1日",
        "第 1 页 共 1 页",
    ]


def test_a_total_that_does_not_add_up_is_doubtful() -> None:
    document = read(summary(project("1", "甲项目", ONE, budget="10"), row("合计", "", "", "11")))
    assert "合计 11 万元与各项目预算之和 10 万元不符" in doubts(document)


def test_headings_and_stray_lines_inside_are_doubts() -> None:
    document = read(
        summary(
            row("一、民生类"),
            project("1", "甲项目", ONE),
            "这一行没有制表符",
            row("", "", "", "", "", *TWO),
        )
    )
    assert len(document.projects[0].indicators) == 2
    assert "“一、民生类”" in doubts(document)
    assert "“这一行没有制表符”" in doubts(document)


def test_more_and_fewer_empty_cells_at_the_end_are_nothing() -> None:
    lines = summary(project("1", "甲项目", ONE, TWO), project("2", "乙项目", TWO)).split("\n")
    more = "\n".join(line + "\t\t" if "\t" in line else line for line in lines)
    fewer = "\n".join(line.rstrip("\t") for line in lines)
    assert read(more) == read(fewer) == read("\n".join(lines))


def test_rows_without_their_leading_empty_cells_are_moved_and_told() -> None:
    document = read(summary(project("1", "甲项目", ONE), "\t".join(TWO)))
    assert names(document.projects[0]) == ["清淤长度", "群众满意度"]
    assert document.projects[0].indicators[1].target == "90"
    assert "向右移 5 列" in repairs(document)


def test_a_cell_beyond_the_header_is_a_doubt() -> None:
    document = read(summary(project("1", "甲项目", ONE) + "\t多出的字"))
    assert "多出的字" in doubts(document)


# -- several tables


def test_the_same_form_printed_twice_is_taken_in_once() -> None:
    once = summary(project("1", "甲项目", ONE, TWO), project("2", "乙项目", TWO))
    document = read(once + "\n" + once)
    assert [p.name for p in document.projects] == ["甲项目", "乙项目"]
    assert "同一张表又印了一遍" in repairs(document)


def test_two_units_in_one_file_are_two_documents() -> None:
    texts = [
        summary(project("1", "甲项目", ONE), title=f"{u}2022年项目绩效目标汇总表") for u in ("甲局", "乙局")
    ]
    first, second = read_text("\n".join(texts), "表.txt")
    assert (first.unit_name, second.unit_name) == ("甲局", "乙局")


def test_both_forms_in_one_file() -> None:
    kinds = [d.kind for d in read_text(CUT_SUMMARY + "\n" + CUT_DISCLOSURE, "表.txt")]
    assert kinds == [FormKind.TARGET_SUMMARY, FormKind.PROGRESS_DISCLOSURE]


def test_title_and_header_repeated_on_every_page_are_one_table() -> None:
    head = f"项目绩效目标汇总表\n{SUMMARY_HEADER}\n"
    text = head + project("1", "甲项目", ONE) + "\n\n" + head + project("2", "乙项目", TWO)
    assert [p.name for p in read(text).projects] == ["甲项目", "乙项目"]


def test_columns_may_change_their_order_on_a_later_page() -> None:
    other = "序号\t项目名称\t指标名称\t年度目标值\t运算符\t单位"
    text = summary(project("1", "甲项目", ONE)) + "\n" + other + "\n2\t乙项目\t满意度\t90\t≥\t%"
    document = read(text)
    assert [p.indicators[0].target for p in document.projects] == ["12.5", "90"]


def test_a_continued_title_is_the_same_table() -> None:
    head = f"项目绩效目标汇总表\n{SUMMARY_HEADER}\n"
    later = head.replace("汇总表", "汇总表（续表）").replace("\n", "\n单位：万元\n", 1)
    text = head + project("1", "甲项目", ONE) + "\n\n" + later + project("2", "乙项目", TWO)
    assert [p.name for p in read(text).projects] == ["甲项目", "乙项目"]


def test_a_letter_above_the_table_is_no_title() -> None:
    letter = "各处室：\n现将有关情况报送如下，请查收。\n云岭县林业局（2024年度）项目绩效目标汇总表"
    document = read(summary(project("1", "甲项目", ONE), title=letter))
    assert document.title == "云岭县林业局（2024年度）项目绩效目标汇总表"
    assert document.year == "2024"
    assert "“各处室：”" in doubts(document)


def test_a_unit_that_is_stated_twice_and_differently_is_doubtful() -> None:
    title = "甲局2022年项目绩效目标汇总表\n填报单位：乙局（盖章）\n填报单位：丙局"
    document = read(summary(project("1", "甲项目", ONE), title=title))
    assert document.unit_name == "乙局"
    assert "丙局" in doubts(document)
    assert "甲局" in doubts(document)


# -- doubts


def test_what_stands_behind_a_number_belongs_to_it() -> None:
    document = read(
        summary(project("1", "甲", ("受益户数", "≥", "户", "1.2万"), ("响应时间", "≤", "小时", "30分钟")))
    )
    assert [(i.target, i.unit) for i in document.projects[0].indicators] == [("1.2", "万户"), ("30", "分钟")]
    assert "“小时”" in doubts(document)


def test_one_cell_over_subcategory_and_name_is_the_name() -> None:
    document = read(
        disclosure(
            "甲类\t乙项\t一\t内容一。\t\t预期性\t12",
            "\t兜底工作\t\t内容二。\t\t预期性\t12",
        )
    )
    assert [(i.subcategory, i.name, i.content) for i in document.items] == [
        ("乙项", "一", "内容一。"),
        ("乙项", "兜底工作", "内容二。"),
    ]


def test_rows_before_the_first_number_without_a_page_are_doubtful() -> None:
    document = read(summary(row("", "", "", "", "", *ONE), project("1", "甲项目", TWO)))
    assert names(document.projects[0]) == ["清淤长度", "群众满意度"]
    assert "请核对" in doubts(document)


def test_figures_that_are_none_are_kept_as_text() -> None:
    document = read(
        summary(
            project("1", "甲项目", ("甲一", "约等于", "家", "5"), budget="待定"),
            project("1", "乙项目", ("乙一", "≤", "天", "3-5")),
            project("5", "丙项目", ("丙一", "≥", "家", "")),
        )
    )
    told = doubts(document)
    for word in ("“待定”", "“约等于”", "“3-5”", "序号 1 重复", "从 1 跳到 5", "没有目标值"):
        assert word in told
    assert document.projects[0].budget == "待定"
    assert document.projects[0].indicators[0].target == "5"
    assert document.projects[1].indicators[0].target == "3-5"
    assert to_contract(document)["projects"][0]["budget_wan"] is None


def test_odd_attribute_and_deadline_are_kept_as_text() -> None:
    document = read(
        disclosure("甲类\t乙项\t除险\t完成5座。\t\t其他\t年底", "\t\t★节水\t省水。\t未填报\t预期性\t06月")
    )
    first, second = document.items
    assert (first.attribute, first.due_month) == ("其他", "年底")
    assert (second.due_month, second.progress, second.starred) == ("6", "", True)
    assert "“其他”" in doubts(document)
    assert "“年底”" in doubts(document)


def test_quotes_that_do_not_pair_are_kept_and_hinted_at() -> None:
    document = read(summary(project("1", "甬金通“数智一期", ONE)))
    assert document.projects[0].name == "甬金通“数智一期"
    assert "引号不成对" in doubts(document)


def test_a_repeated_end_shorter_than_eight_characters_is_kept() -> None:
    document = read(disclosure("甲\t乙\t丙\t开展巡查巡查\t\t预期性\t12", "", "\t\t\t巡查记录。\t\t\t"))
    assert document.items[0].content == "开展巡查巡查巡查记录。"


def test_a_header_of_its_own_is_enough() -> None:
    document = read(f"{DISCLOSURE_HEADER}\n甲\t乙\t丙\t内容。\t进展。\t预期性\t12")
    assert (document.title, len(document.items)) == ("", 1)
