"""What pages are drawn on, and its one form so far: a PDF through reportlab.

Three calls, so that another writer can take reportlab's place without the layout noticing.
"""

import zlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any, Protocol

from perfdesk.exchange.fonts import Face, font
from perfdesk.exchange.page import Fill, Page, Rule, Text

if TYPE_CHECKING:
    from reportlab.pdfbase.ttfonts import TTFont

_LINE, _FRAME_LINE = 0.4, 0.9
_SHORT = 12
_ESCAPES = {ord("\\"): "\\\\", ord("("): "\\(", ord(")"): "\\)", ord("\r"): "\\r", ord("\n"): "\\n"}


class Surface(Protocol):
    """Takes pages in order, then the line each page ends with, then writes everything."""

    def draw(self, page: Page) -> None:
        """Draw one page with its bookmarks."""

    def save(self, out: IO[bytes], footer: Callable[[int, int], Text]) -> None:
        """Write the document; `footer` makes the last line of a page from its number and the total."""

    def attach(self, name: str, data: bytes, said: str) -> None:
        """Let the document carry a CSV file, described by `said`; files come in the order of their names."""

    def discard(self) -> None:
        """Forget everything, where the document is not wanted after all."""


class PdfSurface:
    """A reportlab document; pages are packed as they are drawn.

    The page streams are written here, because reportlab formats each string and number in Python several
    times. Characters are numbered by reportlab's own font subsets, once each. Without `moment` the file
    carries no date, so the same sheet gives the same bytes.
    """

    def __init__(
        self, *, title: str, author: str, subject: str, keywords: str, moment: datetime | None = None
    ) -> None:
        from reportlab.pdfgen import canvas

        make: Any = canvas.Canvas  # its stubs take the font's name for a number
        self._font_objects: dict[Face, TTFont] = {face: font(face) for face in Face}
        self._canvas = make("", pageCompression=1, invariant=1, initialFontName=Face.BODY.value, lang="zh-CN")
        self._document = self._canvas._doc
        self._document.info = _info(title, author, subject, keywords, moment)
        self._codes = {face: _Codes(one, self._document) for face, one in self._font_objects.items()}
        self._sheets: list[tuple[Any, Page]] = []
        self._bookmarks = 0
        self._files: list[Any] = []  # names and references by turns, in the order of the names

    def draw(self, page: Page) -> None:
        """Draw one page with its bookmarks."""
        out = [*_fills(page.fills, page.height), "0 G 0 g", f"{_LINE} w"]
        _rules(out, page.rules, page.height)
        out.append(f"{_FRAME_LINE} w")
        _rules(out, page.frame, page.height)
        self._texts(out, page.texts, page.height)
        canvas = self._canvas
        canvas.setPageSize((page.width, page.height))
        for y, text in page.bookmarks:
            self._bookmarks += 1
            key = f"b{self._bookmarks}"
            canvas.bookmarkHorizontalAbsolute(key, round(page.height - y, 2))
            canvas.addOutlineEntry(text, key, 0)
        name = self._document.thisPageName()
        canvas.showPage()
        sheet = self._document.idToObject[name]
        sheet.stream = None
        sheet.Contents = [self._packed(out)]
        self._sheets.append((sheet, Page(page.number, page.width, page.height)))

    def save(self, out: IO[bytes], footer: Callable[[int, int], Text]) -> None:
        """Write the document; `footer` makes the last line of a page from its number and the total."""
        from reportlab.pdfbase.pdfdoc import PDFArray

        for sheet, page in self._sheets:
            ops: list[str] = []
            self._texts(ops, [footer(page.number, len(self._sheets))], page.height)
            sheet.Contents = PDFArray([*sheet.Contents, self._packed(ops)])
        self._document.SaveToFile(out, self._canvas)

    def attach(self, name: str, data: bytes, said: str) -> None:
        """Let the document carry a CSV file, described by `said`."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

        # Written out: reportlab escapes the sign that escapes the slash.
        kind = {"Type": PDFName("EmbeddedFile"), "Subtype": "/text#2Fcsv"}
        packing = {"Filter": PDFArray([PDFName("FlateDecode")])}
        size = {"Params": PDFDictionary({"Size": len(data)})}
        held = PDFStream(PDFDictionary({**kind, **packing, **size}), zlib.compress(data))
        reference = self._document.Reference(held)
        files = PDFDictionary({"F": reference, "UF": reference})
        names = {"F": PDFString(name), "UF": PDFString(name), "Desc": PDFString(said)}
        spec = PDFDictionary({"Type": PDFName("Filespec"), **names, "EF": files})
        self._files += [PDFString(name), self._document.Reference(spec)]
        listed = PDFDictionary({"Names": PDFArray(self._files)})
        self._document.Catalog.Names = PDFDictionary({"EmbeddedFiles": listed})
        self._document.updateSignature(data)

    def discard(self) -> None:
        """Forget everything, where the document is not wanted after all."""
        for one in self._font_objects.values():
            one.state.pop(self._document, None)

    def _texts(self, out: list[str], texts: Sequence[Text], height: float) -> None:
        out.append("BT")
        current, spacing = "", 0.0
        for x, y, text, style, spread in texts:
            if spread != spacing:
                out.append(f"{spread:.3f} Tc")
                spacing = spread
            out.append(f"1 0 0 1 {x:.2f} {height - y:.2f} Tm")
            size = f"{style.size:g} Tf"
            for name, run in self._codes[style.face].runs(text):
                wanted = f"{name} {size}"
                if wanted != current:
                    out.append(wanted)
                    current = wanted
                out.append(run)
        out.append("0 Tc ET" if spacing else "ET")

    def _packed(self, ops: list[str]) -> Any:
        """A reference to the operators as a compressed stream of the document."""
        from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream

        data = zlib.compress("\n".join(ops).encode("latin-1"))
        self._document.updateSignature(data)
        stream = PDFStream(PDFDictionary({"Filter": PDFArray([PDFName("FlateDecode")])}), data)
        return self._document.Reference(stream)


class _Codes(dict[str, tuple[str, str]]):
    """Character -> name of the font subset that holds it and its escaped code there."""

    def __init__(self, one: "TTFont", document: Any) -> None:
        super().__init__()
        self._font, self._document = one, document
        self._short: dict[str, list[tuple[str, str]]] = {}

    def runs(self, text: str) -> list[tuple[str, str]]:
        """The text as stretches of one subset each: the subset's name and the operator that shows it."""
        known = self._short.get(text)
        if known is not None:
            return known
        found: list[tuple[str, str]] = []
        run: list[str] = []
        last = ""
        for name, code in map(self.__getitem__, text):
            if name != last and run:
                found.append((last, f"({''.join(run)}) Tj"))
                run = []
            last = name
            run.append(code)
        found.append((last, f"({''.join(run)}) Tj"))
        if len(text) <= _SHORT:  # captions, levels, units and words come again on every page
            self._short[text] = found
        return found

    def __missing__(self, character: str) -> tuple[str, str]:
        ((subset, code),) = self._font.splitString(character, self._document)
        name = self._font.getSubsetInternalName(subset, self._document)
        entry = self[character] = (name, code.decode("latin-1").translate(_ESCAPES))
        return entry


def _rules(out: list[str], rules: Sequence[Rule], height: float) -> None:
    out.extend(f"{x0:.2f} {height - y0:.2f} m {x1:.2f} {height - y1:.2f} l" for x0, y0, x1, y1 in rules)
    if rules:
        out.append("S")


def _fills(fills: Sequence[Fill], height: float) -> list[str]:
    boxes = ((f.grey, f.x0, height - f.y1, f.x1 - f.x0, f.y1 - f.y0) for f in fills)
    return [f"{grey:g} g {x:.2f} {y:.2f} {wide:.2f} {high:.2f} re f" for grey, x, y, wide, high in boxes]


def _info(title: str, author: str, subject: str, keywords: str, moment: datetime | None) -> Any:
    """The document's properties; reportlab would write a date of its own invention."""
    from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString

    class Properties(PDFInfo):
        def format(self, document: Any) -> Any:
            entries = {"Title": title, "Author": author, "Subject": subject, "Keywords": keywords}
            entries |= {"Creator": "perfdesk", "Producer": "perfdesk"}
            if moment is not None:
                entries["CreationDate"] = entries["ModDate"] = moment.strftime("D:%Y%m%d%H%M%S")
            return PDFDictionary({name: PDFString(text) for name, text in entries.items()}).format(document)

    info = Properties()
    info.title, info.author, info.subject, info.keywords = title, author, subject, keywords
    return info
