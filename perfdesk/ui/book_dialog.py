"""新建年度: unit, year and form of an empty book."""

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.forms.registry import FORMS
from perfdesk.operations.arranging import add_book
from perfdesk.ui.cell_edit import ChoiceEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.question_dialog import QuestionDialog


class BookDialog(QuestionDialog):
    """Makes one book; unit and year are proposed from what the desk holds."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("新建年度", "book_dialog", "新建", parent)
        self._desk = desk
        self.unit = self.line("book_unit", "单位名称")
        self.year = self.line("book_year", "年度")
        self.form = ChoiceEdit([form.name for form in FORMS.values()], typed=False, parent=self)
        self.form.setObjectName("book_form")
        self.form.setAccessibleName("表")
        self.form.setCurrentIndex(0)
        self.add_row("单位名称", self.unit)
        self.add_row("年度", self.year)
        self.add_row("表", self.form)
        books = desk.office.books()
        self.unit.setText((books[0].unit_name or "") if books else "")
        latest = books[0].year if books and (books[0].year or "").isdecimal() else None
        self.year.setText(str(int(latest) + 1) if latest else str(QDate.currentDate().year()))
        (self.year if self.unit.text() else self.unit).setFocus()

    def answer(self) -> bool:
        """Make the book."""
        kind = list(FORMS)[self.form.currentIndex()]
        try:
            change, _ = add_book(self._desk.office, self.unit.text(), self.year.text(), kind)
        except DeskError as error:
            self.say(str(error))
            return False
        return self._desk.perform(change)
