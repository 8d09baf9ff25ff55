"""Taking a recognised document in: one change, all or nothing.

A book is one unit, year and family of forms: what came as a target summary takes the figures of a monitoring
table. Rows are matched with what is there and only what the document states is changed; nothing is removed.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from perfdesk.domain.change import Change, Edit, change_of
from perfdesk.domain.document import Document, ReadProject
from perfdesk.domain.errors import DocumentRefused, NotUnderstood, RepairsNotAccepted, StatementMissing
from perfdesk.domain.fold import fold
from perfdesk.domain.office import Office
from perfdesk.domain.span import Span
from perfdesk.domain.wording import shortened
from perfdesk.exchange.grid import Grid
from perfdesk.exchange.reading import read_document, read_grids, recognise_grids
from perfdesk.exchange.reasons import without_reasons
from perfdesk.operations.header_layout import HeaderLayout
from perfdesk.operations.stated import months_of, records_progress
from perfdesk.operations.taking import Taken, Wish, edits_of, problems_of, take
from perfdesk.paths import readable

_MOST_TOLD = 8  # rows that a refusal names


def read_files(
    paths: Sequence[Path],
    encoding: str | None = None,
    sheet: str | None = None,
    layout: HeaderLayout | None = None,
) -> list[Document]:
    """All documents of all files (of one sheet, where one is named), or the first refusal."""
    if layout is not None:
        return read_with_grids(paths, encoding, sheet, layout)[0]
    documents = [document for path in paths for document in read_document(path, encoding=encoding)]
    return on_sheet([replace(one, source=readable(one.source)) for one in documents], sheet)


def read_with_grids(
    paths: Sequence[Path],
    encoding: str | None = None,
    sheet: str | None = None,
    layout: HeaderLayout | None = None,
) -> tuple[list[Document], list[Grid]]:
    """As `read_files`, with the grids they were read from."""
    documents: list[Document] = []
    grids: list[Grid] = []
    for path in paths:
        read = [replace(g, source=readable(g.source)) for g in read_grids(path, encoding=encoding)]
        if layout is not None:
            read = [without_reasons(grid) for grid in read if sheet in (None, grid.sheet)] or read
        choices = {at: layout.choice(grid) for at, grid in enumerate(read) if grid.rows} if layout else {}
        documents += recognise_grids(readable(path.name), read, choices)
        grids += read
    return on_sheet(documents, sheet), grids


def on_sheet(documents: list[Document], sheet: str | None) -> list[Document]:
    """The documents of one sheet; raises DocumentRefused naming the sheets there are."""
    if sheet is None:
        return documents
    found = [document for document in documents if document.sheet == sheet]
    if not found:
        there = "、".join(dict.fromkeys(f"“{one.sheet}”" for one in documents if one.sheet))
        remedy = f"有表的工作表是{there}，请核对 --sheet" if there else "这种文件没有工作表，请去掉 --sheet"
        raise DocumentRefused(documents[0].source, f"工作表“{sheet[:30]}”里没有认识的表", remedy)
    return found


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


def undated(document: Document) -> bool:
    """Whether a document records progress without saying of which months; they are asked for."""
    return months_of(document) is None and records_progress(document)


def with_run(document: Document, year: str, span: Span) -> Document:
    """The document with the months the clerk states; raises NotUnderstood where it states others."""
    months = (span.from_month, span.to_month)
    if not (document.items or records_progress(document)):
        return document
    if months_of(document) not in (None, months) or document.year not in (None, year):
        raise NotUnderstood(
            f"{document.source}：文件写的是 {document.year or '（未写）'} 年 {document.period or ''}，"
            f"与 --run 的 {year} 年 {span.label}不同。请核对后再导入。"
        )
    return replace(document, year=year, months=months, period=document.period or span.label)


def taken(office: Office, document: Document, unit_name: str | None, year: str | None) -> Taken:
    """What a document wants of the desk; StatementMissing where unit, year or months are not stated."""
    unit, stated = unit_and_year(document, unit_name, year)
    if undated(document):
        raise StatementMissing(
            f"{document.source}：有进展情况，却没有写是哪几个月的。"
            "请在标题里写明（如“1-6月”），或用 --run 2022-01..2022-06 指明后再导入。"
        )
    return take(office, document, unit, stated)


def take_in(
    office: Office, document: Document, *, unit_name: str | None = None, year: str | None = None
) -> Change:
    """The change that takes a document in.

    Raises StatementMissing; DocumentRefused where nothing is new or a row cannot be taken.
    """
    found = taken(office, document, unit_name, year)
    problems = [
        f"{_named(document, wish)}{problem}" for wish in found.wishes for problem in problems_of(office, wish)
    ]
    if problems:
        more = f"；这样的还有 {len(problems) - _MOST_TOLD} 处" if len(problems) > _MOST_TOLD else ""
        cause = "；".join(problems[:_MOST_TOLD]) + more
        raise DocumentRefused(document.source, cause, "请先处理再导入，什么都没有写入")
    change = change_of(f"导入 {document.source}", edits_of(found.wishes))
    if not change:
        raise DocumentRefused(document.source, "内容与现有的完全相同", "不用再导入")
    return change


def _named(document: Document, wish: Wish) -> str:
    """Whose wish it is, before what stands in its way: 「“图书购置”的“新增图书”：」."""
    if not wish.row:
        return ""
    rows = document.projects or document.items
    node = rows[wish.row[0]]
    parts = [node.name]
    if len(wish.row) > 1 and isinstance(node, ReadProject):
        parts.append(node.indicators[wish.row[1]].name)
    return "的".join(f"“{shortened(part)}”" for part in parts) + "："


def take_all(
    office: Office, documents: Sequence[Document], unit_name: str | None = None, year: str | None = None
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
    return change_of(title_of(documents), edits)


def title_of(documents: Sequence[Document]) -> str:
    """What the undo menu says of an import."""
    return "导入 " + "、".join(dict.fromkeys(document.source for document in documents))
