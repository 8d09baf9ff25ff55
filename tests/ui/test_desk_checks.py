"""Looking at a large book bit by bit: what is shown meanwhile, and that in the end nothing is missing."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from perfdesk.domain.change import Act, change_of, setting
from perfdesk.domain.document import Document, ReadIndicator, ReadProject
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Entry, Indicator, Project, Record, Run
from perfdesk.operations.arranging import add_run, answer
from perfdesk.operations.checking import review
from perfdesk.operations.importing import take_in
from perfdesk.operations.verdict_cache import VerdictCache
from perfdesk.ui.desk import Desk
from perfdesk.ui.desk_checks import DeskChecks
from perfdesk.ui.review_model import Column
from perfdesk.ui.review_panel import ReviewPanel
from perfdesk.ui.status_line import StatusLine
from perfdesk.ui.theme import dress
from tests.ui.half_year import actual, indicators
from tests.ui.test_slices import Ticking

MANY, FEW = 60, 5
BOOK, RUN = Book(1, unit_name="甲单位", year="2024"), Run(2, book=1, to_month=6)


def office_of(count: int) -> Office:
    """Projects with a goal that says another figure than the indicator, and every second one missed."""
    records: list[Record] = [BOOK, RUN]
    for at in range(count):
        number = 10 * (at + 1)
        goal = f"养护道路{at + 30}公里。"
        records += [
            Project(number, 1, at, str(at + 1), f"道路养护{at}", None, "100", goal),
            Indicator(
                number + 1, number, name="养护道路长度", operator="≥", unit="公里", target=str(at + 20)
            ),
            Entry(number + 2, 2, number + 1, str(at + 10 * (at % 2) + 11)),
        ]
    return Office(records)


def checks_of(office: Office, verdicts: VerdictCache) -> DeskChecks:
    return DeskChecks(lambda: (office, BOOK, RUN), verdicts, clock=Ticking())


def test_a_small_book_is_looked_at_at_once(qapp: QApplication) -> None:
    office = office_of(FEW)
    checks = checks_of(office, VerdictCache())
    assert checks.ready
    assert checks.seen == (FEW, FEW)
    assert checks.lines() == review(office, BOOK, RUN)


def test_a_large_book_is_looked_at_from_its_beginning_until_nothing_is_left(qtbot: QtBot) -> None:
    office = office_of(MANY)
    whole = review(office, BOOK, RUN)
    checks = checks_of(office, VerdictCache())
    assert not checks.ready
    assert checks.lines() == ()
    with qtbot.waitSignal(checks.found):
        pass
    assert checks.seen == (1, MANY)
    first = checks.lines()
    assert first
    assert set(first) < set(whole)
    assert {line.where for line in first} == {"1 道路养护0 / 养护道路长度"}
    qtbot.waitUntil(lambda: checks.ready)
    assert checks.seen == (MANY, MANY)
    assert checks.lines() == whole


def test_what_is_typed_while_it_looks_is_looked_at_too(qtbot: QtBot) -> None:
    office, verdicts = office_of(MANY), VerdictCache()
    checks = checks_of(office, verdicts)
    assert not checks.ready
    with qtbot.waitSignal(checks.found):
        pass
    for number in (10, 10 * MANY):
        entry = office.entry(RUN.id, number + 1)
        assert entry is not None
        change = change_of("录入", [setting(entry, "actual", "1")])
        office.apply(change)
        verdicts.forget(office, change)
    qtbot.waitUntil(lambda: checks.ready)
    assert checks.lines() == review(office, BOOK, RUN)


def test_an_answer_stands_in_the_list_at_once_and_goes_with_undo(qapp: QApplication) -> None:
    office, verdicts = office_of(FEW), VerdictCache()
    checks = checks_of(office, verdicts)
    line = checks.lines()[-1]
    given = answer(office, line.key, "已核对")
    office.apply(given)
    verdicts.forget(office, given)
    assert [one.answer for one in checks.lines() if one.key == line.key] == ["已核对"]
    taken = given.reversed()
    office.apply(taken)
    verdicts.forget(office, taken)
    assert checks.lines() == review(office, BOOK, RUN)
    assert not any(one.answer for one in checks.lines())


@pytest.fixture
def large(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Desk:
    """A desk whose current book is too large to be looked at at once."""
    dress(qapp)
    rows = (
        ReadIndicator("养护道路长度", "≥", "公里", "20", "20"),
        ReadIndicator("满意度", "≥", "%", "90", "90"),
    )
    projects = tuple(
        ReadProject(str(at + 1), f"道路养护{at}", annual_goal="养护道路30公里。" * 9, indicators=rows)
        for at in range(MANY)
    )
    made = Desk()
    assert made.create_file(tmp_path / "台账.perfdesk")
    document = Document(FormKind.TARGET_SUMMARY, "项目绩效目标汇总表", "汇总.txt", projects=projects)
    made.perform(take_in(made.office, document, unit_name="甲单位", year="2024"), Act.IMPORT)
    assert made.book is not None
    made.perform(add_run(made.office, made.book.id, 1, 6)[0])
    return made


def test_the_window_says_that_it_looks_and_then_what_it_found(large: Desk, qtbot: QtBot) -> None:
    panel, status = ReviewPanel(large), StatusLine(large)
    for widget in (panel, status):
        qtbot.addWidget(widget)
    status.refresh()
    counts = status.findChild(QLabel, "status_counts")
    empty = panel.findChild(QLabel, "review_empty")
    assert counts.text().endswith(f"正在检查 0 / {MANY}…")
    assert empty.text() == f"正在检查 0 / {MANY}…"
    assert panel.tabs.tabText(0) == "全部 …"
    qtbot.waitUntil(lambda: large.checks.ready)
    assert panel.tabs.tabText(0) == f"全部 {len(large.review())}"
    assert panel.model.rowCount() == len(large.review())
    assert counts.text().endswith(f"疑点 {large.counts().open}")
    large.close_file()


def test_asking_for_the_whole_list_does_not_wait_for_the_looking(large: Desk) -> None:
    assert not large.checks.ready
    assert large.book is not None
    assert large.review() == review(large.office, large.book, large.run)
    assert large.counts().total == 2 * MANY
    large.close_file()


def test_every_row_of_a_long_list_gets_its_lines(large: Desk, qtbot: QtBot) -> None:
    panel = ReviewPanel(large)
    qtbot.addWidget(panel)
    panel.resize(420, 160)
    panel.show()
    qtbot.waitUntil(lambda: large.checks.ready)
    rows = range(panel.model.rowCount())
    assert len(rows) > MANY
    heights: dict[str, set[int]] = {}

    def fitted() -> bool:
        heights.clear()
        for row in rows:
            words = "".join(c for c in panel.model.text(row, Column.MESSAGE) if not c.isdecimal())
            heights.setdefault(words, set()).add(panel.table.rowHeight(row))
        return all(len(found) == 1 for found in heights.values())

    qtbot.waitUntil(fitted)
    assert len(set.union(*heights.values())) > 1
    large.close_file()


def test_a_line_that_goes_leaves_the_others_where_they_are(filled: Desk, qtbot: QtBot) -> None:
    panel = ReviewPanel(filled)
    qtbot.addWidget(panel)
    last = panel.model.rowCount() - 1
    kept = QPersistentModelIndex(panel.model.index(last, Column.MESSAGE))
    said = kept.data()
    first = indicators(filled)[1]
    filled.enter(actual(filled, first), "87.4")
    assert panel.model.rowCount() - 1 == kept.row()
    assert kept.data() == said
