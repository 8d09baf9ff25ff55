"""Text set apart by commas and other marks: whatever a spreadsheet writes is read cell by cell."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perfdesk.domain.errors import DocumentRefused
from perfdesk.exchange.decoding import decode
from perfdesk.exchange.grid import SourceRow
from perfdesk.exchange.readers.delimited import read_delimited

CELL = st.text(st.sampled_from("河道清淤12.5≥%，,;|\"'\n\t =（）A"), max_size=8)
TABLES = st.integers(3, 6).flatmap(
    lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=3, max_size=8)
)


def written(rows: list[list[str]], delimiter: str, line_end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=line_end, quoting=csv.QUOTE_ALL).writerows(rows)
    return out.getvalue()


@given(TABLES, st.sampled_from(",;|"), st.sampled_from(["\r\n", "\n"]))
def test_a_declared_table_is_read_cell_by_cell(rows: list[list[str]], delimiter: str, line_end: str) -> None:
    text = f"sep={delimiter}{line_end}" + written(rows, delimiter, line_end)
    found = [[cell.text for cell in row.cells] for row in read_delimited(text, "表.csv").rows]
    assert found == rows


@given(TABLES, st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]))
def test_a_table_of_commas_is_found_in_every_encoding(rows: list[list[str]], encoding: str) -> None:
    plain = [[cell.translate(str.maketrans("", "", ';|\t，"\n')) for cell in row] for row in rows]
    plain[0] = [f"列{at}" for at, _ in enumerate(plain[0])]
    plain[1][0] = "1"  # a header alone is no table
    text = decode(written(plain, ",").encode(encoding), None, "表.csv").text
    found = [[cell.text for cell in row.cells] for row in read_delimited(text, "表.csv").rows]
    assert found == plain


@given(TABLES)
def test_every_row_knows_the_line_it_begins_in(rows: list[list[str]]) -> None:
    text = "sep=,\n" + written(rows, ",", "\n")
    lines = [row.line for row in read_delimited(text, "表.csv").rows]
    wanted = [2]
    for row in rows[:-1]:
        wanted.append(wanted[-1] + 1 + sum(cell.count("\n") for cell in row))
    assert lines == wanted


@given(st.text(st.sampled_from('甲乙,;|"\n\r\t，；1 '), max_size=120))
def test_any_text_is_read_or_refused_in_one_sentence(text: str) -> None:
    said: DocumentRefused | None = None
    rows: tuple[SourceRow, ...] = ()
    try:
        rows = read_delimited(text, "表.csv").rows
    except DocumentRefused as refused:
        said = refused
    if said is not None:
        assert str(said).startswith("表.csv")
        assert "\n" not in str(said)
        return
    told = "".join(cell.text for row in rows for cell in row.cells)
    assert all(character in told for character in "甲乙1" if character in text)


@pytest.mark.parametrize("text", ['甲,"乙\n丙,丁\n', '甲,乙,丙\n1,"2,3\n4,5,6\n'])
def test_a_quote_that_never_closes_is_named_with_its_line(text: str) -> None:
    with pytest.raises(DocumentRefused, match="英文引号没有配对"):
        read_delimited("sep=,\n" + text, "表.csv")
