"""What leaves the desk: `export`, `analyse`, `dump`, `history`."""

import argparse
from datetime import date
from itertools import groupby
from pathlib import Path

from perfdesk.cli import DONE, NEEDS_CLERK
from perfdesk.commands.choosing import NO_BOOK, book_of, run_of
from perfdesk.domain.change import RECORD, Act
from perfdesk.domain.errors import NothingSuch, NotUnderstood
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.long_form import MEASURE_WORDS, Measure
from perfdesk.domain.office import Office
from perfdesk.operations import analysing, dumping, reporting
from perfdesk.operations.session import Session
from perfdesk.output import say, say_json, warn
from perfdesk.store.store import HistoryLine


def export(parsed: argparse.Namespace) -> int:
    """Write a form as PDF, workbook or document; 1 where open points remain."""
    kind = FormKind(parsed.form.replace("-", "_"))
    reporting.form_of(kind)
    with Session.open(parsed.desk, read_only=True) as session:
        if parsed.blank:
            return _export_blank(session.office, kind, parsed)
        book = book_of(session.office, parsed.year, parsed.form, parsed.unit)
        run = run_of(session.office, book, parsed.run)
        copy = reporting.Copy(kind, parsed.internal, date.today().isoformat() if parsed.internal else None)
        result = reporting.export(session.office, book, run, parsed.out, copy)
    _tell_written(parsed.out, result.pages)
    if result.withheld:
        warn(f"公开稿略去了 {len(result.withheld)} 个涉密项目。")
    if result.open_points:
        warn(f"还有 {len(result.open_points)} 处没有处理或答复，公示前请看：")
        for point in result.open_points:
            warn(f"  {point}")
    return NEEDS_CLERK if result.open_points else DONE


def _export_blank(office: Office, kind: FormKind, parsed: argparse.Namespace) -> int:
    """A form for filling in by hand, under unit and year of the book that is meant, where there is one."""
    try:
        book = book_of(office, parsed.year, parsed.form, parsed.unit)
    except NothingSuch:
        book = None
    _tell_written(parsed.out, reporting.write_sheet(reporting.blank(kind, book), parsed.out))
    return DONE


def _tell_written(path: Path, pages: int) -> None:
    say(f"已导出 {path}" + (f"，{pages} 页。" if pages else "。"))


def analyse(parsed: argparse.Namespace) -> int:
    """Write the desk in long form, or count it by one or two columns and print or write the table."""
    with Session.open(parsed.desk, read_only=True) as session:
        office = session.office
    books = [
        b for b in office.books() if parsed.year in (None, b.year) and parsed.unit in (None, b.unit_name)
    ]
    if not books:
        raise NothingSuch(NO_BOOK)
    rows = analysing.long_rows(office, books)
    if parsed.by is None:
        if parsed.out is None:
            raise NotUnderstood("请用 --out 写明长表存到哪里（.csv 或 .xlsx），或用 --by 指明按什么统计。")
        analysing.write_rows(rows, parsed.out)
        say(f"已导出 {parsed.out}，{len(rows)} 行。")
        return DONE
    by, across = _dimension(parsed.by), _dimension(parsed.across) if parsed.across else None
    table, texts = analysing.counted(rows, by, across, _measure(parsed.measure), "")
    if parsed.out is not None:
        analysing.export_table(table, parsed.out)
        say(f"已导出 {parsed.out}。")
        return DONE
    for line in ([column.caption for column in table.columns], *texts):
        say("\t".join(line))
    return DONE


def _dimension(word: str) -> str:
    """A column to count by, named by its caption or key."""
    words = analysing.dimension_words()
    for key, caption in words.items():
        if word in (key, caption):
            return key
    raise NotUnderstood(f"不能按“{word[:20]}”统计。可用：{'、'.join(words.values())}。")


def _measure(word: str | None) -> Measure:
    for measure, caption in MEASURE_WORDS.items():
        if word in (measure.value, caption):
            return measure
    if word is None:
        return Measure.COUNT
    raise NotUnderstood(f"没有“{word[:20]}”这种数。可用：{'、'.join(MEASURE_WORDS.values())}。")


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
