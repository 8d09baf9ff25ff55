"""交叉表: the desk's rows counted by one or two of their columns, shown, copied, exported.

pandas does the counting beside the window, since its first import takes a moment.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from perfdesk.domain.long_form import MEASURE_WORDS, CrossTable, LongRow, Measure
from perfdesk.operations import analysing
from perfdesk.paths import documents_folder
from perfdesk.ui import theme
from perfdesk.ui.captions import caption_data
from perfdesk.ui.cell_edit import ChoiceEdit
from perfdesk.ui.desk import Desk
from perfdesk.ui.job import Cancelled, Jobs, Progress
from perfdesk.ui.row_style import RowStyle

Index = QModelIndex | QPersistentModelIndex
_NOT_ACROSS = "不分列"
_SCOPES = ("本年度", "全部年度")


class CrossModel(QAbstractTableModel):
    """A cross table as it is shown and copied; the last row is the total."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.table: CrossTable | None = None
        self._texts: list[list[str]] = []

    def show_table(self, table: CrossTable, texts: list[list[str]]) -> None:
        """Show a table with the words of its cells."""
        self.beginResetModel()
        self.table, self._texts = table, texts
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The rows with the total."""
        return 0 if parent.isValid() else len(self._texts)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """The columns."""
        return 0 if parent.isValid() or self.table is None else len(self.table.columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Captions, over their figures."""
        return caption_data(self.table.columns if self.table else (), section, orientation, role)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell and where they stand."""
        if not index.isValid() or self.table is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._texts[index.row()][index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.headerData(index.column(), Qt.Orientation.Horizontal, role)
        return None

    def as_text(self) -> str:
        """Everything with its captions, as a spreadsheet takes it from the clipboard."""
        captions = [column.caption for column in self.table.columns] if self.table else []
        return "\n".join("\t".join(line) for line in [captions, *self._texts])


class CrossDelegate(QStyledItemDelegate):
    """Words and figures with the header's air beside them."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, text, focus; the total under a line."""
        cell = RowStyle.of(option)
        pad = round(theme.em(cell.font) * 0.6)
        last = index.row() == index.model().rowCount() - 1
        painter.save()
        cell.paint_ground(painter)
        if last:
            painter.setPen(QColor(theme.palette().line))
            painter.drawLine(cell.rect.topLeft(), cell.rect.topRight())
        painter.setFont(theme.semi_bold(cell.font) if last else cell.font)
        painter.setPen(QColor(theme.palette().text))
        align = index.data(Qt.ItemDataRole.TextAlignmentRole)
        painter.drawText(cell.rect.adjusted(pad, 0, -pad, 0), align, str(index.data() or ""))
        cell.paint_focus(painter)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Wide enough for the semi-bold total."""
        font = RowStyle.of(option).font
        wide = QFontMetrics(theme.semi_bold(font)).horizontalAdvance(str(index.data() or ""))
        return QSize(wide + 2 * theme.em(font), theme.row_height(font, 2.3))


class CrossDialog(QDialog):
    """Three choices above a table; whatever is chosen is counted at once."""

    def __init__(self, desk: Desk, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cross_dialog")
        self.setWindowTitle("交叉表")
        self.setAccessibleName("交叉表")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._jobs = desk, jobs
        self._rows: dict[str, list[LongRow]] = {}
        self._asked = 0
        self._keys = analysing.dimension_words()
        words = tuple(self._keys.values())
        self.by = self._choice("cross_by", "行", words)
        self.across = self._choice("cross_across", "列", (_NOT_ACROSS, *words))
        self.measure = self._choice("cross_measure", "数", tuple(MEASURE_WORDS.values()))
        self.scope = self._choice("cross_scope", "范围", _SCOPES)
        self.model = CrossModel(self)
        self.table = self._make_table()
        self.sentence = QLabel(self)
        self.sentence.setObjectName("cross_sentence")
        self.sentence.setProperty("role", "dim")
        self._lay_out()
        for choice in (self.by, self.across, self.measure, self.scope):
            choice.currentIndexChanged.connect(self.count)
        self.count()

    def _choice(self, name: str, label: str, words: Sequence[str]) -> ChoiceEdit:
        made = ChoiceEdit(tuple(words), typed=False, parent=self)
        made.setObjectName(name)
        made.setAccessibleName(label)
        made.setCurrentIndex(0)
        return made

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setObjectName("cross_table")
        table.setAccessibleName("交叉表")
        table.setModel(self.model)
        table.setItemDelegate(CrossDelegate(table))
        table.setShowGrid(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.row_height(table.font(), 2.3))
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setHighlightSections(False)
        return table

    def _button(self, name: str, word: str) -> QPushButton:
        made = QPushButton(word, self)
        made.setObjectName(name)
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        em = theme.em(self.font())
        theme.open_within(self, 78, 42)
        choices = QHBoxLayout()
        choices.setSpacing(em)
        for word, choice in (
            ("行", self.by),
            ("列", self.across),
            ("数", self.measure),
            ("范围", self.scope),
        ):
            pair = QFormLayout()
            pair.addRow(word, choice)
            choices.addLayout(pair, 1)
        buttons = QHBoxLayout()
        self.copy_button = self._button("cross_copy", "复制")
        self.export_button = self._button("cross_export", "导出 Excel…")
        self.long_button = self._button("cross_long", "导出长表…")
        self.long_button.setToolTip("每项指标每期一行，可在 Excel、WPS 里做透视表")
        close = self._button("cross_close", "关闭")
        for button, slot in (
            (self.copy_button, self.copy_all),
            (self.export_button, self._ask_workbook),
            (self.long_button, self._ask_long),
            (close, self.close),
        ):
            button.clicked.connect(slot)
        buttons.addWidget(self.sentence, 1)
        for button in (self.copy_button, self.export_button, self.long_button, close):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(round(em * 1.6), round(em * 1.4), round(em * 1.6), round(em * 1.2))
        layout.setSpacing(em)
        layout.addLayout(choices)
        layout.addWidget(self.table, 1)
        layout.addLayout(buttons)

    # -- counting

    def _wanted(self) -> list[LongRow]:
        """The rows in scope, made once from the desk as it stands."""
        scope = self.scope.currentText()
        if scope not in self._rows:
            book = self._desk.book
            office = self._desk.office
            year = book.year if book else None
            books = [b for b in office.books() if scope == _SCOPES[1] or b.year == year]
            self._rows[scope] = analysing.long_rows(office, books)
        return self._rows[scope]

    @Slot()
    def count(self) -> None:
        """Count as chosen, beside the window; only the latest answer is shown."""
        keys = list(self._keys)
        by = keys[max(self.by.currentIndex(), 0)]
        column = self.across.currentIndex()
        across = keys[column - 1] if column > 0 else None
        measure = list(Measure)[max(self.measure.currentIndex(), 0)]
        self.measure.setEnabled(across is not None)
        rows, title = self._wanted(), self.scope.currentText()
        self._asked += 1
        asked = self._asked

        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            return asked, *analysing.counted(rows, by, across, measure, title)

        self.sentence.setText("正在统计…")
        job = self._jobs.begin("统计", work, quiet=True)
        job.finished.connect(self._show_counted)

    @Slot(object)
    def _show_counted(self, result: object) -> None:
        if not isinstance(result, tuple) or result[0] != self._asked:
            return
        _, table, texts = result
        self.model.show_table(table, texts)
        self.table.resizeColumnsToContents()
        self.sentence.setText(f"共 {len(self._wanted())} 行。")

    # -- taking it away

    @Slot()
    def copy_all(self) -> None:
        """Put the whole table on the clipboard."""
        QGuiApplication.clipboard().setText(self.model.as_text())
        self.sentence.setText("已复制，可以粘贴到表格里。")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies the table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_all()
            return
        super().keyPressEvent(event)

    @Slot()
    def _ask_workbook(self) -> None:
        self._ask("cross_export_dialog", "导出交叉表", ("工作簿 (*.xlsx)",), self.write_workbook)

    @Slot()
    def _ask_long(self) -> None:
        filters = ("工作簿 (*.xlsx)", "CSV，UTF-8 (*.csv)")
        self._ask("cross_long_dialog", "导出长表", filters, self.write_long)

    def _ask(self, name: str, title: str, filters: tuple[str, ...], then: Any) -> None:
        dialog = QFileDialog(self, title)
        dialog.setObjectName(name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(list(filters))
        dialog.setDefaultSuffix("xlsx")
        held = self._desk.path
        dialog.setDirectory(str(held.parent if held else documents_folder()))
        dialog.selectFile(f"{title.removeprefix('导出')}.xlsx")
        dialog.fileSelected.connect(then)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def write_workbook(self, name: str) -> None:
        """Write what is shown as a workbook."""
        table = self.model.table
        if table is not None:
            self._write(Path(name), lambda path: analysing.export_table(table, path))

    @Slot(str)
    def write_long(self, name: str) -> None:
        """Write the rows in scope, one per indicator and run."""
        rows = self._wanted()
        self._write(Path(name), lambda path: analysing.write_rows(rows, path))

    def _write(self, path: Path, write: Any) -> None:
        def work(_progress: Progress, _cancelled: Cancelled) -> object:
            write(path)
            return f"已导出“{path.name}”。"

        job = self._jobs.begin(f"正在导出 {path.name}", work)
        job.finished.connect(self.sentence.setText)
        job.failed.connect(self.sentence.setText)
