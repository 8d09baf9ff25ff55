"""The corpora of the findings: small books of invented offices with what must be found in each."""

import json
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from perfdesk.domain.findings import RULES, Finding, find_all
from perfdesk.domain.office import Office
from perfdesk.domain.records import Account, Book, Entry, Indicator, Objective, Project, Record, Run

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"
FOLDER = Path(__file__).parent / "findings_corpus"


@dataclass(slots=True)
class Tally:
    """Per rule: planted, found of these, and what fired without being planted."""

    planted: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    told: list[str] = field(default_factory=list)

    def take(self, title: str, findings: list[Finding], expected: list[tuple[str, str]]) -> None:
        """Count one book's findings against what was planted in it."""
        explained: set[str] = set()
        for rule, words in expected:
            hits = [one.key for one in findings if one.check == rule and words in one.message]
            explained.update(hits)
            self.planted[rule] += 1
            self.found[rule] += bool(hits)
            if not hits:
                self.told.append(f"missed  {rule}: {title} ({words})")
        for one in findings:
            if one.key not in explained:
                self.false[one.check] += 1
                self.told.append(f"false   {one.check}: {title}: {one.message}")

    def table(self, caption: str) -> str:
        """The tally as lines of text, one a rule."""
        lines = [f"{caption:36} {'planted':>8} {'found':>6} {'false':>6}"]
        for name, rule in RULES.items():
            counts = (self.planted[name], self.found[name], self.false[name])
            if any(counts):
                lines.append(f"{rule.feature:4} {name:31} {counts[0]:8} {counts[1]:6} {counts[2]:6}")
        sums = (self.planted.total(), self.found.total(), self.false.total())
        return "\n".join([*lines, f"{'all':36} {sums[0]:8} {sums[1]:6} {sums[2]:6}"])


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of one corpus: `tuned`, `first_held_out` or `held_out`."""
    with (FOLDER / f"{name}.toml").open("rb") as file:
        held: list[dict[str, Any]] = tomllib.load(file)["case"]
    return held


def expected_of(case: dict[str, Any]) -> list[tuple[str, str]]:
    """Pairs of rule and words; a rule that does not exist is a mistake of the corpus."""
    pairs = [tuple(line.split(" ", 1)) for line in case["expect"]]
    assert all(len(pair) == 2 and pair[0] in RULES for pair in pairs), pairs
    return [(rule, words) for rule, words in pairs]


def findings_of(case: dict[str, Any]) -> list[Finding]:
    """What is found in the book of a case."""
    office, book, run = office_of(case)
    return find_all(office, book, run)


def office_of(case: dict[str, Any]) -> tuple[Office, Book, Run]:
    """A case as an office with one book and one run."""
    first, last = case.get("run", (1, 6))
    book = Book(1, year=case.get("year", "2024"))
    run = Run(2, book=1, from_month=first, to_month=last, label=f"{first}-{last}月")
    records: list[Record] = [book, run]
    for at, node in enumerate(case.get("nodes", [case])):
        records += _node(1000 * (at + 1), at, node)
    return Office(records), book, run


def _node(number: int, position: int, node: dict[str, Any]) -> list[Record]:
    if "objective" in node:
        records: list[Record] = [
            Objective(number, book=1, position=position, name=node["objective"], content=node.get("content"))
        ]
        account = Account(number + 1, run=2, objective=number, narrative=node.get("progress"))
    else:
        texts = {key: node.get(key) for key in ("overview", "budget")}
        name = node.get("project", "项目")
        records = [
            Project(number, book=1, position=position, name=name, annual_goal=node.get("goal"), **texts)
        ]
        account = Account(number + 1, run=2, project=number, narrative=node.get("progress"))
    for at, row in enumerate(node.get("rows", [])):
        name, operator, unit, target, actual, narrative = (text or None for text in row)
        owner = {"objective" if "objective" in node else "project": number}
        place = number + 10 + 2 * at
        records.append(
            Indicator(place, **owner, position=at, name=name, operator=operator, unit=unit, target=target)
        )
        records.append(Entry(place + 1, run=2, indicator=place, actual=actual, narrative=narrative))
    return [*records, account]


# What the field notes list for the two samples (5.3 and 5.5), each with the rule that is meant for it and
# words of its sentence. "" marks what no rule is meant to say, and why stands beside it.
KNOWN = {
    "000_31ffd794032f8962": (
        ("C1", "goal-amount", "新增辅导期企业30家"),
        ("C2", "goal-amount", "申报企业15家"),
        ("C3", "goal-scope", "并购重组"),
        ("C4", "promise-without-indicator", "定向增发及发行债券企业20家"),
        ("C5", "promise-without-indicator", "新三板定向增发企业15家"),
        ("C6", "promise-without-indicator", "科创板上市企业1家"),
        ("C7", "goal-amount", "国家级专精特新企业15家"),
        ("C8", "goal-operator", "超过500家"),
        ("C9", "promise-unmeasured", "创新试点"),
        ("C10", "goal-operator", "不少于2个"),
        ("C11", "promise-without-indicator", "专题宣传活动不少于5次"),
        ("C12", "too-coarse", "重大研究课题决策采纳率"),
        ("C13", "too-coarse", "研究课题按时结题率"),
        ("C13", "too-coarse", "研究成果验收通过率"),
        ("C14", "cost-above-budget", "1200万元"),
        ("C15", "weak-target", "加权平均费率"),
        ("C16", "weak-target", "放大倍数"),
        ("C16", "operator-sense", "放大倍数"),
        ("C17", "implied-figure", "112"),
        ("C18", "flow-above-stock", "当年新增贷款"),
        ("C19", "operator-sense", "市值全国排名"),
        ("C19", "operator-sense", "数量全国排名"),
        ("C20", "operator-sense", "单位人员满意度"),
        ("C20", "operator-sense", "高端人才培养数量"),
        ("C21", "leverage-claim", "撬动数十倍"),
        ("C22", "unit-against-name", "典当行年审家数"),
        ("C23", "", "a risk counted in 次 is what every office writes"),
        ("C24", "unit-against-name", "融资总额"),
        ("C25", "unit-drift", "小时"),
        ("C26", "goal-vague", "本单位职能工作"),
        ("C27", "", "most ordinary goals hold no figure, so a rule would cry at every second project"),
        ("C28", "operator-sense", "高端人才培养数量"),
        ("N:38", "quotes-unbalanced", "天罗地网"),
        ("N:57", "quotes-unbalanced", "数智金融"),
    ),
    "004_89805450b404af4a": (
        ("H:6", "stock-for-flow", "新增上市企业"),
        ("H:7", "name-drift", "业增加值"),
        ("H:8", "scope-partly", "存款"),
        ("H:9", "measure-drift", "不良贷款规模"),
        ("H:10", "period-coverage", "1-5月"),
        ("H:11", "no-base", "84起"),
        ("H:13.1", "document-renamed", "政策意见"),
        ("H:13.1", "placeholder-left", "暂定名"),
        ("H:13.2", "figures-ambiguous", "35个"),
        ("H:13.2", "clause-unmentioned", "项目库"),
        ("H:13.4", "clause-unmentioned", "钱塘江论坛"),
        ("H:13.5", "clause-unmentioned", "信息交流"),
        ("H:13.6", "clause-unmentioned", "展示服务中心"),
        ("H:13 text 3", "progress-without-clause", "小镇"),
        ("H:13/19", "document-number", "53号"),
        ("H:14.2", "target-unevidenced", "整改率100%"),
        ("H:14.2", "period-coverage", "5月-7月"),
        ("H:14.3", "target-unevidenced", "区域性金融风险"),
        ("H:17.1", "other-year", "2017"),
        ("H:17.2", "clause-unmentioned", "创新中国总决赛"),
        ("H:17.2", "progress-copies-target", "创客大赛"),
        ("H:17.2", "numbering-odd", "2."),
        ("H:17.3", "clause-unmentioned", "1-3季度报告"),
        ("H:17.4", "clause-unmentioned", "政金合作"),
        ("H:19", "attachment-named", "附件"),
    ),
}


def seed(name: str) -> list[Finding]:
    """What is found in a sample document; its half year is the run."""
    held: dict[str, Any] = json.loads((SEEDS / f"{name}.expected.json").read_text(encoding="utf-8"))
    book, run = Book(1, year=held["year"]), Run(2, book=1, from_month=1, to_month=6, label="1-6月")
    records: list[Record] = [book, run]
    for at, read in enumerate(held.get("projects", ())):
        project = Project(
            100 + at,
            book=1,
            position=at,
            seq=read["seq"],
            name=read["name"],
            overview=read["overview"],
            budget=read["budget_wan"],
            annual_goal=read["annual_goal"],
        )
        records.append(project)
        for place, row in enumerate(read["indicators"]):
            number = 1000 + 100 * at + place
            records.append(Indicator(number, project=project.id, position=place, **row))
    for at, item in enumerate(held.get("items", ())):
        records.append(Objective(100 + at, book=1, position=at, name=item["name"], content=item["content"]))
        if item["progress"]:
            records.append(Account(1000 + at, run=2, objective=100 + at, narrative=item["progress"]))
    return find_all(Office(records), book, run)


def known_of(name: str) -> list[tuple[str, str]]:
    """Rule and words of every doubt of a sample that a rule is meant for."""
    return [(rule, words) for _, rule, words in KNOWN[name] if rule]
