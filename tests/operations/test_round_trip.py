"""What perfdesk prints it reads back: exported, imported, printed again, every cell is equal."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfdesk.domain.document import Document
from perfdesk.domain.form_kind import FormKind
from perfdesk.domain.office import Office
from perfdesk.domain.records import Book, Run
from perfdesk.exchange import attachment, pdf
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
    assert not [doubt for one in documents for doubt in one.doubts if doubt.where.startswith("附件“")]


@pytest.mark.parametrize("kind", list(FormKind))
def test_every_cell_comes_back_from_the_pages_alone(
    kind: FormKind, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "NAME", "another.csv")
    assert attachment.NAME != pdf.NAME
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
    assert not [doubt for one in documents for doubt in one.doubts if "“健全”" not in doubt.what]
