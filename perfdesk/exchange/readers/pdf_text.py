"""Characters to lines, and lines to the text of a cell: a sentence that was wrapped is one sentence again."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from perfdesk.exchange.readers.pdf_page import Character

_OPENING = "（(《〈“‘「『【〔[{"
_CLOSING = "）)》〉”’」』】〕]}，。、；：！？,.;:!?%％…"
_WORD = re.compile(r"[!-~]+")
_SPACE_FROM = 0.3  # of a character's height: a wider gap was a space
_CELLS_FROM = 1.4  # of a character's height: a wider gap sets two texts of a line apart
_PADDING = 6.0


@dataclass(slots=True)
class Line:
    """Characters on one line, from left to right."""

    characters: list[Character]

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.characters[0].left

    @property
    def right(self) -> float:
        """Where it ends; a space at the end takes no room."""
        return next(one.right for one in reversed(self.characters) if one.text.strip())

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(one.top for one in self.characters)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(one.bottom for one in self.characters)

    @property
    def height(self) -> float:
        """The size of its characters."""
        sizes = sorted(one.bottom - one.top for one in self.characters)
        return sizes[len(sizes) // 2]

    @property
    def text(self) -> str:
        """What it says; a gap between characters is a space, a wide one two."""
        pieces: list[str] = []
        before: Character | None = None
        height = self.height
        for one in self.characters:
            if before is not None and one.text != " " and before.text != " ":
                gap = one.left - before.right
                pieces.append(
                    "  " if gap > height * _CELLS_FROM else " " if gap > height * _SPACE_FROM else ""
                )
            pieces.append(one.text)
            before = one
        return "".join(pieces).strip()

    def runs(self) -> list["Line"]:
        """The texts of the line that wide gaps set apart."""
        runs: list[list[Character]] = []
        height = self.height
        for one in self.characters:
            if runs and one.left - runs[-1][-1].right <= height * _CELLS_FROM:
                runs[-1].append(one)
            elif one.text != " ":
                runs.append([one])
        return [Line(run) for run in runs]


def lines_of(characters: Iterable[Character]) -> list[Line]:
    """Characters as lines from top to bottom; one drawn twice for boldness counts once."""
    ordered = sorted(characters, key=lambda one: (one.top + one.bottom) / 2)
    groups: list[list[Character]] = []
    middle = 0.0
    for one in ordered:
        centre = (one.top + one.bottom) / 2
        if groups and centre - middle <= max((one.bottom - one.top) * 0.4, 1.0):
            groups[-1].append(one)
            middle += (centre - middle) / len(groups[-1])
        else:
            groups.append([one])
            middle = centre
    lines = [Line(_once(sorted(group, key=lambda one: one.left))) for group in groups]
    return [line for line in lines if any(one.text.strip() for one in line.characters)]


def _once(characters: list[Character]) -> list[Character]:
    kept: list[Character] = []
    for one in characters:
        near = kept[-1] if kept else None
        if near and near.text == one.text and one.left - near.left < (one.right - one.left) * 0.25:
            continue
        kept.append(one)
    return kept


def cell_text(characters: Sequence[Character], left: float, right: float) -> str:
    """The text of a cell between two edges. Full lines go on in the next; others end a paragraph."""
    lines = lines_of(characters)
    if not lines:
        return ""
    padding = min(min(max(line.left - left, 0.0) for line in lines), _PADDING)
    text = lines[0].text
    for line, following in pairwise(lines):
        text += _between(line, following, left, right - padding, right - left - 2 * padding) + following.text
    return text


def _between(line: Line, following: Line, left: float, edge: float, room: float) -> str:
    """What stands between two lines: nothing where one was wrapped, a space between words, a line end."""
    first = _first_unit(following)
    slack = line.height * 0.3
    width = first[-1].right - first[0].left
    wrapped = line.right + width > edge - slack or line.right - line.left + width > room - slack
    if not wrapped:
        return "\n"
    end, start = line.characters[-1].text, first[0].text
    if end == " ":
        return " "
    if not (end.isascii() and end.isalnum() and start.isascii() and start.isalnum()):
        return ""
    left_over = min(edge - line.right, room - (line.right - line.left))
    return "" if left_over < (first[0].right - first[0].left) * 1.2 else " "


def _first_unit(line: Line) -> list[Character]:
    """What has to stay together at a line's beginning: a word, or a character with its marks."""
    text = "".join(one.text[:1] for one in line.characters)
    word = _WORD.match(text)
    if word:
        return line.characters[: word.end()]
    at = 0
    while at < len(text) - 1 and text[at] in _OPENING:
        at += 1
    at += 1
    while at < len(text) and text[at] in _CLOSING:
        at += 1
    return line.characters[:at]
