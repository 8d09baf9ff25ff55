"""Keeping the desk: `backup`, `restore`, `verify`, and the program itself: `demo`, `self-test`."""

import argparse

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.commands.checks import checked
from perfdesk.commands.choosing import must_be_desk_name
from perfdesk.operations import dumping, sample
from perfdesk.operations.checking import review
from perfdesk.operations.session import Session
from perfdesk.output import say, warn
from perfdesk.store.store import Store
from perfdesk.store.store import restore as restore_backup


def backup(parsed: argparse.Namespace) -> int:
    """A checked copy."""
    with Store.open(parsed.desk, read_only=True) as store:
        say(f"已备份到 {store.backup(parsed.to, '手工')}")
    return DONE


def restore(parsed: argparse.Namespace) -> int:
    """Bring a backup back; the present file is moved aside, never overwritten."""
    must_be_desk_name(parsed.to)
    restore_backup(parsed.backup, parsed.to)
    say(f"已恢复到 {parsed.to}")
    return DONE


def verify(parsed: argparse.Namespace) -> int:
    """Integrity of file, history and evidence."""
    with Store.open(parsed.desk, read_only=True) as store:
        problems = [*store.verify(), *store.verify_evidence()]
    for problem in problems:
        warn(problem)
    if not problems:
        say("数据文件完好，历史和附件没有被改动。")
    return NEEDS_CLERK if problems else DONE


def demo(parsed: argparse.Namespace) -> int:
    """Make the sample office, print verdicts and findings, export its PDFs, open the window."""
    desk = sample.make(parsed.out)
    with Session.open(desk, read_only=True) as session:
        office = session.office
        for book in office.books():
            run = office.last_run(book.id)
            verdicts = dumping.verdicts_json(office, book, run)
            say(checked(book, run, verdicts, review(office, book, run)))
        for path in sample.export_all(office, parsed.out):
            say(f"已导出 {path}")
    say(f"示例数据文件：{desk}")
    from perfdesk.app import display_is_there, show

    if parsed.no_window or not display_is_there():
        return DONE
    return show(desk)


def self_test(parsed: argparse.Namespace) -> int:
    """Prove the installed program on a desk of its own; never a dialog, no need of standard output."""
    from perfdesk.selftest import prove

    return prove(parsed.folder)
