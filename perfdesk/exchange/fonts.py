"""The bundled typefaces: widths, missing characters, and what reportlab needs to embed them.

Nothing of reportlab is loaded before the first width is asked for; each file is parsed once in a process.
"""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any

from perfdesk.paths import resources

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

EM = 1000  # widths are in thousandths of the type size


class Face(StrEnum):
    """The faces a page is set in, by the name of their file."""

    BODY = "NotoSerifSC-Regular"
    HEAD = "NotoSerifSC-Bold"


# Characters that move or join text and leave no ink; they are accepted in every text and not drawn.
SILENT = frozenset("\n\r\v\f\x85\u2028\u2029\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
TAB = "  "
_WITHOUT_INK = dict.fromkeys(map(ord, SILENT), "") | {ord("\t"): TAB}
_QUIET = re.compile("[\t" + "".join(sorted(SILENT)) + "]")


class Advances(dict[str, float]):
    """Character -> width in thousandths of the type size, filled as characters turn up."""

    def __init__(self, widths: dict[int, float], default: float) -> None:
        super().__init__(dict.fromkeys(SILENT, 0.0))
        self._widths, self._default = widths, default
        self["\t"] = len(TAB) * self[" "]

    def __missing__(self, character: str) -> float:
        width = self._widths.get(ord(character), self._default)
        self[character] = width
        return width


@cache
def font(face: Face) -> "TTFont":
    """The reportlab font of a face, registered."""
    from reportlab.pdfbase.pdfmetrics import registerFont

    loaded = _font_class()(face.value, str(resources() / "fonts" / f"{face.value}.ttf"))
    registerFont(loaded)
    return loaded


@cache
def advances(face: Face) -> Advances:
    """The character widths of a face."""
    inner = font(face).face
    return Advances(inner.charWidths, inner.defaultWidth)


def missing(characters: Iterable[str], face: Face) -> set[str]:
    """Those of `characters` the face cannot print."""
    known = font(face).face.charToGlyph
    return {one for one in set(characters) - SILENT if ord(one) not in known and one != "\t"}


def ink(text: str) -> str:
    """What of a line is drawn: no newline, no joiners, no blanks at its end."""
    text = text.rstrip()
    return text.translate(_WITHOUT_INK) if _QUIET.search(text) else text


@cache
def _font_class() -> "type[TTFont]":
    from reportlab.pdfbase.ttfonts import TTFont

    class TextFont(TTFont):
        """reportlab writes the code points above U+FFFF into the text layer as five hex digits.

        Readers want UTF-16 there, else 𫖯 is found as nothing. A test tells when this is no longer needed.
        """

        def addObjects(self, doc: Any) -> None:
            super().addObjects(doc)
            for name, thing in doc.idToObject.items():
                if str(name).startswith("toUnicodeCMap:") and isinstance(thing.content, str):
                    thing.content = utf16_map(thing.content)

    return TextFont


def utf16_map(cmap: str) -> str:
    """A ToUnicode map with every target in UTF-16.

    >>> utf16_map("<41> <2B5AF>")
    '<41> <D86DDDAF>'
    """
    return re.sub(r"(?<=> )<([0-9A-F]{5,6})>", lambda found: f"<{_utf16(int(found[1], 16))}>", cmap)


def _utf16(code: int) -> str:
    return chr(code).encode("utf-16-be").hex().upper()
