"""What calamine does not tell of a sheet's XML: formats that matter, hidden rows, formulas without a value.

The XML of a large sheet has millions of tags. Only the few that carry a mark are looked at, found by plain
search; parsing all of them would take several times as long as reading the values.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from perfdesk.exchange.grid import Stored, column_letters, column_number
from perfdesk.exchange.readers.number_format import NumberFormat, shown

_ROOT = re.compile(rb"<(?:([\w.-]+):)?worksheet[\s>]")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_REFERENCE = re.compile(rb"([A-Z]{1,3})([0-9]{1,7})")
_NO_VALUE = "公式没有计算结果，请在 Excel 或 WPS 里打开，按 F9 计算并保存后再读"


@dataclass(frozen=True, slots=True)
class Style:
    """A cell style that changes what a number means: its format, and the code it was read from."""

    form: NumberFormat
    code: str


@dataclass(slots=True)
class Marks:
    """What was found, by (line, column) from 1. `texts` replaces the value; `broken` says what is wrong."""

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    stored: dict[tuple[int, int], Stored] = field(default_factory=dict)
    broken: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)


def read_marks(data: bytes, styles: dict[int, Style], since_1904: bool, columns: int) -> Marks:
    """The marks of a sheet's XML; hidden columns are told up to column `columns`."""
    scan = _Scan(data)
    marks = Marks()
    _hidden(scan, marks, columns)
    for tag, attributes in scan.marked(b"c", b"t", (b"e",)):
        if at := scan.reference(attributes):
            value = scan.value(tag) or "错误值"
            marks.broken[at] = f"是错误值 {value}，请在 Excel 或 WPS 里改正并保存后再读"
    for tag, attributes in scan.formulas():
        if attributes.get(b"t") != b"str" and not scan.value(tag) and (at := scan.reference(attributes)):
            marks.broken[at] = _NO_VALUE
    for index, style in styles.items():
        for tag, attributes in scan.marked(b"c", b"s", (b"%d" % index,)):
            if attributes.get(b"t", b"n") != b"n":
                continue
            raw, at = scan.value(tag), scan.reference(attributes)
            if raw and at and (number := _number(raw)) is not None:
                marks.texts[at] = shown(number, style.form, since_1904)
                marks.stored[at] = Stored(raw, style.code)
    return marks


def _number(raw: str) -> float | None:
    try:
        return float(raw)
    except ValueError:
        return None


def _hidden(scan: "_Scan", marks: Marks, columns: int) -> None:
    for _, attributes in scan.marked(b"row", b"hidden", (b"1", b"true")):
        if (line := attributes.get(b"r", b"")).isdigit():
            marks.hidden_rows.add(int(line))
    for _, attributes in scan.marked(b"col", b"hidden", (b"1", b"true")):
        first, last = attributes.get(b"min", b""), attributes.get(b"max", b"")
        if first.isdigit() and last.isdigit():
            marks.hidden_columns.update(range(int(first), min(int(last), columns) + 1))


class _Scan:
    """Finds tags by what stands in them. Every tag is (where it ends, its attributes)."""

    def __init__(self, data: bytes) -> None:
        root = _ROOT.search(data, 0, 4096)
        prefix = (root.group(1) or b"") if root else b""
        self._front = prefix + b":" if prefix else b""
        self._data = self._with_references(data)

    def _tags(self, name: bytes) -> re.Pattern[bytes]:
        return re.compile(rb"<" + re.escape(self._front + name) + rb"(?=[\s/>])([^<>]*)>")

    def _with_references(self, data: bytes) -> bytes:
        """The XML with r="A1" in every cell: a writer may leave it out, and then only counting tells."""
        first = self._tags(b"c").search(data)
        if first is None or b" r=" in first.group(1):
            return data
        place = [0, 0]

        def put(found: re.Match[bytes]) -> bytes:
            if found.group(1) == b"row":
                place[:] = [place[0] + 1, 0]
                return found.group() if b" r=" in found.group(2) else found.group() + b' r="%d"' % place[0]
            place[1] += 1
            return found.group() + b' r="%s%d"' % (_letters(place[1]), place[0])

        pattern = rb"<" + re.escape(self._front) + rb"(row|c)(?=([\s/>][^<>]{0,200}))"
        return re.sub(pattern, put, data)

    def marked(
        self, name: bytes, key: bytes, values: tuple[bytes, ...]
    ) -> Iterator[tuple[int, dict[bytes, bytes]]]:
        """The tags of a name that have one of these values under a key."""
        tag = self._tags(name)
        for quote in (b'"', b"'"):
            for value in values:
                needle = b" " + key + b"=" + quote + value + quote
                at = self._data.find(needle)
                while at >= 0:
                    found = tag.match(self._data, self._data.rfind(b"<", 0, at))
                    if found and found.end() > at:
                        yield found.end(), _attributes(found.group(1))
                    at = self._data.find(needle, at + len(needle))

    def formulas(self) -> Iterator[tuple[int, dict[bytes, bytes]]]:
        """The cells that hold a formula."""
        needle, cell = b"<" + self._front + b"f", b"<" + self._front + b"c"
        tag = self._tags(b"c")
        at = self._data.find(needle)
        while at >= 0:
            if self._data[at + len(needle) : at + len(needle) + 1] in (b" ", b">", b"/"):
                found = tag.match(self._data, self._data.rfind(cell, 0, at))
                if found and not found.group(1).endswith(b"/"):
                    yield found.end(), _attributes(found.group(1))
            at = self._data.find(needle, at + len(needle))

    def value(self, tag_end: int) -> str:
        """The text stored in the cell whose tag ends here; "" where there is none."""
        if self._data[tag_end - 2 : tag_end] == b"/>":
            return ""
        end = self._data.find(b"</" + self._front + b"c>", tag_end)
        found = self._tags(b"v").search(self._data, tag_end, max(end, tag_end))
        if not found or found.group(1).endswith(b"/"):
            return ""
        text = self._data[found.end() : self._data.find(b"<", found.end())]
        return unescape(text.decode("utf-8", "replace")).strip()

    @staticmethod
    def reference(attributes: dict[bytes, bytes]) -> tuple[int, int] | None:
        """Where a cell stands, as (line, column); None where it does not say."""
        found = _REFERENCE.fullmatch(attributes.get(b"r", b""))
        return (int(found.group(2)), column_number(found.group(1).decode("ascii"))) if found else None


def _attributes(text: bytes) -> dict[bytes, bytes]:
    return {key: double or single for key, double, single in _ATTRIBUTE.findall(text)}


def _letters(column: int) -> bytes:
    return column_letters(column).encode("ascii")
