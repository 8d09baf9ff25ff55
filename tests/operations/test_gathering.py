"""What a clerk points at becomes the files to read: each once, folders by what lies in them."""

from pathlib import Path

import pytest

from perfdesk.domain.errors import DocumentRefused
from perfdesk.operations.gathering import MOST, documents_in, is_desk_file


def made(folder: Path, *names: str) -> list[Path]:
    """Empty files of these names."""
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    return paths


def test_files_keep_their_order_and_are_taken_once(tmp_path: Path) -> None:
    first, second = made(tmp_path, "乙.xlsx", "甲.docx")
    assert documents_in([first, second, first]) == (first, second)


def test_a_folder_gives_the_documents_in_it_and_below_and_nothing_else(tmp_path: Path) -> None:
    made(tmp_path, "表/~$甲.docx", "表/.隐藏.xlsx", "表/图.png", "表/台账.perfdesk", "表/.旧/丙.xlsx")
    wanted = made(tmp_path, "表/甲.docx", "表/乙.XLSX", "表/二处/丁.pdf")
    assert set(documents_in([tmp_path / "表"])) == set(wanted)


def test_a_named_file_of_any_kind_is_read_so_that_it_is_refused_by_its_content(tmp_path: Path) -> None:
    (strange,) = made(tmp_path, "没有后缀")
    assert documents_in([strange]) == (strange,)
    assert documents_in([tmp_path / "没有.xlsx"]) == (tmp_path / "没有.xlsx",)
    assert documents_in([]) == ()


def test_an_empty_folder_and_too_many_files_are_refused(tmp_path: Path) -> None:
    empty = tmp_path / "空"
    empty.mkdir()
    with pytest.raises(DocumentRefused, match="没有可以导入的文档"):
        documents_in([empty])
    made(tmp_path, *(f"多/{at}.csv" for at in range(MOST + 1)))
    with pytest.raises(DocumentRefused, match="一次最多"):
        documents_in([tmp_path / "多"])


def test_a_link_round_to_the_folder_itself_is_not_followed(tmp_path: Path) -> None:
    (one,) = made(tmp_path, "表/甲.csv")
    (tmp_path / "表" / "又来").symlink_to(tmp_path / "表")
    assert documents_in([tmp_path / "表"]) == (one,)


def test_a_desk_file_is_known_by_its_name() -> None:
    assert is_desk_file(Path("台账.PERFDESK"))
    assert not is_desk_file(Path("台账.xlsx"))
