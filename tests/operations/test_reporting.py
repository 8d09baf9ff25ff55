"""Reporting: every form of a project book, what the public may see, blank copies, what is worked out."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from perfdesk.domain.change import change_of, setting
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Entry, Project, Publication
from perfdesk.exchange.attaching import table_csv
from perfdesk.forms.registry import FORMS
from perfdesk.forms.sheet import Sheet
from perfdesk.operations.reporting import Copy, blank, compose, export, forms_of, withheld, write_sheet
from tests.operations.full_year import full_office

BLOCK_FORMS = [FormKind.TARGET_APPLICATION, FormKind.MONITORING, FormKind.SELF_EVALUATION]
PROJECT_FORMS = [FormKind.TARGET_SUMMARY, *BLOCK_FORMS]


def printed(office: Office, kind: FormKind, *, internal: bool = False) -> Sheet:
    run = {FormKind.MONITORING: office.run(2), FormKind.TARGET_APPLICATION: None}.get(kind, office.run(3))
    return compose(office, office.book(1), run, Copy(kind, internal))


def texts(sheet: Sheet) -> list[str]:
    around = [sheet.title, *sheet.captions, *sheet.notes, *sheet.remarks, *sheet.keywords, sheet.author]
    cells = [cell.text for block in sheet.blocks for cell in block.cells]
    heads = [cell.text for block in sheet.blocks if block.head for cell in block.head.cells]
    marks = [mark for block in sheet.blocks for _, mark in block.bookmarks]
    places = [cell.place for block in sheet.blocks for cell in block.cells]
    return [*around, *cells, *heads, *marks, *places]


def row_of(sheet: Sheet, name: str) -> list[str]:
    block = sheet.blocks[0]
    row = next(cell.row for cell in block.cells if cell.text == name)
    return [cell.text for cell in block.cells if cell.row <= row < cell.row + cell.rows]


@pytest.mark.parametrize("kind", PROJECT_FORMS)
def test_every_form_prints_every_project_and_indicator(kind: FormKind) -> None:
    held = texts(printed(full_office(3), kind))
    assert all(any(f"第{number}批养老服务站建设专项" in text for text in held) for number in (1, 2, 3))
    assert held.count("老年人满意度") == 3


def test_the_self_evaluation_prints_rates_points_and_totals() -> None:
    sheet = printed(full_office(1), FormKind.SELF_EVALUATION)
    assert row_of(sheet, "年度资金总额：") == [
        "项目资金（万元）",
        "年度资金总额：",
        "312.5",
        "300",
        "289.974",
        "10",
        "96.66%",
        "9.67",
    ]
    assert row_of(sheet, "其中：财政拨款")[1:] == [
        "其中：财政拨款",
        "300.5",
        "288",
        "278",
        "—",
        "96.53%",
        "—",
    ]
    assert row_of(sheet, "验收合格率")[-4:] == ["100%", "10", "10.00", ""]
    assert "产出指标（50分）" in texts(sheet)
    assert row_of(sheet, "总分")[:2] == ["总分", "100"]


def test_the_monitoring_table_ticks_one_likelihood_and_the_causes() -> None:
    sheet = printed(full_office(1), FormKind.MONITORING)
    assert row_of(sheet, "按期开工率")[2:] == [
        *("按期开工率", "≥95%", "", "95%"),
        *("√", "", "", "", "", "开工前要重新招标"),
        *("", "√", "", "加快招标"),
    ]
    assert "1-7月执行数" in texts(sheet)
    assert [line[:2] for line in sheet.notes[0].splitlines()] == ["注：", "2.", "3."]


def test_the_application_puts_medium_term_indicators_beside_annual_ones() -> None:
    sheet = printed(full_office(1), FormKind.TARGET_APPLICATION)
    assert row_of(sheet, "三年新建站")[:7] == [
        *("产出指标", "数量指标", "三年新建站", "≥80个"),
        *("数量指标", "新建养老服务站", "≥25个"),
    ]
    assert "中期目标（2022年—2024年）" in texts(sheet)
    assert "三年新建站" not in texts(printed(full_office(1), FormKind.SELF_EVALUATION))


def test_a_level_one_label_spans_its_second_levels_and_they_their_indicators() -> None:
    block = printed(full_office(1), FormKind.SELF_EVALUATION).blocks[0]
    spans = {cell.text: cell.rows for cell in block.cells}
    assert spans["产出指标（50分）"] == 5
    assert spans["数量指标"] == 2
    assert spans["项目资金（万元）"] == 5


@pytest.mark.parametrize("kind", BLOCK_FORMS)
def test_cells_of_a_form_cover_every_place_once(kind: FormKind) -> None:
    sheet = printed(full_office(1), kind, internal=True)
    (block,) = sheet.blocks
    places = [
        (row, column)
        for cell in block.cells
        for row in range(cell.row, cell.row + cell.rows)
        for column in range(cell.column, cell.column + cell.columns)
    ]
    assert len(places) == len(set(places)) == block.rows * len(sheet.widths)


@pytest.mark.parametrize("kind", PROJECT_FORMS)
def test_names_telephones_approvals_and_findings_are_for_the_office_only(kind: FormKind) -> None:
    office = full_office(1)
    public = "\n".join(texts(printed(office, kind)))
    assert not any(word in public for word in ("某某", "0000-0000000", "市财发", "2022-02-18", "疑点"))
    if kind in BLOCK_FORMS:
        internal = "\n".join(texts(printed(office, kind, internal=True)))
        assert all(word in internal for word in ("某某", "0000-0000000", "市财发〔2022〕9号", "2022-02-18"))


def test_the_internal_copy_lists_what_nobody_has_answered() -> None:
    remarks = printed(full_office(1), FormKind.SELF_EVALUATION, internal=True).remarks
    assert remarks[0] == "没有处理或答复的疑点："
    assert any("老年人满意度" in line for line in remarks[1:])


def test_the_internal_copy_says_when_it_was_printed_and_which_version_is_public() -> None:
    office = full_office(1)
    publication = Publication(90_000, book=1, run=3, form="self_evaluation", version=2)
    held = Office([*office, publication])
    copy = Copy(FormKind.SELF_EVALUATION, internal=True, printed_on="2023-01-05")
    sheet = compose(held, held.book(1), held.run(3), copy)
    assert sheet.captions[2] == "第2版　打印日期：2023-01-05"


@pytest.mark.parametrize("kind", PROJECT_FORMS)
def test_a_secret_project_leaves_no_trace_in_a_public_copy(kind: FormKind, tmp_path: Path) -> None:
    office = full_office(3, secret=(1,))
    sheet = printed(office, kind)
    assert not any("第2批" in text for text in texts(sheet))
    assert "第2批" not in table_csv(sheet).decode("utf-8")
    assert any("第2批" in text for text in texts(printed(office, kind, internal=True)))
    assert withheld(office, office.book(1)) == ("第2批养老服务站建设专项",)
    path = tmp_path / "公开.xlsx"
    result = export(office, office.book(1), office.run(3), path, Copy(FormKind.SELF_EVALUATION))
    assert result.withheld == ("第2批养老服务站建设专项",)


def test_a_title_that_names_a_secret_project_is_not_printed() -> None:
    office = full_office(2, secret=(0,))
    title = setting(office.book(1), "title", "第1批养老服务站建设专项绩效目标汇总表")
    office.apply(change_of("改名", [title]))
    assert printed(office, FormKind.TARGET_SUMMARY).title == "项目绩效目标汇总表"
    assert "第1批" in printed(office, FormKind.TARGET_SUMMARY, internal=True).title


def test_a_book_of_secrets_only_is_refused_to_the_public() -> None:
    office = full_office(2, secret=(0, 1))
    with pytest.raises(NothingSuch, match="涉密"):
        printed(office, FormKind.SELF_EVALUATION)
    assert printed(office, FormKind.SELF_EVALUATION, internal=True).blocks


def test_a_book_is_printed_in_the_forms_of_its_family() -> None:
    office = full_office(1)
    assert [form.kind for form in forms_of(office.book(1))] == PROJECT_FORMS
    assert [form.kind for form in forms_of(office.book(4))] == [FormKind.PROGRESS_DISCLOSURE]
    with pytest.raises(NothingSuch, match="不能出成"):
        compose(office, office.book(4), office.run(5), Copy(FormKind.MONITORING))


@pytest.mark.parametrize("kind", [FormKind.MONITORING, FormKind.SELF_EVALUATION])
def test_forms_of_a_run_want_one(kind: FormKind) -> None:
    office = full_office(1)
    with pytest.raises(NothingSuch, match="进展期"):
        compose(office, office.book(1), None, Copy(kind))


@pytest.mark.parametrize("kind", list(FormKind))
@pytest.mark.parametrize("suffix", [".pdf", ".xlsx", ".docx"])
def test_every_form_can_be_printed_blank(kind: FormKind, suffix: str, tmp_path: Path) -> None:
    sheet = blank(kind)
    path = tmp_path / f"空白{suffix}"
    write_sheet(sheet, path)
    assert path.stat().st_size > 1_000
    assert not sheet.data


def test_a_blank_form_has_the_levels_of_the_books_tree_and_its_words() -> None:
    office = full_office(1)
    book = replace(office.book(1), layout="core-2021", captions=json.dumps({"项目名称": "政策或项目名称"}))
    held = texts(blank(FormKind.SELF_EVALUATION, book))
    assert {"成本指标（20分）", "生态环境成本指标", "政策或项目名称", "（2022年度）"} <= set(held)
    assert "可持续影响指标" not in held
    assert "可持续影响指标" in texts(blank(FormKind.SELF_EVALUATION))


def test_a_tree_puts_levels_into_its_order() -> None:
    office = full_office(1)
    indicators = office.indicators(next(n for n in office.nodes(1) if isinstance(n, Project)))
    last = max(one.position for one in indicators)
    office.apply(change_of("挪动", [setting(indicators[0], "position", str(last + 1))]))
    before = texts(printed(office, FormKind.SELF_EVALUATION))
    assert before.index("新建养老服务站") > before.index("老年人满意度")
    office.apply(change_of("次序", [setting(office.book(1), "layout", "budget-2015")]))
    after = texts(printed(office, FormKind.SELF_EVALUATION))
    assert after.index("新建养老服务站") < after.index("验收合格率")


@pytest.mark.parametrize("broken", ["", "{", "[]", '{"项目名称": 3}', "null", '"x"'])
def test_broken_captions_count_as_none(broken: str) -> None:
    office = full_office(1)
    office.apply(change_of("坏", [setting(office.book(1), "captions", broken or None)]))
    assert "项目名称" in texts(printed(office, FormKind.SELF_EVALUATION))


def test_a_total_stays_open_while_a_score_is_open() -> None:
    office = full_office(1)
    entry = next(r for r in office if isinstance(r, Entry) and r.run == 3 and r.actual == "26")
    office.apply(change_of("清空", [setting(entry, "actual", None), setting(entry, "score", None)]))
    assert row_of(printed(office, FormKind.SELF_EVALUATION), "总分") == ["总分", "100", "", ""]


def test_an_unknown_suffix_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="docx"):
        write_sheet(printed(full_office(1), FormKind.SELF_EVALUATION), tmp_path / "表.doc")
    assert list(tmp_path.iterdir()) == []


def test_every_known_form_has_a_place_among_the_forms() -> None:
    assert set(FORMS) == set(FormKind)


def test_what_a_place_concludes_stands_below_the_total_where_it_was_written_and_nowhere_else() -> None:
    office = full_office(2)
    sheet = compose(office, office.book(1), office.run(3), Copy(FormKind.SELF_EVALUATION))
    full, bare = ({cell.text for cell in block.cells if not cell.column} for block in sheet.blocks)
    assert {"项目编码", "评价结论", "存在问题", "改进措施"} <= full
    assert "未完成原因分析" not in full
    assert not {"项目编码", "评价结论", "存在问题", "未完成原因分析", "改进措施"} & bare
