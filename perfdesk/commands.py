"""The commands behind the command line: each opens a desk, calls operations and prints."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.domain.change import Act
from perfdesk.domain.document import Document
from perfdesk.domain.errors import NothingSuch
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Run
from perfdesk.domain.verdict import Verdict
from perfdesk.exchange.contract_json import to_contract
from perfdesk.operations import dumping, importing, recording, reporting, sample
from perfdesk.operations.checking import review, span_of
from perfdesk.operations.session import Session
from perfdesk.store.store import Store
from perfdesk.store.store import restore as restore_backup


def _say(text: str) -> None:
    if sys.stdout is not None:
        sys.stdout.write(text + "\n")


def _warn(text: str) -> None:
    if sys.stderr is not None:
        sys.stderr.write(text + "\n")


def _json(held: Any) -> None:
    _say(json.dumps(held, ensure_ascii=False, indent=1))


# -- reading and taking in


def read(parsed: argparse.Namespace) -> int:
    """Recognise a document and print what it holds; writes nothing."""
    documents = importing.read_files([parsed.file], parsed.encoding)
    held = [to_contract(d, _verdicts_of(d)) for d in documents]
    if parsed.json:
        _json(held[0] if len(held) == 1 else {"tables": held})
    else:
        for document in documents:
            _say(_described(document))
    missed = any(v["verdict"] == Verdict.NOT_MET.value for table in held for v in table["verdicts"])
    return NEEDS_CLERK if missed or any(d.doubts for d in documents) else DONE


def _verdicts_of(document: Document) -> list[dict[str, Any]]:
    """Verdicts of a document as if it had been taken into an empty office."""
    office = Office()
    change = importing.take_in(
        office, document, unit_name=document.unit_name or "本单位", year=document.year or "2000"
    )
    office.apply(change)
    book = office.books()[0]
    return dumping.verdicts_json(office, book, sample.last_run(office, book))


def _described(document: Document) -> str:
    unit, year = document.unit_name or "没有写", document.year or "没有写"
    lines = [f"{document.title}（{document.source}）", f"单位：{unit}　年度：{year}"]
    if document.projects:
        indicators = sum(len(p.indicators) for p in document.projects)
        lines.append(f"项目 {len(document.projects)} 个，指标 {indicators} 项")
        lines += [f"  {p.seq or '-'} {p.name}：指标 {len(p.indicators)} 项" for p in document.projects]
    if document.items:
        empty = sum(1 for item in document.items if not item.progress)
        lines.append(f"目标 {len(document.items)} 项，进展未填 {empty} 项")
        lines += [f"  {'★' if item.starred else ' '}{item.name}" for item in document.items]
    lines += [f"修补 {r.where}：{r.what}" for r in document.repairs]
    lines += [f"存疑 {d.where}：{d.what}" for d in document.doubts]
    return "\n".join(lines)


def import_files(parsed: argparse.Namespace) -> int:
    """Take documents in, all or nothing; the desk is made where it is not there."""
    documents = importing.read_files(parsed.files, parsed.encoding)
    for document in documents:
        importing.unit_and_year(document, parsed.unit, parsed.year)
    if not parsed.accept_repairs:
        importing.require_repairs_accepted(documents)
    change = importing.take_all(_office_of(parsed.desk), documents, parsed.unit, parsed.year)
    opened = Session.open(parsed.desk) if parsed.desk.exists() else Session.create(parsed.desk)
    with opened as session:
        session.perform(change, Act.IMPORT)
    doubts = [f"存疑 {d.source} {doubt.where}：{doubt.what}" for d in documents for doubt in d.doubts]
    if parsed.json:
        _json({"imported": [to_contract(d, _verdicts_of(d)) for d in documents], "desk": str(parsed.desk)})
    else:
        for document in documents:
            rows = (
                f"项目 {len(document.projects)} 个" if document.projects else f"目标 {len(document.items)} 项"
            )
            _say(
                f"已导入 {document.source}：{rows}，"
                f"修补 {len(document.repairs)} 处，存疑 {len(document.doubts)} 处。"
            )
        for line in doubts:
            _warn(line)
    return NEEDS_CLERK if doubts else DONE


def _office_of(desk: Path) -> Office:
    """What the desk holds now; an empty office where the file is not there yet."""
    if not desk.exists():
        return Office()
    with Session.open(desk, read_only=True) as session:
        return session.office


def record(parsed: argparse.Namespace) -> int:
    """Take a run's figures and narratives from a file."""
    year, span = recording.parse_run(parsed.run)
    with Session.open(parsed.desk) as session:
        book = _book(session.office, year, parsed.form, parsed.unit)
        change = recording.record_file(session.office, book, span, parsed.file)
        session.perform(change, Act.IMPORT)
        run = next(r for r in session.office.runs(book.id) if span_of(r) == span)
        verdicts = dumping.verdicts_json(session.office, book, run)
    counted = {v: sum(1 for line in verdicts if line["verdict"] == v.value) for v in Verdict}
    _say(f"已录入 {year} 年 {span.label}，{len(change.edits)} 处写入。" + _counted(counted))
    return NEEDS_CLERK if counted[Verdict.NOT_MET] else DONE


def _counted(counted: dict[Verdict, int]) -> str:
    from perfdesk.domain.wording import VERDICT_WORDS

    return "，".join(f"{VERDICT_WORDS[v]} {n}" for v, n in counted.items() if n) + "。"


def _book(office: Office, year: str | None, form: str | None, unit: str | None) -> Book:
    kind = form.replace("-", "_") if form else None
    if year is None:
        years = sorted(
            {b.year or "" for b in office.books() if kind in (None, b.form) and unit in (None, b.unit_name)}
        )
        if len(years) > 1:
            raise NothingSuch(f"本台有 {'、'.join(years)} 年度。请用 --year 指明。")
        year = years[0] if years else "这"
    return recording.find_book(office, year, kind, unit)


def _run(office: Office, book: Book, wanted: str | None) -> Run | None:
    if wanted is None:
        return sample.last_run(office, book)
    year, span = recording.parse_run(wanted)
    for run in office.runs(book.id):
        if span_of(run) == span and book.year == year:
            return run
    raise NothingSuch(f"没有 {year} 年 {span.label}的进展期。请先录入，或检查 --run。")


# -- checking and reporting


def check(parsed: argparse.Namespace) -> int:
    """Verdicts and findings of every book, or of the one that is named."""
    with Session.open(parsed.desk, read_only=True) as session:
        office = session.office
        held: dict[str, list[dict[str, Any]]] = {"verdicts": [], "findings": []}
        for book, run in _wanted(office, parsed):
            stamp = {"unit_name": book.unit_name, "year": book.year, "form": book.form}
            stamp["run"] = run.label if run else None
            held["verdicts"] += [line | stamp for line in dumping.verdicts_json(office, book, run)]
            held["findings"] += [line | stamp for line in dumping.findings_json(office, book, run)]
            if not parsed.json:
                _say(_checked(office, book, run))
    if parsed.json:
        _json(held)
    missed = any(line["verdict"] == Verdict.NOT_MET.value for line in held["verdicts"])
    return NEEDS_CLERK if missed or any(not f["answer"] for f in held["findings"]) else DONE


def _wanted(office: Office, parsed: argparse.Namespace) -> list[tuple[Book, Run | None]]:
    form = parsed.form.replace("-", "_") if parsed.form else None
    books = [b for b in office.books() if form in (None, b.form) and parsed.unit in (None, b.unit_name)]
    if parsed.run is None:
        return [(book, sample.last_run(office, book)) for book in books]
    year, span = recording.parse_run(parsed.run)
    found = [(b, r) for b in books for r in office.runs(b.id) if b.year == year and span_of(r) == span]
    if not found:
        raise NothingSuch(f"没有 {year} 年 {span.label}的进展期。请先录入，或检查 --run。")
    return list(found)


def _checked(office: Office, book: Book, run: Run | None) -> str:
    verdicts = dumping.verdicts_json(office, book, run)
    counted = {v: sum(1 for line in verdicts if line["verdict"] == v.value) for v in Verdict}
    head = f"{book.unit_name} {book.year} 年度《{book.title}》{run.label if run else '（还没有进展期）'}"
    lines = [head, f"  共 {len(verdicts)} 项：{_counted(counted)}"]
    for line in review(office, book, run):
        answered = f"（答复：{line.answer}）" if line.answer else ""
        lines.append(f"  [{_severity(line.severity)}] {line.where}：{line.message}{answered}")
    return "\n".join(lines)


def _severity(severity: str) -> str:
    return {"missed": "未达标", "missing": "未填", "doubt": "疑点"}[severity]


def score(parsed: argparse.Namespace) -> int:
    """Self-evaluation scores are not part of this version; says so and changes nothing."""
    raise NothingSuch("这个版本还不能自评打分。请先用 check 查看判定。")


def export(parsed: argparse.Namespace) -> int:
    """Write a form as PDF or workbook; 1 where open points remain."""
    reporting.form_of(FormKind(parsed.form.replace("-", "_")))
    with Session.open(parsed.desk, read_only=True) as session:
        book = _book(session.office, parsed.year, parsed.form, parsed.unit)
        run = _run(session.office, book, parsed.run)
        result = reporting.export(session.office, book, run, parsed.out, internal=parsed.internal)
    _say(f"已导出 {parsed.out}" + (f"，{result.pages} 页。" if result.pages else "。"))
    if result.open_points:
        _warn(f"还有 {len(result.open_points)} 处没有处理或答复，公示前请看：")
        for point in result.open_points:
            _warn(f"  {point}")
    return NEEDS_CLERK if result.open_points else DONE


def dump(parsed: argparse.Namespace) -> int:
    """Everything in the desk file."""
    with Session.open(parsed.desk, read_only=True) as session:
        held = dumping.office_json(session.office)
    if parsed.json:
        _json(held)
        return DONE
    for table in held["tables"]:
        _say(f"{table['unit_name']} {table['year']} 年度《{table['title']}》{table['period'] or ''}")
        for project in table["projects"]:
            _say(f"  {project['seq']} {project['name']}：指标 {len(project['indicators'])} 项")
        for item in table["items"]:
            _say(f"  {'★' if item['starred'] else ''}{item['name']}")
    return DONE


def history(parsed: argparse.Namespace) -> int:
    """Who changed what, when, from what to what."""
    with Session.open(parsed.desk, read_only=True) as session:
        lines = list(session.store.history())
    if parsed.json:
        names = (
            "id",
            "at",
            "who",
            "host",
            "batch",
            "act",
            "title",
            "kind",
            "record",
            "field",
            "before",
            "after",
        )
        _json([{name: getattr(line, name) for name in names} for line in lines])
        return DONE
    for line in lines:
        what = (
            line.title
            if line.field == "*"
            else f"{line.title}：{line.before or '（空）'} → {line.after or '（空）'}"
        )
        _say(f"{line.at} {line.who} {what}")
    return DONE


# -- keeping


def backup(parsed: argparse.Namespace) -> int:
    """A checked copy."""
    with Store.open(parsed.desk, read_only=True) as store:
        _say(f"已备份到 {store.backup(parsed.to, '手工')}")
    return DONE


def restore(parsed: argparse.Namespace) -> int:
    """Bring a backup back; the present file is moved aside, never overwritten."""
    restore_backup(parsed.backup, parsed.to)
    _say(f"已恢复到 {parsed.to}")
    return DONE


def verify(parsed: argparse.Namespace) -> int:
    """Integrity of file and history."""
    with Store.open(parsed.desk, read_only=True) as store:
        problems = store.verify()
    for problem in problems:
        _warn(problem)
    if not problems:
        _say("台账完好，历史没有被改动。")
    return NEEDS_CLERK if problems else DONE


def demo(parsed: argparse.Namespace) -> int:
    """Make the sample office, print verdicts and findings, export its PDFs, open the window."""
    desk = sample.make(parsed.out)
    with Session.open(desk, read_only=True) as session:
        office = session.office
        for book in office.books():
            _say(_checked(office, book, sample.last_run(office, book)))
        for path in sample.export_all(office, parsed.out):
            _say(f"已导出 {path}")
    _say(f"示例台账：{desk}")
    from perfdesk.app import display_is_there, show

    if parsed.no_window or not display_is_there():
        return DONE
    return show(desk)


def self_test(parsed: argparse.Namespace) -> int:
    """Prove the installed program on a desk of its own; never a dialog, no need of standard output."""
    from perfdesk.selftest import prove

    return prove(parsed.folder)
