"""The wheel scrolls; it never changes a value in a box it happens to pass over."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QComboBox, QScrollBar, QTabBar


class WheelGuard(QObject):
    """An event filter for the application: wheel turns over value widgets go to what scrolls around them."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the wheel from combo boxes, spin boxes, sliders and tabs."""
        if event.type() != QEvent.Type.Wheel:
            return False
        slider = isinstance(watched, QAbstractSlider) and not isinstance(watched, QScrollBar)
        if slider or isinstance(watched, QComboBox | QAbstractSpinBox | QTabBar):
            event.ignore()
            return True
        return False
