"""What perfdesk prints it reads back: exported, imported, printed again, every cell is equal."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import pytest

from perfdesk.domain.document import Document
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.operator import Operator
from perfdesk.domain.records import Book, Entry, Indicator, Project, Record, Run
from perfdesk.domain.target import target_of
from perfdesk.domain.target_text import joined
from perfdesk.exchange import attaching, attachment
from perfdesk.exchange.reading import read_document
from perfdesk.forms.sheet import Cell, Sheet
from perfdesk.operations.checking import span_of
from perfdesk.operations.importing import take_all, with_run
from perfdesk.operations.reporting import Copy, compose, export
from tests.operations.full_year import full_office

RUNS = {
    FormKind.TARGET_SUMMARY: None,
    FormKind.TARGET_APPLICATION: None,
    FormKind.MONITORING: 2,
    FormKind.SELF_EVALUATION: 3,
    FormKind.PROGRESS_DISCLOSURE: 5,
}


def exported(office: Office, kind: FormKind, path: Path) -> Sheet:
    """The printed table beside its file."""
    book, run = book_and_run(office, kind)
    export(office, book, run, path, Copy(kind))
    return compose(office, book, run, Copy(kind))


def book_and_run(office: Office, kind: FormKind) -> tuple[Book, Run | None]:
    number = RUNS[kind]
    run = office.run(number) if number else None
    return office.book(4 if kind is FormKind.PROGRESS_DISCLOSURE else 1), run


def printed_again(documents: tuple[Document, ...], kind: FormKind, run: Run | None) -> Sheet:
    """The same form from a desk that holds nothing but what was read."""
    office = Office()
    if run is not None:
        documents = tuple(
            with_run(one, one.year or "", span_of(run)) if one.months is None else one for one in documents
        )
    office.apply(take_all(office, documents))
    (book,) = office.books()
    runs = office.runs(book.id)
    return compose(office, book, runs[0] if runs else None, Copy(kind))


def cells(sheet: Sheet) -> list[list[tuple[int, int, int, int, str]]]:
    return [sorted(map(_shape, block.cells)) for block in sheet.blocks]


def _shape(cell: Cell) -> tuple[int, int, int, int, str]:
    return cell.row, cell.column, cell.rows, cell.columns, cell.text


@pytest.mark.parametrize("kind", list(FormKind))
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf"])
def test_every_cell_comes_back(kind: FormKind, suffix: str, tmp_path: Path) -> None:
    office = full_office(2)
    path = tmp_path / f"公开表{suffix}"
    sheet = exported(office, kind, path)
    documents = read_document(path)
    again = printed_again(documents, kind, book_and_run(office, kind)[1])
    assert cells(again) == cells(sheet)
    assert again.captions == sheet.captions
    assert not [told for one in documents for told in (*one.repairs, *one.doubts)]


@pytest.mark.parametrize("kind", list(FormKind))
def test_every_cell_comes_back_from_the_pages_alone(
    kind: FormKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "NAME", "another.csv")
    assert attachment.NAME != attaching.NAME
    office = full_office(2)
    path = tmp_path / "公开表.pdf"
    sheet = exported(office, kind, path)
    documents = read_document(path)
    assert cells(printed_again(documents, kind, book_and_run(office, kind)[1])) == cells(sheet)


@pytest.mark.parametrize("kind", list(FormKind))
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf"])
def test_what_an_internal_copy_says_of_the_table_comes_back_and_nothing_of_it_is_doubted(
    kind: FormKind, suffix: str, tmp_path: Path
) -> None:
    office = full_office(2)
    path = tmp_path / f"内部表{suffix}"
    book, run = book_and_run(office, kind)
    export(office, book, run, path, Copy(kind, internal=True, printed_on="2023-01-09"))
    documents = read_document(path)
    again = printed_again(documents, kind, run)
    assert cells(again) == cells(compose(office, book, run, Copy(kind)))
    assert not [doubt for one in documents for doubt in one.doubts]


OPERATORS = (None, *(one.value for one in Operator))
VALUES = ("12", "0.75", "1,200", "-3", "100", "80-90", "优良", "9月前", "2022年12月底前", "有效改善")
UNITS = (None, "%", "个", "亿元", "月", "年", "元/人·月", "标准车次", "名次")


def office_of_targets() -> Office:
    """Every operator with every kind of value and unit, each an indicator of one project."""
    records: list[Record] = [
        Book(1, "某市民政局", "2022", "target_summary", "项目绩效目标汇总表"),
        Run(2, 1, 1, 7, "1-7月"),
        Run(3, 1, 1, 12, "1-12月"),
        Project(4, 1, 0, "1", "养老服务", "概况。", "100", "目标。", implementing_unit="某市民政局"),
    ]
    every = product(OPERATORS, VALUES, UNITS)
    for at, (operator, value, unit) in enumerate(every):
        texts = ("产出指标", "数量指标", f"第{at + 1}项", operator, unit, value)
        records += [
            Indicator(10 + 3 * at, 4, None, at, *texts),
            Entry(11 + 3 * at, 2, 10 + 3 * at, value),
            Entry(12 + 3 * at, 3, 10 + 3 * at, value),
        ]
    return Office(records)


def indicators_read(documents: tuple[Document, ...]) -> list[Indicator]:
    office = Office()
    office.apply(take_all(office, documents, "某市民政局", "2022"))
    (project,) = office.nodes(office.books()[0].id)
    return office.indicators(project)


@pytest.mark.parametrize("kind", [one for one in FormKind if one is not FormKind.PROGRESS_DISCLOSURE])
@pytest.mark.parametrize("suffix", [".xlsx", ".docx", ".pdf"])
def test_every_target_comes_back_with_operator_number_and_unit(
    kind: FormKind, suffix: str, tmp_path: Path
) -> None:
    office = office_of_targets()
    path = tmp_path / f"目标{suffix}"
    exported(office, kind, path)
    documents = read_document(path)
    before, after = office.indicators(office.nodes(1)[0]), indicators_read(documents)
    apart = kind is FormKind.TARGET_SUMMARY
    for one, again in zip(before, after, strict=True):
        if apart:
            assert (again.operator, again.target, again.unit) == (one.operator, one.target, one.unit)
        assert _printed(again) == _printed(one)
        if one.operator:
            wanted, found = target_of(one), target_of(again)
            assert (found.operator, found.number) == (wanted.operator, wanted.number)
            assert found.number is None or found.unit == wanted.unit
    assert not [one.repairs for one in documents if one.repairs]


def _printed(indicator: Indicator) -> str:
    return joined(indicator.operator, indicator.target, indicator.unit)
