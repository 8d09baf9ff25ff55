"""Sheets for the tests of this room: made-up tables, the two seeds where they are, and what a page says."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from perfdesk.exchange.pages import page_count, page_text
from perfdesk.forms.fill import Group, Heading, fill
from perfdesk.forms.form import Align
from perfdesk.forms.progress_disclosure import PROGRESS_DISCLOSURE
from perfdesk.forms.sheet import Block, Cell, Sheet
from perfdesk.forms.target_summary import TARGET_SUMMARY

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
PROSE = "通过深入实施投贷融保一揽子支持高层次人才创业创新的金融举措，坚持市场化原则（试行），加快构建体系。"


def heading(**changes: object) -> Heading:
    """A public heading of 2022."""
    values: dict[str, object] = {
        "title": "",
        "unit_name": "某市财政局",
        "year": "2022",
        "period": None,
        "month": None,
        "internal": False,
        "printed_on": None,
    }
    return Heading(**(values | changes))  # type: ignore[arg-type]


def project(
    seq: int, rows: int, *, overview: str = "项目概况", goal: str = "年度目标", name: str = ""
) -> Group:
    """A project whose indicators are all different from each other and from those of other projects."""
    shared = {
        "project.seq": str(seq),
        "project.name": name or f"第{seq}号专项",
        "project.overview": overview,
        "project.budget": f"{seq}258.50",
        "project.annual_goal": goal,
    }
    return Group(
        f"{seq} {shared['project.name']}",
        tuple(
            shared
            | {
                "indicator.name": f"指标{seq}之{row}止",
                "indicator.operator": "≥",
                "indicator.unit": "亿元",
                "indicator.target": f"{row}.75",
            }
            for row in range(rows)
        ),
    )


def objective(number: int, category: str, subcategory: str, content: str, narrative: str = "") -> Group:
    """One objective of the progress disclosure."""
    name = f"★目标{number}号"
    return Group(
        name,
        (
            {
                "objective.category": category,
                "objective.subcategory": subcategory,
                "objective.name": name,
                "objective.content": content,
                "account.narrative": narrative,
                "objective.attribute": "预期性",
                "objective.due_month": "12",
            },
        ),
    )


def summary(*groups: Group, **changes: object) -> Sheet:
    """The target summary of these projects."""
    return fill(TARGET_SUMMARY, groups, heading(**changes))


def disclosure(*groups: Group, **changes: object) -> Sheet:
    """The progress disclosure of these objectives."""
    return fill(PROGRESS_DISCLOSURE, groups, heading(period="1-6月", month=6, **changes))


def plain(texts: Sequence[Sequence[str]], *, repeats: bool = False) -> Sheet:
    """A sheet of single cells, one block."""
    columns = len(texts[0])
    cells = tuple(
        Cell(row, column, text, align=Align.LEFT, repeats=repeats and column == 0, place=f"格{row}-{column}")
        for row, line in enumerate(texts)
        for column, text in enumerate(line)
    )
    header = tuple(Cell(0, column, f"栏{column}", align=Align.CENTER, bold=True) for column in range(columns))
    return Sheet(
        "测试表", ("", "", ""), (40.0,) * columns, 1, header, (Block(len(texts), cells, ((0, "一"),)),)
    )


def seed_summary() -> Sheet:
    """N, the Ningbo table."""
    data = _seed("000_*.expected.json")
    groups = []
    for number, one in enumerate(data["projects"], 1):
        shared = {
            "project.seq": str(number),
            "project.name": one["name"],
            "project.overview": one["overview"],
            "project.budget": one["budget_wan"],
            "project.annual_goal": one["annual_goal"],
        }
        rows = [
            shared | {f"indicator.{key}": value or "" for key, value in row.items()}
            for row in one["indicators"]
        ]
        groups.append(Group(f"{number} {one['name']}", tuple(rows)))
    return summary(*groups, title=data["title"], unit_name="宁波市地方金融监督管理局")


def seed_disclosure() -> Sheet:
    """H, the Hangzhou disclosure."""
    data = _seed("004_*.expected.json")
    groups = []
    for one in data["items"]:
        name = ("★" if one["starred"] else "") + one["name"]
        row = {
            "objective.category": one["category"],
            "objective.subcategory": one["subcategory"],
            "objective.name": name,
            "objective.content": one["content"],
            "account.narrative": one["progress"],
            "objective.attribute": one["attribute"],
            "objective.due_month": one["deadline_month"],
        }
        groups.append(Group(name, (row,)))
    return disclosure(*groups, title=data["title"], unit_name="杭州市金融办", year="2018")


def _seed(pattern: str) -> dict[str, list[dict[str, object]]]:
    found = sorted(SEEDS.glob(pattern)) if SEEDS.is_dir() else []
    if not found:
        pytest.skip("the seed documents are not here")
    return json.loads(found[0].read_text(encoding="utf-8"))


def squeezed(text: str) -> str:
    """Without blanks and line ends; pdfium shows a hyphen at a line's end as a control character."""
    text = text.replace("\ufffe", "-").replace("\x02", "-").replace("\xad", "-")
    return "".join(text.split())


def said(path: Path) -> list[str]:
    """What each page says, squeezed."""
    return [squeezed(page_text(path, index)) for index in range(page_count(path))]
