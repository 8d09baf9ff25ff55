"""调整目标: what is changed, to what, why, by which document and when; one step with its record."""

from PySide6.QtCore import QDate, Qt, Slot
from PySide6.QtWidgets import QLabel, QWidget

from perfdesk.domain.errors import DeskError
from perfdesk.domain.office import Node
from perfdesk.domain.records import Indicator, to_text
from perfdesk.operations.adjusting import NEW_INDICATOR, SUBJECT_WORDS, adjust, subjects_of
from perfdesk.ui.cell_edit import ChoiceEdit, ProseEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.question_dialog import QuestionDialog


class AdjustDialog(QuestionDialog):
    """Adjusts one target, goal or name, or adds an indicator; `subject` is what it begins with."""

    def __init__(
        self, desk: Desk, record: Indicator | Node, parent: QWidget | None = None, subject: str = ""
    ) -> None:
        super().__init__("调整目标", "adjust_dialog", "调整", parent)
        self._desk, self._record = desk, record
        self._subjects = subjects_of(record)
        name = QLabel(record.name or "", self)
        name.setWordWrap(True)
        self.subject = ChoiceEdit([SUBJECT_WORDS[key] for key in self._subjects], typed=False, parent=self)
        self.subject.setObjectName("adjust_subject")
        self.subject.setAccessibleName("调整什么")
        self.before = QLabel(self)
        self.before.setWordWrap(True)
        self.before.setTextFormat(Qt.TextFormat.PlainText)
        self.after = ProseEdit(self)
        self.after.setObjectName("adjust_after")
        self.after.setAccessibleName("改为")
        self.after.setFixedHeight(self.after.fontMetrics().lineSpacing() * 3)
        self.basis = self.line("adjust_basis", "依据")
        self.document = self.line("adjust_document", "文号")
        self.on = self.line("adjust_on", "日期")
        self.on.setText(QDate.currentDate().toString(Qt.DateFormat.ISODate))
        rows: tuple[tuple[str, QWidget], ...] = (
            ("对象", name),
            ("调整什么", self.subject),
            ("原来", self.before),
            ("改为", self.after),
            ("依据", self.basis),
            ("文号", self.document),
            ("日期", self.on),
        )
        for label, field in rows:
            self.add_row(label, field)
        self.subject.currentIndexChanged.connect(self._show_before)
        self.subject.setCurrentIndex(self._subjects.index(subject) if subject in self._subjects else 0)
        self.after.setFocus()

    @Slot()
    def _show_before(self) -> None:
        key = self._subjects[max(self.subject.currentIndex(), 0)]
        fresh = key == NEW_INDICATOR
        text = "" if fresh else to_text(getattr(self._record, key.partition(".")[2])) or ""
        self.before.setText("（没有这项指标）" if fresh else text or "（空）")
        self.after.setPlaceholderText("名称和目标值，中间空一格：新增图书 ≥3000册" if fresh else "")
        self.after.put(text)
        self.after.selectAll()

    def answer(self) -> bool:
        """Adjust; the sentence says what is missing."""
        try:
            change = adjust(
                self._desk.office,
                self._record,
                self._subjects[max(self.subject.currentIndex(), 0)],
                self.after.text_now(),
                basis=self.basis.text(),
                document=self.document.text(),
                on=self.on.text(),
            )
        except DeskError as error:
            self.say(str(error))
            return False
        return self._desk.perform(change)
