"""Reading documents and taking them in: `read`, `import`, `record`."""

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.commands.choosing import book_of, counted, must_be_desk_name, wants_clerk
from perfdesk.commands.performing import perform
from perfdesk.domain.change import Act, Change
from perfdesk.domain.document import Document, ReadProject
from perfdesk.domain.errors import DeskError
from perfdesk.domain.office import Office
from perfdesk.domain.span import Span
from perfdesk.exchange.contract_json import to_contract
from perfdesk.operations import dumping, importing, planning, recording, resting
from perfdesk.operations.checking import span_of
from perfdesk.operations.header_layout import HeaderLayout, parse_columns
from perfdesk.operations.planning import Mark
from perfdesk.operations.session import Session
from perfdesk.output import say, say_json, warn


def read(parsed: argparse.Namespace) -> int:
    """Recognise a document and print what it holds; writes nothing."""
    documents = importing.read_files([parsed.file], parsed.encoding, parsed.sheet, _layout(parsed))
    held = [to_contract(d, _verdicts_of(d)) for d in documents]
    if parsed.json:
        say_json(held[0] if len(held) == 1 else {"tables": held})
    else:
        for document in documents:
            say(_described(document))
    wanted = any(wants_clerk(table["verdicts"]) for table in held)
    return NEEDS_CLERK if wanted or any(d.doubts for d in documents) else DONE


def _layout(parsed: argparse.Namespace) -> HeaderLayout | None:
    """What was said about the header; None where nothing was."""
    if parsed.header_row is None and not parsed.map:
        return None
    return HeaderLayout(parsed.header_row, parse_columns(parsed.map))


def _verdicts_of(document: Document) -> list[dict[str, Any]]:
    """Verdicts of a document as if it had been taken into an empty office.

    Figures of no stated months are judged as the whole year's; the contract calls them not interim.
    """
    office = Office()
    year = document.year or "2000"
    if importing.undated(document):
        document = importing.with_run(document, year, Span(1, 12))
    office.apply(importing.take_in(office, document, unit_name=document.unit_name or "本单位", year=year))
    book = office.books()[0]
    return dumping.verdicts_json(office, book, office.last_run(book.id))


def _described(document: Document) -> str:
    unit, year = document.unit_name or "没有写", document.year or "没有写"
    lines = [f"{document.title}（{document.source}）", f"单位：{unit}　年度：{year}"]
    if document.projects:
        indicators = sum(len(p.indicators) for p in document.projects)
        lines.append(f"项目 {len(document.projects)} 个，指标 {indicators} 项")
        lines += [line for p in document.projects for line in _project_lines(p)]
    if document.items:
        empty = sum(1 for item in document.items if not item.progress)
        lines.append(f"目标 {len(document.items)} 项，进展未填 {empty} 项")
        lines += [f"  {'★' if item.starred else ' '}{item.name}" for item in document.items]
    lines += [f"修补 {r.where}：{r.what}" for r in document.repairs]
    lines += [f"存疑 {d.where}：{d.what}" for d in document.doubts]
    return "\n".join(lines)


_STATED = (
    ("主管部门", "department"),
    ("实施单位", "implementing_unit"),
    ("年初预算", "budget"),
    ("全年预算", "adjusted_budget"),
    ("执行数", "executed"),
    ("总分", "total_score"),
)


def _project_lines(project: ReadProject) -> list[str]:
    """A project's name, and what its own table states about it besides."""
    lines = [f"  {project.seq or '-'} {project.name}：指标 {len(project.indicators)} 项"]
    stated = [(caption, getattr(project, name)) for caption, name in _STATED]
    told = [f"{caption} {text}" for caption, text in stated if text]
    told += [f"{fund.name} {fund.initial or fund.adjusted or '-'}" for fund in project.funds]
    return [*lines, "    " + "　".join(told)] if project.department or project.funds else lines


def import_files(parsed: argparse.Namespace) -> int:
    """Take documents in, all or nothing; the desk is made where it is not there."""
    if parsed.good_rows is not None:
        return _import_good_rows(parsed)
    documents = _stated(
        importing.read_files(parsed.files, parsed.encoding, parsed.sheet, _layout(parsed)), parsed
    )
    if not parsed.accept_repairs:
        importing.require_repairs_accepted(documents)
    _take_in(parsed.desk, lambda office: importing.take_all(office, documents, parsed.unit, parsed.year))
    told = _told(documents, parsed)
    told += [f"存疑 {d.source} {doubt.where}：{doubt.what}" for d in documents for doubt in d.doubts]
    if parsed.json:
        say_json({"imported": [to_contract(d, _verdicts_of(d)) for d in documents], "desk": str(parsed.desk)})
    else:
        for document in documents:
            say(_taken_in(document))
        for line in told:
            warn(line)
    return NEEDS_CLERK if told else DONE


def _import_good_rows(parsed: argparse.Namespace) -> int:
    """Take in the rows that are certain, write the others beside their reasons; both or neither."""
    documents, grids = importing.read_with_grids(parsed.files, parsed.encoding, parsed.sheet, _layout(parsed))
    documents = _stated(documents, parsed)
    if not parsed.accept_repairs:
        importing.require_repairs_accepted(documents)
    stated = (parsed.unit, parsed.year)
    with _looked(parsed.desk) as office:
        plan = planning.plan_of(office, documents, *stated)
        choice = planning.good_rows(plan)
        planning.chosen(office, documents, choice, *stated)
    was_there = parsed.good_rows.exists()
    left = resting.save_rest(plan, choice, documents, grids, parsed.good_rows)
    try:
        _take_in(parsed.desk, lambda office: planning.chosen(office, documents, choice, *stated))
    except DeskError:
        if left and not was_there:
            parsed.good_rows.unlink(missing_ok=True)
        raise
    counts = plan.counts()
    told = _told(documents, parsed) + [f"存疑 {d.where}：{d.what}" for d in planning.unplaced(documents)]
    if parsed.json:
        marks = {mark.value: count for mark, count in counts.items()}
        say_json({"rows": marks, "left": left, "desk": str(parsed.desk)})
    else:
        say(
            f"已导入：新增 {counts[Mark.NEW]} 行，修改 {counts[Mark.CHANGED]} 行，"
            f"相同 {counts[Mark.SAME]} 行。"
        )
        for line in [
            *told,
            *([f"其余 {left} 行写到了 {parsed.good_rows}，改正后可以再导入。"] if left else []),
        ]:
            warn(line)
    return NEEDS_CLERK if told or left else DONE


@contextmanager
def _looked(desk: Path) -> Iterator[Office]:
    """The office as it is, an empty one where there is no desk yet."""
    if not os.path.exists(desk):
        yield Office()
        return
    with Session.open(desk, read_only=True) as session:
        yield session.office


def _told(documents: Sequence[Document], parsed: argparse.Namespace) -> list[str]:
    return [
        f"{document.source}：{sentence}。"
        for document in documents
        for sentence in importing.contradictions(document, parsed.unit, parsed.year)
    ]


def _stated(documents: list[Document], parsed: argparse.Namespace) -> list[Document]:
    """The documents with the months that --run states for those that state none."""
    if parsed.run is None:
        return documents
    year, span = recording.parse_run(parsed.run)
    return [importing.with_run(document, year, span) for document in documents]


def _take_in(desk: Path, make: Callable[[Office], Change]) -> None:
    """Write the change; a desk made for it goes again where it could not be written."""
    if os.path.exists(desk):
        perform(desk, make, Act.IMPORT)
        return
    change = make(Office())
    must_be_desk_name(desk)
    with Session.create(desk) as session:
        try:
            session.perform(change, Act.IMPORT)
        except DeskError:
            session.close()
            desk.unlink(missing_ok=True)
            raise


def _taken_in(document: Document) -> str:
    indicators = sum(len(project.indicators) for project in document.projects)
    rows = f"项目 {len(document.projects)} 个、指标 {indicators} 项"
    if not document.projects:
        rows = f"目标 {len(document.items)} 项" + (f"、进展期 {document.period}" if document.period else "")
    tail = f"修补 {len(document.repairs)} 处，存疑 {len(document.doubts)} 处"
    return f"已导入 {document.source}：{rows}，{tail}。"


def record(parsed: argparse.Namespace) -> int:
    """Take a run's figures and narratives from a file."""
    year, span = recording.parse_run(parsed.run)

    def taken(office: Office) -> Change:
        return recording.record_file(
            office, book_of(office, year, parsed.form, parsed.unit), span, parsed.file
        )

    change, office = perform(parsed.desk, taken, Act.IMPORT)
    book = book_of(office, year, parsed.form, parsed.unit)
    run = next(r for r in office.runs(book.id) if span_of(r) == span)
    verdicts = dumping.verdicts_json(office, book, run)
    done = f"{len(change.edits)} 处写入" if change else "内容与本期已有的相同，没有写入"
    say(f"已录入 {year} 年 {span.label}，{done}。{counted(verdicts)}")
    return NEEDS_CLERK if wants_clerk(verdicts) else DONE
