"""How the grid's cells are drawn and edited: figures as heroes, badges whole, a real focus frame."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from perfdesk.domain.verdict import Judgement
from perfdesk.ui import theme
from perfdesk.ui.badge import badge_size, paint_badge, widest
from perfdesk.ui.cell_edit import CellEdit, ChoiceEdit, LineEdit, ProseEdit
from perfdesk.ui.grid_columns import GridColumn, Look
from perfdesk.ui.grid_model import (
    GROUP_ROLE,
    JUDGEMENT_ROLE,
    PROMPT_ROLE,
    REFUSED_ROLE,
    GridModel,
)
from perfdesk.ui.wrapped_text import paint_wrapped, text_height

Index = QModelIndex | QPersistentModelIndex
ROW = 2.75
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_STEPS = {
    Qt.Key.Key_Return: (1, 0),
    Qt.Key.Key_Enter: (1, 0),
    Qt.Key.Key_Tab: (0, 1),
    Qt.Key.Key_Backtab: (0, -1),
}


class GridDelegate(QStyledItemDelegate):
    """Draws every cell itself, so that light and dark, figures and badges come out the same everywhere.

    Signals:
        step_requested: rows and columns to move on by, after an editor was closed with a key.
    """

    step_requested = Signal(int, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.typed = False  # whether the editor about to open was opened by typing

    # -- drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Ground, line below, content, and the frame of the current cell."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        state: QStyle.StateFlag = option.state  # type: ignore[attr-defined]
        colours = theme.palette()
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        group = bool(index.data(GROUP_ROLE))
        painter.save()
        ground = colours.selection if chosen else colours.ground if group else colours.panel
        painter.fillRect(rect, QColor(ground))
        painter.setPen(QColor(colours.line))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        self._paint_content(painter, rect, index, _font_of(option))
        if index.data(REFUSED_ROLE):
            _frame(painter, rect, colours.not_met.text)
        elif state & QStyle.StateFlag.State_HasFocus:
            _frame(painter, rect, colours.accent)
        painter.restore()

    def _paint_content(self, painter: QPainter, rect: QRect, index: Index, font: QFont) -> None:
        column = _column(index)
        inside = _inside(rect, font)
        judged = index.data(JUDGEMENT_ROLE)
        if isinstance(judged, Judgement):
            _paint_judgement(painter, inside, judged, font)
            return
        text = str(index.data() or "")
        colours = theme.palette()
        colour = colours.dim if column.look is Look.QUIET else colours.text
        if index.data(REFUSED_ROLE):
            colour = colours.not_met.text
        elif not text:
            text, colour = str(index.data(PROMPT_ROLE) or ""), colours.dim
        painter.setFont(_font_for(column, bool(index.data(GROUP_ROLE)), font))
        painter.setPen(QColor(colour))
        if column.wraps:
            paint_wrapped(painter, inside, text, painter.font())
            return
        side = _RIGHT if column.right else _LEFT
        line = QRect(inside.left(), inside.top(), inside.width(), painter.fontMetrics().height())
        flat = " ".join(text.split())
        shown = painter.fontMetrics().elidedText(flat, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, int(side | Qt.AlignmentFlag.AlignVCenter), shown)

    # -- measuring

    def height_for(self, index: Index, width: int, font: QFont) -> int:
        """The height a cell needs at this width so that nothing in it is cut."""
        column = _column(index)
        room = _inside(QRect(0, 0, width, 10_000), font)
        judged = index.data(JUDGEMENT_ROLE)
        base = theme.row_height(font, ROW)
        if isinstance(judged, Judgement):
            badge = badge_size(font, judged.verdict).width() + theme.em(font) // 2
            words = text_height(judged.short, font, max(room.width() - badge, theme.em(font) * 3))
        elif column.wraps:
            text = str(index.data() or "")
            words = text_height(text, _font_for(column, bool(index.data(GROUP_ROLE)), font), room.width())
        else:
            return base
        return max(base, words + base - QFontMetrics(font).height())

    def width_for(self, index: Index, font: QFont) -> int:
        """The width a cell would like on one line."""
        column = _column(index)
        edges = 2 * _margin(font)
        judged = index.data(JUDGEMENT_ROLE)
        if isinstance(judged, Judgement):
            words = QFontMetrics(font).horizontalAdvance(judged.short)
            own = badge_size(font, judged.verdict).width()
            return edges + max(widest(font), own + theme.em(font) + words if words else 0)
        metrics = QFontMetrics(_font_for(column, bool(index.data(GROUP_ROLE)), font))
        return edges + metrics.horizontalAdvance(" ".join(str(index.data() or "").split())) + 2

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """For Qt's own measuring."""
        font = _font_of(option)
        return QSize(self.width_for(index, font), theme.row_height(font, ROW))

    # -- editing

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> CellEdit:
        """The editor that suits the column; it only ever holds text."""
        column, model = _column(index), index.model()
        assert isinstance(model, GridModel)
        editor: CellEdit
        if column.look is Look.CHOICE:
            editor = ChoiceEdit(column.choices, typed=True, parent=parent)
        elif column.look is Look.PROSE:
            editor = ProseEdit(parent)
        else:
            editor = LineEdit(parent)
            editor.setAlignment(_RIGHT if column.right else _LEFT)
            editor.setFont(_font_for(column, False, _font_of(option)))
        editor.setObjectName("field_" + column.key.replace(".", "_"))
        editor.setAccessibleName(column.caption)
        kept = QPersistentModelIndex(index)
        if isinstance(editor, LineEdit | ProseEdit):
            editor.textChanged.connect(lambda: model.show_draft(kept, editor.text_now()))
        return editor

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        """The badge of the row shows the desk's verdict again."""
        model = index.model()
        if isinstance(model, GridModel):
            model.show_draft(index, None)
        super().destroyEditor(editor, index)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Put the stored text in, once: what is being typed is never replaced."""
        if not isinstance(editor, CellEdit) or editor.property("loaded"):
            return
        editor.setProperty("loaded", True)
        editor.put(str(index.data(Qt.ItemDataRole.EditRole) or ""))
        field = editor.lineEdit() if isinstance(editor, ChoiceEdit) else editor
        if isinstance(field, ProseEdit | LineEdit):
            field.selectAll()

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Enter the text as it was typed."""
        if isinstance(editor, CellEdit) and isinstance(model, GridModel):
            model.setData(index, editor.text_now())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Over the cell; prose gets room for some lines within the visible part of the table."""
        rect = QRect(option.rect)  # type: ignore[attr-defined]
        parent = editor.parentWidget()
        if isinstance(editor, ProseEdit) and parent is not None:
            wanted = 4 * editor.fontMetrics().lineSpacing() + theme.em(editor.font())
            rect.setHeight(max(rect.height(), wanted))
            rect.moveBottom(min(rect.bottom(), max(parent.height() - 1, rect.height() - 1)))
        editor.setGeometry(rect)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Tab and Esc in an editor; everything else as Qt does it."""
        if not isinstance(watched, CellEdit) or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is not QEvent.Type.KeyPress or watched.composing:
            return super().eventFilter(watched, event)
        return self._key(watched, event) or super().eventFilter(watched, event)

    def _key(self, editor: CellEdit, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        arrow = {Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Up: (-1, 0)}.get(key)
        if arrow and self.typed and isinstance(editor, LineEdit):
            return self._close(editor, *arrow)
        if key not in _STEPS:
            return False
        entering = key in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entering and held & Qt.KeyboardModifier.AltModifier and isinstance(editor, ProseEdit):
            editor.insertPlainText("\n")
            return True
        down, right = _STEPS[key]
        back = entering and held & Qt.KeyboardModifier.ShiftModifier
        return self._close(editor, -down if back else down, right)

    def _close(self, editor: CellEdit, down: int, right: int) -> bool:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QStyledItemDelegate.EndEditHint.NoHint)
        self.step_requested.emit(down, right)
        return True


def _column(index: Index) -> GridColumn:
    model = index.model()
    assert isinstance(model, GridModel)
    return model.column(index.column())


def _font_of(option: QStyleOptionViewItem) -> QFont:
    font: QFont = option.font  # type: ignore[attr-defined]
    return font


def _font_for(column: GridColumn, group: bool, font: QFont) -> QFont:
    bold = column.look is Look.HERO or (group and column.key == "indicator.name")
    return theme.semi_bold(font) if bold else font


def _margin(font: QFont) -> int:
    return round(theme.em(font) * 0.6)


def _inside(rect: QRect, font: QFont) -> QRect:
    """The room for text; first lines of all cells of a row stand at one height."""
    above = (theme.row_height(font, ROW) - QFontMetrics(font).height()) // 2
    return rect.adjusted(_margin(font), above, -_margin(font), -1)


def _paint_judgement(painter: QPainter, inside: QRect, judged: Judgement, font: QFont) -> None:
    line = QRect(inside.left(), inside.top(), inside.width(), QFontMetrics(font).height())
    pill = paint_badge(painter, line, judged.verdict, font)
    if judged.short:
        painter.setFont(font)
        painter.setPen(QColor(theme.palette().dim))
        beside = QRect(inside)
        beside.setLeft(pill.right() + theme.em(font) // 2)
        paint_wrapped(painter, beside, judged.short, font)


def _frame(painter: QPainter, rect: QRect, colour: str) -> None:
    painter.setPen(QPen(QColor(colour), 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(rect.adjusted(1, 1, -1, -1))
