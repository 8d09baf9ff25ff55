"""Findings and review of a large book: all of it, and after one typed value; ratios against a floor.

    python tests/bench/bench_findings.py [number of indicators]

The floor of all is reading every figure once; the floor of one value is finding in a book of one project.
CPU time, medians of several rounds.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfdesk.domain.change import change_of, setting  # noqa: E402
from perfdesk.domain.figures import read_figure  # noqa: E402
from perfdesk.domain.findings import CHECKS, Finder  # noqa: E402
from perfdesk.domain.findings.sheet import sheet_of  # noqa: E402
from perfdesk.domain.office import Office  # noqa: E402
from perfdesk.domain.reach import reached  # noqa: E402
from perfdesk.domain.records import Account, Book, Entry, Indicator, Kind, Project, Record, Run  # noqa: E402

_PLACES = "东西南北中上下新长平安和清江河湖山林石泉"
_ROWS = (
    ("{}村道养护里程", "≥", "公里", "{}"),
    ("{}河道保洁面积", "≥", "万平方米", "{}"),
    ("{}群众满意度", "≥", "%", "90"),
    ("{}设备故障率", "≤", "%", "5"),
    ("{}培训人次", "≥", "人次", "{}"),
    ("{}新增绿地面积", "≥", "公顷", "{}"),
    ("{}验收合格率", "=", "%", "100"),
    ("{}宣传活动场次", "≥", "场", "{}"),
    ("{}维护成本", "≤", "万元", "{}"),
    ("{}响应时间", "≤", "小时", "4"),
)


def office_of(count: int) -> Office:
    """`count` indicators, ten to a project, all of other names, with an entry and a text each."""
    records: list[Record] = [
        Book(1, unit_name="某局", year="2024"),
        Run(2, book=1, to_month=6, label="1-6月"),
    ]
    number = 3
    for at in range(count // 10):
        place = "".join(_PLACES[at // 20**power % 20] for power in range(3))
        goal = f"完成{place}村道养护{at + 30}公里，培训{at + 50}人次，群众满意度不低于90%。"
        overview = f"根据《{place}管理办法》（{place}发〔2023〕{at % 90 + 1}号）设立，覆盖{at % 40 + 3}个村。"
        project = number
        records.append(Project(project, 1, at, str(at + 1), f"{place}项目", overview, str(at + 100), goal))
        told = f"上半年养护村道{at + 12}公里，培训{at + 20}人次，其中骨干{at % 9 + 1}人次。"
        records.append(Account(number + 1, run=2, project=project, narrative=told))
        number += 2
        for row, (name, operator, unit, target) in enumerate(_ROWS):
            named = name.format(place)
            aim = target.format(at + row + 20)
            records.append(
                Indicator(number, project, position=row, name=named, operator=operator, unit=unit, target=aim)
            )
            text = f"1-6月完成{at + row + 10}{unit}。" if row % 3 == 0 else None
            records.append(Entry(number + 1, 2, number, str(at + row + 10), text))
            number += 2
    return Office(records)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def told(name: str, floor: list[float], subject: list[float]) -> None:
    """One line: both medians and the ratio of neighbours' median."""
    ratio = median(s / f for f, s in zip(floor, subject, strict=True))
    print(
        f"{name}: floor {median(floor) * 1000:.1f} ms, subject {median(subject) * 1000:.1f} ms, x{ratio:.2f}"
    )


def read_all(office: Office) -> None:
    """Every figure of the book, read once."""
    for record in office:
        if isinstance(record, Indicator):
            read_figure(record.target)
        elif isinstance(record, Entry):
            read_figure(record.actual)


def forget() -> None:
    """Empty every cache of the domain, so that a round is a first look."""
    for module in [module for name, module in sys.modules.items() if name.startswith("perfdesk.domain")]:
        for value in vars(module).values():
            clear = getattr(value, "cache_clear", None)
            if clear is not None:
                clear()


def first_look(office: Office, rounds: int = 5) -> None:
    """All findings of a book nobody has looked at, caches empty."""
    book, run = office.book(1), office.run(2)
    floor, subject = [], []
    for _ in range(rounds):
        forget()
        floor.append(cpu(lambda: read_all(office)))
        forget()
        subject.append(cpu(lambda: Finder().find(office, book, run)))
    told("first look", floor, subject)


def one_value(office: Office, rounds: int = 50) -> None:
    """All findings again after one typed value, against those of a book of one project."""
    book, run = office.book(1), office.run(2)
    small = office_of(10)
    finder = Finder()
    finder.find(office, book, run)
    entry = next(record for record in office if isinstance(record, Entry))
    floor, subject = [], []
    for turn in range(rounds):
        floor.append(cpu(lambda: Finder().find(small, small.book(1), small.run(2))))
        now = office.find(Kind.ENTRY, entry.id)
        assert isinstance(now, Entry)
        edit = setting(now, "actual", str(turn + 7))
        change = change_of("录入", [edit])
        office.apply(change)
        finder.forget(reached(office, change))
        subject.append(cpu(lambda: finder.find(office, book, run)))
    told("one value", floor, subject)


def by_check(office: Office) -> None:
    """What each check costs of a first look."""
    book, run = office.book(1), office.run(2)
    sheets = [sheet_of(office, book, run, node) for node in office.nodes(book.id)]
    costs = [(cpu(lambda c=check: [list(c(sheet)) for sheet in sheets]), check.__name__) for check in CHECKS]
    for seconds, name in sorted(costs, reverse=True)[:12]:
        print(f"  {name}: {seconds * 1000:.1f} ms")


if __name__ == "__main__":
    made = office_of(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
    first_look(made)
    one_value(made)
    forget()
    by_check(made)
