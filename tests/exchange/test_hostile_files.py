"""Hostile and broken files of every format: one sentence, quickly, in little memory, nothing else happens."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from reportlab.pdfgen.canvas import Canvas

from perfdesk.domain.errors import DocumentRefused, ReadingStopped
from perfdesk.exchange import child
from perfdesk.exchange.reading import read_document, read_grids
from perfdesk.exchange.worker import COMMAND
from tests.exchange.office_files import texts_of, word_document, workbook
from tests.exchange.tables import project, summary

GOOD = texts_of(summary(project("1", "甲项目", ("清淤长度", "≥", "公里", "12.5"))))
SHEET, DOCUMENT = "xl/worksheets/sheet1.xml", "word/document.xml"
NAME = "".join(f"&#{ord(one)};" for one in "甲项目").encode()  # as openpyxl writes it
SECONDS, MEGABYTES = 10, 300


def xlsx(folder: Path) -> Path:
    return workbook(folder / "来件.xlsx", GOOD)


def docx(folder: Path) -> Path:
    return word_document(folder / "来件.docx", GOOD)


def rezipped(path: Path, change: Callable[[dict[str, bytes]], None]) -> Path:
    """A container with other parts."""
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    change(parts)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in parts.items():
            target.writestr(name, data)
    return path


def in_part(make: Callable[[Path], Path], name: str, old: bytes, new: bytes) -> Callable[[Path], Path]:
    """A document with one thing replaced in one part."""

    def made(folder: Path) -> Path:
        def change(parts: dict[str, bytes]) -> None:
            assert old in parts[name]
            parts[name] = parts[name].replace(old, new, 1)

        return rezipped(make(folder), change)

    return made


def written(name: str, data: bytes) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return made


def cut(make: Callable[[Path], Path], share: float) -> Callable[[Path], Path]:
    def made(folder: Path) -> Path:
        path = make(folder)
        data = path.read_bytes()
        path.write_bytes(data[: int(len(data) * share)])
        return path

    return made


def compound(*streams: str) -> bytes:
    """A compound file as far as its directory goes."""
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
    return head + b"".join(stream.encode("utf-16-le").ljust(128, b"\0") for stream in streams) + b"\0" * 512


def zipped(**parts: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as container:
        for name, data in parts.items():
            container.writestr(name, data)
    return held.getvalue()


def pdf(*, password: str | None = None, picture: bool = False, text: str = "") -> bytes:
    held = BytesIO()
    canvas = Canvas(held, encrypt=password)
    if picture:
        from PIL import Image
        from reportlab.lib.utils import ImageReader

        canvas.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 50, 50, 400, 600)
    if text:
        canvas.drawString(72, 700, text)
    canvas.showPage()
    canvas.save()
    return held.getvalue()


def overlapping_names(folder: Path) -> Path:
    path = xlsx(folder)
    with zipfile.ZipFile(path, "a") as container:
        container.writestr("../../坏.txt", b"x")
    return path


ENTITIES = b'<!DOCTYPE x [<!ENTITY a "' + b"b" * 1000 + b'"><!ENTITY c "' + b"&a;" * 1000 + b'">]>'
FAR = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
DEEP = b"<w:sdt><w:sdtContent>" * 3000 + b"</w:sdtContent></w:sdt>" * 3000

HOSTILE: dict[str, tuple[Callable[[Path], Path], str]] = {
    "zip bomb": (
        in_part(xlsx, SHEET, b"<sheetData>", b"<sheetData>" + b" " * (150 * 1024 * 1024)),
        "压缩得不正常",
    ),
    "declared too large": (
        written("来件.xlsx", zipped(**{"xl/workbook.xml": b"<x/>", "a": b" " * (201 * 1024 * 1024)})),
        "超过 200 MB",
    ),
    "entity bomb": (in_part(xlsx, SHEET, b"<worksheet", ENTITIES + b"<worksheet"), "文档类型"),
    "entity bomb in word": (in_part(docx, DOCUMENT, b"<w:document", ENTITIES + b"<w:document"), "文档类型"),
    "file outside": (
        in_part(
            docx,
            DOCUMENT,
            b"<w:document",
            b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:document',
        ),
        "文档类型",
    ),
    "names that leave the folder": (overlapping_names, "部件名"),
    "far-away cell": (in_part(xlsx, SHEET, b"</sheetData>", FAR), "超出第 702 列"),
    "far-away row": (
        in_part(xlsx, SHEET, b"</sheetData>", FAR.replace(b"XFD", b"A")),
        "超出第 200,000 行",
    ),
    "cell of 10 MB": (
        in_part(xlsx, SHEET, NAME, NAME * 400_000),
        "压缩得不正常",
    ),
    "cell of 60,000 characters": (in_part(xlsx, SHEET, NAME, NAME * 20_000), "超过 32,767 个字"),
    "deep word document": (in_part(docx, DOCUMENT, b"<w:body>", b"<w:body>" + DEEP), "损坏"),
    "20,000 columns in a table of a page": (
        written("来件.html", b"<table><tr>" + b"<td>1</td>" * 20_000 + b"</tr></table>"),
        "超过 702 列",
    ),
    "column span of a billion": (
        written("来件.html", "<table><tr><td colspan=999999999>项目名称<td>一</table>".encode()),
        "超过 702 列",
    ),
    "deep page": (written("来件.html", b"<table><tr><td>" * 20_000), ""),
    "page that never closes": (written("来件.html", b"<p " * 50_000), ""),
    "half a workbook": (cut(xlsx, 0.5), "损坏"),
    "nearly a whole workbook": (cut(xlsx, 0.98), "损坏"),
    "half a word document": (cut(docx, 0.6), "损坏"),
    "half a pdf": (cut(written("来件.pdf", pdf(text="x" * 50)), 0.4), "损坏"),
    "workbook with a password": (
        written("来件.xlsx", compound("EncryptionInfo", "EncryptedPackage")),
        "密码",
    ),
    "pdf with a password": (written("来件.pdf", pdf(password="0577")), "密码"),
    "old word document": (written("来件.doc", compound("WordDocument")), "另存为 .docx"),
    "scanned pdf": (written("来件.pdf", pdf(picture=True)), "扫描"),
    "pdf without text": (written("来件.pdf", pdf()), "没有文字"),
    "old workbook without its stream": (written("来件.xls", compound("Elsewhere")), "不是表格"),
    "old workbook that ends": (written("来件.xls", compound("Workbook")), "损坏"),
    "binary workbook": (written("来件.xlsb", zipped(**{"xl/workbook.bin": b"x"})), "另存为 .xlsx"),
    "archive": (written("来件.zip", zipped(**{"表.xlsx": b"x"})), "解压"),
    "picture": (written("来件.xls", b"\x89PNG\r\n\x1a\n" + b"\0" * 50), "图片"),
    "word pad": (written("来件.doc", b"{\\rtf1\\ansi}"), "另存为 .docx"),
    "archive page": (written("来件.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related"), "MHT"),
    "many entries": (
        written("来件.xlsx", zipped(**{f"xl/{at}.xml": b"" for at in range(2_001)})),
        "部件太多",
    ),
    "entry nobody unpacks": (written("来件.xlsx", zipped(**{"xl/workbook.xml": b"<"})), "损坏"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_sentence_that_names_the_file_and_what_to_do(name: str, tmp_path: Path) -> None:
    make, said = HOSTILE[name]
    path = make(tmp_path)
    before = path.read_bytes()
    with pytest.raises(DocumentRefused) as refused:
        read_document(path)
    assert said in str(refused.value)
    assert refused.value.place.startswith("来件")
    assert refused.value.remedy
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 400
    assert [one.name for one in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == before


@pytest.mark.skipif(sys.platform != "linux", reason="measures with getrusage")
@pytest.mark.parametrize(
    "name", ["declared too large", "cell of 10 MB", "far-away cell", "deep page", "zip bomb"]
)
def test_a_hostile_file_takes_little_time_and_memory(name: str, tmp_path: Path) -> None:
    path = HOSTILE[name][0](tmp_path)
    code = (
        "import sys, json, re, resource; from pathlib import Path\n"
        "from perfdesk.exchange.reading import read_document\n"
        "from perfdesk.domain.errors import DocumentRefused\n"
        "try: read_document(Path(sys.argv[1]))\n"
        "except DocumentRefused: pass\n"
        "own, child = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))\n"
        # Of ourselves getrusage tells what whoever started us held.
        "held = int(re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text()).group(1))\n"
        "spent = own.ru_utime + own.ru_stime + child.ru_utime + child.ru_stime\n"
        "print(json.dumps([spent, max(held, child.ru_maxrss) / 1024]))"
    )
    root = Path(__file__).resolve().parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=root, capture_output=True, check=True, timeout=120
    )
    seconds, megabytes = json.loads(done.stdout)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_links_markup_and_formulas_are_only_text(tmp_path: Path) -> None:
    path = tmp_path / "来件.xlsx"
    book = openpyxl.load_workbook(xlsx(tmp_path))
    assert book.active is not None
    texts = ["<script>甲</script>", '=HYPERLINK("file:///x")', "&amp;乙", "甲\u202e乙"]
    for line, text in enumerate(texts, 20):
        one = book.active.cell(line, 2, text)
        one.data_type = "s"
    book.active["B2"].hyperlink = "\\\\10.0.0.1\\共享"
    book.save(path)
    (grid,) = read_grids(path)
    assert [cell.text for row in grid.rows for cell in row.cells if cell.text in texts] == texts


# -- the reading process itself


def test_a_process_that_dies_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path)
    for code in (
        "import os; os.abort()",
        "print('x')",
        "print('[1]')",
        "raise SystemExit(3)",
        "print('{', end='')",
    ):
        monkeypatch.setattr(child, "COMMAND", code)
        monkeypatch.setattr(child, "_PROGRAM", ("-c",))
        with pytest.raises(DocumentRefused, match=r"来件\.xlsx"):
            read_document(path)


def test_a_process_that_cannot_start_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "没有"))
    with pytest.raises(DocumentRefused, match="没有启动"):
        read_document(path)


def test_cancelling_ends_the_process_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = xlsx(tmp_path)
    monkeypatch.setattr(
        child, "COMMAND", "import sys; sys.stdin.read(); import threading; threading.Event().wait()"
    )
    monkeypatch.setattr(child, "_PROGRAM", ("-c",))
    with pytest.raises(ReadingStopped, match=r"来件\.xlsx.*什么都没有写入"):
        read_document(path, cancelled=lambda: True)


def test_the_clerk_hears_how_far_it_is(tmp_path: Path) -> None:
    path = workbook(tmp_path / "来件.xlsx", [*GOOD, *[[""] * 5 + ["指标", "≥", "家", "5"]] * 3_000])
    heard: list[tuple[int, int]] = []
    read_grids(path, progress=lambda done, rows: heard.append((done, rows)))
    assert [done for done, _ in heard] == sorted({done for done, _ in heard})
    assert heard[-1][0] > 3_000
    assert len({rows for _, rows in heard if rows > 3_000}) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="bounds itself on Linux")
def test_the_reading_process_cannot_take_more_than_its_bounds(tmp_path: Path) -> None:
    code = (
        "from perfdesk.exchange.confinement import bound\nbound()\n"
        "try: held = bytearray(500 * 1024 * 1024)\nexcept MemoryError: print('bounded', flush=True)\n"
        "try: open('表', 'wb', buffering=0).write(b'x')\nexcept OSError: print('unwritten', flush=True)\n"
        "while True: pass"
    )
    done = subprocess.run(
        [sys.executable, "-c", f"import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n{code}"],
        capture_output=True,
        timeout=180,
        env=dict(os.environ, PYTHONPATH=str(Path(__file__).resolve().parents[2])),
        cwd=tmp_path,
    )
    assert done.stdout.split() == [b"bounded", b"unwritten"]
    assert done.returncode < 0


def test_no_reader_opens_a_connection() -> None:
    """In the sources; the strace of a whole run is the release's."""
    readers = Path(__file__).resolve().parents[2] / "perfdesk" / "exchange" / "readers"
    for file in readers.glob("*.py"):
        assert not re.search(r"urllib|http\.client|socket|requests", file.read_text("utf-8")), file.name


def test_the_hidden_command_is_the_one_the_program_answers_to() -> None:
    main = Path(__file__).resolve().parents[2] / "perfdesk" / "__main__.py"
    assert COMMAND in main.read_text("utf-8")
