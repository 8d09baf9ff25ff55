"""Made-up tables for the tests of reading, written as a clerk's office would hand them over."""

from __future__ import annotations

from pathlib import Path

from perfdesk.domain.document import Document, ReadProject
from perfdesk.exchange.reading import read_text

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"

SUMMARY_HEADER = (
    "序号\t项目名称\t项目概况\t本年预算金额 (万元)\t年度绩效目标\t核心绩效指标\t\t\t\n"
    "\t\t\t\t\t指标名称\t运算符\t单位\t年度目标值"
)
DISCLOSURE_HEADER = "类别\t分项指标\t目标名称\t考核内容及指标\t进展情况 9 月\t指标属性\t完成时限 (月)"


def row(*cells: str, width: int = 9) -> str:
    """One line with its empty cells at the end."""
    return "\t".join([*cells, *[""] * (width - len(cells))])


def project(
    seq: str, name: str, *indicators: tuple[str, str, str, str], overview: str = "", budget: str = "10"
) -> str:
    """A project block with its indicator lines."""
    overview = overview or f"用于{name}的日常开支。"
    lines = [row(seq, name, overview, budget, f"做好{name}。", *indicators[0])]
    lines += [row("", "", "", "", "", *indicator) for indicator in indicators[1:]]
    return "\n".join(lines)


def summary(*blocks: str, title: str = "项目绩效目标汇总表") -> str:
    """A whole table of projects."""
    return "\n".join([title, "", SUMMARY_HEADER, *blocks, ""])


def disclosure(*lines: str, title: str = "嘉陵市水利局2021年前三季度绩效考核目标进展情况公示") -> str:
    """A whole table of objectives."""
    return "\n".join([title, "", DISCLOSURE_HEADER, *lines, ""])


CUT_SUMMARY = summary(
    project("1", "河道清淤", ("清淤长度", "≥", "公里", "12.5"), ("群众满意度", "≥", "%", "90")),
    row(
        "",
        "",
        "水库大坝监测覆盖全市中小型水库，是防汛抗旱工作的基础，历年监测数据为调度决策提供依据。",
        "",
        "",
        "监测水库座数",
        "≥",
        "座",
        "30",
    ),
    row("", "", "", "", "", "数据完整率", ">", "%", "95"),
    "",
    row(
        "2",
        "水库大坝监测",
        "历年监测数据为调度决策提供依据。但部分设备老化，<b>需要</b>分期更换。",
        "258.50",
        "<p>全年 监测 不中断。</p><p>设备完好。</p>",
        "设备故障次数",
        "<",
        "次",
        "5",
    ),
    row("", "", "", "", "", "预警响应时间", "≤", "分钟", "30"),
    "",
    row("", "", "", "", "", "监测报告份数", "=", "份", "12"),
    project("3", "节水宣传", ("宣传场次", "≥", "场", "6"), ("媒体报道", "≥", "篇", "20")),
)
CUT_DISCLOSURE = disclosure(
    "绩效指标\t职能指标\t★水库除险\t1.完成除险加固 5 座。2.推进\t完成 3 座，其余在\t预期性\t12",
    "\t\t节水\t用水总量下降 2%<此项暂不考核>。\t\t约束性\t12",
    "",
    "工 作 目 标\t重 点 工 作\t河长巡查\t1.每月巡查一次。2.问题整改率不低于\t已巡查 9 次。\t预期性\t12",
    "",
    "\t\t95%。3.建立台账。\t台账已建立，发现问题 21 个\t\t",
    "\t日常工作\t高质量完成交办的其他工作，不发生推诿、扯皮等现象。\t\t预期性\t11",
    "",
    "\t\t\t每季度报告。\t\t\t",
    "--\t--\t--\t--------\t--\t--\t--",
)


def read(text: str) -> Document:
    """The one table in a text."""
    (document,) = read_text(text, "表.txt")
    return document


def doubts(document: Document) -> str:
    """All doubts, a line each."""
    return "\n".join(f"{doubt.where}：{doubt.what}" for doubt in document.doubts)


def repairs(document: Document) -> str:
    """All repairs, a line each."""
    return "\n".join(f"{repair.where}：{repair.what}" for repair in document.repairs)


def names(found: ReadProject) -> list[str]:
    """The names of a project's indicators."""
    return [indicator.name for indicator in found.indicators]
