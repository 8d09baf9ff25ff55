"""`check` from the command line: each finding with its rule, and proposals where they are asked for."""

import json
from pathlib import Path
from typing import Any

import pytest

from perfdesk.cli import run
from perfdesk.domain.findings import RULES

DOCUMENT = (
    "项目绩效目标汇总表\n\n"
    "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t核心绩效指标\t\t\t\n"
    "\t\t\t\t\t指标名称\t运算符\t单位\t年度目标值\n"
    "1\t图书购置\t购书\t120.5\t新增图书3500册，举办展览6场。\t新增图书\t≥\t册\t3000\n"
    "\t\t\t\t\t读者满意度\t=\t%\t90\n"
)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """A desk with one project whose goal and indicators differ."""
    source = tmp_path / "汇总.txt"
    source.write_text(DOCUMENT, encoding="utf-8")
    made = str(tmp_path / "台账.perfdesk")
    assert run(["import", made, str(source), "--unit", "云溪市图书馆", "--year", "2025"]) == 0
    capsys.readouterr()
    return made


def out_of(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_every_finding_names_its_rule_and_both_figures(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", desk, "--json"]) == 1
    held = out_of(capsys)
    by_check = {one["check"]: one for one in held["findings"]}
    assert set(by_check) == {"goal-amount", "operator-sense", "promise-without-indicator"}
    amount = by_check["goal-amount"]
    assert (amount["severity"], amount["feature"], amount["project"], amount["indicator"]) == (
        "error",
        "U2",
        0,
        0,
    )
    assert amount["figures"] == ["新增图书3500册", "≥3000册"]
    assert amount["where"] == ["年度绩效目标", "年度目标值"]
    assert all(one["check"] in RULES for one in held["findings"])
    assert "proposals" not in held


def test_proposals_are_listed_and_nothing_is_written(desk: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = Path(desk).read_bytes()
    assert run(["check", desk, "--proposals", "--json"]) == 1
    (one,) = out_of(capsys)["proposals"]
    assert (one["kind"], one["project"], one["name"], one["operator"], one["value"], one["unit"]) == (
        "target",
        0,
        "展览",
        "≥",
        "6",
        "场",
    )
    assert one["quote"] == "举办展览6场"
    assert run(["check", desk, "--proposals"]) == 1
    assert (
        "[建议] 1 图书购置：新增指标：展览 ≥ 6 场　依据年度绩效目标“举办展览6场”" in capsys.readouterr().out
    )
    assert Path(desk).read_bytes() == before
