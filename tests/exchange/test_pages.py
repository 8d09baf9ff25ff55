"""Pages read back for the preview."""

from __future__ import annotations

from pathlib import Path

import pytest

from perfdesk.domain.errors import DocumentRefused, FileMissing
from perfdesk.exchange.pages import page_count, page_size, page_text, render_page
from perfdesk.exchange.pdf import write_pdf
from tests.exchange.sheets import project, summary


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "带 空格的表.pdf"
    write_pdf(summary(*(project(n, 9) for n in range(1, 6))), file)
    return file


def test_count_size_and_text(path: Path) -> None:
    assert page_count(path) == 3
    assert [round(one) for one in page_size(path, 0)] == [842, 595]
    assert "项目绩效目标汇总表" in page_text(path, 0)


def test_a_picture_has_four_bytes_a_pixel_and_shows_the_grid(path: Path) -> None:
    picture = render_page(path, 1, 1.5)
    assert (picture.width, picture.height) == (1263, 893)
    assert picture.stride >= picture.width * 4
    assert len(picture.data) == picture.stride * picture.height
    assert picture.data[:4] == b"\xff\xff\xff\xff"
    assert min(picture.data) < 40


def test_a_huge_scale_is_lowered(path: Path) -> None:
    picture = render_page(path, 0, 500)
    assert picture.width * picture.height <= 101_000_000


def test_a_page_that_is_not_there(path: Path) -> None:
    for read in (page_size, page_text, lambda file, index: render_page(file, index, 1)):
        for index in (-1, 3):
            with pytest.raises(IndexError):
                read(path, index)


def test_files_that_cannot_be_read_are_sentences(tmp_path: Path) -> None:
    with pytest.raises(FileMissing, match="不在了"):
        page_count(tmp_path / "没有.pdf")
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(DocumentRefused, match="PDF"):
        page_count(tmp_path / "坏.pdf")
