"""Paper: the pages of a PDF painted on a printer, so that what is printed is what was exported."""

from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from perfdesk.exchange import pages
from perfdesk.ui.page_view import picture

_DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


def printer_for(path: Path) -> QPrinter:
    """A printer set to the paper of a file's first page, without margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    width, height = pages.page_size(path, 0)
    way = QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setPageOrientation(way)
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    printer.setFromTo(0, 0)
    return printer


def print_pages(path: Path, printer: QPrinter) -> int:
    """Paint the chosen pages; returns how many. 0 where the printer would not begin."""
    first = printer.fromPage() or 1
    last = min(printer.toPage() or pages.page_count(path), pages.page_count(path))
    painter = QPainter()
    if not painter.begin(printer):
        return 0
    for number in range(first, last + 1):
        if number > first:
            printer.newPage()
        whole = QRectF(printer.pageLayout().fullRectPixels(printer.resolution()))
        painter.drawImage(whole, picture(path, number - 1, _DOTS_PER_INCH / _POINTS_PER_INCH))
    painter.end()
    return max(last - first + 1, 0)
