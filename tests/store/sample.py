"""A small desk, what a year adds to it (together every kind), and the means to change it at random."""

from collections.abc import Iterable
from pathlib import Path
from random import Random

from perfdesk.domain.change import Act, Change, Edit, change_of, creation, removal, setting
from perfdesk.domain.office import Office
from perfdesk.domain.records import (
    Account,
    Adjustment,
    Answer,
    Book,
    Entry,
    Evidence,
    Fund,
    Indicator,
    Kind,
    Objective,
    Outlay,
    Pack,
    Project,
    Publication,
    Record,
    Rectification,
    Role,
    Run,
    fields_of,
    kind_of,
)
from perfdesk.store.store import Store

RECORDS: tuple[Record, ...] = (
    Book(1, unit_name="某市文化广电旅游局", year="2022", form="target_summary", title="绩效目标表"),
    Book(2, unit_name="某市某局", year="2022", form="progress_disclosure"),
    Project(3, book=1, position=0, seq="1", name="惠民演出", overview="一\n二", budget="1,258.50"),
    Project(4, book=1, position=1, seq="2", name="场馆免费开放", budget="约三百万"),
    Objective(5, book=2, position=0, name="企业上市", starred=True, content="新增 3 家", due_month="12"),
    Indicator(6, project=3, position=0, name="演出场次", operator="≥", unit="场", target="75", weight="10"),
    Indicator(7, project=3, position=1, name="满意度", target="优良"),
    Indicator(8, objective=5, position=0, name="上市公司", operator="=", target="3"),
    Run(9, book=1, from_month=1, to_month=6, label="1-6月", as_of="2022-06-30"),
    Entry(10, run=9, indicator=6, actual="27.40", narrative="已完成'; DROP TABLE entry; --"),
    Account(11, run=9, project=3, executed="600.5", note="百分之五十％ 100%_"),
    Answer(12, finding="weights:3", note="已核对"),
)
YEAR: tuple[Record, ...] = (
    Fund(13, project=3, position=0, name="财政拨款", medium="3,000", initial="1,200.50", adjusted="1200"),
    Outlay(14, run=9, fund=13, executed="600.50", forecast="约一千二百"),
    Pack(15, name="本局口径", version="1", text="# 说明\n[weights]\n"),
    Adjustment(16, project=3, indicator=6, subject="indicator.target", before="80", after="75", basis="批复"),
    Rectification(17, project=3, run=9, issue="进度偏慢", measure="按月调度", due_on="2022-09-30"),
    Evidence(18, project=3, indicator=6, run=9, name="场次 清单.xlsx", digest="0" * 64, size=1024),
    Publication(19, book=2, form="progress_disclosure", version=1, digest="f" * 64, pages=2),
)


def founding(records: Iterable[Record] = RECORDS) -> Change:
    """The change that makes the sample desk."""
    return change_of("导入 样例", [creation(record) for record in records])


def make(path: Path, records: Iterable[Record] = RECORDS) -> Store:
    """A new desk file with the sample in it, open."""
    path.parent.mkdir(parents=True, exist_ok=True)
    store = Store.create(path)
    store.apply(founding(records), act=Act.IMPORT, who="经办")
    return store


def actual(before: str | None, after: str | None) -> Change:
    """A typed figure."""
    return Change(f"录入 {after}", (Edit(Kind.ENTRY, 10, "actual", before, after),))


def held(office: Office) -> dict[tuple[Kind, int], Record]:
    """What an office holds, to compare."""
    return {(kind_of(record), record.id): record for record in office}


FIGURES = (
    "75",
    "1,200.50",
    "-0.10",
    "0.10",
    "１２．５",
    "优良",
    "9月前",
    "-",
    "100%",
    "12345678901234567.89",
)


def random_change(random: Random, office: Office, words: list[str]) -> Change:
    """Some valid edits: records made and removed, fields set, several of one record at once."""
    match random.randrange(4):
        case 0:
            return change_of("新建", [creation(_new(random, office, words))])
        case 1:
            loose = [record for record in office if not _needed(office, record)]
            return change_of("删除", [removal(random.choice(loose))] if loose else [])
        case _:
            records = random.sample(list(office), min(len(office), random.randrange(1, 4)))
            return change_of(
                "录入", [edit for record in records for edit in _settings(random, record, words)]
            )


def _settings(random: Random, record: Record, words: list[str]) -> list[Edit | None]:
    edits: list[Edit | None] = []
    for shape in random.sample(fields_of(kind_of(record)), 2):
        if shape.name in ("operator", "state", "finding") or shape.role is Role.LINK:
            continue
        match shape.role:
            case Role.FIGURE:
                text: str | None = random.choice((None, *FIGURES))
            case Role.COUNT:
                text = str(random.randrange(1, 13))
            case Role.FLAG:
                text = random.choice("01")
            case _:
                text = random.choice((None, *words))
        edits.append(setting(record, shape.name, text))
    return edits


def _new(random: Random, office: Office, words: list[str]) -> Record:
    number, word = office.next_id(), random.choice(words)
    nodes = [record for record in office if isinstance(record, Project | Objective)]
    indicators = [record for record in office if isinstance(record, Indicator)]
    runs = [record for record in office if isinstance(record, Run)]
    node = random.choice(nodes) if nodes else None
    project = node.id if isinstance(node, Project) else None
    objective = node.id if isinstance(node, Objective) else None
    run = random.choice(runs).id if runs else None
    books = office.books()
    choice = random.randrange(9)
    if choice == 0 and books:
        return Project(number, book=books[0].id, name=word, budget=random.choice(FIGURES))
    if choice == 1 and books:
        return Objective(number, book=books[-1].id, content=word, starred=True)
    if choice == 2 and node:
        return Indicator(number, project, objective, position=1, name=word, target=random.choice(FIGURES))
    if choice == 3 and books:
        return Run(number, book=books[0].id, from_month=2, to_month=3)
    if choice == 4 and run and indicators:
        indicator = random.choice(indicators).id
        if office.entry(run, indicator) is None:
            return Entry(number, run, indicator, actual=random.choice(FIGURES))
    if choice == 5 and run and node and office.account(run, node) is None:
        return Account(number, run, project, objective, executed=random.choice(FIGURES))
    if choice == 7 and project:
        return Fund(number, project=project, name=word, initial=random.choice(FIGURES))
    if choice == 8 and node:
        return Evidence(number, project, objective, run=run, name=word, size=7)
    return (
        Answer(number, finding=f"发现 {number}", note=word) if choice == 6 else Book(number, unit_name=word)
    )


def _needed(office: Office, record: Record) -> bool:
    """Whether another record points to this one."""
    kind = kind_of(record)
    links = {k: [s.name for s in fields_of(k) if s.target is kind] for k in Kind}
    return any(getattr(other, name) == record.id for other in office for name in links[kind_of(other)])
