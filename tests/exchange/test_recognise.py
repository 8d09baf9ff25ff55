"""Tables other than the published ones: other units, orders, captions, cuts. Rules, not remembered words."""

from __future__ import annotations

from perfdesk.exchange.contract_json import to_contract
from tests.exchange.tables import (
    CUT_DISCLOSURE,
    CUT_SUMMARY,
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


# -- headers


def test_columns_in_any_order_with_other_captions_and_missing_ones() -> None:
    text = "\n".join(
        [
            "温陵市教育局",
            "2023 年度项目绩效目标汇总表",
            "填报单位：温陵市教育局　　金额单位：元",
            "编号\t项 目 名 称\t三级 指标\t指标值\t计量单位\t计算符号\t年度总体目标\t预算金额（元）",
            "1\t校舍维修\t维修面积\t3,000\t平方米\t不少于\t完成维修\t1200000",
            "\t\t验收合格\t2023年12月底前\t\t\t\t",
            "\t\t满意度\t优良\t\t≥\t\t",
            "2\t教师培训\t人次\t≥500人次\t\t\t按计划培训\t35.5万元",
        ]
    )
    document = read(text)
    assert (document.title, document.year) == ("温陵市教育局2023年度项目绩效目标汇总表", "2023")
    assert document.unit_name == "温陵市教育局"
    held = to_contract(document)
    assert [p["budget_wan"] for p in held["projects"]] == ["120", "35.5"]
    first, second, third = held["projects"][0]["indicators"]
    assert (first["operator"], first["target"], first["unit"], first["raw_target"]) == (
        "≥",
        "3000",
        "平方米",
        "3,000",
    )
    assert (second["operator"], second["unit"], second["target"]) == (None, None, "2023年12月底前")
    assert (third["operator"], third["unit"], third["target"]) == (None, None, "优良")
    joined = held["projects"][1]["indicators"][0]
    assert (joined["operator"], joined["target"], joined["unit"]) == ("≥", "500", "人次")
    assert held["projects"][0]["overview"] is None
    assert "目标值“优良”不是一个数" in doubts(document)
    assert {(r.before, r.after) for r in document.repairs} >= {("不少于", "≥"), ("1200000", "120")}


def test_group_captions_above_and_brackets_below_are_one_header() -> None:
    text = "\n".join(
        [
            "序号\t项目名称\t预算金额\t绩效指标\t\t\t\t",
            "\t\t（亿元）\t一级指标\t二级指标\t指标名称\t运算符\t指标值",
            "1\t引水工程\t1.2\t产出指标\t数量指标\t管线长度\t≥\t30公里",
            "\t\t\t\t质量指标\t合格率\t＝\t100%",
            "\t\t\t效益指标\t\t受益人口\t>\t5万人",
        ]
    )
    (found,) = to_contract(read(text))["projects"]
    assert found["budget_wan"] == "12000"
    assert [(i["level1"], i["level2"], i["operator"], i["unit"]) for i in found["indicators"]] == [
        ("产出指标", "数量指标", "≥", "公里"),
        ("产出指标", "质量指标", "=", "%"),
        ("效益指标", None, ">", "万人"),
    ]


def test_an_unknown_column_is_one_doubt_with_all_its_texts() -> None:
    text = "序号\t项目名称\t指标名称\t年度目标值\t收件处室\n1\t甲\t甲一\t3\t办公室\n\t\t甲二\t4\t财务处"
    (doubt,) = read(text).doubts
    assert "收件处室" in doubt.where
    assert "办公室" in doubt.what
    assert "财务处" in doubt.what


def test_what_the_program_works_out_itself_is_not_taken_in() -> None:
    header = SUMMARY_HEADER.replace("\n", "\t本期实际\t判定\n") + "\t\t"
    text = "\n".join(["项目绩效目标汇总表", header, project("1", "甲", ONE) + "\t8\t进行中"])
    document = read(text)
    assert document.projects[0].indicators[0].actual == "8"
    assert "进行中" in document.repairs[-1].before
    assert document.doubts == ()


# -- what stands above


def test_unit_year_and_period_lines() -> None:
    text = summary(project("1", "甲", ONE)).replace(
        "\n\n", "\n（2024 年 1-9 月）\t编制单位：云岭县林业局\t（单位：千元）\n", 1
    )
    document = read(text)
    assert (document.unit_name, document.year, document.period) == ("云岭县林业局", "2024", "1-9月")
    assert document.months == (1, 9)
    assert document.interim
    assert "金额单位" in doubts(document)
    bare = text.replace(" (万元)", "")
    assert to_contract(read(bare))["projects"][0]["budget_wan"] == "1"


def test_titles_in_many_orders() -> None:
    cases = {
        "云岭县林业局2024年度项目绩效目标汇总表": ("云岭县林业局", "2024", None),
        "2024年云岭县林业局项目绩效目标汇总表": ("云岭县林业局", "2024", None),
        "云岭县人民政府办公室二〇二四年上半年项目绩效目标汇总表": ("云岭县人民政府办公室", "2024", "上半年"),
        "2024 年第一季度项目绩效目标汇总表": (None, "2024", "第一季度"),
        "2022-2024年项目绩效目标汇总表": (None, "2024", None),
        "项目绩效目标汇总表": (None, None, None),
    }
    for title, wanted in cases.items():
        document = read(summary(project("1", "甲", ONE), title=title))
        assert (document.unit_name, document.year, document.period) == wanted, title


def test_two_years_in_a_title_are_asked_for() -> None:
    document = read(summary(project("1", "甲", ONE), title="2022年至2024年项目绩效目标汇总表"))
    assert document.year is None
    assert "几个年度" in doubts(document)


def test_a_month_in_the_caption_alone_is_doubtful() -> None:
    line = "甲类\t乙项\t除险\t完成5座。\t完成3座。\t预期性\t12"
    document = read(disclosure(line, title="2021年绩效考核目标进展情况公示"))
    assert (document.year, document.period, document.months) == ("2021", "9月", (1, 9))
    assert "9 月" in doubts(document)
    document = read(disclosure(line, title="2021年1-6月绩效考核目标进展情况公示"))
    assert document.months == (1, 6)
    assert "用标题的" in doubts(document)


# -- pages


def test_a_project_cut_before_its_number() -> None:
    first, second, third = read(CUT_SUMMARY).projects
    assert names(first) == ["清淤长度", "群众满意度"]
    assert names(second) == ["监测水库座数", "数据完整率", "设备故障次数", "预警响应时间", "监测报告份数"]
    assert (second.overview or "").count("历年监测数据为调度决策提供依据。") == 1
    assert "<b>需要</b>" in (second.overview or "")
    assert (second.budget, second.annual_goal) == ("258.50", "全年监测不中断。\n设备完好。")
    assert names(third) == ["宣传场次", "媒体报道"]


def test_a_project_cut_by_pages_twice() -> None:
    document = read(
        summary(
            project("1", "甲项目", ONE, overview="甲概况完整。"),
            row("", "", "乙概况的开头，", "", "", "乙一", "≥", "家", "2"),
            "",
            row("", "", "中间一页继续，", "", "", "乙二", "≥", "家", "3"),
            "- 2 -",
            SUMMARY_HEADER,
            row("2", "乙项目", "最后一段。", "20", "乙目标", "乙三", "≥", "家", "4"),
            "",
            row("", "", "尾巴。", "", "", "乙四", "≥", "家", "5"),
            project("3", "丙项目", ONE),
        )
    )
    assert [p.seq for p in document.projects] == ["1", "2", "3"]
    assert document.projects[1].overview == "乙概况的开头，中间一页继续，最后一段。尾巴。"
    assert names(document.projects[1]) == ["乙一", "乙二", "乙三", "乙四"]
    assert document.doubts == ()


def test_a_text_that_runs_on_after_the_page_stays_with_the_project_above() -> None:
    document = read(
        summary(
            project("1", "甲项目", ONE, overview="甲概况还没有"),
            "",
            row("", "", "写完。", "", "", "甲二", "≥", "家", "2"),
            project("2", "乙项目", TWO),
        )
    )
    assert document.projects[0].overview == "甲概况还没有写完。"
    assert names(document.projects[0]) == ["清淤长度", "甲二"]


def test_a_text_before_a_number_that_neither_overlaps_nor_stops_short_is_doubtful() -> None:
    document = read(
        summary(
            project("1", "甲项目", ONE, overview="甲概况完整。"),
            row("", "", "一段完整的话。", "", "", "某指标", "≥", "家", "2"),
            "",
            project("2", "乙项目", TWO, overview="乙概况完整。"),
        )
    )
    assert document.projects[1].overview == "一段完整的话。乙概况完整。"
    assert "看不准" in doubts(document)


def test_labels_printed_again_with_a_mark_are_the_same_project() -> None:
    document = read(
        summary(
            project("1", "甲项目", ONE),
            "",
            SUMMARY_HEADER,
            row("1", "甲项目（续）", "", "", "", *TWO),
            project("2", "乙项目", TWO),
        )
    )
    assert [(p.name, len(p.indicators)) for p in document.projects] == [("甲项目", 2), ("乙项目", 1)]
    assert "“续”" in repairs(document)


def test_merged_cells_written_out_in_every_row_are_one_project() -> None:
    cells = ("1", "甲项目", "甲概况。", "10", "甲目标。")
    document = read(summary(row(*cells, *ONE), row(*cells, *TWO), project("2", "乙项目", TWO)))
    first = document.projects[0]
    assert (first.overview, len(first.indicators)) == ("甲概况。", 2)
    assert document.repairs == ()


def test_an_objective_over_three_pages_with_fewer_cells() -> None:
    document = read(
        disclosure(
            "绩效指标\t职能指标\t★水库除险\t1.完成除险 5 座。2.推进\t完成 3 座，其余在\t预期性\t12",
            "",
            "\t\t标准化建设，每座投资不低于\t建，累计完成投资\t\t",
            "",
            "\t\t\t100万元。\t1200万元。\t\t",
            "\t\t节水\t用水总量下降2%。\t\t约束性\t12月",
        )
    )
    first, second = document.items
    assert first.content == "1.完成除险5座。2.推进标准化建设，每座投资不低于100万元。"
    assert first.progress == "完成3座，其余在建，累计完成投资1200万元。"
    assert (first.starred, first.category, second.category) == (True, "绩效指标", "绩效指标")
    assert (second.due_month, second.progress) == ("12", "")


def test_vertical_text_separator_and_text_in_angle_brackets() -> None:
    document = read(CUT_DISCLOSURE)
    assert [item.name for item in document.items] == ["水库除险", "节水", "河长巡查", "日常工作"]
    assert [item.category for item in document.items] == ["绩效指标", "绩效指标", "工作目标", "工作目标"]
    assert document.items[1].content == "用水总量下降2%<此项暂不考核>。"
    assert document.items[2].content == "1.每月巡查一次。2.问题整改率不低于95%。3.建立台账。"
    assert (document.items[3].content or "").endswith("扯皮等现象。每季度报告。")
    assert ("工 作 目 标", "工作目标") in [(r.before, r.after) for r in document.repairs]
    assert "分隔线" in repairs(document)


def test_a_new_category_does_not_inherit_the_subcategory_above() -> None:
    document = read(
        disclosure("甲类\t乙项\t一\t内容一。\t\t预期性\t12", "丙类\t\t二\t内容二。\t\t预期性\t12")
    )
    assert [(i.category, i.subcategory) for i in document.items] == [("甲类", "乙项"), ("丙类", None)]


# -- where everything stood


def test_projects_indicators_and_doubts_know_their_lines() -> None:
    document = read(summary(project("1", "清淤", ONE, ("验收", "≥", "%", "优良")), project("2", "植树", TWO)))
    assert [one.lines for one in document.projects] == [(5, 6), (7,)]
    assert [one.lines for one in document.projects[0].indicators] == [(5,), (6,)]
    assert [(one.line, one.where) for one in document.doubts] == [(6, "第 6 行")]


def test_where_a_table_stands_makes_it_no_other_table() -> None:
    blocks = summary(project("1", "清淤", ONE))
    lower = read("\n\n" + blocks)
    assert lower == read(blocks)
    assert lower.projects[0].lines != read(blocks).projects[0].lines
