"""What comes from outside may be anything: it is refused in a sentence, or all its text is found again."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perfdesk.domain.document import Document
from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.decoding import decode
from perfdesk.exchange.headers import find_header
from perfdesk.exchange.reading import read_document, read_text
from perfdesk.exchange.tab_text import read_grid
from tests.exchange.tables import CUT_DISCLOSURE, CUT_SUMMARY, SUMMARY_HEADER, project, summary

ONE = ("清淤长度", "≥", "公里", "12.5")
GOOD = summary(project("1", "甲项目", ONE))

HOSTILE: dict[str, bytes] = {
    "nothing": b"",
    "spaces": b" \r\n\t \n",
    "only a mark": b"\xef\xbb\xbf",
    "zeros": b"\0" * 4096,
    "half a wide character": "序号\t项目".encode("utf-16-le") + b"\x41",
    "cut inside a character": GOOD.encode()[:-1] + b"\xe9",
    "two encodings": GOOD.encode() + "项目".encode("gbk") + b"\xff",
    "workbook": b"PK\x03\x04" + b"\0" * 100,
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3",
    "program": b"MZ\x90\0\x03\0\0\0" + bytes(range(256)),
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "web page": "<html><table><tr><td>序号</td></tr></table></html>".encode(),
    "wrong table": "姓名\t年龄\n经办人\t30".encode(),
    "prose": "关于报送绩效目标的通知\n各处室：\n请于月底前报送。".encode(),
    "header only": SUMMARY_HEADER.encode(),
    "header and notes only": f"{SUMMARY_HEADER}\n注：略\n填表人：经办人".encode(),
    "half a header": SUMMARY_HEADER.split("\n")[0].encode() + b"\n1\t\xe7\x94\xb2",
    "unclosed quote": GOOD.replace("甲项目", '"甲项目', 1).encode(),
    "cell too long": GOOD.replace("甲项目", "甲" * 40_000, 1).encode(),
    "too many columns": (GOOD + "\t" * 3_000).encode(),
    "long line of quotes": b'"' * 200_001,
    "tags without end": ("<p " * 50_000).encode(),
    "controls": bytes([1, 2, 3, 4, 5, 6, 7, 8]) * 50 + GOOD.encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_are_refused_with_place_and_remedy(name: str, tmp_path: Path) -> None:
    path = tmp_path / "来件.txt"
    path.write_bytes(HOSTILE[name])
    with pytest.raises(DocumentRefused) as refused:
        read_document(path)
    assert refused.value.place.startswith("来件.txt")
    assert refused.value.cause
    assert refused.value.remedy
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 300


def test_refusals_say_where() -> None:
    for text, place in (
        (GOOD.replace("甲项目", '"甲项目', 1), "表.txt 第 5 行第 2 列"),
        (SUMMARY_HEADER, "表.txt 第 1 行"),
        ("\n姓名\t年龄", "表.txt 第 2 行"),
    ):
        with pytest.raises(DocumentRefused) as refused:
            read_text(text, "表.txt")
        assert refused.value.place == place


def test_a_wrong_table_names_what_was_found_and_what_is_needed() -> None:
    with pytest.raises(DocumentRefused) as refused:
        read_text("姓名\t年龄\n经办人\t30", "表.txt")
    for word in ("姓名", "年龄", "项目名称", "年度目标值", "考核内容及指标"):
        assert word in str(refused.value)


def test_a_named_encoding_that_does_not_fit_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "来件.txt"
    path.write_bytes(GOOD.encode("gb18030"))
    with pytest.raises(DocumentRefused, match="utf-8"):
        read_document(path, encoding="utf-8")
    assert read_document(path, encoding="gbk") == read_document(path)


@pytest.mark.fuzz
@given(st.binary(max_size=2_000))
@example(b"\xff\xfe\0\xd8")
@example(b'"\t"')
def test_arbitrary_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(DocumentRefused):
        read_text(decode(data, None, "来件.txt").text, "来件.txt")


CELLS = st.sampled_from(
    (
        *(
            "",
            " ",
            "1",
            "12.5",
            "≥",
            "合计",
            "注：",
            "甲项目",
            "一、",
            "<p>",
            "<此项>",
            "--",
            "★",
            "（续）",
            "第 2 页",
        ),
        *(
            "项目名称",
            "指标名称",
            "年度目标值",
            "运算符",
            "完成除险加固工作，",
            "2022年",
            "预期性",
            "12月",
            "&lt;",
            "“",
        ),
        *("。", "未填报", "单位：元", "填报单位：乙局", "3-5", "约3", "工 作 目 标", "项目绩效目标汇总表"),
    )
)


@pytest.mark.fuzz
@given(st.lists(st.lists(CELLS, min_size=1, max_size=10), max_size=14))
def test_arbitrary_rows_under_a_header_lose_nothing(rows: list[list[str]]) -> None:
    lines = ["\t".join(cells) for cells in rows]
    assert_nothing_is_lost("\n".join([SUMMARY_HEADER, *lines]))


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(
            ["drop tab", "add tab", "drop line", "double line", "swap lines", "blank", "break", "cell"]
        ),
        st.integers(0, 400),
        CELLS,
    ),
    min_size=1,
    max_size=6,
)


def mutated(text: str, how: str, where: int, cell: str) -> str:
    """A text with one small thing wrong."""
    lines = text.split("\n")
    at = where % len(lines)
    cells = lines[at].split("\t")
    column = where % len(cells)
    if how == "drop tab":
        cells[column : column + 2] = ["".join(cells[column : column + 2])]
    elif how == "add tab":
        cells.insert(column, "")
    elif how == "cell":
        cells[column] = cell
    elif how == "break":
        cells[column] = cells[column][:3] + "\n" + cells[column][3:]
    lines[at] = "\t".join(cells)
    if how == "drop line":
        del lines[at]
    elif how == "double line":
        lines.insert(at, lines[at])
    elif how == "blank":
        lines.insert(at, "")
    elif how == "swap lines":
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    return "\n".join(lines)


@pytest.mark.fuzz
@given(st.sampled_from([CUT_SUMMARY, CUT_DISCLOSURE]), MUTATIONS)
def test_a_damaged_table_loses_nothing(text: str, mutations: list[tuple[str, int, str]]) -> None:
    for how, where, cell in mutations:
        text = mutated(text, how, where, cell)
    assert_nothing_is_lost(text)


def assert_nothing_is_lost(text: str) -> None:
    """Every text of a source stands in the documents, in a repair or in a doubt, or the source is refused."""
    try:
        documents = read_text(text, "来件.txt")
    except DocumentRefused:
        return
    found = bare("\n".join(line for document in documents for line in texts(document)))
    for line, cell in source_cells(text):
        assert bare(cell) in found, (line, cell)


def texts(document: Document) -> list[str]:
    """Every text a clerk sees of a document."""
    return [
        document.title,
        f"填报单位：{document.unit_name} 单位：元",
        f"{document.year}年",
        document.period or "",
        *strings(document.projects),
        *strings(document.items),
        *(text for r in document.repairs for text in (r.before, r.after)),
        *(d.what for d in document.doubts),
    ]


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for part in value for text in strings(part)]
    slots = getattr(value, "__slots__", ())
    return [text for name in slots for text in strings(getattr(value, name))]


def bare(text: str) -> str:
    """Without tags, entities, spaces and stars, which have their own tests."""
    text = re.sub(r"</?(?:p|br|div|span)>", "", text)
    return "".join(text.replace("&lt;", "<").replace("★", "").split())


def source_cells(text: str) -> list[tuple[int, str]]:
    """Every filled cell but those of headers."""
    rows = read_grid(text, "来件.txt").rows
    cells, at = [], 0
    while at < len(rows):
        header = find_header(rows, at)
        if header is None:
            cells += [(cell.line, cell.text) for cell in rows[at].filled]
        at += header.rows if header else 1
    return cells
