"""What stands on a page of a PDF: characters and ruling lines, measured in points from the upper left corner.

The plain bindings are used: a page has thousands of characters, and another layer costs as much again.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

_MOST_OBJECTS = 100_000
_MOST_CHARACTERS = 400_000
_THIN = 3.0  # a filled box no thicker than this is a line
_SLANT = 0.7
_HYPHENS = frozenset({0x02, 0xFFFE, 0xAD})  # how pdfium gives a hyphen at the end of a line
_DEEPEST = 8  # drawings inside drawings

Box = tuple[float, float, float, float]  # left, top, right, bottom
Turn = Callable[[float, float], tuple[float, float]]


class Character(NamedTuple):
    """A character and the room it takes."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Rule(NamedTuple):
    """A line along one axis: `at` is its place across, `start` and `end` where it runs."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Page:
    """One page: characters as they were written, lines across and down, whether a picture is there."""

    characters: list[Character]
    across: list[Rule]
    down: list[Rule]
    pictured: bool


def read_page(page: Any) -> Page:
    """A page of pypdfium2."""
    import pypdfium2.raw as pdfium  # type: ignore[import-untyped]

    text = pdfium.FPDFText_LoadPage(page.raw)
    if not text:
        return Page([], [], [], False)
    try:
        count = min(pdfium.FPDFText_CountChars(text), _MOST_CHARACTERS)
        turn = _turning(page, _quarters(pdfium, text, count))
        characters = list(_characters(pdfium, text, count, turn))
    finally:
        pdfium.FPDFText_ClosePage(text)
    lines = _Lines(pdfium, turn)
    lines.take_page(page.raw)
    return Page(characters, lines.across, lines.down, lines.pictured)


def _quarters(pdfium: Any, text: Any, count: int) -> int:
    """By how many quarter turns to the left most of the text lies: a wide table is often set lengthways.

    Only this says how a page reads: the turn that its entry asks for turns text and lines alike.
    """
    sample = range(0, count, max(count // 60, 1))
    angles = [pdfium.FPDFText_GetCharAngle(text, at) for at in sample if not _blank(pdfium, text, at)]
    turns = Counter(-round(angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)  # pdfium's run right
    return turns.most_common(1)[0][0] if turns else 0


def _blank(pdfium: Any, text: Any, at: int) -> bool:
    code: int = pdfium.FPDFText_GetUnicode(text, at)
    return code <= 0x20


def _turning(page: Any, quarters: int) -> Turn:
    """From the page's own coordinates to those of a reader, from the upper left corner down."""
    left, bottom, right, top = page.get_mediabox()
    turns: tuple[Turn, ...] = (
        lambda x, y: (x - left, top - y),
        lambda x, y: (y - bottom, x - left),
        lambda x, y: (right - x, y - bottom),
        lambda x, y: (top - y, right - x),
    )
    return turns[quarters]


def _turned(turn: Turn, left: float, bottom: float, right: float, top: float) -> Box:
    (a, b), (c, d) = turn(left, bottom), turn(right, top)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def _characters(pdfium: Any, text: Any, count: int, turn: Turn) -> Iterator[Character]:
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    unicode_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    for at in range(count):
        code = unicode_of(text, at)
        if code in _HYPHENS:
            code = 0x2D
        if code < 0x20 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            continue
        if code == 0x20 and pdfium.FPDFText_IsGenerated(text, at) == 1:
            continue
        if box_of(text, at, reference):
            held = _turned(turn, box.left, box.bottom, box.right, box.top)
            if held[2] > held[0] and all(map(math.isfinite, held)):
                yield Character(chr(code), *held)


class _Lines:
    """The ruling lines among a page's drawings."""

    def __init__(self, pdfium: Any, turn: Turn) -> None:
        self._pdfium, self._turn = pdfium, turn
        self._seen = 0
        self.across: list[Rule] = []
        self.down: list[Rule] = []
        self.pictured = False

    def take_page(self, page: Any) -> None:
        """All drawings of a page."""
        count = self._pdfium.FPDFPage_CountObjects(page)
        self._take(count, lambda at: self._pdfium.FPDFPage_GetObject(page, at), (1, 0, 0, 1, 0, 0), 0)

    def _take(self, count: int, get: Callable[[int], Any], outer: tuple[float, ...], depth: int) -> None:
        for at in range(count):
            self._seen += 1
            if self._seen > _MOST_OBJECTS:
                return
            held = get(at)
            kind = self._pdfium.FPDFPageObj_GetType(held)
            if kind == self._pdfium.FPDF_PAGEOBJ_PATH:
                self._take_path(held, _product(self._matrix(held), outer))
            elif kind == self._pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictured = True
            elif kind == self._pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                inner = self._pdfium.FPDFFormObj_CountObjects(held)
                matrix = _product(self._matrix(held), outer)
                self._take(inner, self._inside(held), matrix, depth + 1)

    def _inside(self, form: Any) -> Callable[[int], Any]:
        return lambda at: self._pdfium.FPDFFormObj_GetObject(form, at)

    def _matrix(self, held: Any) -> tuple[float, ...]:
        matrix = self._pdfium.FS_MATRIX()
        if not self._pdfium.FPDFPageObj_GetMatrix(held, ctypes.byref(matrix)):
            return (1, 0, 0, 1, 0, 0)
        return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f

    def _take_path(self, path: Any, matrix: tuple[float, ...]) -> None:
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        self._pdfium.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
        for points in self._figures(path, matrix):
            lefts, tops = [x for x, _ in points], [y for _, y in points]
            box = min(lefts), min(tops), max(lefts), max(tops)
            if not all(map(math.isfinite, box)):
                continue
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                if fill.value or stroke.value:
                    self._add(box)
            elif stroke.value:
                for (x, y), (u, v) in pairwise(points):
                    side = min(x, u), min(y, v), max(x, u), max(y, v)
                    if min(side[2] - side[0], side[3] - side[1]) <= _SLANT:
                        self._add(side)

    def _figures(self, path: Any, matrix: tuple[float, ...]) -> Iterator[list[tuple[float, float]]]:
        """The figures of a path as points on the page, closed ones ending where they began."""
        points: list[tuple[float, float]] = []
        x, y = ctypes.c_float(), ctypes.c_float()
        for at in range(min(self._pdfium.FPDFPath_CountSegments(path), _MOST_OBJECTS - self._seen)):
            self._seen += 1
            segment = self._pdfium.FPDFPath_GetPathSegment(path, at)
            kind = self._pdfium.FPDFPathSegment_GetType(segment)
            if kind == self._pdfium.FPDF_SEGMENT_MOVETO and points:
                yield points
                points = []
            self._pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
            points.append(self._turn(*_moved(x.value, y.value, matrix)))
            if self._pdfium.FPDFPathSegment_GetClose(segment) and len(points) > 2:
                points.append(points[0])
        if points:
            yield points

    def _add(self, box: Box) -> None:
        width, height = box[2] - box[0], box[3] - box[1]
        if width > height:
            self.across.append(Rule((box[1] + box[3]) / 2, box[0], box[2]))
        elif height > width:
            self.down.append(Rule((box[0] + box[2]) / 2, box[1], box[3]))


def _product(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(x: float, y: float, matrix: tuple[float, ...]) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
