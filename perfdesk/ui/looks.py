"""Font size, appearance, and the small windows of settings, help and about."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from perfdesk.ui import theme
from perfdesk.ui.settings import Settings


class Looks(QObject):
    """Keeps the looks in the settings and puts them on at once.

    Signals:
        clerk_named: the clerk gave another name.
    """

    clerk_named = Signal(str)

    def __init__(self, settings: Settings, window: QWidget) -> None:
        super().__init__(window)
        self._settings, self._window = settings, window

    @Slot()
    def zoom_in(self) -> None:
        """A step larger."""
        self._zoom(theme.scale() + theme.STEP)

    @Slot()
    def zoom_out(self) -> None:
        """A step smaller."""
        self._zoom(theme.scale() - theme.STEP)

    @Slot()
    def zoom_usual(self) -> None:
        """The usual size."""
        self._zoom(theme.USUAL)

    def _zoom(self, percent: int) -> None:
        self._settings.scale = min(max(percent, theme.SMALLEST), theme.LARGEST)
        self.put_on()

    @Slot()
    def put_on(self) -> None:
        """Wear what the settings say."""
        application = QApplication.instance()
        if isinstance(application, QApplication):
            theme.wear(application, self._settings.appearance, self._settings.scale)

    @Slot()
    def show_settings(self) -> None:
        """Open the settings."""
        from perfdesk.ui.settings_dialog import SettingsDialog

        dialog = SettingsDialog(self._settings, self._window)
        dialog.looks_chosen.connect(self.put_on)
        dialog.clerk_named.connect(self.clerk_named)
        _open(dialog)

    @Slot()
    def show_help(self) -> None:
        """Open the help beside the work."""
        from perfdesk.ui.help_window import HelpWindow

        held = self._window.findChild(HelpWindow)
        window = held if isinstance(held, HelpWindow) else HelpWindow(self._window)
        window.show()
        window.activateWindow()

    @Slot()
    def show_about(self) -> None:
        """Open version and licences."""
        from perfdesk.ui.about_dialog import AboutDialog

        _open(AboutDialog(self._window))


def _open(dialog: QDialog) -> None:
    """Open without blocking; it goes when it is closed."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
