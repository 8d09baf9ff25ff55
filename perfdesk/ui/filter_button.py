"""筛选: a button with a menu of what the tree may be narrowed to; the menu is filled when it is opened."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, Signal, Slot
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.operations.filtering import Filter, months, people
from perfdesk.ui import icons, theme
from perfdesk.ui.desk import Desk

_TITLE = "筛选"


class FilterButton(QToolButton):
    """Holds the filter.

    Signals:
        narrowed: another filter holds.
    """

    narrowed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tree_filter")
        self._desk = desk
        self.wanted = Filter()
        self._submenus: list[QMenu] = []
        self.menu_ = QMenu(self)
        self.menu_.setObjectName("tree_filter_menu")
        self.menu_.setAccessibleName(_TITLE)
        self.menu_.aboutToShow.connect(self.fill)
        self.setMenu(self.menu_)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        icons.give(self, "funnel", "dim")
        self._settle()
        self._say()

    def _settle(self) -> None:
        self.setIconSize(icons.small(theme.em(self.font())))

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes the icon's size."""
        if event.type() == QEvent.Type.FontChange:
            self._settle()
        super().changeEvent(event)

    @Slot()
    def fill(self) -> None:
        """Offer what this desk has: flags always, people and months where there are any."""
        menu, office = self.menu_, self._desk.office
        menu.clear()
        for old in self._submenus:
            old.deleteLater()
        self._submenus = []
        for verdict in Verdict:
            change = replace(self.wanted, verdicts=self.wanted.verdicts ^ {verdict})
            self._offer(menu, VERDICT_WORDS[verdict], verdict in self.wanted.verdicts, change)
        menu.addSeparator()
        self._offer(
            menu, "★ 重点", self.wanted.starred, replace(self.wanted, starred=not self.wanted.starred)
        )
        self._offer(
            menu, "关注", self.wanted.followed, replace(self.wanted, followed=not self.wanted.followed)
        )
        books = office.books()
        self._submenu("责任人", people(office, books), self.wanted.person, self._with_person)
        self._submenu("完成月份", months(office, books), self.wanted.due_month, self._with_month)
        menu.addSeparator()
        clear = menu.addAction("显示全部")
        clear.setObjectName("filter_clear")
        clear.setEnabled(bool(self.wanted))
        clear.triggered.connect(self.clear)

    def _with_person(self, name: str | None) -> Filter:
        return replace(self.wanted, person=name)

    def _with_month(self, month: str | None) -> Filter:
        return replace(self.wanted, due_month=month)

    def _offer(self, menu: QMenu, word: str, is_set: bool, change: Filter) -> None:
        action = menu.addAction(word)
        action.setCheckable(True)
        action.setChecked(is_set)
        action.triggered.connect(partial(self._take, change))

    def _submenu(
        self, title: str, words: list[str], held: str | None, changed: Callable[[str | None], Filter]
    ) -> None:
        if not words:
            return
        menu = self.menu_.addMenu(title)
        self._submenus.append(menu)
        for word in words:
            self._offer(menu, word, word == held, changed(None if word == held else word))

    def _take(self, wanted: Filter, _checked: bool = False) -> None:
        self.wanted = wanted
        self._say()
        self.narrowed.emit()

    @Slot()
    def clear(self) -> None:
        """Show all again; quiet where all is shown."""
        if self.wanted:
            self._take(Filter())

    def _say(self) -> None:
        words = self.wanted.words
        self.setToolTip(f"只看：{words}" if words else "只看未达标、未填、重点或某个责任人的")
        self.setAccessibleName(f"{_TITLE}：{words}" if words else _TITLE)
        theme.mark(self, "primary", bool(words))
