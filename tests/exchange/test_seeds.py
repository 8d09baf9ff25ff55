"""The two published documents, cell by cell against what was read from them with care."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from perfdesk.domain.document import Document
from perfdesk.exchange.contract_json import to_contract
from perfdesk.exchange.reading import read_document
from tests.exchange.tables import SEEDS

N, H = "000_31ffd794032f8962", "004_89805450b404af4a"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the published documents are not here")
ASIDE = {"counts", "verdicts", "observations", "year_note", "note"}


def read(name: str) -> Document:
    (document,) = read_document(SEEDS / f"{name}.txt")
    return document


def expected(name: str) -> dict[str, Any]:
    held: dict[str, Any] = json.loads((SEEDS / f"{name}.expected.json").read_text(encoding="utf-8"))
    return held


def differences(path: str, wanted: Any, found: Any) -> list[str]:
    """Every place where two JSON values differ; paragraphs are line breaks in ours and joined in theirs."""
    if isinstance(wanted, dict):
        keys = [key for key in wanted if key not in ASIDE and not key.endswith("_accept")]
        return [
            line
            for key in keys
            for line in differences(f"{path}.{key}", wanted[key], found.get(key, "absent"))
        ]
    if isinstance(wanted, list):
        if len(wanted) != len(found):
            return [f"{path}: {len(wanted)} wanted, {len(found)} found"]
        pairs = enumerate(zip(wanted, found, strict=True))
        return [line for at, (a, b) in pairs for line in differences(f"{path}[{at}]", a, b)]
    return [] if wanted == found else [f"{path}: {wanted!r} wanted, {found!r} found"]


@pytest.mark.parametrize("name", [N, H])
def test_every_cell_is_what_the_document_says(name: str) -> None:
    assert differences("", expected(name), to_contract(read(name))) == []


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("name", [N, H])
def test_encoding_and_line_ends_change_nothing(name: str, encoding: str, end: str, tmp_path: Any) -> None:
    text = (SEEDS / f"{name}.txt").read_text(encoding="utf-8").replace("\n", end)
    path = tmp_path / f"{name}.txt"
    path.write_bytes(text.encode(encoding))
    assert read_document(path) == (read(name),)


def test_summary_counts_and_sums() -> None:
    document, counts = read(N), expected(N)["counts"]
    assert len(document.projects) == counts["projects"]
    assert [len(p.indicators) for p in document.projects] == counts["indicators_per_project"]
    assert str(sum(Decimal(p.budget or 0) for p in document.projects)) == counts["budget_total_wan"]
    assert (document.unit_name, document.year, document.months) == (None, None, None)


def test_summary_text_keeps_quotes_and_loses_tags() -> None:
    document = read(N)
    texts = [text for p in document.projects for text in (p.name, p.overview or "", p.annual_goal or "")]
    whole = "".join([*texts, *(i.name for p in document.projects for i in p.indicators)])
    source = (SEEDS / f"{N}.txt").read_text(encoding="utf-8")
    assert "<p>" not in whole
    assert [whole.count(mark) for mark in "“”"] == [source.count(mark) for mark in "“”"]
    assert (document.projects[2].overview or "").count("民间借贷利率等方面发挥了重要作用。") == 1
    operators = [i.operator for p in document.projects for i in p.indicators]
    assert [operators.count(sign) for sign in ("≥", "=", "≤", "<", ">")] == [49, 10, 6, 6, 4]


def test_summary_names_its_repairs_by_line() -> None:
    document = read(N)
    assert [(r.where, r.what.partition("，")[0]) for r in document.repairs] == [
        ("第 26 行、第 27 行", "换页前没有序号的行"),
        ("第 26 行、第 29 行", "“项目概况”分在两处"),
        ("第 52 行第 3 列", "去掉网页标签 4 处"),
        ("第 52 行第 5 列", "去掉网页标签 2 处"),
        ("第 57 行第 3 列", "去掉网页标签 2 处"),
        ("第 57 行第 5 列", "去掉网页标签 2 处"),
        ("全文", "去掉汉字旁多余的空格"),
    ]
    assert "重复的 17 个字" in document.repairs[1].what
    assert [d.where for d in document.doubts] == ["第 38 行", "第 57 行"]


def test_disclosure_counts() -> None:
    document, counts = read(H), expected(H)["counts"]
    assert len(document.items) == counts["items"]
    assert sum(item.starred for item in document.items) == counts["starred"]
    assert sum(not item.progress for item in document.items) == counts["empty_progress"]
    categories = [item.category for item in document.items]
    assert [categories.count(word) for word in ("绩效指标", "工作目标")] == [6, 5]
    assert (document.unit_name, document.months, document.interim) == ("杭州市金融办", (1, 6), True)


def test_disclosure_names_its_repairs_by_line() -> None:
    document = read(H)
    assert [r.where for r in document.repairs] == [
        "第 13 行第 1 列",
        "第 13 行第 2 列",
        "第 15 行、第 17 行",
        "第 15 行、第 17 行",
        "第 17 行",
        "第 18 行",
        "第 19 行",
        "第 19 行、第 21 行",
        "第 22 行",
        "全文",
    ]
    assert document.doubts == ()
    assert "<此项今年不涉及>" in (document.items[10].content or "")
