"""The one style sheet, built from a palette and the size of a character, in which lengths are counted."""

from collections.abc import Sequence
from pathlib import Path

from perfdesk.paths import resources
from perfdesk.ui.palette import Palette

# Windows gives these classes fonts of its own, and gives them back after every change of its theme.
_WITH_OWN_FONT = "QAbstractItemView, QMenu, QMenuBar, QStatusBar, QStatusBar QLabel, QToolTip"


def style_sheet(p: Palette, em: int, points: float, families: Sequence[str] = ()) -> str:
    """The application's style sheet; `em` is the side of a Chinese character in pixels.

    `families` and `points` are the application's font, for the classes that would have another one.
    """
    parts = (
        _fonts(points, families),
        _ground(p, em, points),
        _buttons(p, em),
        _fields(p, em),
        _choices(p, em),
        _views(p, em),
        _bars(p, em),
    )
    return "\n".join(parts)


def _picture(name: str, p: Palette) -> str:
    path: Path = resources() / "theme" / f"{name}-{p.name}.svg"
    return f'url("{path.as_posix()}")'


def _fonts(points: float, families: Sequence[str]) -> str:
    names = ", ".join(f'"{name}"' for name in families)
    family = f"font-family: {names};" if names else ""
    return f"{_WITH_OWN_FONT} {{ {family} font-size: {points:.1f}pt; }}"


def _ground(p: Palette, em: int, points: float) -> str:
    return f"""
QMainWindow, QDialog, QWidget#centre_stack, QWidget[surface="panel"] {{ background: {p.panel}; }}
QWidget[surface="ground"] {{ background: {p.ground}; }}
QLabel[role="title"] {{ font-size: {points * 1.4:.1f}pt; font-weight: 600; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="dim"] {{ color: {p.dim}; }}
QToolTip {{ color: {p.text}; background: {p.panel}; border: 1px solid {p.edge}; padding: {em // 3}px; }}
QSplitter::handle {{ background: {p.line}; }}
QSplitter::handle:hover {{ background: {p.accent}; }}
QFrame[role="line"] {{ background: {p.line}; border: none; max-height: 1px; min-height: 1px; }}
"""


def _buttons(p: Palette, em: int) -> str:
    return f"""
QPushButton, QToolButton {{
    color: {p.text}; background: transparent; border: 1px solid transparent; border-radius: {em // 3}px;
    padding: {round(em * 0.4)}px {round(em * 0.6)}px;
}}
QPushButton {{ border-color: {p.edge}; background: {p.panel}; min-width: {em * 4}px;
    icon-size: {round(em * 1.35)}px; }}
QPushButton:hover, QToolButton:hover {{ background: {p.hover}; }}
QPushButton:pressed, QToolButton:pressed, QToolButton:checked {{ background: {p.selection}; }}
QPushButton:disabled, QToolButton:disabled {{ color: {p.disabled}; }}
QPushButton[primary="true"] {{ background: {p.accent}; border-color: {p.accent}; color: {p.on_accent}; }}
QPushButton[primary="true"]:hover {{ border-color: {p.text}; }}
QPushButton[primary="true"]:disabled {{ background: {p.hover}; border-color: {p.line}; color: {p.disabled}; }}
QToolButton, QMenu, QLineEdit {{ icon-size: {round(em * 1.35)}px; }}
QToolButton[primary="true"] {{ background: {p.selection}; }}
QWidget#start_page QPushButton {{ text-align: left; }}
QPushButton[flat="true"] {{ border-color: transparent; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton:focus, QToolButton:focus {{ border: 2px solid {p.accent}; outline: none;
    padding: {round(em * 0.4) - 1}px {round(em * 0.6) - 1}px; }}
QPushButton[primary="true"]:focus {{ border: 2px solid {p.text}; }}
QToolButton::menu-indicator {{ image: none; }}
"""


def _fields(p: Palette, em: int) -> str:
    pad = round(em * 0.35)
    fields = "QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox"
    focused = ", ".join(f"{field.strip()}:focus" for field in fields.split(","))
    return f"""
{fields} {{
    color: {p.text}; background: {p.panel}; border: 1px solid {p.edge}; border-radius: {em // 4}px;
    padding: {pad}px {round(em * 0.5)}px;
    selection-background-color: {p.accent}; selection-color: {p.on_accent};
}}
{focused} {{ border: 2px solid {p.accent}; padding: {pad - 1}px {round(em * 0.5) - 1}px; }}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{
    color: {p.disabled}; background: {p.ground};
}}
QLineEdit:read-only, QPlainTextEdit:read-only {{ background: {p.ground}; }}
QTextBrowser, QTextBrowser:focus {{ border: none; padding: 0; }}
QAbstractItemView QLineEdit, QAbstractItemView QPlainTextEdit {{
    border: 2px solid {p.accent}; border-radius: 0; padding: 0 {em // 4}px;
}}
"""


def _choices(p: Palette, em: int) -> str:
    return f"""
QComboBox::drop-down, QDateEdit::drop-down {{ border: none; width: {round(em * 1.8)}px; }}
QComboBox::down-arrow, QDateEdit::down-arrow {{
    image: {_picture("chevron-down", p)}; width: {em}px; height: {em}px;
}}
QComboBox QAbstractItemView {{
    background: {p.panel}; border: 1px solid {p.edge}; outline: none; padding: 2px;
    selection-background-color: {p.selection}; selection-color: {p.text};
}}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ border: none; width: {round(em * 1.5)}px; }}
QAbstractSpinBox::up-arrow {{
    image: {_picture("chevron-up", p)}; width: {em}px; height: {round(em * 0.8)}px;
}}
QAbstractSpinBox::down-arrow {{
    image: {_picture("chevron-down", p)}; width: {em}px; height: {round(em * 0.8)}px;
}}
QCheckBox, QRadioButton {{ spacing: {em // 2}px; padding: 3px; border: 1px solid transparent; }}
QCheckBox:focus, QRadioButton:focus {{ border: 1px solid {p.accent}; border-radius: {em // 4}px; }}
QCheckBox::indicator, QRadioButton::indicator, QAbstractItemView::indicator {{
    width: {round(em * 1.1)}px; height: {round(em * 1.1)}px; border: 1px solid {p.dim}; background: {p.panel};
}}
QCheckBox::indicator, QAbstractItemView::indicator {{ border-radius: {em // 5}px; }}
QRadioButton::indicator {{ border-radius: {round(em * 0.55) + 1}px; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {p.accent}; border-color: {p.accent}; image: {_picture("check", p)};
}}
QRadioButton::indicator:checked {{ border-color: {p.accent}; image: {_picture("dot", p)}; }}
QMenu {{ background: {p.panel}; border: 1px solid {p.edge}; padding: {em // 4}px; }}
QMenu::item {{ border-radius: {em // 4}px;
    padding: {round(em * 0.4)}px {round(em * 2.2)}px {round(em * 0.4)}px {em // 2}px; }}
QMenu::item:selected {{ background: {p.selection}; }}
QMenu::item:disabled {{ color: {p.disabled}; }}
QMenu::icon {{ padding-left: {em // 2}px; }}
QMenu::separator {{ height: 1px; background: {p.line}; margin: {em // 4}px; }}
"""


def _views(p: Palette, em: int) -> str:
    air = round(em * 0.6) - 3  # Qt leaves three pixels of its own
    return f"""
QAbstractItemView {{ background: {p.panel}; border: none; outline: none; gridline-color: {p.line};
    alternate-background-color: {p.panel}; }}
QTreeView {{ show-decoration-selected: 1; }}
QTreeView::item, QTableView::item {{ padding: 0 {air}px; }}
QListView::item {{ padding: {em // 3}px {air}px; }}
QTreeView::item:selected, QTableView::item:selected, QListView::item:selected {{
    background: {p.selection}; color: {p.text}; }}
QTreeView::item:focus, QTableView::item:focus, QListView::item:focus {{ border: 1px solid {p.accent}; }}
QAbstractScrollArea::corner {{ background: {p.panel}; border: none; }}
QTableCornerButton::section {{ background: {p.ground}; border: none; border-bottom: 1px solid {p.line}; }}
QHeaderView {{ background: {p.ground}; border: none; }}
QHeaderView::section {{
    background: {p.ground}; color: {p.dim}; border: none; border-bottom: 1px solid {p.line};
    padding: {round(em * 0.5)}px {round(em * 0.6)}px; font-weight: normal;
}}
QTabBar::tab {{
    color: {p.dim}; background: transparent; padding: {round(em * 0.6)}px {round(em * 1.2)}px;
    border: 1px solid transparent; border-bottom: 2px solid transparent;
}}
QTabBar::tab:selected {{ color: {p.accent}; border-bottom: 2px solid {p.accent}; }}
QTabBar::tab:hover {{ background: {p.hover}; }}
QTabBar:focus {{ outline: none; }}
QTabBar::tab:selected:focus {{ border: 2px solid {p.accent}; }}
QTabWidget::pane {{ border: none; }}
QScrollArea {{ border: none; }}
QScrollBar {{ background: {p.panel}; border: none; margin: 0; }}
QScrollBar:vertical {{ width: {round(em * 0.8)}px; }}
QScrollBar:horizontal {{ height: {round(em * 0.8)}px; }}
QScrollBar::handle {{ background: {p.edge}; margin: {round(em * 0.15)}px;
    border-radius: {round(em * 0.25)}px; }}
QScrollBar::handle:vertical {{ min-height: {em * 2}px; }}
QScrollBar::handle:horizontal {{ min-width: {em * 2}px; }}
QScrollBar::handle:hover {{ background: {p.dim}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""


def _bars(p: Palette, em: int) -> str:
    return f"""
QToolBar {{ background: {p.panel}; border: none; border-bottom: 1px solid {p.line};
    padding: {round(em * 0.5)}px; spacing: {round(em * 0.3)}px; }}
QToolBar::separator {{ background: {p.line}; width: 1px; margin: {round(em * 0.5)}px {round(em * 0.5)}px; }}
QStatusBar {{ background: {p.panel}; border-top: 1px solid {p.line}; color: {p.text}; }}
QStatusBar::item {{ border: none; }}
QStatusBar QToolButton, QStatusBar QPushButton {{ padding: 0 {em // 2}px; }}
QProgressBar {{ background: {p.hover}; border: none; border-radius: {em // 4}px; text-align: center;
    color: {p.text}; max-height: {round(em * 1.4)}px; min-width: {em * 12}px; }}
QProgressBar[thin="true"] {{ max-height: {em // 3}px; min-height: {em // 3}px; }}
QProgressBar::chunk {{ background: {p.selection}; border-radius: {em // 4}px; }}
QFrame#notice_bar {{ background: {p.no_data.ground}; border: none; border-top: 1px solid {p.line}; }}
QFrame#notice_bar QLabel {{ color: {p.no_data.text}; }}
"""
