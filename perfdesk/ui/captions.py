"""Captions over the columns of a table, placed as what stands below them."""

from collections.abc import Sequence
from typing import Any, Protocol

from PySide6.QtCore import Qt

WORDS = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
NUMBERS = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class Captioned(Protocol):
    """A column as its header needs it."""

    @property
    def caption(self) -> str:
        """What stands over the column."""

    @property
    def right(self) -> bool:
        """Whether its texts stand at the right, as figures do."""


def caption_data(columns: Sequence[Captioned], section: int, orientation: Qt.Orientation, role: int) -> Any:
    """What a model's headerData answers; rows have no captions."""
    if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(columns):
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return columns[section].caption
    if role == Qt.ItemDataRole.TextAlignmentRole:
        return NUMBERS if columns[section].right else WORDS
    return None
