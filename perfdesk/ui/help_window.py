"""F1: the offline help, pages under resources/help."""

from pathlib import Path

from PySide6.QtCore import QEvent, QSize, QUrl, Slot
from PySide6.QtWidgets import QDialog, QTextBrowser, QVBoxLayout, QWidget

from perfdesk.paths import resources
from perfdesk.ui import theme

_MISSING = "# 帮助\n\n没有找到帮助文件。请重新安装绩效台，或把安装目录里的 resources/help 补齐。"


class HelpWindow(QDialog):
    """A window of its own, so that help can be read beside the work."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("help_window")
        self.setWindowTitle("帮助 — 绩效台")
        self.browser = QTextBrowser(self)
        self.browser.setObjectName("help_text")
        self.browser.setAccessibleName("帮助正文")
        self.browser.setOpenExternalLinks(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.browser)
        self._settle()
        self.show_page()

    @Slot()
    def show_page(self, page: str = "") -> None:
        """Show a page by its name, or the first."""
        folder = resources() / "help"
        found = _page(folder, page or "index")
        if found is None:
            self.browser.setMarkdown(_MISSING)
            return
        self.browser.setSearchPaths([str(folder)])
        self.browser.setSource(QUrl.fromLocalFile(str(found)))

    def sizeHint(self) -> QSize:
        """Room for some forty characters a line."""
        em = theme.em(self.font())
        return QSize(em * 58, em * 46)

    def _settle(self) -> None:
        em, palette = theme.em(self.font()), theme.palette()
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(em * 2, em, em, em)
        self.browser.document().setDefaultStyleSheet(
            f"h1, h2, h3 {{ color: {palette.text}; }} a {{ color: {palette.accent}; }}"
            f" p, li {{ color: {palette.text}; line-height: 150%; }}"
            f" table {{ border-collapse: collapse; border: 1px solid {palette.line}; }}"
            f" td, th {{ border: 1px solid {palette.line}; padding: {em // 3}px {round(em * 0.6)}px; }}"
            f" td {{ color: {palette.text}; }} th {{ color: {palette.dim}; text-align: left; }}"
            f" small {{ color: {palette.dim}; }}"
        )

    def changeEvent(self, event: QEvent) -> None:
        """A new palette dresses the page anew."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._settle()
            self.browser.reload()
        super().changeEvent(event)


def _page(folder: Path, name: str) -> Path | None:
    for suffix in (".html", ".md"):
        path = folder / f"{name}{suffix}"
        if path.is_file():
            return path
    return None
