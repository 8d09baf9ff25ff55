"""The toolbar. Where the window is narrow or the font large, buttons drop their words one by one."""

from PySide6.QtCore import QEvent, QMargins, Qt
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from perfdesk.ui import icons, theme
from perfdesk.ui.actions import Actions
from perfdesk.ui.run_chooser import RunChooser

_LEFT = ("import_document", "new_project", "new_indicator", "", "undo", "redo", "")
_RIGHT = ("preview", "export_pdf", "more")
# The first to lose its word is the one whose icon everybody knows.
_WORDS_LOST = (
    "undo",
    "redo",
    "preview",
    "new_run",
    "new_indicator",
    "new_project",
    "export_pdf",
    "import_document",
)
_MENU = (
    *("new_desk", "open_desk", "close_desk", "open_sample", "import_folder", ""),
    *("new_book", ">本期", ">年度", ""),
    *("export_xlsx", "export_other", "captions", "cross_table", "review", "find", ""),
    *("zoom_in", "zoom_out", "zoom_usual", "settings", ""),
    *("help", "about", "leave"),
)


_SUBMENUS = {
    ">本期": ("new_run", "run_on", "run_back", "run_lock", "publish"),
    ">年度": ("approve", "adjust", "library", "", "roll_over"),
}


class ToolStrip(QToolBar):
    """Import, new, undo, run chooser at the left; preview, export and the menu at the right."""

    def __init__(self, actions: Actions, chooser: RunChooser, parent: QWidget | None = None) -> None:
        super().__init__("工具栏", parent)
        self.setObjectName("tool_strip")
        self.setMovable(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._actions = actions
        self._chooser = chooser
        self._fitted = (0, 0, 0)
        self._place(_LEFT)
        self._caption = QLabel("进展期", self)
        self._caption.setObjectName("run_caption")
        self._caption.setProperty("role", "dim")
        self._caption.setBuddy(chooser)
        self.addWidget(self._caption)
        self.addWidget(chooser)
        self._place(("new_run",))
        self._gap = QWidget(self)
        self._gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(self._gap)
        self._place(_RIGHT)
        self._make_menu()
        self._dress_buttons()
        self._settle()

    def _place(self, names: tuple[str, ...]) -> None:
        for name in names:
            if name:
                self.addAction(self._actions[name])
            else:
                self.addSeparator()

    def button(self, name: str) -> QToolButton | None:
        """The button of an action."""
        found = self.widgetForAction(self._actions[name])
        return found if isinstance(found, QToolButton) else None

    def _make_menu(self) -> None:
        self.menu = QMenu(self)
        self.menu.setObjectName("more_menu")
        self.menu.setAccessibleName("更多")
        self._fill(self.menu, _MENU)
        if button := self.button("more"):
            button.setMenu(self.menu)
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            self._actions["more"].triggered.connect(button.showMenu)

    def _fill(self, menu: QMenu, names: tuple[str, ...]) -> None:
        for name in names:
            if name in _SUBMENUS:
                below = menu.addMenu(name[1:])
                below.setObjectName(f"menu_{_SUBMENUS[name][0]}")
                self._fill(below, _SUBMENUS[name])
            elif name:
                menu.addAction(self._actions[name])
            else:
                menu.addSeparator()

    def _dress_buttons(self) -> None:
        for name in (*_LEFT, "new_run", *_RIGHT):
            button = self.button(name) if name else None
            if button is not None:
                button.setObjectName(f"tool_{name}")
                button.setAccessibleName(self._actions[name].text())
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                theme.mark(button, "primary", name == "import_document")

    def _settle(self) -> None:
        self.setIconSize(icons.small(theme.em(self.font())))
        self._fit()

    def _fit(self) -> None:
        """Drop words until everything has a place; the extension button would hide whole actions."""
        wanted = (self.width(), self._chooser.minimumWidth(), theme.em(self.font()))
        if wanted == self._fitted or not self.isVisible():
            return
        self._fitted = wanted
        buttons = [button for name in _WORDS_LOST if (button := self.button(name))]
        for button in buttons:
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        needed = self._needed()
        for button in buttons:
            if needed <= self.width():
                return
            before = button.sizeHint().width()
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            needed -= before - button.sizeHint().width()

    def _needed(self) -> int:
        """The width everything asks for; the layout's own answer is older than the last word dropped."""
        widgets = [self.widgetForAction(action) for action in self.actions()]
        widths = [max(w.sizeHint().width(), w.minimumWidth()) for w in widgets if w is not self._gap]
        layout = self.layout()
        margins = layout.contentsMargins() if layout else QMargins()
        spacing = (layout.spacing() if layout else 0) * len(widgets)
        return sum(widths) + spacing + margins.left() + margins.right()

    def event(self, event: QEvent) -> bool:
        """Another width, of the window or of the run's name, asks for other words."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show):
            self._fit()
        return done

    def changeEvent(self, event: QEvent) -> None:
        """A new font changes icons and room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._settle()
