"""PDF pages as other programs set them: turned, lengthways, without lines; each cell right or doubted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from perfdesk.domain.document import Document
from perfdesk.exchange.contract_json import to_contract
from perfdesk.exchange.readers.choose import grids_of
from perfdesk.exchange.readers.progress import silent
from perfdesk.exchange.reading import recognise_grids
from tests.exchange.drawn import doubts

FONT = Path(__file__).resolve().parents[2] / "resources" / "fonts"
TITLE = "某县水利局2023年度项目绩效目标汇总表"
TABLE = [
    ["序号", "项目名称", "预算金额（万元）", "指标名称", "指标值"],
    ["1", "渠道维护", "120.5", "维护长度", "≥35公里"],
    ["", "", "", "验收合格率", "=100%"],
    ["2", "山塘整治", "80", "整治座数", "≥6座"],
    ["", "", "", "群众满意度", "≥90%"],
]
WIDTHS = (40, 110, 100, 110, 90)
SIZE, HIGH = 10.0, 24.0


@pytest.fixture(scope="module", autouse=True)
def _font() -> None:
    (path,) = FONT.glob("*Regular*.ttf")
    pdfmetrics.registerFont(TTFont("正文", str(path)))


def draw(canvas: Canvas, rows: Sequence[Sequence[str]], *, ruled: bool, top: float, left: float) -> None:
    """A table from its upper left corner down."""
    canvas.setFont("正文", SIZE)
    edges = [left + sum(WIDTHS[:at]) for at in range(len(WIDTHS) + 1)]
    for line, cells in enumerate(rows):
        for edge, text in zip(edges, cells, strict=False):
            canvas.drawString(edge + 4, top - HIGH * line - 16, text)
    if ruled:
        bottom = top - HIGH * len(rows)
        for line in range(len(rows) + 1):
            canvas.line(left, top - HIGH * line, edges[-1], top - HIGH * line)
        for edge in edges:
            canvas.line(edge, top, edge, bottom)


def page(path: Path, *, ruled: bool, turned: int = 0, lies: int = 0, pages: int = 1) -> Path:
    """The table on one page or two: a page turned by its entry, text that lies turned on it, by degrees."""
    canvas = Canvas(str(path), pagesize=(595, 842))
    halves = [TABLE] if pages == 1 else [TABLE[:3], [TABLE[0], *TABLE[3:]]]
    for number, rows in enumerate(halves):
        if turned:
            canvas.setPageRotation(turned)
        canvas.translate(*{0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[lies])
        canvas.rotate(lies)
        if not number:
            canvas.setFont("正文", SIZE + 4)
            canvas.drawString(120, 540, TITLE)
        draw(canvas, rows, ruled=ruled, top=520, left=60)
        canvas.showPage()
    canvas.save()
    return path


def told(document: Document) -> dict[str, object]:
    found = to_contract(document)
    return {key: found[key] for key in ("title", "unit_name", "year", "projects")}


def in_this_process(path: Path) -> tuple[Document, ...]:
    """The documents of a sound file, without the wait for a process of its own."""
    return recognise_grids(path.name, tuple(grids_of(path, None, silent)))


@pytest.fixture(scope="module")
def upright(tmp_path_factory: pytest.TempPathFactory) -> Document:
    (document,) = in_this_process(page(tmp_path_factory.mktemp("pdf") / "正.pdf", ruled=True))
    return document


def test_a_ruled_page_is_read_cell_by_cell(upright: Document) -> None:
    assert (upright.title, upright.unit_name, upright.year) == (TITLE, "某县水利局", "2023")
    assert [(one.seq, one.name, one.budget) for one in upright.projects] == [
        ("1", "渠道维护", "120.5"),
        ("2", "山塘整治", "80"),
    ]
    assert [(i.name, i.raw_target) for one in upright.projects for i in one.indicators] == [
        *(("维护长度", "≥35公里"), ("验收合格率", "=100%"), ("整治座数", "≥6座"), ("群众满意度", "≥90%")),
    ]
    assert upright.doubts == ()


@pytest.mark.parametrize(
    ("turned", "lies"),
    [(90, 0), (180, 0), (270, 0), (0, 90), (0, 180), (0, 270), (90, 90), (270, 270), (90, 270)],
)
@pytest.mark.parametrize("ruled", [True, False])
def test_a_page_turned_by_its_entry_or_its_text_reads_as_upright(
    turned: int, lies: int, ruled: bool, upright: Document, tmp_path: Path
) -> None:
    (document,) = in_this_process(page(tmp_path / "转.pdf", ruled=ruled, turned=turned, lies=lies))
    assert told(document) == told(upright)


def test_a_table_without_lines_is_read_by_its_columns_and_doubted(upright: Document, tmp_path: Path) -> None:
    (document,) = in_this_process(page(tmp_path / "无线.pdf", ruled=False))
    assert told(document) == told(upright)
    assert "没有框线" in doubts(document)


@pytest.mark.parametrize("ruled", [True, False])
def test_a_table_that_goes_on_on_a_second_page_is_one(ruled: bool, upright: Document, tmp_path: Path) -> None:
    (document,) = in_this_process(page(tmp_path / "两页.pdf", ruled=ruled, pages=2))
    assert told(document) == told(upright)


def test_a_wrapped_cell_without_lines_stays_in_its_row_or_is_doubted(tmp_path: Path) -> None:
    path = tmp_path / "折行.pdf"
    canvas = Canvas(str(path), pagesize=(595, 842))
    canvas.setFont("正文", SIZE)
    canvas.drawString(200, 760, TITLE)
    lines = [
        (720.0, TABLE[0]),
        (690.0, ["1", "渠道维护与", "120.5", "维护长度", "≥35公里"]),
        (677.0, ["", "加固", "", "", ""]),
        (647.0, ["2", "山塘整治", "80", "整治座数", "≥6座"]),
    ]
    for y, cells in lines:
        for at, text in enumerate(cells):
            canvas.drawString(60 + sum(WIDTHS[:at]), y, text)
    canvas.save()
    (document,) = in_this_process(path)
    assert [one.name for one in document.projects] == ["渠道维护与加固", "山塘整治"]
    assert [one.indicators[0].target for one in document.projects] == ["35", "6"]
    assert "没有框线" in doubts(document)
