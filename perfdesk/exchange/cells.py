"""Setting the text of one cell: lines, label variants, heights, and their places inside the cell."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from perfdesk.exchange.breaking import HANGING, break_lines
from perfdesk.exchange.fonts import EM, SILENT, Face, advances, ink
from perfdesk.exchange.page import BODY, HEAD, Style, Text
from perfdesk.forms.form import Align
from perfdesk.forms.sheet import Cell

CONTINUED = "（续）"
PAD_X = 3.0
_HEAD_PAD_X = 1.5
PAD_Y = 2.8
TIGHTER = 2.4  # of a row's height: what it may give up so that a project still fits on its page
LOWEST = BODY.leading + 2 * PAD_Y
_EDGE = 0.01
_TALL = 6  # a vertical label asks for at most this many lines; a longer one takes more characters a line
_LOOSEST = 0.15  # of the type size: lines are spread to the edge with no more than this between characters
_SHORT = 12
_NUMBER = re.compile(r"[-+−≥≤<>=]?[0-9][0-9,.]*[%％‰]?")
_SMALLEST = 0.6  # of the type size, for a number that must not be broken


class Setting(NamedTuple):
    """Lines as they stand in a cell; `mark` is a last line （续） of its own, `top` hangs them from the top.

    `ended` is false where the text goes on on the next page.
    """

    lines: Sequence[str]
    mark: bool = False
    top: bool = False
    ended: bool = True

    @property
    def height(self) -> float:
        """With the room above and below."""
        return height(len(self.lines) + self.mark)


def height(lines: int) -> float:
    """Of a cell with that many lines; none for an empty one."""
    return lines * BODY.leading + 2 * PAD_Y if lines else 0.0


def capacity(space: float) -> int:
    """Lines that fit a cell of this height."""
    return max(0, int((space - 2 * PAD_Y + _EDGE) / BODY.leading))


def width_of(text: str, style: Style) -> float:
    """Of one line, in points."""
    return sum(map(advances(style.face).__getitem__, text)) * style.size / EM


class Setter:
    """Sets the cells of one table; `edges` are the column borders in points."""

    def __init__(self, edges: Sequence[float]) -> None:
        self.edges = edges
        self._advances = {face: advances(face) for face in Face}
        self._short: dict[tuple[str, float, bool], list[str]] = {}
        self._widths: dict[tuple[str, Face], float] = {}

    def inner(self, cell: Cell) -> float:
        """The width left for text."""
        return self.edges[cell.column + cell.columns] - self.edges[cell.column] - 2 * _pad(cell)

    def wrap(self, cell: Cell) -> list[str]:
        """The cell's lines; each text is broken once."""
        text = cell.text
        if not text:
            return []
        room = self.inner(cell)
        if len(text) > _SHORT:
            return self._break(text, cell, room)
        key = (text, room, cell.bold)
        lines = self._short.get(key)
        if lines is None:
            lines = self._short[key] = self._break(text, cell, room)
        return lines

    def _break(self, text: str, cell: Cell, room: float) -> list[str]:
        if _NUMBER.fullmatch(text) and width_of(text, BODY) * _SMALLEST <= room:
            return [text]
        if cell.bold:
            return _caption(text, self._advances[HEAD.face], room * EM / HEAD.size)
        return break_lines(text, self._advances[BODY.face], room * EM / BODY.size)

    def label(self, cell: Cell, lines: Sequence[str], space: float, continued: bool) -> Setting:
        """A label whole in `space`, which is at least `need`; marked as continued where it is."""
        if cell.vertical:
            return self._vertical(cell, space, continued)
        if not continued:
            return Setting(lines)
        if self.inner(cell) >= _TALL * BODY.size:
            return Setting(self._break(cell.text + CONTINUED, cell, self.inner(cell)))
        return Setting(lines, mark=True)

    def _vertical(self, cell: Cell, space: float, continued: bool) -> Setting:
        """One character a line; a long label in a low cell takes two or more a line."""
        text = "".join(cell.text.split())
        most = max(1, int(self.inner(cell) / BODY.size))
        for across in range(1, most):
            setting = Setting(_columns(text, across), continued)
            if setting.height <= space + _EDGE:
                return setting
        return Setting(_columns(text, most), continued)

    def need(self, cell: Cell, lines: Sequence[str], continued: bool) -> float:
        """The height a label asks for."""
        if not cell.text.strip():
            return 0.0
        if not cell.vertical:
            return self.label(cell, lines, 0.0, continued).height
        most = max(1, int(self.inner(cell) / BODY.size))
        return self._vertical(
            cell, height(max(_TALL, -(-len(cell.text) // most)) + continued), continued
        ).height

    def place(self, cell: Cell, setting: Setting, top: float, bottom: float, texts: list[Text]) -> None:
        """Add the lines where they stand, between the heights `top` and `bottom` of the page."""
        if not (setting.lines or setting.mark):
            return
        style = HEAD if cell.bold else BODY
        left = self.edges[cell.column] + _pad(cell)
        room = self.inner(cell)
        used = (len(setting.lines) + setting.mark) * style.leading
        y = style.baseline(top + (PAD_Y if setting.top else max((bottom - top - used) / 2, 0.0)))
        align = Align.CENTER if cell.vertical else cell.align
        last = setting.lines[-1] if setting.lines and setting.ended else None
        for line in setting.lines:
            text = ink(line)
            fitted = self._fitted(text, style, room)
            if not text.strip():
                pass
            elif align is Align.LEFT:
                full = line is not last and line[-1] not in SILENT
                texts.append(Text(left, y, text, fitted, self._spread(text, style, room) if full else 0.0))
            else:
                free = room - self._width(text, style.face) * fitted.size / EM
                texts.append(Text(left + (free / 2 if align is Align.CENTER else free), y, text, fitted))
            y += style.leading
        if setting.mark:
            texts.append(_mark(style, left, room, y, align))

    def _fitted(self, text: str, style: Style, room: float) -> Style:
        """The style, smaller for a number too wide for its column: broken it would read as two."""
        if not _NUMBER.fullmatch(text):
            return style
        width = self._width(text, style.face) * style.size / EM
        return style if width <= room else Style(style.face, style.size * room / width, style.leading)

    def _width(self, text: str, face: Face) -> float:
        if len(text) > _SHORT:
            return sum(map(self._advances[face].__getitem__, text))
        key = (text, face)
        width = self._widths.get(key)
        if width is None:
            width = self._widths[key] = sum(map(self._advances[face].__getitem__, text))
        return width

    def _spread(self, text: str, style: Style, room: float) -> float:
        """What fills a line to the edge, where that is little enough not to be seen."""
        if len(text) < 2:
            return 0.0
        width = self._width(text, style.face)
        if text[-1] in HANGING:
            width -= self._advances[style.face][text[-1]] / 2
        gap = (room - width * style.size / EM) / (len(text) - 1)
        return gap if 0 < gap <= _LOOSEST * style.size else 0.0


def _pad(cell: Cell) -> float:
    return _HEAD_PAD_X if cell.bold else PAD_X


def _caption(text: str, advance: Mapping[str, float], limit: float) -> list[str]:
    """A column's caption: broken before its bracket, then into an even number of characters, as words are."""
    lines = break_lines(text, advance, limit)
    if len(lines) == 1:
        return lines
    name, bracket, rest = text.partition(" (")
    if bracket:
        return _caption(name + " ", advance, limit) + _caption("(" + rest, advance, limit)
    tries = (break_lines(text, advance, even * EM) for even in range(2, int(limit / EM) + 1, 2))
    lines = next((one for one in tries if len(one) <= len(lines)), lines)
    if len(lines[-1]) == 1 and len(lines[-2]) > 3 and limit >= 3 * EM:
        lines[-2:] = [lines[-2][:-2], lines[-2][-2:] + lines[-1]]
    return lines


def _columns(text: str, across: int) -> list[str]:
    return [text[start : start + across] for start in range(0, len(text), across)]


def _mark(style: Style, left: float, room: float, y: float, align: Align) -> Text:
    """（续） in a line of its own, made small enough for a narrow column."""
    natural = width_of(CONTINUED, style)
    size = min(style.size, int(style.size * room / natural * 2) / 2)
    small = Style(style.face, size, style.leading)
    free = room - natural * size / style.size
    shift = {Align.LEFT: 0.0, Align.CENTER: free / 2, Align.RIGHT: free}[align]
    return Text(left + shift, y, CONTINUED, small)
