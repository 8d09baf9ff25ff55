"""The year's verbs: `approve`, `advance`, `lock`, `unlock`, `publish`, `rectify`, `roll-over`."""

import argparse
from collections.abc import Callable
from datetime import datetime

from perfdesk.cli import DONE
from perfdesk.commands.choosing import book_of, wanted
from perfdesk.commands.performing import perform
from perfdesk.domain.change import Change
from perfdesk.domain.errors import NothingSuch
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Run
from perfdesk.operations import adjusting, publishing, rectifying, reporting, rolling, running
from perfdesk.operations.session import Session
from perfdesk.output import say

_MANY = "这一期在 {} 份表里都有。请用 --unit 或 --form 指明是哪一份。"


def approve(parsed: argparse.Namespace) -> int:
    """Approve the projects or objectives of a year, or the one that is named."""

    def approved(office: Office) -> Change:
        book = book_of(office, parsed.year, parsed.form, parsed.unit)
        nodes = office.nodes(book.id)
        meant = [n for n in nodes if parsed.project in (None, n.name, getattr(n, "seq", None))]
        if not meant:
            raise NothingSuch(f"没有项目或目标“{(parsed.project or '')[:24]}”。请核对名称或序号。")
        return adjusting.approve(meant, parsed.on, parsed.document)

    change, _ = perform(parsed.desk, approved)
    say(f"{change.title}，{parsed.on}，{parsed.document}。" if change else "已经这样批复了，没有写入。")
    return DONE


def advance(parsed: argparse.Namespace) -> int:
    """Hand a run on to the next desk, or back."""
    return _change_run(parsed, running.send_back if parsed.back else running.advance)


def lock(parsed: argparse.Namespace) -> int:
    """Make a run read-only."""
    return _change_run(parsed, running.lock)


def unlock(parsed: argparse.Namespace) -> int:
    """Open a locked run; the reason goes into the history."""
    return _change_run(parsed, lambda run: running.unlock(run, parsed.reason))


def _change_run(parsed: argparse.Namespace, make: Callable[[Run], Change]) -> int:
    _, office = perform(parsed.desk, lambda held: make(_run(held, parsed)[1]))
    book, run = _run(office, parsed)
    say(f"{book.unit_name or ''} {book.year or ''} 年 {run.label or ''}：{running.state_words(run)}。")
    return DONE


def _run(office: Office, parsed: argparse.Namespace) -> tuple[Book, Run]:
    """The one run that is meant; NothingSuch where there is none or a choice."""
    found = [(book, run) for book, run in wanted(office, parsed) if run is not None]
    if not found:
        raise NothingSuch("还没有进展期。请先录入一期。")
    if len(found) > 1:
        raise NothingSuch(_MANY.format(len(found)))
    return found[0]


def _published(office: Office, parsed: argparse.Namespace) -> tuple[Book, Run | None]:
    """The table that is meant: of a run, or the year's targets, which belong to none."""
    if parsed.run is not None:
        return _run(office, parsed)
    return book_of(office, parsed.year, parsed.form, parsed.unit), None


def publish(parsed: argparse.Namespace) -> int:
    """Make the public file once, record it and lock its run; the check list on request, also when refused."""
    with Session.open(parsed.desk, read_only=True) as looked:
        book, run = _published(looked.office, parsed)
        if parsed.checklist:
            reporting.write_sheet(publishing.checklist_sheet(looked.office, book, run), parsed.checklist)
            say(f"已写出公开前清单 {parsed.checklist}，没有公开。")
            return DONE
        _draft(looked.office, parsed)  # a refusal does not even upgrade the desk
    with Session.open(parsed.desk) as session:
        office = session.office
        book, run = _published(office, parsed)
        draft = _draft(office, parsed)
        made = publishing.make(draft)
        at = datetime.now().strftime("%Y-%m-%d %H:%M")
        session.perform(publishing.record(office, book, run, draft, made, at))
    locked = "，本期已锁定" if run else ""
    say(f"已公开 {draft.path}，第 {draft.version} 版，{made.pages} 页{locked}。")
    say(f"SHA-256 {made.digest}")
    return DONE


def _draft(office: Office, parsed: argparse.Namespace) -> publishing.Draft:
    book, run = _published(office, parsed)
    form = parsed.form.replace("-", "_") if parsed.form else None
    return publishing.prepare(office, book, run, parsed.to, form=form, correction=parsed.correction)


def published(parsed: argparse.Namespace) -> int:
    """Which publication a file is; refused where it is none, or altered since."""
    with Session.open(parsed.desk, read_only=True) as session:
        say(publishing.recognise(session.office, parsed.file))
    return DONE


def rectify(parsed: argparse.Namespace) -> int:
    """The rectification list of a year as PDF or workbook."""
    with Session.open(parsed.desk, read_only=True) as session:
        book = book_of(session.office, parsed.year, parsed.form, parsed.unit)
        sheet = rectifying.rectification_sheet(session.office, book)
    reporting.write_sheet(sheet, parsed.out)
    say(f"已导出 {parsed.out}。")
    return DONE


def roll_over(parsed: argparse.Namespace) -> int:
    """Begin the next year with this year's targets."""
    change, office = perform(parsed.desk, lambda office: rolling.roll_over(office, parsed.year, parsed.unit))
    following = str(int(parsed.year) + 1)
    count = sum(1 for b in office.books() if b.year == following and parsed.unit in (None, b.unit_name))
    say(f"{change.title}：{count} 份表，实际值已清空，上年实际已带入。")
    return DONE
