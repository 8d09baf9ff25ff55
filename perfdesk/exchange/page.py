"""Pages of placed items, in points from the top left corner; nothing here knows who draws them."""

from dataclasses import dataclass, field
from typing import NamedTuple

from perfdesk.exchange.fonts import Face

POINTS = 72 / 25.4  # in a millimetre


class Style(NamedTuple):
    """Face, size and line distance."""

    face: Face
    size: float
    leading: float

    def baseline(self, top: float) -> float:
        """Where the letters of a line stand whose line box begins at `top`."""
        return top + (self.leading - self.size) / 2 + 0.88 * self.size


TITLE = Style(Face.HEAD, 16, 22)
CAPTION = Style(Face.BODY, 9.5, 14)
HEAD = Style(Face.HEAD, 9, 12.2)
BODY = Style(Face.BODY, 9, 12.2)
NOTE = Style(Face.BODY, 8.5, 12.2)
FOOT = Style(Face.BODY, 8.5, 12)


class Text(NamedTuple):
    """One line of text; `x`, `y` are the start of its baseline, `spacing` is added behind each character."""

    x: float
    y: float
    text: str
    style: Style
    spacing: float = 0.0


class Rule(NamedTuple):
    """A straight line of the grid."""

    x0: float
    y0: float
    x1: float
    y1: float


class Fill(NamedTuple):
    """A filled rectangle; `grey` from 0 (black) to 1 (white)."""

    x0: float
    y0: float
    x1: float
    y1: float
    grey: float


@dataclass(frozen=True, slots=True)
class Page:
    """A finished page. `bookmarks` are (y, text); `rows_done` counts the table's rows up to its end.

    `frame` are the outer lines of the table, drawn heavier than `rules`; `fills` lie under both.
    """

    number: int
    width: float
    height: float
    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    frame: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    bookmarks: list[tuple[float, str]] = field(default_factory=list)
    rows_done: int = 0
