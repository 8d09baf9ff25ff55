"""Taking a recognised document in: one change, all or nothing.

A book is one unit, year and form. Where it is already there, projects and objectives are matched by number
and name (or name alone) and only what differs is changed; nothing is removed.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from perfdesk.domain.change import Change, Edit, change_of, creation, setting
from perfdesk.domain.document import Document, ReadIndicator, ReadItem, ReadProject
from perfdesk.domain.errors import DocumentRefused, NotUnderstood, RepairsNotAccepted, StatementMissing
from perfdesk.domain.fold import fold
from perfdesk.domain.office import Office
from perfdesk.domain.records import (
    Account,
    Book,
    Indicator,
    Kind,
    Objective,
    Project,
    Record,
    Run,
    fields_of,
    kind_of,
    to_text,
)
from perfdesk.domain.span import Span
from perfdesk.exchange.reading import read_document
from perfdesk.paths import readable

_SCORING = ("（计分方法", "(计分方法")


def read_files(paths: list[Path], encoding: str | None = None) -> list[Document]:
    """All documents of all files, or the first refusal."""
    return [
        replace(document, source=readable(document.source))
        for path in paths
        for document in read_document(path, encoding=encoding)
    ]


def require_repairs_accepted(documents: list[Document]) -> None:
    """Raise RepairsNotAccepted with the list where a document can only be taken in repaired."""
    lines = [
        f"{document.source} {repair.where}：{repair.what}"
        for document in documents
        for repair in document.repairs
    ]
    if lines:
        raise RepairsNotAccepted(
            f"文件要修补 {len(lines)} 处才能导入，什么都没有写入。"
            "看过下面各处后加 --accept-repairs 再导入：\n" + "\n".join(lines)
        )


def unit_and_year(document: Document, unit_name: str | None, year: str | None) -> tuple[str, str]:
    """What the document or the clerk states; raises StatementMissing naming what is not stated."""
    unit = (unit_name or document.unit_name or "").strip()
    stated = fold(year or document.year or "").strip()
    missing = [word for word, value in (("单位", unit), ("年度", stated)) if not value]
    if missing:
        raise StatementMissing(
            f"{document.source}：文件里没有写{'和'.join(missing)}。"
            "请补充说明（--unit 单位名称、--year 年度）后再导入。"
        )
    if not re.fullmatch("[0-9]{4}", stated):
        raise StatementMissing(
            f"{document.source}：年度“{stated[:12]}”不是四位数字。请写成 2022 这样的年度。"
        )
    return unit, stated


def contradictions(document: Document, unit_name: str | None, year: str | None) -> list[str]:
    """Where the clerk states another unit or year than the document: the clerk is followed, and told."""
    unit, stated = unit_and_year(document, unit_name, year)
    told = []
    if document.unit_name and document.unit_name != unit:
        told.append(f"文件写的单位是“{document.unit_name}”，已按“{unit}”导入")
    if document.year and document.year != stated:
        told.append(f"文件写的是 {document.year} 年度，已按 {stated} 年度导入")
    return told


def with_run(document: Document, year: str, span: Span) -> Document:
    """The document with the months the clerk states; raises NotUnderstood where it states others."""
    months = (span.from_month, span.to_month)
    if not document.items:
        return document
    if document.months not in (None, months) or document.year not in (None, year):
        raise NotUnderstood(
            f"{document.source}：文件写的是 {document.year or '（未写）'} 年 {document.period or ''}，"
            f"与 --run 的 {year} 年 {span.label}不同。请核对后再导入。"
        )
    return replace(document, year=year, months=months, period=document.period or span.label)


def take_in(
    office: Office, document: Document, *, unit_name: str | None = None, year: str | None = None
) -> Change:
    """The change that takes a document in. Raises StatementMissing, or DocumentRefused if nothing is new."""
    unit, stated = unit_and_year(document, unit_name, year)
    taking = _Taking(office, document)
    book = taking.book(unit, stated)
    for place, project in enumerate(document.projects, 1):
        taking.project(book, place, project)
    if document.months is None and any(item.progress for item in document.items):
        raise StatementMissing(
            f"{document.source}：有进展情况，却没有写是哪几个月的。"
            "请在标题里写明（如“1-6月”），或用 --run 2022-01..2022-06 指明后再导入。"
        )
    run = taking.run(book)
    for place, item in enumerate(document.items, 1):
        taking.item(book, run, place, item)
    change = change_of(f"导入 {document.source}", taking.edits)
    if not change:
        raise DocumentRefused(document.source, "内容与本台已有的完全相同", "不用再导入")
    return change


def take_all(
    office: Office, documents: list[Document], unit_name: str | None = None, year: str | None = None
) -> Change:
    """One change that takes several documents in, each seeing what the ones before it brought."""
    trial = Office(office)
    edits: list[Edit] = []
    for at, document in enumerate(documents):
        if document in documents[:at]:
            raise DocumentRefused(document.source, "同一份表给了两次", "请只留一份再导入")
        change = take_in(trial, document, unit_name=unit_name, year=year)
        trial.apply(change)
        edits += change.edits
    names = "、".join(dict.fromkeys(document.source for document in documents))
    return change_of(f"导入 {names}", edits)


class _Taking:
    """The edits of one import as they grow, with the ids of records that do not exist yet."""

    def __init__(self, office: Office, document: Document) -> None:
        self._office = office
        self._document = document
        self._next = office.next_id()
        self._used: set[tuple[Kind, int]] = set()
        self.edits: list[Edit | None] = []

    def _put(self, known: Record | None, wanted: Record) -> int:
        """Create `wanted`, or bring the known record to what it states (None states nothing)."""
        if known is None:
            made = replace(wanted, id=self._next)
            self._next += 1
            self.edits.append(creation(made))
            return made.id
        self._used.add((kind_of(known), known.id))
        for shape in fields_of(kind_of(known)):
            value = getattr(wanted, shape.name)
            if value not in (None, "") and value != getattr(known, shape.name):
                self.edits.append(setting(known, shape.name, to_text(value)))
        return known.id

    def book(self, unit: str, year: str) -> int:
        form = self._document.kind.value
        known = next(
            (b for b in self._office.books() if (b.unit_name, b.year, b.form) == (unit, year, form)), None
        )
        if known is not None:
            return known.id
        title, source = self._document.title, self._document.source
        return self._put(None, Book(0, unit_name=unit, year=year, form=form, title=title, source=source))

    def project(self, book: int, place: int, read: ReadProject) -> None:
        known = self._match_project(book, read)
        wanted = Project(
            0,
            book=book,
            position=known.position if known else place,
            seq=read.seq,
            name=read.name,
            overview=read.overview,
            budget=read.budget,
            annual_goal=read.annual_goal,
        )
        number = self._put(known, wanted)
        indicators = self._office.indicators(known) if known else []
        for at, row in enumerate(read.indicators, 1):
            self._indicator(number, at, row, indicators)

    def _match_project(self, book: int, read: ReadProject) -> Project | None:
        projects = [n for n in self._free(book) if isinstance(n, Project)]
        for alike in ((lambda p: (p.seq, p.name) == (read.seq, read.name)), (lambda p: p.name == read.name)):
            for project in projects:
                if alike(project):
                    return project
        return None

    def _free(self, book: int) -> Iterator[Project | Objective]:
        return (n for n in self._office.nodes(book) if (kind_of(n), n.id) not in self._used)

    def _indicator(self, project: int, place: int, read: ReadIndicator, siblings: list[Indicator]) -> None:
        known = next(
            (i for i in siblings if i.name == read.name and (Kind.INDICATOR, i.id) not in self._used), None
        )
        wanted = Indicator(
            0,
            project=project,
            position=known.position if known else place,
            level1=read.level1,
            level2=read.level2,
            name=read.name,
            operator=read.operator,
            unit=read.unit,
            target=read.raw_target if read.raw_target is not None else read.target,
            weight=read.weight,
        )
        self._put(known, wanted)

    def run(self, book: int) -> int | None:
        months = self._document.months
        if months is None:
            return None
        known = next((r for r in self._office.runs(book) if (r.from_month, r.to_month) == months), None)
        label = self._document.period or Span(*months).label
        wanted = Run(0, book=book, from_month=months[0], to_month=months[1], label=label)
        return self._put(known, wanted)

    def item(self, book: int, run: int | None, place: int, read: ReadItem) -> None:
        known = next((n for n in self._free(book) if isinstance(n, Objective) and n.name == read.name), None)
        content, scoring = split_scoring(read.content)
        wanted = Objective(
            0,
            book=book,
            position=known.position if known else place,
            category=read.category,
            subcategory=read.subcategory,
            name=read.name,
            starred=read.starred,
            content=content,
            attribute=read.attribute,
            due_month=read.due_month,
            scoring_text=scoring,
        )
        number = self._put(known, wanted)
        if run is None or not read.progress:
            return
        account = self._office.account(run, known) if known else None
        self._put(account, Account(0, run=run, objective=number, narrative=read.progress))


def split_scoring(content: str | None) -> tuple[str | None, str | None]:
    """An objective's content and the scoring text that ends it; joined again they are the content.

    >>> split_scoring("推进招引。（计分方法：每个加5分。)")
    ('推进招引。', '（计分方法：每个加5分。)')
    >>> split_scoring("推进招引。")
    ('推进招引。', None)
    """
    if not content:
        return None, None
    at = max(content.find(mark) for mark in _SCORING)
    if at <= 0 or content.rstrip()[-1] not in "）)":
        return content, None
    return content[:at], content[at:]
