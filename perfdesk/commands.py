"""The commands behind the command line: each opens a desk, calls operations and prints."""

import argparse
import os
from collections import Counter
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.domain.change import RECORD, Act, Change
from perfdesk.domain.document import Document
from perfdesk.domain.errors import DeskError, NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Run
from perfdesk.domain.span import Span
from perfdesk.domain.verdict import Verdict
from perfdesk.domain.wording import VERDICT_WORDS
from perfdesk.exchange.contract_json import to_contract
from perfdesk.operations import dumping, importing, recording, reporting, sample
from perfdesk.operations.checking import DOUBT, MISSED, MISSING, ReviewLine, review, span_of
from perfdesk.operations.session import Session
from perfdesk.output import say, say_json, warn
from perfdesk.paths import readable
from perfdesk.store.store import HistoryLine, Store
from perfdesk.store.store import restore as restore_backup

_NO_BOOK = "本台没有要找的表。请先导入，或检查 --unit 和 --form。"


# -- reading and taking in


def read(parsed: argparse.Namespace) -> int:
    """Recognise a document and print what it holds; writes nothing."""
    documents = importing.read_files([parsed.file], parsed.encoding)
    held = [to_contract(d, _verdicts_of(d)) for d in documents]
    if parsed.json:
        say_json(held[0] if len(held) == 1 else {"tables": held})
    else:
        for document in documents:
            say(_described(document))
    wanted = any(_wants_clerk(table["verdicts"]) for table in held)
    return NEEDS_CLERK if wanted or any(d.doubts for d in documents) else DONE


def _verdicts_of(document: Document) -> list[dict[str, Any]]:
    """Verdicts of a document as if it had been taken into an empty office."""
    office = Office()
    change = importing.take_in(
        office, document, unit_name=document.unit_name or "本单位", year=document.year or "2000"
    )
    office.apply(change)
    book = office.books()[0]
    return dumping.verdicts_json(office, book, office.last_run(book.id))


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
    documents = _stated(importing.read_files(parsed.files, parsed.encoding), parsed)
    told = [
        f"{document.source}：{sentence}。"
        for document in documents
        for sentence in importing.contradictions(document, parsed.unit, parsed.year)
    ]
    if not parsed.accept_repairs:
        importing.require_repairs_accepted(documents)
    _take_in(parsed.desk, documents, parsed.unit, parsed.year)
    told += [f"存疑 {d.source} {doubt.where}：{doubt.what}" for d in documents for doubt in d.doubts]
    if parsed.json:
        say_json({"imported": [to_contract(d, _verdicts_of(d)) for d in documents], "desk": str(parsed.desk)})
    else:
        for document in documents:
            say(_taken_in(document))
        for line in told:
            warn(line)
    return NEEDS_CLERK if told else DONE


def _stated(documents: list[Document], parsed: argparse.Namespace) -> list[Document]:
    """The documents with the months that --run states for those that state none."""
    if parsed.run is None:
        return documents
    year, span = recording.parse_run(parsed.run)
    return [importing.with_run(document, year, span) for document in documents]


def _take_in(desk: Path, documents: list[Document], unit: str | None, year: str | None) -> None:
    """Write the documents; a desk made for them goes again where they could not be written."""
    if os.path.exists(desk):
        _perform(desk, lambda office: importing.take_all(office, documents, unit, year))
        return
    change = importing.take_all(Office(), documents, unit, year)
    _must_be_desk_name(desk)
    with Session.create(desk) as session:
        try:
            session.perform(change, Act.IMPORT)
        except DeskError:
            session.close()
            desk.unlink(missing_ok=True)
            raise


def _perform(desk: Path, make: Callable[[Office], Change]) -> tuple[Change, Office]:
    """Write what `make` makes of the desk; tried on a look first, so a refusal does not even upgrade it."""
    with Session.open(desk, read_only=True) as looked:
        make(looked.office)
    with Session.open(desk) as session:
        change = make(session.office)
        session.perform(change, Act.IMPORT)
        return change, session.office


def _must_be_desk_name(path: Path) -> None:
    if path.suffix.lower() != ".perfdesk":
        raise NotUnderstood(
            f"“{readable(path.name)}”没有 .perfdesk 后缀。请把数据文件起名为 数据文件.perfdesk 这样。"
        )


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
        return recording.record_file(office, _book(office, year, parsed.form, parsed.unit), span, parsed.file)

    change, office = _perform(parsed.desk, taken)
    book = _book(office, year, parsed.form, parsed.unit)
    run = next(r for r in office.runs(book.id) if span_of(r) == span)
    verdicts = dumping.verdicts_json(office, book, run)
    done = f"{len(change.edits)} 处写入" if change else "内容与本期已有的相同，没有写入"
    say(f"已录入 {year} 年 {span.label}，{done}。{_counted(verdicts)}")
    return NEEDS_CLERK if _wants_clerk(verdicts) else DONE


def _wants_clerk(verdicts: list[dict[str, Any]]) -> bool:
    """Whether a target is missed or a text waits for a judgement."""
    waiting = (Verdict.NOT_MET.value, Verdict.NEEDS_JUDGEMENT.value)
    return any(line["verdict"] in waiting for line in verdicts)


def _counted(verdicts: list[dict[str, Any]]) -> str:
    counted = Counter(line["verdict"] for line in verdicts)
    parts = [f"{VERDICT_WORDS[v]} {counted[v.value]}" for v in Verdict if counted[v.value]]
    return "，".join(parts or ["没有可判定的项"]) + "。"


def _book(office: Office, year: str | None, form: str | None, unit: str | None) -> Book:
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
            raise NothingSuch(f"本台有 {'、'.join(years)} 年度。请用 --year 指明。")
        if not years:
            raise NothingSuch(_NO_BOOK)
        year = years[0]
    return recording.find_book(office, year, kind, unit)


def _run(office: Office, book: Book, wanted: str | None) -> Run | None:
    if wanted is None:
        return office.last_run(book.id)
    year, span = recording.parse_run(wanted)
    for run in office.runs(book.id):
        if span_of(run) == span and book.year == year:
            return run
    raise NothingSuch(_no_run(year, span))


# -- checking and reporting


def check(parsed: argparse.Namespace) -> int:
    """Verdicts and findings of every book, or of the one that is named."""
    with Session.open(parsed.desk, read_only=True) as session:
        office = session.office
        held: dict[str, list[dict[str, Any]]] = {"verdicts": [], "findings": []}
        open_points = 0
        for book, run in _wanted(office, parsed):
            stamp = {"unit_name": book.unit_name, "year": book.year, "form": book.form}
            stamp["run"] = run.label if run else None
            verdicts = dumping.verdicts_json(office, book, run)
            held["verdicts"] += [line | stamp for line in verdicts]
            held["findings"] += [line | stamp for line in dumping.findings_json(office, book, run)]
            lines = review(office, book, run)
            open_points += sum(1 for line in lines if _is_open(line))
            if not parsed.json:
                say(_checked(book, run, verdicts, lines))
    if parsed.json:
        say_json(held)
    return NEEDS_CLERK if open_points else DONE


def _is_open(line: ReviewLine) -> bool:
    """Whether it wants the clerk: a missed target always, a doubt until it is answered."""
    return line.severity == MISSED or (line.severity == DOUBT and not line.answer)


def _wanted(office: Office, parsed: argparse.Namespace) -> list[tuple[Book, Run | None]]:
    form = parsed.form.replace("-", "_") if parsed.form else None
    books = [b for b in office.books() if recording.prints(b, form) and parsed.unit in (None, b.unit_name)]
    if not books and (form or parsed.unit):
        raise NothingSuch(_NO_BOOK)
    if parsed.run is None:
        return [(book, office.last_run(book.id)) for book in books]
    year, span = recording.parse_run(parsed.run)
    found = [(b, r) for b in books for r in office.runs(b.id) if b.year == year and span_of(r) == span]
    if not found:
        raise NothingSuch(_no_run(year, span))
    return list(found)


def _no_run(year: str, span: Span) -> str:
    return f"没有 {year} 年 {span.label}的进展期。请先录入，或检查 --run。"


def _checked(
    book: Book, run: Run | None, verdicts: list[dict[str, Any]], lines: tuple[ReviewLine, ...]
) -> str:
    head = f"{book.unit_name} {book.year} 年度《{book.title}》{run.label if run else '（还没有进展期）'}"
    told = [head, f"  共 {len(verdicts)} 项：{_counted(verdicts)}"]
    for line in lines:
        answered = f"（答复：{line.answer}）" if line.answer else ""
        told.append(f"  [{_severity(line.severity)}] {line.where}：{line.message}{answered}")
    return "\n".join(told)


def _severity(severity: str) -> str:
    return {MISSED: "未达标", MISSING: "未填", DOUBT: "疑点"}[severity]


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
    say(f"已导出 {parsed.out}" + (f"，{result.pages} 页。" if result.pages else "。"))
    if result.open_points:
        warn(f"还有 {len(result.open_points)} 处没有处理或答复，公示前请看：")
        for point in result.open_points:
            warn(f"  {point}")
    return NEEDS_CLERK if result.open_points else DONE


def dump(parsed: argparse.Namespace) -> int:
    """Everything in the desk file."""
    with Session.open(parsed.desk, read_only=True) as session:
        held = dumping.office_json(session.office)
    if parsed.json:
        say_json(held)
        return DONE
    for table in held["tables"]:
        say(f"{table['unit_name']} {table['year']} 年度《{table['title']}》{table['period'] or ''}")
        for project in table["projects"]:
            say(f"  {project['seq']} {project['name']}：指标 {len(project['indicators'])} 项")
        for item in table["items"]:
            say(f"  {'★' if item['starred'] else ''}{item['name']}")
    return DONE


def history(parsed: argparse.Namespace) -> int:
    """Who changed what, when, from what to what."""
    with Session.open(parsed.desk, read_only=True) as session:
        lines = list(session.store.history())
    if parsed.json:
        say_json([line._asdict() for line in lines])
        return DONE
    for (_, is_whole), batch in groupby(lines, key=lambda line: (line.batch, line.field == RECORD)):
        together = list(batch)
        for told in [_whole_records(together)] if is_whole else map(_one_value, together):
            say(told)
    return DONE


def _whole_records(lines: list[HistoryLine]) -> str:
    """One line for all the records a change made or removed together."""
    made = sum(1 for line in lines if line.after is not None)
    parts = [f"{word} {count} 条" for word, count in (("新增", made), ("删除", len(lines) - made)) if count]
    return f"{lines[0].at} {lines[0].who} {_acted(lines[0])}：{'，'.join(parts)}"


def _one_value(line: HistoryLine) -> str:
    before, after = (" ".join((text or "（空）").split()) for text in (line.before, line.after))
    return f"{line.at} {line.who} {_acted(line)}：{before} → {after}"


def _acted(line: HistoryLine) -> str:
    return {Act.UNDO: "撤消 ", Act.REDO: "重做 "}.get(Act(line.act), "") + line.title


# -- keeping


def backup(parsed: argparse.Namespace) -> int:
    """A checked copy."""
    with Store.open(parsed.desk, read_only=True) as store:
        say(f"已备份到 {store.backup(parsed.to, '手工')}")
    return DONE


def restore(parsed: argparse.Namespace) -> int:
    """Bring a backup back; the present file is moved aside, never overwritten."""
    _must_be_desk_name(parsed.to)
    restore_backup(parsed.backup, parsed.to)
    say(f"已恢复到 {parsed.to}")
    return DONE


def verify(parsed: argparse.Namespace) -> int:
    """Integrity of file and history."""
    with Store.open(parsed.desk, read_only=True) as store:
        problems = store.verify()
    for problem in problems:
        warn(problem)
    if not problems:
        say("数据文件完好，历史没有被改动。")
    return NEEDS_CLERK if problems else DONE


def demo(parsed: argparse.Namespace) -> int:
    """Make the sample office, print verdicts and findings, export its PDFs, open the window."""
    desk = sample.make(parsed.out)
    with Session.open(desk, read_only=True) as session:
        office = session.office
        for book in office.books():
            run = office.last_run(book.id)
            verdicts = dumping.verdicts_json(office, book, run)
            say(_checked(book, run, verdicts, review(office, book, run)))
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
