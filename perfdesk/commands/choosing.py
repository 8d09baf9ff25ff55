"""Which desk, book and run a command means, and what its verdicts add up to."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Run
from perfdesk.domain.span import Span
from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.operations import recording
from perfdesk.operations.checking import span_of
from perfdesk.paths import readable

NO_BOOK = "数据文件里没有要找的表。请先导入，或检查 --unit 和 --form。"


def book_of(office: Office, year: str | None, form: str | None, unit: str | None) -> Book:
    """The one book that is meant; raises NothingSuch where there is none or a choice."""
    kind = form.replace("-", "_") if form else None
    if year is None:
        years = sorted(
            {
                b.year or ""
                for b in office.books()
                if recording.prints(b, kind) and unit in (None, b.unit_name)
            }
        )
        if len(years) > 1:
            raise NothingSuch(f"数据文件里有 {'、'.join(years)} 年度。请用 --year 指明。")
        if not years:
            raise NothingSuch(NO_BOOK)
        year = years[0]
    return recording.find_book(office, year, kind, unit)


def run_of(office: Office, book: Book, wanted: str | None) -> Run | None:
    """The run that is meant, or the book's last."""
    if wanted is None:
        return office.last_run(book.id)
    year, span = recording.parse_run(wanted)
    for run in office.runs(book.id):
        if span_of(run) == span and book.year == year:
            return run
    raise NothingSuch(no_run(year, span))


def wanted(office: Office, parsed: argparse.Namespace) -> list[tuple[Book, Run | None]]:
    """Every book with its run, or those that are named."""
    form = parsed.form.replace("-", "_") if parsed.form else None
    books = [b for b in office.books() if recording.prints(b, form) and parsed.unit in (None, b.unit_name)]
    if not books and (form or parsed.unit):
        raise NothingSuch(NO_BOOK)
    if parsed.run is None:
        return [(book, office.last_run(book.id)) for book in books]
    year, span = recording.parse_run(parsed.run)
    found = [(b, r) for b in books for r in office.runs(b.id) if b.year == year and span_of(r) == span]
    if not found:
        raise NothingSuch(no_run(year, span))
    return list(found)


def no_run(year: str, span: Span) -> str:
    """What to say of a run that is not there."""
    return f"没有 {year} 年 {span.label}的进展期。请先录入，或检查 --run。"


def wants_clerk(verdicts: list[dict[str, Any]]) -> bool:
    """Whether a target is missed or a text waits for a judgement."""
    waiting = (Verdict.NOT_MET.value, Verdict.NEEDS_JUDGEMENT.value)
    return any(line["verdict"] in waiting for line in verdicts)


def counted(verdicts: list[dict[str, Any]]) -> str:
    """「达标 3，未达标 1。」"""
    counted = Counter(line["verdict"] for line in verdicts)
    parts = [f"{VERDICT_WORDS[v]} {counted[v.value]}" for v in Verdict if counted[v.value]]
    return "，".join(parts or ["没有可判定的项"]) + "。"


def must_be_desk_name(path: Path) -> None:
    """Raise NotUnderstood where a file to be made would not be known as a desk."""
    if path.suffix.lower() != ".perfdesk":
        raise NotUnderstood(
            f"“{readable(path.name)}”没有 .perfdesk 后缀。请把数据文件起名为 数据文件.perfdesk 这样。"
        )
