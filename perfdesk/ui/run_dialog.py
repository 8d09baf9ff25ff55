"""新建进展: the months of a progress run, with the usual ones at a click."""

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.domain.span import Span
from perfdesk.operations.arranging import add_run
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import ChoiceEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.question_dialog import QuestionDialog

QUICK = (("一季度", 1, 3), ("上半年", 1, 6), ("前三季度", 1, 9), ("全年", 1, 12))
_MONTHS = tuple(f"{month} 月" for month in range(1, 13))
_NO_BOOK = "还没有年度。请先导入文件或新建年度。"
_NO_DATE = "截止日期“{}”看不懂。请写成 2025-06-30 这样。"


class RunDialog(QuestionDialog):
    """Makes one run of the desk's current book."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("新建进展", "run_dialog", "新建", parent)
        self._desk = desk
        self._label_by_hand = False
        self._date_by_hand = False
        self.from_month = self._month("run_from", "从几月", 0)
        self.to_month = self._month("run_to", "到几月", 5)
        self.label = self.line("run_label", "名称")
        self.as_of = self.line("run_as_of", "截止日期")
        self.add_row("常用", self._quick())
        months = QWidget(self)
        row = QHBoxLayout(months)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.from_month)
        row.addWidget(QLabel("至", months))
        row.addWidget(self.to_month)
        row.addStretch(1)
        self.add_row("月份", months)
        self.add_row("名称", self.label)
        self.add_row("截止日期", self.as_of)
        self.from_month.currentIndexChanged.connect(self._follow)
        self.to_month.currentIndexChanged.connect(self._follow)
        self.label.textEdited.connect(self._take_label)
        self.as_of.textEdited.connect(self._take_date)
        self._propose()
        self._follow()
        self.to_month.setFocus()

    def _month(self, name: str, label: str, index: int) -> ChoiceEdit:
        month = ChoiceEdit(_MONTHS, typed=False, parent=self)
        month.setObjectName(name)
        month.setAccessibleName(label)
        month.setCurrentIndex(index)
        return month

    def _quick(self) -> QWidget:
        buttons = QWidget(self)
        row = QHBoxLayout(buttons)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.em(self.font()) // 2)
        group = QButtonGroup(self)
        for number, (word, _, _) in enumerate(QUICK):
            button = QPushButton(word, buttons)
            button.setObjectName(f"run_quick_{number}")
            button.setAccessibleName(word)
            button.setAutoDefault(False)
            group.addButton(button, number)
            row.addWidget(button)
        row.addStretch(1)
        group.idClicked.connect(self._take_quick)
        return buttons

    def _propose(self) -> None:
        """The first usual span that the book does not have yet."""
        book = self._desk.book
        taken = {(r.from_month, r.to_month) for r in self._desk.office.runs(book.id)} if book else set()
        free = next(((a, b) for _, a, b in QUICK[1:] if (a, b) not in taken), (1, 12))
        self._set_months(*free)

    def _set_months(self, first: int, last: int) -> None:
        self.from_month.setCurrentIndex(first - 1)
        self.to_month.setCurrentIndex(last - 1)

    @Slot(int)
    def _take_quick(self, number: int) -> None:
        self._set_months(*QUICK[number][1:])

    @Slot()
    def _take_label(self) -> None:
        self._label_by_hand = bool(self.label.text().strip())

    @Slot()
    def _take_date(self) -> None:
        self._date_by_hand = bool(self.as_of.text().strip())

    @Slot()
    def _follow(self) -> None:
        """Name and date follow the months until somebody writes their own."""
        first, last = self.from_month.currentIndex() + 1, self.to_month.currentIndex() + 1
        self.say("")
        if first > last:
            self.say("起始月份晚于截止月份。")
            return
        if not self._label_by_hand:
            self.label.setText(Span(first, last).label)
        year = (self._desk.book.year or "") if self._desk.book else ""
        if not self._date_by_hand and year.isdecimal():
            end = QDate(int(year), last, 1).addMonths(1).addDays(-1)
            self.as_of.setText(end.toString(Qt.DateFormat.ISODate))

    def answer(self) -> bool:
        """Make the run."""
        book = self._desk.book
        if book is None:
            self.say(_NO_BOOK)
            return False
        as_of = self.as_of.text().strip()
        if as_of and not QDate.fromString(as_of, Qt.DateFormat.ISODate).isValid():
            self.say(_NO_DATE.format(as_of[:12]))
            return False
        first, last = self.from_month.currentIndex() + 1, self.to_month.currentIndex() + 1
        label = self.label.text().strip() or None
        try:
            change, _ = add_run(self._desk.office, book.id, first, last, label, as_of or None)
        except DeskError as error:
            self.say(str(error))
            return False
        return self._desk.perform(change)
