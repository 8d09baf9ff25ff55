"""The public copy: gated, made once, recorded, locked; a correction says so on its page."""

from pathlib import Path

import pytest

from perfdesk.domain.change import Act
from perfdesk.domain.errors import (
    EvidenceRefused,
    FolderRefused,
    NotPublishable,
    NotUnderstood,
    PublicationKept,
    RunLocked,
)
from perfdesk.domain.permission import must_permit
from perfdesk.domain.records import Kind, Publication, RunState
from perfdesk.exchange.pages import page_count, page_text
from perfdesk.operations.arranging import answer, remove
from perfdesk.operations.publishing import (
    checklist,
    checklist_sheet,
    make,
    open_lines,
    prepare,
    publications,
    recognise,
    record,
)
from perfdesk.operations.rectifying import add_rectification, finish, rectification_sheet, rectifications
from perfdesk.operations.reporting import Copy, export, write_sheet
from perfdesk.operations.running import advance, unlock
from tests.operations.year_office import Year

AT = "2025-07-10 14:03"


def text_of(path: Path) -> str:
    return "".join("".join(page_text(path, at).split()) for at in range(page_count(path)))


def answered(year: Year, note: str = "已核对") -> None:
    for line in open_lines(year.office, year.book, year.run):
        year.do(answer(year.office, line.key, note))


@pytest.fixture
def year() -> Year:
    """A disclosure with an objective behind its target and one without progress."""
    return Year(disclosure=True)


def ready(year: Year) -> None:
    answered(year)
    for _ in range(2):
        year.do(advance(year.run))


def publish(year: Year, folder: Path, correction: str = "") -> Path:
    draft = prepare(year.office, year.book, year.run, folder, correction=correction)
    year.do(record(year.office, year.book, year.run, draft, make(draft), AT))
    return draft.path


def test_each_open_question_stands_in_the_way(year: Year, tmp_path: Path) -> None:
    for _ in range(2):
        year.do(advance(year.run))
    still = len(open_lines(year.office, year.book, year.run))
    assert still >= 2
    while still:
        with pytest.raises(NotPublishable, match=f"还有 {still} 条没有答复"):
            prepare(year.office, year.book, year.run, tmp_path)
        line = open_lines(year.office, year.book, year.run)[0]
        year.do(answer(year.office, line.key, "已核对"))
        still -= 1
    assert prepare(year.office, year.book, year.run, tmp_path).version == 1
    assert not list(tmp_path.iterdir())


def test_a_run_that_was_not_reviewed_is_not_published(year: Year, tmp_path: Path) -> None:
    answered(year)
    with pytest.raises(NotPublishable, match="还在填报"):
        prepare(year.office, year.book, year.run, tmp_path)


def test_publishing_records_the_file_and_locks_the_run(year: Year, tmp_path: Path) -> None:
    ready(year)
    path = publish(year, tmp_path)
    assert path.name == "2025绩效考核目标进展情况公示_1-6月_公开稿_第1版.pdf"
    assert (year.run.state, year.run.locked) == (RunState.PUBLISHED, True)
    (made,) = publications(year.office, year.book, year.run)
    assert (made.version, made.pages, made.published_on, made.file) == (1, page_count(path), AT, path.name)
    assert "更正" not in text_of(path)
    assert "第 1 版" in recognise(year.office, path)
    with pytest.raises(RunLocked):
        must_permit(year.office, remove(year.office, Kind.RUN, year.run.id))
    with pytest.raises(NotPublishable, match="已锁定"):
        prepare(year.office, year.book, year.run, tmp_path)


def test_a_correction_is_a_version_that_says_so(year: Year, tmp_path: Path) -> None:
    ready(year)
    first = publish(year, tmp_path)
    kept = first.read_bytes()
    year.do(unlock(year.run, "增速写错"))
    assert (year.run.state, year.run.locked) == (RunState.REVIEW, False)
    year.do(year.write("account.narrative", "同比增长6.5%。", year.node.id, Kind.OBJECTIVE))
    answered(year)
    with pytest.raises(NotPublishable, match="写明更正了什么"):
        prepare(year.office, year.book, year.run, tmp_path)
    second = publish(year, tmp_path, "借阅增速由 6% 更正为 6.5%")
    assert second.name.endswith("第2版.pdf")
    assert "更正说明（第2版）：借阅增速由6%更正为6.5%" in text_of(second)
    assert first.read_bytes() == kept
    assert [p.version for p in publications(year.office, year.book)] == [1, 2]
    assert "第 2 版" in recognise(year.office, second)


def test_what_was_published_stays_on_record_after_its_run_is_unlocked(year: Year, tmp_path: Path) -> None:
    ready(year)
    publish(year, tmp_path)
    year.do(unlock(year.run, "数字报错"))
    with pytest.raises(PublicationKept):
        must_permit(year.office, remove(year.office, Kind.RUN, year.run.id))


def test_a_file_that_lies_there_is_never_overwritten(year: Year, tmp_path: Path) -> None:
    ready(year)
    taken = tmp_path / "2025绩效考核目标进展情况公示_1-6月_公开稿_第1版.pdf"
    taken.write_text("别人的", encoding="utf-8")
    with pytest.raises(FolderRefused, match="没有覆盖"):
        prepare(year.office, year.book, year.run, tmp_path)
    with pytest.raises(FolderRefused, match="找不到文件夹"):
        prepare(year.office, year.book, year.run, tmp_path / "没有")
    assert taken.read_text(encoding="utf-8") == "别人的"


def test_an_altered_or_foreign_file_is_not_taken_for_a_publication(year: Year, tmp_path: Path) -> None:
    ready(year)
    path = publish(year, tmp_path)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(EvidenceRefused, match="校验值不符"):
        recognise(year.office, path)
    other = tmp_path / "别的.pdf"
    other.write_bytes(b"%PDF-1.4")
    with pytest.raises(EvidenceRefused, match="不是用这份"):
        recognise(year.office, other)
    with pytest.raises(EvidenceRefused, match="读不了"):
        recognise(year.office, tmp_path / "没有.pdf")


def test_the_check_list_shows_flags_and_answers_on_a_page(year: Year, tmp_path: Path) -> None:
    lines = checklist(year.office, year.book, year.run)
    year.do(answer(year.office, lines[0].key, "省里数据八月才出"))
    lines = checklist(year.office, year.book, year.run)
    assert lines[-1].answer == "省里数据八月才出"
    assert all(line.answer is None for line in lines[:-1])
    path = tmp_path / "清单.pdf"
    write_sheet(checklist_sheet(year.office, year.book, year.run), path)
    text = text_of(path)
    assert "公开前检查清单" in text
    assert "省里数据八月才出" in text
    assert text.count("（没有答复）") == len(lines) - 1


def test_a_clean_table_has_a_check_list_too(year: Year, tmp_path: Path) -> None:
    for node in year.office.nodes(year.book.id):
        year.do(remove(year.office, Kind.OBJECTIVE, node.id))
    path = tmp_path / "清单.pdf"
    write_sheet(checklist_sheet(year.office, year.book, year.run), path)
    assert "没有未达标、未填和疑点" in text_of(path)


def test_targets_are_published_without_a_run(tmp_path: Path) -> None:
    year = Year()
    draft = prepare(year.office, year.book, None, tmp_path)
    change = record(year.office, year.book, None, draft, make(draft), AT)
    year.do(change)
    assert [p.run for p in year.office.every(Publication)] == [None]
    assert not year.run.locked
    assert "新增图书" in text_of(draft.path)
    for gone in (change.reversed(), remove(year.office, Kind.BOOK, year.book.id)):
        for act in (Act.EDIT, Act.UNDO):
            with pytest.raises(PublicationKept, match="第1版"):
                must_permit(year.office, gone, act)


def test_the_rectification_list_is_kept_finished_and_printed(year: Year, tmp_path: Path) -> None:
    with pytest.raises(NotUnderstood, match="还是空的"):
        rectification_sheet(year.office, year.book)
    with pytest.raises(NotUnderstood, match="问题没有填"):
        add_rectification(year.office, year.node, year.run, " ")
    change, number = add_rectification(year.office, year.node, year.run, "借阅增速没到 8%")
    year.do(change)
    for key, text in (("measure", "延长开放时间"), ("owner", "流通部"), ("due_on", "2025-09-30")):
        year.do(year.write(f"rectification.{key}", text, number, Kind.RECTIFICATION))
    (node, line), *_ = rectifications(year.office, year.book, year.run)
    assert (node.id, line.done) == (year.node.id, False)
    with pytest.raises(NotUnderstood, match="整改结果"):
        finish(line, "")
    year.do(finish(line, "九月起每天多开两小时"))
    path = tmp_path / "整改.pdf"
    write_sheet(rectification_sheet(year.office, year.book), path)
    text = text_of(path)
    for said in (
        "借阅增速没到8%",
        "延长开放时间",
        "流通部",
        "2025-09-30",
        "已完成：九月起每天多开两小时",
        "1-6月",
    ):
        assert said in text
    inside = tmp_path / "内部稿.pdf"
    export(year.office, year.book, year.run, inside, Copy(internal=True))
    assert "整改事项：1.★借阅：借阅增速没到8%；措施延长开放时间；责任人流通部" in text_of(inside)
    export(year.office, year.book, year.run, inside)
    assert "整改事项" not in text_of(inside)
    write_sheet(rectification_sheet(year.office, year.book, year.run), tmp_path / "整改.xlsx")
    assert (tmp_path / "整改.xlsx").stat().st_size > 1000
