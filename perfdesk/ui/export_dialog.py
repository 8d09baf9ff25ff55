"""导出其他表: which form, which copy and which format; where it shall lie is asked next."""

from collections.abc import Callable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from perfdesk.domain.records import Book
from perfdesk.operations.reporting import Copy, forms_of
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import ChoiceEdit
from perfdesk.ui.question_dialog import QuestionDialog

COPIES = ("公开稿", "内部稿（带姓名、电话、批复和疑点）", "空白表（供手工填写）")
FORMATS = {"PDF": ".pdf", "Excel 工作簿": ".xlsx", "Word 文档": ".docx"}
_HINTS = (
    "公开稿不带姓名、电话和批复，涉密项目不出。",
    "内部稿只供本单位使用，不要公开。",
    "空白表不带数据，可以打印后手工填写。",
)


def copy_of(form: int, copy: int, book: Book) -> Copy:
    """The copy behind two choices: the place of a form among the book's, and of the copy among `COPIES`."""
    return Copy(form=forms_of(book)[form].kind, internal=copy == 1, blank=copy == 2)


class ExportDialog(QuestionDialog):
    """Asks, then hands the copy and the suffix to `chosen`."""

    def __init__(
        self, book: Book, chosen: Callable[[Copy, str], None], parent: QWidget | None = None
    ) -> None:
        super().__init__("导出其他表", "export_dialog", "选择位置…", parent)
        self._book, self._chosen = book, chosen
        self.form = self._choice("export_form", "表", [form.name for form in forms_of(book)])
        self.copy = self._choice("export_copy", "用途", COPIES)
        self.format = self._choice("export_format", "格式", tuple(FORMATS))
        self.copy.currentIndexChanged.connect(self._hint)
        self._hint()

    def _choice(self, name: str, label: str, words: tuple[str, ...] | list[str]) -> ChoiceEdit:
        made = ChoiceEdit(words, typed=False, parent=self)
        made.setObjectName(name)
        made.setAccessibleName(label)
        made.setCurrentIndex(0)
        self.add_row(label, made)
        return made

    @Slot()
    def _hint(self) -> None:
        self.say(_HINTS[self.copy.currentIndex()])
        theme.mark(self.sentence, "role", "dim")

    def answer(self) -> bool:
        """Ask where the file shall lie."""
        copy = copy_of(self.form.currentIndex(), self.copy.currentIndex(), self._book)
        self._chosen(copy, list(FORMATS.values())[self.format.currentIndex()])
        return True
