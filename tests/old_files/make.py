"""Makes the museum's files, each as its version of the program wrote it. Run once per version:

    python tests/old_files/make.py

v1 is written through the tables of step 0001, since no program of that version was released.
"""

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from perfdesk.domain.change import Act, Change, Edit, change_of, removal, setting  # noqa: E402
from perfdesk.domain.records import Answer, Indicator, Kind, Run  # noqa: E402
from perfdesk.store import reading, schema, upgrading  # noqa: E402
from perfdesk.store.store import Store  # noqa: E402
from tests.store.sample import RECORDS, actual, make  # noqa: E402

# How clerks write figures: the museum keeps what was read from each.
WRITTEN = (
    "1,200.50",
    "１２．５",
    "-0.10",
    "0.10",
    "100%",
    "≥90",
    "3.5万元",
    "30余个",
    "1-5",
    "约三百万",
    "三",
)
WRITTEN += ("优良", "9月前", "-", "不涉及", "12345678901234567.89", "1E+3", "0", "+5", "2020.1.1-2020.12.31")


def life(store: Store) -> None:
    """What a clerk did: typed, undid, did it again, removed."""
    before: str | None = "27.40"
    for after in WRITTEN:
        store.apply(actual(before, after), who="复核")
        before = after
    store.apply(actual(WRITTEN[-2], WRITTEN[-1]).reversed(), act=Act.UNDO, who="复核")
    store.apply(actual(WRITTEN[-2], WRITTEN[-1]), act=Act.REDO, who="科长")
    office = store.load()
    target = office.indicator(7)
    assert isinstance(target, Indicator)
    store.apply(change_of("删除 满意度", [removal(target)]))
    targets = [
        setting(office.indicator(number), "target", text) for number, text in ((6, "≥1，200"), (8, "叁"))
    ]
    store.apply(change_of("改目标", targets))
    store.apply(Change("备注", (Edit(Kind.ENTRY, 10, "note", None, "换行\n与‘引号’ %_"),)))


def of_version_1(path: Path) -> None:
    """The same life without what version 2 brought: answers, and the day of a run."""
    records = [r for r in RECORDS if not isinstance(r, Answer | Run)] + [
        Run(9, book=1, to_month=6, label="1-6月")
    ]
    newer = path.with_suffix(".tmp")
    with make(newer, sorted(records, key=lambda record: record.id)) as store:
        life(store)
    with closing(sqlite3.connect(path, isolation_level=None)) as old:
        old.execute("PRAGMA secure_delete = ON")
        for text in upgrading.steps(0, 1)[0].module.TABLES.split(";\n"):
            old.execute(text)
        old.execute("ATTACH ? AS newer", (str(newer),))
        for (name,) in old.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'").fetchall():
            columns = ", ".join(f'"{row[1]}"' for row in old.execute(f"PRAGMA main.table_info({name})"))
            old.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM newer.{name}")
        old.execute("DETACH newer")
        old.execute("PRAGMA user_version = 1")
        old.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        old.execute("VACUUM")
    newer.unlink()


def keep_dump(path: Path) -> None:
    """What the file must hold after it was opened by today's program."""
    copy = path.with_suffix(".tmp")
    copy.write_bytes(path.read_bytes())
    with Store.open(copy, read_only=True) as store:
        assert store.verify() == []
        asked = Path(store._connection.execute("PRAGMA database_list").fetchone()[2])
        rows = reading.dump(asked)
    copy.unlink()
    text = json.dumps(rows, default=str, ensure_ascii=False, indent=1)
    path.with_suffix(".json").write_text(text + "\n", "utf-8")


def main() -> None:
    """Make what is not there."""
    first, second = HERE / "v1.perfdesk", HERE / "v2.perfdesk"
    if not first.exists():
        of_version_1(first)
        keep_dump(first)
    if not second.exists():
        with make(second) as store:
            life(store)
        keep_dump(second)


if __name__ == "__main__":
    main()
