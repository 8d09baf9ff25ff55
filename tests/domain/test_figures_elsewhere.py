"""Figures as other offices spell them, which mean one number for certain."""

from __future__ import annotations

import pytest

from perfdesk.domain.figures import Figure, read_figure
from perfdesk.domain.operator import Operator

UNDERSTOOD = {
    "超5%": (Operator.GT, "5", "%"),
    "逾5家": (Operator.GT, "5", "家"),
    "不超5%": (Operator.LE, "5", "%"),
    "不得大于5%": (Operator.LE, "5", "%"),
    "前三名": (Operator.LE, "3", "名次"),
    "前5": (Operator.LE, "5", "名次"),
    "共计5次": (None, "5", "次"),
    "累计完成5次": (None, "5", "次"),
    "全年5次": (None, "5", "次"),
    "完成5个": (None, "5", "个"),
    "人民币5万元": (None, "5", "万元"),
    "「0」": (None, "0", None),
    "“5%”": (None, "5", "%"),
    "5（家）": (None, "5", "家"),
    "5台（套）": (None, "5", "台(套)"),
    "3个项目": (None, "3", "个项目"),
    "12所学校": (None, "12", "所学校"),
    "5万美元": (None, "5", "万美元"),
    "≤35微克/立方米": (Operator.LE, "35", "微克/立方米"),
    "30mg/L": (None, "30", "mg/L"),
    "0.5吨标准煤/万元": (None, "0.5", "吨标准煤/万元"),
}


@pytest.mark.parametrize(("text", "read"), UNDERSTOOD.items())
def test_what_other_offices_write_is_read(text: str, read: tuple[Operator | None, str, str | None]) -> None:
    found = read_figure(text)
    assert isinstance(found, Figure)
    assert (found.operator, str(found.number), found.unit) == read
