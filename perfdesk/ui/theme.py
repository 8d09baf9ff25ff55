"""Dressing the application: Fusion, a palette of our own, the style sheet and the font size.

Nobody is told of a change but by Qt itself: every widget gets PaletteChange, StyleChange and FontChange
events, and what paints by hand asks `palette()` each time.
"""

from dataclasses import dataclass

from PySide6.QtCore import QLibraryInfo, QLocale, Qt, QTranslator
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from perfdesk.paths import resources
from perfdesk.ui.palette import LIGHT, PALETTES, Appearance, Palette
from perfdesk.ui.settings import Settings
from perfdesk.ui.style_sheet import style_sheet

BASE_POINTS = 10.0
SMALLEST, USUAL, LARGEST, STEP = 90, 100, 200, 10
_FAMILIES = (
    "Microsoft YaHei UI",
    "Microsoft YaHei",
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
    "PingFang SC",
    "Noto Serif SC",  # the program's own, for want of any other; see _bring_a_chinese_face
)
_CHINESE = "绩"


@dataclass(slots=True)
class _Worn:
    """What the application wears now; as global as the application itself."""

    palette: Palette = LIGHT
    scale: int = USUAL
    appearance: Appearance = Appearance.SYSTEM


_worn = _Worn()


def palette() -> Palette:
    """The palette on screen."""
    return _worn.palette


def scale() -> int:
    """The font size in per cent of the base."""
    return _worn.scale


def dress(application: QApplication, settings: Settings | None = None) -> None:
    """Dress the application as the settings say; call it once, before the first window."""
    settings = settings or Settings()
    application.setStyle("Fusion")
    _bring_a_chinese_face()
    speak_chinese(application)
    application.styleHints().colorSchemeChanged.connect(lambda _: _follow(application))
    wear(application, settings.appearance, settings.scale)


def _bring_a_chinese_face() -> None:
    """A bare Linux has none and would show boxes; the face of the printed forms serves there."""
    if QFontMetrics(base_font(USUAL)).inFontUcs4(ord(_CHINESE)):
        return
    if not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese):
        # One weight only: Qt makes it bold, where the bold face of the forms has but their own characters.
        QFontDatabase.addApplicationFont(str(resources() / "fonts" / "NotoSerifSC-Regular.ttf"))


def wear(application: QApplication, appearance: Appearance, scale_percent: int) -> None:
    """Change palette and font size; every window follows at once."""
    # While the scheme is set, the system's own signal must find the new choice already made.
    _worn.appearance = appearance
    _worn.scale = min(max(scale_percent, SMALLEST), LARGEST)
    hints = application.styleHints()
    wanted = {Appearance.LIGHT: Qt.ColorScheme.Light, Appearance.DARK: Qt.ColorScheme.Dark}
    scheme = wanted.get(appearance, Qt.ColorScheme.Unknown)
    if hints.colorScheme() != scheme:
        hints.setColorScheme(scheme)
    _put_on(application)


def _follow(application: QApplication) -> None:
    if _worn.appearance is Appearance.SYSTEM:
        _put_on(application)


def _put_on(application: QApplication) -> None:
    """Set font, palette and style sheet; a sheet that is already there is not set again."""
    _worn.palette = PALETTES[_shown(application, _worn.appearance)]
    font = base_font(_worn.scale)
    if application.font() != font:
        application.setFont(font)
    application.setPalette(qt_palette(_worn.palette))
    sheet = style_sheet(_worn.palette, em(font), font.pointSizeF(), font.families())
    if application.styleSheet() != sheet:
        application.setStyleSheet(sheet)
        if application.topLevelWidgets():
            from perfdesk.ui import icons

            icons.draw_anew(application)


def _shown(application: QApplication, appearance: Appearance) -> Appearance:
    if appearance is not Appearance.SYSTEM:
        return appearance
    dark = application.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return Appearance.DARK if dark else Appearance.LIGHT


def base_font(scale_percent: int) -> QFont:
    """The system's Chinese face at that size."""
    font = QFont()
    font.setFamilies(list(_FAMILIES))
    font.setPointSizeF(BASE_POINTS * scale_percent / 100)
    return font


def em(font: QFont) -> int:
    """The side of a Chinese character in pixels, the measure of everything."""
    return max(QFontInfo(font).pixelSize(), 8)


def row_height(font: QFont, factor: float) -> int:
    """A row of `factor` characters' height (tree 2.05, review 2.3, grid 2.75), never less than its text."""
    return max(round(em(font) * factor), QFontMetrics(font).height() + 4)


def open_within(window: QWidget, wide: int, high: int) -> None:
    """Give a window its size in characters, or what the screen has."""
    side, room = em(window.font()), window.screen().availableSize()
    window.resize(min(side * wide, room.width() - side * 3), min(side * high, room.height() - side * 4))


def semi_bold(font: QFont) -> QFont:
    """The second of our two weights."""
    bold = QFont(font)
    bold.setWeight(QFont.Weight.DemiBold)
    return bold


def mark(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property that the style sheet asks for, and have the widget dressed anew."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def qt_palette(colours: Palette) -> QPalette:
    """The same colours in Qt's roles, for what the style sheet does not name."""
    role = QPalette.ColorRole
    made = QPalette()
    for key, colour in (
        (role.Window, colours.panel),
        (role.WindowText, colours.text),
        (role.Base, colours.panel),
        (role.AlternateBase, colours.ground),
        (role.Text, colours.text),
        (role.PlaceholderText, colours.dim),
        (role.Button, colours.panel),
        (role.ButtonText, colours.text),
        (role.BrightText, colours.on_accent),
        (role.ToolTipBase, colours.panel),
        (role.ToolTipText, colours.text),
        (role.Highlight, colours.selection),
        (role.HighlightedText, colours.text),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.LinkVisited, colours.accent),
        (role.Light, colours.panel),
        (role.Midlight, colours.ground),
        (role.Mid, colours.line),
        (role.Dark, colours.line),
        (role.Shadow, colours.line),
    ):
        made.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, key, QColor(colours.disabled))
    return made


def speak_chinese(application: QApplication) -> None:
    """Qt's own dialogs and dates in Chinese, whatever the system speaks."""
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    if application.findChild(QTranslator, "qtbase_zh_CN") is not None:
        return
    translator = QTranslator(application)
    translator.setObjectName("qtbase_zh_CN")
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
