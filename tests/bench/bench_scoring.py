"""Ratios of verdicts and scores against reading the figures they are made of, in turn in one run.

    python tests/bench/bench_scoring.py [number of indicators]

CPU, not wall time. The floor reads every target, actual and weight afresh; judging and scoring come on top
of figures already read. The last line types one value and asks for everything a window shows.
"""

import gc
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfdesk.domain import figures  # noqa: E402
from perfdesk.domain.change import change_of, setting  # noqa: E402
from perfdesk.domain.office import Office  # noqa: E402
from perfdesk.domain.records import Book, Entry, Indicator, Project, Record, Run  # noqa: E402
from perfdesk.operations.checking import judge_indicator  # noqa: E402
from perfdesk.operations.rule_packs import built_in, pack_of  # noqa: E402
from perfdesk.operations.score_cache import ScoreCache  # noqa: E402
from perfdesk.operations.scoring import evaluate, score_of  # noqa: E402
from perfdesk.operations.verdict_cache import VerdictCache  # noqa: E402

NAMES = ["新增就业人数", "群众满意度", "办结率", "维修费用", "养护里程", "服务户数", "培训场次", "事故起数"]
UNITS = ["人", "%", "%", "万元", "公里", "户", "场", "起"]
SIGNS = ["≥", "≥", "=", "≤", "≥", "≥", "=", "<"]


def office(count: int) -> Office:
    """Projects of ten indicators, every figure another one."""
    records: list[Record] = [Book(1, year="2025"), Run(2, book=1)]
    for at in range(count):
        project = 3 + at // 10 * 21
        if at % 10 == 0:
            records.append(Project(project, book=1, position=at, name=f"项目{at}", budget="100"))
        number = project + 1 + at % 10 * 2
        target, actual = Decimal(1000 + at * 7 % 9000) / 10, Decimal(900 + at * 13 % 9500) / 10
        kind = at % len(NAMES)
        level = ("产出指标", "数量指标")
        what = (f"{NAMES[kind]}{at}", SIGNS[kind], UNITS[kind], str(target), "5")
        records += [
            Indicator(number, project, None, at, *level, *what),
            Entry(number + 1, 2, number, str(actual)),
        ]
    return Office(records)


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    gc.collect()
    start = time.process_time()
    work()
    return time.process_time() - start


def told(name: str, floor: list[float], subject: list[float]) -> None:
    """One line: both medians in milliseconds and the ratio of neighbours' median."""
    ratio = median(s / f for f, s in zip(floor, subject, strict=True))
    print(f"{name}: {median(subject) * 1000:.1f} ms, floor {median(floor) * 1000:.1f} ms, ratio {ratio:.2f}")


def main(count: int) -> None:
    """Measure seven times in turn and print."""
    desk = office(count)
    book, run, pack = desk.book(1), desk.run(2), pack_of(built_in()[0].text)
    rows = [one for node in desk.nodes(1) for one in desk.indicators(node)]
    texts = [
        t for row in rows for t in (row.target, row.weight, getattr(desk.entry(2, row.id), "actual", ""))
    ]
    floor, judged, scored, whole = [], [], [], []
    for _ in range(7):
        figures._read.cache_clear()
        floor.append(cpu(lambda: [figures.read_figure(text) for text in texts]))
        judged.append(cpu(lambda: [judge_indicator(desk, row, run) for row in rows]))
        scored.append(cpu(lambda: [score_of(desk, row, run, pack) for row in rows]))
        whole.append(cpu(lambda: evaluate(desk, book, run, pack)))
    told(f"verdicts of {count}", floor, judged)
    told(f"scores of {count}", floor, scored)
    told(f"evaluation of {count} with totals and weights", floor, whole)
    typed(desk, rows, floor)


def typed(desk: Office, rows: list[Indicator], floor: list[float]) -> None:
    """One value typed: what its row and project cost when all else is kept."""
    run, pack = desk.run(2), pack_of(built_in()[0].text)
    scores, verdicts = ScoreCache(), VerdictCache()
    for row in rows:
        scores.project(desk, _project(desk, row), run, pack)
        verdicts.indicator(desk, row, run)
    row = rows[len(rows) // 2]
    entry = desk.entry(2, row.id)
    assert entry is not None
    change = change_of("录入", [setting(entry, "actual", "77.7")])
    desk.apply(change)

    def again() -> None:
        scores.forget(desk, change)
        verdicts.forget(desk, change)
        for one in [*rows[:200], row]:
            scores.line(desk, one, run, pack)
            verdicts.indicator(desk, one, run)
        scores.project(desk, _project(desk, row), run, pack)

    told("one value typed, a screen of rows asked again", floor, [cpu(again) for _ in floor])


def _project(desk: Office, row: Indicator) -> Project:
    owner = desk.owner(row)
    assert isinstance(owner, Project)
    return owner


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 8000)
