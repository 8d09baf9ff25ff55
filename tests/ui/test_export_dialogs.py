"""导出其他表 and 表头文字: any form of the family, any copy, and the office's own words."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from perfdesk.domain.form_kind import FormKind
from perfdesk.operations.captions import captions_of
from perfdesk.operations.reporting import Copy, compose
from perfdesk.ui.caption_dialog import CaptionDialog
from perfdesk.ui.desk import Desk
from perfdesk.ui.export_dialog import ExportDialog


@pytest.mark.parametrize(
    ("form", "copy", "format_", "expected"),
    [
        (0, 0, 0, (Copy(FormKind.TARGET_SUMMARY), ".pdf")),
        (1, 1, 1, (Copy(FormKind.TARGET_APPLICATION, internal=True), ".xlsx")),
        (3, 2, 2, (Copy(FormKind.SELF_EVALUATION, blank=True), ".docx")),
    ],
)
def test_three_choices_make_a_copy(
    filled: Desk, qtbot: QtBot, form: int, copy: int, format_: int, expected: tuple[Copy, str]
) -> None:
    chosen: list[tuple[Copy, str]] = []
    assert filled.book is not None
    dialog = ExportDialog(filled.book, lambda copy, suffix: chosen.append((copy, suffix)))
    qtbot.addWidget(dialog)
    dialog.form.setCurrentIndex(form)
    dialog.copy.setCurrentIndex(copy)
    dialog.format.setCurrentIndex(format_)
    assert dialog.answer()
    assert chosen == [expected]


def captions(desk: Desk, bot: QtBot) -> CaptionDialog:
    assert desk.book is not None
    dialog = CaptionDialog(desk, desk.book)
    bot.addWidget(dialog)
    return dialog


def put(dialog: CaptionDialog, caption: str, own: str) -> None:
    for row in range(dialog.table.rowCount()):
        known, word = dialog.table.item(row, 0), dialog.table.item(row, 1)
        if known is not None and word is not None and known.text() == caption:
            word.setText(own)
            return
    raise AssertionError(caption)


def test_words_of_two_forms_are_kept_printed_and_undone_together(filled: Desk, qtbot: QtBot) -> None:
    dialog = captions(filled, qtbot)
    put(dialog, "项目概况", "项目简介")
    dialog.form.setCurrentIndex(2)
    put(dialog, "完全不可能", "不可能")
    assert dialog.answer()
    assert filled.book is not None
    assert captions_of(filled.book) == {"项目概况": "项目简介", "完全不可能": "不可能"}
    sheet = compose(filled.office, filled.book, filled.run, Copy(FormKind.MONITORING))
    texts = {cell.text for block in sheet.blocks for cell in block.cells}
    assert "不可能" in texts
    assert "完全不可能" not in texts
    filled.undo_stack.undo()
    assert filled.book.captions is None


def test_an_emptied_word_is_the_forms_own_again(filled: Desk, qtbot: QtBot) -> None:
    for own in ("项目简介", ""):
        dialog = captions(filled, qtbot)
        put(dialog, "项目概况", own)
        assert dialog.answer()
    assert filled.book is not None
    assert filled.book.captions is None


def test_the_order_of_levels_is_kept(filled: Desk, qtbot: QtBot) -> None:
    dialog = captions(filled, qtbot)
    dialog.tree.setCurrentIndex(2)
    assert dialog.answer()
    assert filled.book is not None
    assert filled.book.layout == "core-2021"
    assert captions(filled, qtbot).tree.currentIndex() == 2


def test_saving_nothing_changes_nothing(filled: Desk, qtbot: QtBot) -> None:
    steps = filled.undo_stack.count()
    assert captions(filled, qtbot).answer()
    assert filled.undo_stack.count() == steps


def test_a_chosen_copy_is_written(filled: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    from PySide6.QtWidgets import QWidget

    from perfdesk.ui.job import Jobs
    from perfdesk.ui.output_door import OutputDoor

    window = QWidget()
    qtbot.addWidget(window)
    door = OutputDoor(filled, Jobs(window), window)
    path = tmp_path / "申报表.docx"
    with qtbot.waitSignal(door.written):
        door.write(path, copy=Copy(FormKind.TARGET_APPLICATION))
    assert path.read_bytes().startswith(b"PK")


def test_places_in_captions_are_named_in_chinese_and_kept_as_they_are(filled: Desk, qtbot: QtBot) -> None:
    dialog = captions(filled, qtbot)
    shown = [dialog.table.item(row, 0) for row in range(dialog.table.rowCount())]
    texts = [item.text() for item in shown if item is not None]
    assert any("{年度}" in text for text in texts)
    assert not any(letter.isascii() and letter.isalpha() for text in texts for letter in text)
    put(dialog, next(text for text in texts if "{年度}" in text), "{年度}年的表")
    dialog.accept()
    assert filled.book is not None
    assert "{year}年的表" in captions_of(filled.book).values()
    assert any("{year}" in caption for caption in captions_of(filled.book))
