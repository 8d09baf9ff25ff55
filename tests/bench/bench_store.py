"""Ratios of the store against the bare driver, floor and subject in turn in one run.

    python tests/bench/bench_store.py [number of indicators]

CPU, not wall time: a disk's flush is the same for both, and it drifts.
"""

import gc
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfdesk.domain.change import RECORD, Act, Change, Edit, creation  # noqa: E402
from perfdesk.domain.records import Book, Entry, Indicator, Kind, Project, Run  # noqa: E402
from perfdesk.store.connection import connect  # noqa: E402
from perfdesk.store.statements import table, texts_of  # noqa: E402
from perfdesk.store.store import Store  # noqa: E402


def desk(count: int) -> Change:
    """A year of `count` indicators, ten to a project, each with its entry in one run."""
    records: list[object] = [Book(1, unit_name="某市某局", year="2022", title="绩效目标表"), Run(2, book=1)]
    number = 3
    for at in range(count):
        if at % 10 == 0:
            project = number
            records.append(
                Project(project, 1, at // 10, str(at // 10 + 1), f"项目{at}", "概述" * 40, "258.5")
            )
            number += 1
        records.append(
            Indicator(
                number, project, None, at % 10, "产出指标", "数量指标", f"指标{at}", "≥", "家", str(at), "10"
            )
        )
        records.append(Entry(number + 1, 2, number, str(at), None, None))
        number += 2
    return Change("导入", tuple(creation(record) for record in records))


def cpu(work: Callable[[], object]) -> float:
    """CPU seconds of one call."""
    start = time.process_time()
    work()
    return time.process_time() - start


def told(name: str, floor: list[float], subject: list[float], unit: float = 1000) -> None:
    """One line: both medians and the ratio of neighbours' median."""
    ratio = median(s / f for f, s in zip(floor, subject, strict=True))
    print(
        f"{name}: floor {median(floor) * unit:.3f} ms, subject {median(subject) * unit:.3f} ms, x{ratio:.2f}"
    )


def one_edit(path: Path, bare: Path, entry: int, rounds: int = 400) -> None:
    """One changed figure of an entry, against the same UPDATE alone in the same kind of transaction."""
    connection = connect(bare, "rw")
    before = connection.execute("SELECT actual_raw FROM entry WHERE id = ?", (entry,)).fetchone()[0]
    sql = "UPDATE entry SET actual_raw = ?, actual = ? WHERE id = ?"
    floor, subject = [], []
    with Store.open(path) as store:
        for turn in range(rounds):
            after = str(turn * 7 + 0.5)

            def update(text: str = after) -> None:
                connection.execute("BEGIN IMMEDIATE")
                connection.execute(sql, (text, text, entry))
                connection.execute("COMMIT")

            change = Change("录入", (Edit(Kind.ENTRY, entry, "actual", before, after),))
            floor.append(cpu(update))
            subject.append(cpu(lambda change=change: store.apply(change)))  # type: ignore[misc]
            before = after
    connection.close()
    told("one edit", floor, subject)


def loading(path: Path, rounds: int = 9) -> None:
    """Every record into an office, against fetching the same columns of the same tables."""
    floor, subject = [], []
    connection = connect(path, "ro")
    with Store.open(path) as store:
        for _ in range(rounds):
            gc.collect()
            floor.append(cpu(lambda: [connection.execute(table(k).select).fetchall() for k in Kind]))
            subject.append(cpu(store.load))
    connection.close()
    told("load", floor, subject)


def opening(path: Path, rounds: int = 9) -> None:
    """Opening with its checks, against connecting and reading one page."""
    floor, subject = [], []
    for _ in range(rounds):
        floor.append(cpu(lambda: connect(path, "rw").close()))
        subject.append(cpu(lambda: Store.open(path).close()))
    told("open", floor, subject)


def bulk(folder: Path, change: Change, rounds: int = 5) -> None:
    """One import, against `executemany` of the same rows without history, made ready beforehand."""
    floor, subject = [], []
    kinds = [Kind.BOOK, Kind.RUN, Kind.PROJECT, Kind.INDICATOR, Kind.ENTRY]
    rows = {
        kind: [
            table(kind).row(edit.record, texts_of(edit.after or ""))
            for edit in change.edits
            if edit.kind is kind and edit.field == RECORD
        ]
        for kind in kinds
    }
    for turn in range(rounds):
        with Store.create(folder / f"甲{turn}.perfdesk") as store:
            pass
        bare = connect(folder / f"甲{turn}.perfdesk", "rw")

        def insert(connection: sqlite3.Connection = bare) -> None:
            connection.execute("BEGIN IMMEDIATE")
            for kind in kinds:
                connection.executemany(table(kind).insert, rows[kind])
            connection.execute("COMMIT")

        floor.append(cpu(insert))
        bare.close()
        with Store.create(folder / f"乙{turn}.perfdesk") as store:
            subject.append(cpu(lambda store=store: store.apply(change, act=Act.IMPORT)))  # type: ignore[misc]
    told("bulk import", floor, subject)


FLUSHED = """
import sys
from pathlib import Path
from perfdesk.domain.change import Change, Edit
from perfdesk.domain.records import Kind
from perfdesk.store.connection import connect
from perfdesk.store.store import Store
path, entry, before, way, count = Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:5], int(sys.argv[5])
if way == "bare":
    connection = connect(path, "rw")
    for turn in range(count):
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE entry SET actual_raw = ?, actual = ? WHERE id = ?", (turn, turn, entry))
        connection.execute("COMMIT")
else:
    with Store.open(path) as store:
        for turn in range(count):
            store.apply(Change("录入", (Edit(Kind.ENTRY, entry, "actual", before, str(turn)),)))
            before = str(turn)
"""


def flushes(path: Path, folder: Path, entry: int, before: str) -> None:
    """fsync and fdatasync of one edit, from the difference of two counts, so that opening does not count."""
    if shutil.which("strace") is None:
        print("flushes per edit: not measured (no strace)")
        return
    for way in ("bare", "store"):
        counts = []
        for count in (10, 30):
            copy = folder / f"{way}{count}.perfdesk"
            shutil.copyfile(path, copy)
            log = folder / f"{way}{count}.log"
            command = [
                "strace",
                "-f",
                "-e",
                "trace=fsync,fdatasync",
                "-o",
                str(log),
                sys.executable,
                "-c",
                FLUSHED,
            ]
            subprocess.run([*command, copy, str(entry), before, way, str(count)], check=True, cwd=ROOT)
            counts.append(len(re.findall(r"\bf(?:data)?sync\(", log.read_text())))
        print(f"flushes per edit, {way}: {(counts[1] - counts[0]) / 20:.2f}")


def main() -> None:
    """Run everything on one desk."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    with tempfile.TemporaryDirectory(dir=ROOT.parent if len(sys.argv) > 2 else None) as temporary:
        folder = Path(temporary)
        change = desk(count)
        path, bare = folder / "绩效.perfdesk", folder / "bare.perfdesk"
        with Store.create(path) as store:
            store.apply(change, act=Act.IMPORT)
        shutil.copyfile(path, bare)
        entry = next(edit.record for edit in change.edits[count:] if edit.kind is Kind.ENTRY)
        before = (
            sqlite3.connect(path).execute("SELECT actual_raw FROM entry WHERE id=?", (entry,)).fetchone()[0]
        )
        print(
            f"{count} indicators, file {path.stat().st_size / 2**20:.1f} MiB, SQLite {sqlite3.sqlite_version}"
        )
        flushes(path, folder, entry, before)
        one_edit(path, bare, entry)
        loading(path)
        opening(path)
        bulk(folder, change)
        with Store.open(path) as store:
            print(f"verify: {cpu(store.verify) * 1000:.0f} ms; {cpu(store.undoable) * 1000:.0f} ms undoable")


if __name__ == "__main__":
    main()
