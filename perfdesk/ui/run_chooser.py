"""The chooser of the current run, in the toolbar."""

from PySide6.QtCore import QEvent, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QWidget

from perfdesk.ui import icons, theme
from perfdesk.ui.desk import Desk
from perfdesk.ui.run_words import NO_RUN, run_choice


class RunChooser(QComboBox):
    """Lists the runs of the current book; choosing one makes it the current run."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("run_chooser")
        self.setAccessibleName("进展期")
        self.setToolTip("进展期：填哪一段月份的实际数")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._desk = desk
        self.refresh()
        self.activated.connect(self._choose)
        desk.opened.connect(self.refresh)
        desk.chosen.connect(self.refresh)
        desk.changed.connect(self.refresh)

    @Slot()
    def refresh(self) -> None:
        """List the runs anew where they are others."""
        book, run = self._desk.book, self._desk.run
        self.setPlaceholderText(NO_RUN if book else "　　　　")
        runs = self._desk.office.runs(book.id) if book else []
        wanted = [(run_choice(book, one), one.id) for one in runs] if book else []
        locked = [one.locked for one in runs]
        held = [(self.itemText(at), self.itemData(at)) for at in range(self.count())]
        if wanted != held:
            self.clear()
            for (words, number), shut in zip(wanted, locked, strict=True):
                self.addItem(icons.icon("lock", "dim") if shut else QIcon(), words, number)
        self.setCurrentIndex(self.findData(run.id) if run else -1)
        self.setEnabled(bool(runs))
        self._keep_width()

    def _keep_width(self) -> None:
        """The toolbar may drop words of its buttons, never of the run."""
        self.setIconSize(icons.small(theme.em(self.font())))
        em = theme.em(self.font())
        # Qt does not ask the words that stand there without a run.
        asked = self.fontMetrics().horizontalAdvance(self.placeholderText()) + 4 * em
        self.setMinimumWidth(self.sizeHint().width() if self.count() else asked)

    def changeEvent(self, event: QEvent) -> None:
        """A new font wants another width."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._keep_width()

    @Slot(int)
    def _choose(self, at: int) -> None:
        book = self._desk.book
        if book is not None:
            self._desk.choose(book.id, int(self.itemData(at)))
