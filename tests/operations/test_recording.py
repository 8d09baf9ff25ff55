"""Recording a run from a file: all or nothing, every refusal says where."""

import json
from pathlib import Path
from typing import Any

import pytest

from perfdesk.domain.change import Act, change_of, setting
from perfdesk.domain.errors import DeskError, NothingSuch, NotUnderstood, RunLocked
from perfdesk.domain.office import Office
from perfdesk.domain.permission import must_permit
from perfdesk.domain.records import Kind, Project
from perfdesk.domain.span import Span
from perfdesk.operations.importing import take_in
from perfdesk.operations.recording import find_book, parse_run, record_file
from tests.operations.documents import DISCLOSURE, SUMMARY

HALF = Span(1, 6)


@pytest.fixture
def office() -> Office:
    """Both documents taken in."""
    made = Office()
    for document in (SUMMARY, DISCLOSURE):
        made.apply(take_in(made, document, unit_name="甲单位", year="2025"))
    return made


def written(folder: Path, held: Any) -> Path:
    """A record file of this content."""
    path = folder / "进展 数据.json"
    path.write_text(held if isinstance(held, str) else json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return path


def test_figures_and_narratives_are_recorded_as_typed(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    held = {
        "values": [
            {"project": "图书购置", "indicator": "新增图书", "actual": "１，２００", "narrative": "首批到馆"},
            {"project": "1", "indicator": "读者满意度", "actual": "92.5"},
        ],
        "accounts": [{"project": "2", "executed_wan": "12.30", "narrative": "招标中"}],
    }
    office.apply(record_file(office, book, HALF, written(tmp_path, held)))
    run = office.runs(book.id)[0]
    first, second = office.nodes(book.id)
    books = office.entry(run.id, office.indicators(first)[0].id)
    assert books is not None
    assert (books.actual, books.narrative) == ("１，２００", "首批到馆")
    account = office.account(run.id, second)
    assert account is not None
    assert (account.executed, account.narrative) == ("12.30", "招标中")


def test_recording_again_changes_only_what_differs(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    held = {"values": [{"project": "1", "indicator": "新增图书", "actual": "1200"}]}
    office.apply(record_file(office, book, HALF, written(tmp_path, held)))
    assert not record_file(office, book, HALF, written(tmp_path, held))
    held["values"][0]["actual"] = "1300"
    change = record_file(office, book, HALF, written(tmp_path, held))
    assert [(e.kind, e.field, e.before, e.after) for e in change.edits] == [
        (Kind.ENTRY, "actual", "1200", "1300")
    ]


def test_a_tab_table_is_read_by_its_header(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    path = tmp_path / "进展.txt"
    path.write_text(
        "项目名称\t指标名称\t实际完成值\t进展说明\n图书购置\t新增图书\t1200\t首批\n\t读者满意度\t92%\t\n",
        encoding="gb18030",
    )
    office.apply(record_file(office, book, HALF, path))
    run = office.runs(book.id)[0]
    project = office.nodes(book.id)[0]
    assert isinstance(project, Project)
    entries = [office.entry(run.id, i.id) for i in office.indicators(project)]
    assert [e.actual for e in entries if e] == ["1200", "92%"]


@pytest.mark.parametrize(
    ("held", "where"),
    [
        ({"values": [{"project": "9", "indicator": "新增图书", "actual": "1"}]}, "values 第 1 项"),
        ({"values": [{"project": "1", "indicator": "没有的", "actual": "1"}]}, "没有指标"),
        ({"values": [{"indicator": "新增图书", "actual": "1"}]}, "没有写项目"),
        ({"values": [{"project": "1", "indicator": "新增图书", "actual": "1"}] * 2}, "写了两次"),
        ({"values": ["甲"]}, "values 第 1 项"),
        ({"values": {"a": 1}}, "values 第 1 项"),
        ({"values": [{"project": "1", "indicator": "新增图书", "actual": {"a": 1}}]}, "values 第 1 项"),
        ([1, 2], "JSON"),
        ("{", "JSON"),
        ("", "空的"),
        ("[" * 100_000, "JSON"),
        ("\x00\x01", "不是文本"),
        ({}, "JSON"),
        ({"values": []}, "没有填写"),
        ({"values": [{"project": "1", "indicator": "新增图书", "actual": " "}]}, "没有填写"),
        ({"values": [{"project": "1", "indicator": "新增图书", "value": "1"}]}, "不认识“value”"),
        ({"values": [{"project": "1", "indicator": "新增图书", "actual": True}]}, "不是文字或数字"),
        ({"values": [{"project": "1", "indicator": "新增图书", "actual": "1\x00"}]}, "不能用的字符"),
        ('{"values": [{"project": "1", "indicator": "新增图书", "actual": "\\ud800"}]}', "不能用的字符"),
        ({"values": [{"project": "1", "actual": "1"}]}, "没有写指标"),
        ({"as_of": "昨天", "values": [{"project": "1", "indicator": "新增图书", "actual": "1"}]}, "不是日期"),
    ],
)
def test_a_bad_file_is_refused_with_its_place_and_changes_nothing(
    office: Office, tmp_path: Path, held: Any, where: str
) -> None:
    book = find_book(office, "2025", "target_summary")
    before = {repr(r) for r in office}
    with pytest.raises(DeskError, match=where):
        record_file(office, book, HALF, written(tmp_path, held))
    assert {repr(r) for r in office} == before


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_json_is_read_in_the_encodings_of_an_office(office: Office, tmp_path: Path, encoding: str) -> None:
    book = find_book(office, "2025", "target_summary")
    held = {"values": [{"project": "图书购置", "indicator": "新增图书", "actual": "7"}]}
    path = tmp_path / "进展.json"
    path.write_bytes(json.dumps(held, ensure_ascii=False).encode(encoding))
    assert record_file(office, book, HALF, path)


def test_recording_again_corrects_label_and_date(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    held: dict[str, Any] = {"values": [{"project": "1", "indicator": "新增图书", "actual": "7"}]}
    office.apply(record_file(office, book, HALF, written(tmp_path, held)))
    held |= {"label": "上半年", "as_of": "2025-06-30"}
    office.apply(record_file(office, book, HALF, written(tmp_path, held)))
    run = office.runs(book.id)[0]
    assert (run.label, run.as_of) == ("上半年", "2025-06-30")


def test_a_locked_run_takes_no_figures(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    held = {"values": [{"project": "1", "indicator": "新增图书", "actual": "7"}]}
    path = written(tmp_path, held)
    office.apply(record_file(office, book, HALF, path))
    office.apply(change_of("锁定", [setting(office.runs(book.id)[0], "locked", "1")]))
    held["values"][0]["actual"] = "8"
    with pytest.raises(RunLocked, match="锁定"):
        must_permit(office, record_file(office, book, HALF, written(tmp_path, held)), Act.IMPORT)


def test_numbers_in_json_never_pass_through_a_float(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    text = '{"values": [{"project": "1", "indicator": "新增图书", "actual": 0.10000000000000000001}]}'
    office.apply(record_file(office, book, HALF, written(tmp_path, text)))
    entry = office.entry(office.runs(book.id)[0].id, office.indicators(office.nodes(book.id)[0])[0].id)
    assert entry is not None
    assert entry.actual == "0.10000000000000000001"


@pytest.mark.parametrize(
    "text", ["2022", "2022-13", "2022-06..2022-01", "2022-01..2023-06", "上半年", "", "２０２２-01"]
)
def test_a_run_that_cannot_be_read_says_how_to_write_it(text: str) -> None:
    with pytest.raises(NotUnderstood, match=r"2022-01\.\.2022-06"):
        parse_run(text)


def test_a_year_with_two_tables_asks_which(office: Office) -> None:
    with pytest.raises(NothingSuch, match="--form"):
        find_book(office, "2025")
    with pytest.raises(NothingSuch, match="没有 2019"):
        find_book(office, "2019")


def test_a_book_of_projects_is_found_by_any_form_of_projects(office: Office) -> None:
    books = {find_book(office, "2025", form).id for form in ("target_summary", "monitoring")}
    assert len(books) == 1
    assert find_book(office, "2025", "progress_disclosure").id not in books


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".docx"])
def test_a_table_of_any_format_records_a_run(office: Office, tmp_path: Path, suffix: str) -> None:
    rows = [
        ["项目名称", "指标名称", "实际完成值"],
        ["图书购置", "新增图书", "1200"],
        ["", "读者满意度", "95%"],
    ]
    path = tmp_path / f"进展{suffix}"
    if suffix == ".xlsx":
        from openpyxl import Workbook

        book = Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    elif suffix == ".docx":
        from docx import Document as Word

        word = Word()
        table = word.add_table(len(rows), 3)
        for at, row in enumerate(rows):
            for place, text in enumerate(row):
                table.cell(at, place).text = text
        word.save(str(path))
    else:
        path.write_text("\n".join(",".join(row) for row in rows), encoding="utf-8")
    book_of_projects = find_book(office, "2025", "target_summary")
    office.apply(record_file(office, book_of_projects, HALF, path))
    run = office.runs(book_of_projects.id)[0]
    first = office.indicators(office.nodes(book_of_projects.id)[0])
    entries = [office.entry(run.id, one.id) for one in first]
    assert [entry.actual for entry in entries if entry] == ["1200", "95%"]


def test_forecasts_and_reasons_are_recorded_too(office: Office, tmp_path: Path) -> None:
    book = find_book(office, "2025", "target_summary")
    value = {
        "project": "1",
        "indicator": "新增图书",
        "milestone": "1500",
        "forecast": "2900",
        "likelihood": "有可能",
        "deviation_reason": "到货晚",
        "corrective_action": "催货",
    }
    account = {"project": "1", "forecast_executed_wan": "118"}
    office.apply(
        record_file(office, book, HALF, written(tmp_path, {"values": [value], "accounts": [account]}))
    )
    run, node = office.runs(book.id)[0], office.nodes(book.id)[0]
    entry = office.entry(run.id, office.indicators(node)[0].id)
    assert entry is not None
    assert (entry.milestone, entry.forecast, entry.likelihood) == ("1500", "2900", "possible")
    assert (entry.deviation_reason, entry.corrective_action) == ("到货晚", "催货")
    whole = office.account(run.id, node)
    assert whole is not None
    assert whole.forecast_executed == "118"
    value["likelihood"] = "大概"
    with pytest.raises(DeskError, match="完成可能性"):
        record_file(office, book, HALF, written(tmp_path, {"values": [value]}))
