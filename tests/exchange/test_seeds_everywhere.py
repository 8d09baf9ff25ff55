"""The published documents, saved by other programs in every format offices use, read as they were printed."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from perfdesk.exchange.contract_json import to_contract
from perfdesk.exchange.reading import read_document
from tests.exchange.office_files import (
    Office,
    find_office,
    merge,
    ruled,
    seed_table,
    upright,
    word_document,
    workbook,
)
from tests.exchange.tables import SEEDS
from tests.exchange.test_seeds import H, N, differences, expected

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents are not here")
CSV = "csv:Text - txt - csv (StarCalc):{},34,{}"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return find_office(tmp_path_factory.mktemp("office"))


def read_as_published(path: Path, name: str) -> None:
    (document,) = read_document(path)
    assert differences("", expected(name), to_contract(document)) == []


def merged_workbook(path: Path, name: str) -> Path:
    """As an office makes it: title and leading cells merged over their project."""
    table = seed_table(name)
    book = openpyxl.load_workbook(workbook(path, table))
    assert book.active is not None
    if name == N:
        merge(book.active, 4, table, 5)
    book.save(path)
    return path


@pytest.mark.parametrize("name", [N, H])
def test_a_workbook_reads_as_published(name: str, tmp_path: Path) -> None:
    read_as_published(workbook(tmp_path / "表.xlsx", seed_table(name)), name)
    read_as_published(merged_workbook(tmp_path / "合并.xlsx", name), name)


@pytest.mark.parametrize("name", [N, H])
def test_a_word_document_reads_as_published(name: str, tmp_path: Path) -> None:
    read_as_published(word_document(tmp_path / "表.docx", seed_table(name)), name)


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["xlsx", "xls", "ods", "html", CSV.format(44, 76), CSV.format(59, 65535), CSV.format(9, 76)]
)
def test_workbooks_saved_by_another_program_read_as_published(
    kind: str, office: Office, tmp_path: Path
) -> None:
    sources = [merged_workbook(tmp_path / f"{name}.xlsx", name) for name in (N, H)]
    for path in office.convert(kind, tmp_path / "另存", *sources):
        read_as_published(path, path.stem)


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["docx", "html"])
def test_word_documents_saved_by_another_program_read_as_published(
    kind: str, office: Office, tmp_path: Path
) -> None:
    sources = [word_document(tmp_path / f"{name}.docx", seed_table(name)) for name in (N, H)]
    for path in office.convert(kind, tmp_path / "另存", *sources):
        read_as_published(path, path.stem)


@pytest.mark.slow
def test_printed_documents_read_as_published(office: Office, tmp_path: Path) -> None:
    widths = {N: [6, 20, 50, 12, 50, 30, 8, 8, 12], H: [8, 10, 16, 60, 70, 8, 8]}
    sources = [
        path
        for name in (N, H)
        for path in (
            ruled(tmp_path / f"{name}.xlsx", upright(seed_table(name)), 5, widths[name]),
            word_document(tmp_path / f"{name}-文字.docx", upright(seed_table(name)), grid=True),
        )
    ]
    for path in office.convert("pdf", tmp_path / "另存", *sources):
        read_as_published(path, path.stem.removesuffix("-文字"))


@pytest.mark.slow
def test_the_name_of_a_file_says_nothing(office: Office, tmp_path: Path) -> None:
    """Web pages, tab text and workbooks of the other kind are all saved under .xls; .et is what is inside."""
    source = workbook(tmp_path / "表.xlsx", seed_table(N))
    (old,) = office.convert("xls", tmp_path / "另存", source)
    (page,) = office.convert("html", tmp_path / "另存", source)
    for at, (held, ending) in enumerate(
        [
            (source.read_bytes(), ".xls"),
            (old.read_bytes(), ".xlsx"),
            (old.read_bytes(), ".et"),
            (page.read_bytes(), ".xls"),
            ((SEEDS / f"{N}.txt").read_bytes(), ".xls"),
            (source.read_bytes(), ""),
        ]
    ):
        path = tmp_path / f"{at}{ending}"
        path.write_bytes(held)
        read_as_published(path, N)
