"""`perfdesk score`: the contract's shape, its exit codes, and the same figures in print."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from perfdesk.cli import run
from perfdesk.domain.change import change_of, creation, setting
from perfdesk.operations.session import Session
from tests.operations.scored_office import scored_office


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    path = tmp_path / "台账.perfdesk"
    with Session.create(path) as session:
        session.perform(change_of("样例", [creation(record) for record in scored_office()]))
    return path


def scored(desk: Path, capsys: pytest.CaptureFixture[str], *more: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = run(["score", str(desk), "--year", "2025", "--json", *more])
    return code, json.loads(capsys.readouterr().out)


def test_scores_come_in_the_shape_of_the_contract(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, held = scored(desk, capsys)
    assert code == 1  # a reason is due
    assert (held["year"], held["run"], held["rule_pack"]["name"]) == ("2025", "1-12月", "财预〔2020〕10号")
    project = held["projects"][0]
    assert (project["total"], project["grade"], project["ceiling"]) == ("95.7", "优", None)
    first = project["indicators"][0]
    assert {key: first[key] for key in ("name", "weight", "score", "formula", "met", "explanation_due")} == {
        "name": "服务人次",
        "weight": "30",
        "score": "27",
        "formula": "900 ÷ 1000 × 30 = 27.00",
        "met": "not_met",
        "explanation_due": True,
    }
    assert project["execution"]["score"] == "8.7"
    assert held["items"][0]["score"] == "100"


def test_another_pack_can_be_tried_without_writing_a_byte(
    desk: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = desk.read_bytes()
    _, held = scored(desk, capsys, "--rule-pack", "湖北做法")
    assert held["rule_pack"]["name"] == "湖北做法"
    assert held["projects"][0]["execution"]["weight"] == "20"
    _, by_file = scored(desk, capsys, "--rule-pack", "hubei")
    assert by_file == held
    assert desk.read_bytes() == before


def test_print_says_formula_total_and_what_is_due(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["score", str(desk), "--year", "2025"]) == 1
    said = capsys.readouterr().out
    assert "服务人次 27.00 / 30　900 ÷ 1000 × 30 = 27.00，要说明原因" in said
    assert "1 便民服务：总分 95.70，优" in said
    assert "预算执行率　174 ÷ 200 × 10 = 8.70，要说明原因" in said
    assert "100.00 ≥ 90，不扣分" in said
    assert "规则：财预〔2020〕10号（版本 1，" in said


def test_a_settled_year_exits_with_success(desk: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Session.open(desk) as session:
        entry = session.office.entry(3, 11)
        account = session.office.account(3, session.office.nodes(1)[0])
        assert entry
        assert account
        session.perform(
            change_of("原因", [setting(one, "deviation_reason", "汛期停办") for one in (entry, account)])
        )
    assert scored(desk, capsys)[0] == 0
