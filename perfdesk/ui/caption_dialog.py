"""表头文字: the captions of a form beside the words this office prints, and the order of its levels."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from perfdesk.domain.records import Book, Kind
from perfdesk.forms.captions import all_captions
from perfdesk.forms.indicator_trees import TREES
from perfdesk.operations.captions import captions_of, word_captions
from perfdesk.operations.reporting import forms_of
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import ChoiceEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.question_dialog import QuestionDialog

_AS_TYPED = "按录入的顺序"
_HELP = "右边改成本单位的写法，清空就用表上原来的文字。大括号里的打印时换成实际的单位、年度、月份。"
_PLACES = {
    "{unit}": "{单位}",
    "{year}": "{年度}",
    "{period}": "{进展期}",
    "{m}": "{月}",
    "{span}": "{项目期}",
}


class CaptionDialog(QuestionDialog):
    """One row a caption; all changes are saved together and can be undone."""

    def __init__(self, desk: Desk, book: Book, parent: QWidget | None = None) -> None:
        super().__init__("表头文字", "caption_dialog", "保存", parent)
        self._desk, self._book = desk, book.id
        self._own = captions_of(book)
        self._forms = forms_of(book)
        self.form = self._choice("caption_form", "表", [form.name for form in self._forms])
        trees = [_AS_TYPED, *(tree.caption for tree in TREES.values())]
        self.tree = self._choice("caption_tree", "指标顺序", trees)
        self.tree.setCurrentIndex(list(TREES).index(book.layout) + 1 if book.layout in TREES else 0)
        self.table = QTableWidget(0, 2, self)
        self.table.setObjectName("caption_table")
        self.table.setAccessibleName("表头文字")
        self.table.setHorizontalHeaderLabels(["表上的文字", "本单位的写法"])
        self.table.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setWordWrap(True)
        em = theme.em(self.font())
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        room = self.screen().availableSize()
        self.table.setMinimumSize(min(em * 46, room.width() - em * 8), min(em * 24, room.height() // 2))
        self.setMinimumWidth(min(em * 52, room.width() - em * 2))
        self._rows.addRow(self.table)
        self.say(_HELP)
        theme.mark(self.sentence, "role", "dim")
        self.form.currentIndexChanged.connect(self._show_form)
        self._shown = 0
        self._show()

    def _choice(self, name: str, label: str, words: list[str]) -> ChoiceEdit:
        made = ChoiceEdit(words, typed=False, parent=self)
        made.setObjectName(name)
        made.setAccessibleName(label)
        made.setCurrentIndex(0)
        self.add_row(label, made)
        return made

    @Slot()
    def _show_form(self) -> None:
        self._own = self._words()
        self._shown = self.form.currentIndex()
        self._show()

    def _show(self) -> None:
        captions = all_captions(self._forms[self._shown])
        self.table.setRowCount(len(captions))
        for row, caption in enumerate(captions):
            known = QTableWidgetItem(_said(caption))
            known.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self.table.setItem(row, 0, known)
            self.table.setItem(row, 1, QTableWidgetItem(_said(self._own.get(caption, ""))))

    def _words(self) -> dict[str, str]:
        """The office's words as they stand in the table and, for other forms, as they were."""
        words = dict(self._own)
        for row in range(self.table.rowCount()):
            known, own = self.table.item(row, 0), self.table.item(row, 1)
            if known is not None and own is not None:
                words[_stored(known.text())] = _stored(own.text())
        return words

    def answer(self) -> bool:
        """Save; what was not changed is no change."""
        book = self._desk.office.find(Kind.BOOK, self._book)
        if not isinstance(book, Book):
            return True
        chosen = self.tree.currentIndex()
        tree = list(TREES)[chosen - 1] if chosen > 0 else None
        change = word_captions(book, self._words(), tree)
        return self._desk.perform(change) if change.edits else True


def _said(caption: str) -> str:
    """A caption with its places named in Chinese."""
    for name, word in _PLACES.items():
        caption = caption.replace(name, word)
    return caption


def _stored(caption: str) -> str:
    """The caption behind what is shown."""
    for name, word in _PLACES.items():
        caption = caption.replace(word, name)
    return caption
