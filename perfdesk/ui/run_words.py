"""How a run is named on screen."""

from perfdesk.domain.records import Book, Run
from perfdesk.domain.span import Span
from perfdesk.operations.running import state_words

NO_RUN = "还没有进展期"


def run_words(book: Book, run: Run | None) -> str:
    """「2022 年 1-6 月」."""
    if run is None:
        return f"{book.year or ''} 年 {NO_RUN}".strip()
    label = run.label or Span(run.from_month, run.to_month).label
    return f"{book.year or ''} 年 {label.replace('月', ' 月')}".strip()


def looking_words(seen: int, whole: int) -> str:
    """How far the review of a large book is."""
    return f"正在检查 {seen} / {whole}…"


def run_choice(book: Book, run: Run) -> str:
    """「2022 年 1-6 月（填报）」: with its state, for the chooser."""
    return f"{run_words(book, run)}（{state_words(run)}）"
