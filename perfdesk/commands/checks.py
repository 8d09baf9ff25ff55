"""Judging what is on the desk: `check`, `score`."""

import argparse
from typing import Any

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.commands.choosing import counted, wanted
from perfdesk.domain.errors import NothingSuch
from perfdesk.domain.records import Book, Run
from perfdesk.operations import dumping
from perfdesk.operations.checking import DOUBT, MISSED, MISSING, ReviewLine, review
from perfdesk.operations.session import Session
from perfdesk.output import say, say_json


def check(parsed: argparse.Namespace) -> int:
    """Verdicts and findings of every book, or of the one that is named."""
    with Session.open(parsed.desk, read_only=True) as session:
        office = session.office
        held: dict[str, list[dict[str, Any]]] = {"verdicts": [], "findings": []}
        open_points = 0
        for book, run in wanted(office, parsed):
            stamp = {"unit_name": book.unit_name, "year": book.year, "form": book.form}
            stamp["run"] = run.label if run else None
            verdicts = dumping.verdicts_json(office, book, run)
            held["verdicts"] += [line | stamp for line in verdicts]
            held["findings"] += [line | stamp for line in dumping.findings_json(office, book, run)]
            lines = review(office, book, run)
            open_points += sum(1 for line in lines if _is_open(line))
            if not parsed.json:
                say(checked(book, run, verdicts, lines))
    if parsed.json:
        say_json(held)
    return NEEDS_CLERK if open_points else DONE


def _is_open(line: ReviewLine) -> bool:
    """Whether it wants the clerk: a missed target always, a doubt until it is answered."""
    return line.severity == MISSED or (line.severity == DOUBT and not line.answer)


def checked(
    book: Book, run: Run | None, verdicts: list[dict[str, Any]], lines: tuple[ReviewLine, ...]
) -> str:
    """A book's counts and review lines as the command line prints them."""
    head = f"{book.unit_name} {book.year} 年度《{book.title}》{run.label if run else '（还没有进展期）'}"
    told = [head, f"  共 {len(verdicts)} 项：{counted(verdicts)}"]
    for line in lines:
        answered = f"（答复：{line.answer}）" if line.answer else ""
        told.append(f"  [{_severity(line.severity)}] {line.where}：{line.message}{answered}")
    return "\n".join(told)


def _severity(severity: str) -> str:
    return {MISSED: "未达标", MISSING: "未填", DOUBT: "疑点"}[severity]


def score(parsed: argparse.Namespace) -> int:
    """Self-evaluation scores are not part of this version; says so and changes nothing."""
    raise NothingSuch("这个版本还不能自评打分。请先用 check 查看判定。")
