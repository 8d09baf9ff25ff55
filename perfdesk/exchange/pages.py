"""Reading a PDF's pages back: size, picture and text, for the preview, the printer and the checks.

pdfium is not safe to use from two threads, so every call takes one lock.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any

from perfdesk.domain.errors import DocumentRefused, FileMissing

_LARGEST = 100_000_000  # pixels of one picture
_lock = Lock()


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A picture of a page: rows of `stride` bytes, four a pixel in the order blue, green, red, unused."""

    width: int
    height: int
    stride: int
    data: bytes


def page_count(path: Path) -> int:
    """How many pages the file has; FileMissing or DocumentRefused where it cannot be read."""
    with _opened(path) as document:
        return len(document)


def page_size(path: Path, index: int) -> tuple[float, float]:
    """Width and height in points of the page `index`, counted from 0; IndexError where there is none."""
    with _opened(path) as document:
        _inside(document, index)
        width, height = document.get_page_size(index)
        return float(width), float(height)


def render_page(path: Path, index: int, scale: float) -> RenderedPage:
    """The page as a picture, `scale` pixels a point; a huge scale is lowered to what memory can hold."""
    with _opened(path) as document:
        _inside(document, index)
        width, height = document.get_page_size(index)
        scale = min(scale, (_LARGEST / (width * height)) ** 0.5)
        page = document[index]
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        try:
            return RenderedPage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
        finally:
            bitmap.close()
            page.close()


def page_text(path: Path, index: int) -> str:
    """The page's text layer, lines as pdfium reads them."""
    with _opened(path) as document:
        _inside(document, index)
        page = document[index]
        layer = page.get_textpage()
        try:
            return str(layer.get_text_range())
        finally:
            layer.close()
            page.close()


@contextmanager
def alone() -> Iterator[None]:
    """Nobody else is in pdfium meanwhile."""
    with _lock:
        yield


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    if not path.exists():
        raise FileMissing(f"“{path.name}”不在了。请重新导出，或选择另一个文件。")
    from pypdfium2 import PdfDocument, PdfiumError  # type: ignore[import-untyped]

    with _lock:
        try:
            document = PdfDocument(path)
        except PdfiumError as error:
            raise DocumentRefused(path.name, "这不是完好的 PDF 文件", "请重新导出后再打开") from error
        try:
            yield document
        finally:
            document.close()


def _inside(document: Any, index: int) -> None:
    if not 0 <= index < len(document):
        raise IndexError(f"page {index} of {len(document)}")
