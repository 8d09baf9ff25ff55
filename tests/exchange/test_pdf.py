"""The written PDF, read back: every text once and as typed, properties, fonts, errors that leave nothing."""

from __future__ import annotations

import errno
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perfdesk.domain.errors import GlyphMissing
from perfdesk.exchange import fonts, layout
from perfdesk.exchange.filing import ExportCancelled, NotFiled
from perfdesk.exchange.pdf import write_pdf
from perfdesk.forms.sheet import Sheet
from tests.exchange.sheets import (
    PROSE,
    disclosure,
    objective,
    plain,
    project,
    said,
    seed_disclosure,
    seed_summary,
    squeezed,
    summary,
)

RARE = "𫖯𬸦𬭚䶮㎡①★〔〕—≥≤℃"
HOSTILE = (
    "<b>粗</b>",
    "&amp;&lt;<此项今年不涉及>",
    '</para><img src="file:///etc/passwd"/>',
    "a < b & c > d",
    "(括\\号) Tj ET \\051",
    "%PDF-1.4 endstream endobj",
    "{unit}{0} %s %(x)s $HOME ${x}",
    "=cmd|'/c calc'!A0",
)


def written(sheet: Sheet, folder: Path) -> tuple[list[str], Path]:
    path = folder / "表.pdf"
    pages = write_pdf(sheet, path)
    found = said(path)
    assert len(found) == pages
    return found, path


def test_every_text_stands_there_once_and_in_order(tmp_path: Path) -> None:
    sheet = summary(*(project(n, 8, overview=PROSE * n) for n in range(1, 12)))
    pages, _ = written(sheet, tmp_path)
    whole = "".join(pages)
    position = 0
    for block in sheet.blocks:
        for cell in block.cells:
            if cell.column == 5:
                assert whole.count(cell.text) == 1
                assert whole.index(cell.text) > position
                position = whole.index(cell.text)
            assert squeezed(cell.text) in whole


def test_the_number_of_each_page_stands_on_it(tmp_path: Path) -> None:
    pages, _ = written(summary(*(project(n, 12) for n in range(1, 12))), tmp_path)
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert page.endswith(f"第{number}页共{len(pages)}页")


def test_rare_characters_are_read_back(tmp_path: Path) -> None:
    pages, _ = written(plain([[RARE, "王𫖯"], ["李𬭚", "䶮"]]), tmp_path)
    for text in (RARE, "王𫖯", "李𬭚", "䶮"):
        assert text in pages[0]


def test_more_characters_than_one_font_subset_holds_are_read_back(tmp_path: Path) -> None:
    known = sorted(fonts.font(fonts.Face.BODY).face.charToGlyph)
    hanzi = "".join(chr(code) for code in known if 0x4E00 <= code < 0x5200)
    assert len(hanzi) > 2 * 256
    pages, _ = written(
        plain([[hanzi[start : start + 40], ""] for start in range(0, len(hanzi), 40)]), tmp_path
    )
    whole = "".join(pages)
    assert all(hanzi[start : start + 40] in whole for start in range(0, len(hanzi), 40))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_printed_as_typed(text: str, tmp_path: Path) -> None:
    sheet = replace(plain([[text, PROSE], ["普通", text]]), title=text, notes=(text,))
    pages, path = written(sheet, tmp_path)
    assert "".join(pages).count(squeezed(text)) == 4
    with pypdfium2.PdfDocument(path) as document:
        assert document.get_metadata_dict()["Title"] == text


def test_every_code_of_a_subset_survives(tmp_path: Path) -> None:
    """Codes 10, 13, 40, 41 and 92 mean something else to a PDF unless they are escaped."""
    text = "".join(
        chr(code) for code in range(0x4E00, 0x4F00) if not fonts.missing(chr(code), fonts.Face.BODY)
    )
    pages, _ = written(plain([[text, "(\\)"]]), tmp_path)
    assert text in pages[0]
    assert "(\\)" in pages[0]


def test_bookmarks_lead_to_each_project(tmp_path: Path) -> None:
    _, path = written(summary(*(project(n, 9) for n in range(1, 9))), tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        found = [(one.get_title(), one.get_dest().get_index()) for one in document.get_toc()]
    assert [title for title, _ in found] == [f"{n} 第{n}号专项" for n in range(1, 9)]
    for title, index in found:
        assert title.split()[1] in said(path)[index]


def test_properties_say_what_it_is(tmp_path: Path) -> None:
    _, path = written(summary(project(1, 2)), tmp_path)
    with pypdfium2.PdfDocument(path) as document:
        properties = document.get_metadata_dict()
    assert properties["Title"] == "项目绩效目标汇总表"
    assert properties["Author"] == "某市财政局"
    assert properties["Subject"] == "项目绩效目标汇总表"
    assert "2022" in properties["Keywords"]
    assert properties["Creator"] == "perfdesk"
    assert b"zh-CN" in path.read_bytes()


def test_all_fonts_are_embedded(tmp_path: Path) -> None:
    _, path = written(summary(project(1, 2)), tmp_path)
    raw = path.read_bytes()
    assert len(re.findall(rb"/Type /FontDescriptor", raw)) == len(re.findall(rb"/FontFile2 \d", raw)) > 0
    assert b"Helvetica" not in raw
    assert b"ASCII85" not in raw


def test_two_exports_are_the_same_bytes(tmp_path: Path) -> None:
    sheet = summary(*(project(n, 5) for n in range(1, 6)))
    for moment in (None, datetime(2022, 7, 5, 10, 30)):
        write_pdf(sheet, tmp_path / "a.pdf", moment=moment)
        write_pdf(sheet, tmp_path / "b.pdf", moment=moment)
        assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    assert b"D:20220705103000" in (tmp_path / "a.pdf").read_bytes()


def test_a_missing_character_is_named_with_its_cell_and_nothing_is_written(tmp_path: Path) -> None:
    sheet = summary(project(1, 2), project(3, 2, name="小额贷款公司专项", overview="概况\U0002a6a5在此"))
    path = tmp_path / "表.pdf"
    path.write_bytes(b"old")
    with pytest.raises(GlyphMissing, match=r"项目3“小额贷款公司专项” 项目概况.*U\+2A6A5"):
        write_pdf(sheet, path)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["表.pdf"]


def test_a_control_character_is_named_by_its_number(tmp_path: Path) -> None:
    with pytest.raises(GlyphMissing, match=r"格0-1 的控制字符（U\+0007）"):
        write_pdf(plain([["一", "二\x07"]]), tmp_path / "表.pdf")


def test_joiners_and_tabs_are_accepted_and_leave_no_ink(tmp_path: Path) -> None:
    pages, _ = written(plain([["零\u200b宽\ufeff", "制\t表"]]), tmp_path)
    assert "零宽" in pages[0]
    assert "制表" in pages[0]


def test_a_cancelled_export_leaves_nothing(tmp_path: Path) -> None:
    asked: Iterator[bool] = iter([False, False, True])
    with pytest.raises(ExportCancelled):
        write_pdf(
            summary(*(project(n, 12) for n in range(1, 12))),
            tmp_path / "表.pdf",
            cancelled=lambda: next(asked),
        )
    assert os.listdir(tmp_path) == []
    assert not any(len(fonts.font(face).state) for face in fonts.Face)


def test_progress_counts_rows_up_to_all_of_them(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    write_pdf(
        summary(*(project(n, 12) for n in range(1, 12))),
        tmp_path / "表.pdf",
        progress=lambda *one: told.append(one),
    )
    assert told == sorted(told)
    assert told[-1] == (132, 132)


def test_a_folder_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(NotFiled, match=r"文件夹.*不存在"):
        write_pdf(summary(project(1, 1)), tmp_path / "没有" / "表.pdf")


def test_a_folder_in_the_files_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "表.pdf").mkdir()
    with pytest.raises(NotFiled, match="同名文件夹"):
        write_pdf(summary(project(1, 1)), tmp_path / "表.pdf")
    assert os.listdir(tmp_path) == ["表.pdf"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(errno.EACCES, "Permission denied"), "正被其他程序打开"),
        (OSError(errno.ENOSPC, "No space left on device"), "磁盘已满"),
        (OSError(errno.EROFS, "Read-only file system"), "不许写入"),
        (OSError(errno.EIO, "Input/output error"), "出错"),
    ],
)
def test_a_failing_disk_is_a_sentence_and_the_old_file_stays(
    error: OSError, sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "表.pdf"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(NotFiled, match=sentence):
        write_pdf(summary(project(1, 1)), path)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["表.pdf"]


def test_the_seed_summary_is_printed_whole(tmp_path: Path) -> None:
    sheet = seed_summary()
    whole = "".join(written(sheet, tmp_path)[0])
    for block in sheet.blocks:
        for cell in block.cells:
            assert squeezed(cell.text) in whole
    assert 3 <= len(said(tmp_path / "表.pdf")) <= 8


def test_the_seed_disclosure_is_printed_whole(tmp_path: Path) -> None:
    sheet = seed_disclosure()
    pages, _ = written(sheet, tmp_path)
    whole = "".join(pages)
    for block in sheet.blocks:
        for cell in block.cells:
            assert squeezed(cell.text) in whole
    assert whole.count("★") == 3
    assert "<此项今年不涉及>" in whole
    assert pages[0].startswith("杭州市金融办2018年1-6月绩效考核目标进展情况公示")


def test_a_label_cut_by_a_page_says_so(tmp_path: Path) -> None:
    groups = [objective(n, "工作目标", "重点工作目标", PROSE * 4) for n in range(9)]
    pages, _ = written(disclosure(*groups), tmp_path)
    assert len(pages) > 1
    assert all(page.count("（续）") == 2 for page in pages[1:])


CELL = st.one_of(
    st.text(st.characters(codec="gb2312", categories=["Lo", "Nd", "Po", "Ps", "Pe", "Zs"]), max_size=30),
    st.integers(0, 700).map(lambda length: (PROSE * 20)[:length]),
)


@settings(max_examples=25)
@given(texts=st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=12))
def test_the_file_says_what_the_layout_placed(
    texts: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    sheet = plain(texts)
    if fonts.missing("".join("".join(line) for line in texts), fonts.Face.BODY):
        return
    pages, _ = written(sheet, tmp_path_factory.mktemp("pdf"))
    for page, text in zip(layout.pages(sheet), pages, strict=True):
        placed = squeezed("".join(one.text for one in page.texts))
        assert text.replace("\u3000", "").startswith(placed)


def test_reportlab_still_needs_its_text_layer_repaired() -> None:
    """When this fails, upstream writes UTF-16 itself and `TextFont` in fonts.py can go."""
    from reportlab.pdfbase.ttfonts import makeToUnicodeCMap

    broken = makeToUnicodeCMap("F", [0x4E00, 0x2B5AF])
    assert "<01> <2B5AF>" in broken
    assert "<01> <D86DDDAF>" in fonts.utf16_map(broken)
    assert "<00> <4E00>" in fonts.utf16_map(broken)


def test_nothing_heavy_is_loaded_before_it_is_used() -> None:
    names = (
        "breaking",
        "cells",
        "filing",
        "fonts",
        "layout",
        "page",
        "pages",
        "pagination",
        "pdf",
        "surface",
        "workbook",
    )
    code = (
        "import sys\n"
        + "".join(f"import perfdesk.exchange.{name}\n" for name in names)
        + "print({'reportlab', 'openpyxl', 'pypdfium2', 'numpy', 'PIL'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
