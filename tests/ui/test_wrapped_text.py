"""Heights of wrapped text are measured in the face it is painted in."""

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from perfdesk.ui.wrapped_text import _layout, text_height


def test_a_height_is_that_of_the_face_that_is_painted(qapp: QApplication) -> None:
    text = "云财预〔2025〕40号 wide WIDE 0123456789"
    for name in QFontDatabase.families()[:12]:
        font = QFont()
        font.setFamilies(["No Such Face", name])
        for width in range(60, 400, 20):
            assert text_height(text, font, width) == _layout(text, font, width)[1], name


def test_no_text_has_no_height(qapp: QApplication) -> None:
    assert text_height("", QFont(), 100) == 0
