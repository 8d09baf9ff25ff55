"""What an import dialog asks above its pages: unit, year, encoding, and months where the file is silent."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLabel, QWidget

from perfdesk.domain.document import Document
from perfdesk.domain.span import read_span
from perfdesk.operations.importing import undated
from perfdesk.ui import theme
from perfdesk.ui.cell_edit import LineEdit
from perfdesk.ui.import_work import Stated

_ENCODINGS = (
    ("自动识别", None),
    ("UTF-8", "utf-8"),
    ("GB18030（国标）", "gb18030"),
    ("UTF-16", "utf-16"),
)


class ImportFields(QWidget):
    """One line of fields.

    Signals:
        restated: unit, year or months are others now.
        encoding_chosen: the file is to be read in another encoding.
    """

    restated = Signal()
    encoding_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.unit = self._line("import_unit", "单位名称")
        self.year = self._line("import_year", "年度")
        self.period = self._line("import_period", "进展期")
        self.period.setPlaceholderText("1-6月")
        self.encoding = QComboBox(self)
        self.encoding.setObjectName("import_encoding")
        self.encoding.setAccessibleName("文字编码")
        for word, name in _ENCODINGS:
            self.encoding.addItem(word, name)
        self.encoding.activated.connect(self.encoding_chosen)
        self._period_label = QLabel("进展期", self)
        self._undated = False
        self._lay_out()

    def _line(self, name: str, spoken: str) -> LineEdit:
        line = LineEdit(self)
        line.setObjectName(name)
        line.setAccessibleName(spoken)
        line.textChanged.connect(self.restated)
        return line

    def _lay_out(self) -> None:
        fields = QGridLayout(self)
        fields.setContentsMargins(0, 0, 0, 0)
        fields.setHorizontalSpacing(theme.em(self.font()))
        labelled: tuple[tuple[QWidget, QWidget, int], ...] = (
            (QLabel("单位", self), self.unit, 4),
            (QLabel("年度", self), self.year, 1),
            (QLabel("编码", self), self.encoding, 2),
            (self._period_label, self.period, 1),
        )
        for at, (label, field, share) in enumerate(labelled):
            fields.addWidget(label, 0, at * 2)
            fields.addWidget(field, 0, at * 2 + 1)
            fields.setColumnStretch(at * 2 + 1, share)

    def follow(self, documents: Sequence[Document], known_unit: str) -> None:
        """Fill what is empty from the documents; show the months' field where they state none."""
        self._undated = any(undated(document) for document in documents)
        self._period_label.setVisible(self._undated)
        self.period.setVisible(self._undated)
        unit = next((d.unit_name for d in documents if d.unit_name), known_unit)
        year = next((d.year for d in documents if d.year), "")
        for field, known in ((self.unit, unit), (self.year, year)):
            if documents and not field.text_now().strip():
                field.setText(known)

    def stated(self) -> Stated:
        """What stands in the fields as far as it can be used."""
        span = read_span(self.period.text_now()) if self._undated else None
        year = self.year.text_now().strip()
        whole = len(year) == 4 and year.isdecimal()
        return Stated(self.unit.text_now().strip(), year if whole else "", span)

    def missing(self) -> list[str]:
        """What is still to be filled in."""
        stated = self.stated()
        wanted = (
            ("单位", bool(stated.unit)),
            ("四位年度", bool(stated.year)),
            ("进展期（如 1-6月）", not self._undated or stated.span is not None),
        )
        return [word for word, there in wanted if not there]


def place_for_rest(parent: QWidget, path: Path) -> QFileDialog:
    """The question where the rows that are not taken shall be written; beside the file they come from."""
    dialog = QFileDialog(parent, "其余的行另存为")
    dialog.setObjectName("import_rest_dialog")
    dialog.setAccessibleName("其余的行另存为")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters(["工作簿 (*.xlsx)"])
    dialog.setDefaultSuffix("xlsx")
    dialog.setDirectory(str(path.parent))
    dialog.selectFile(f"{path.stem}-其余.xlsx")
    dialog.finished.connect(dialog.deleteLater)
    return dialog
