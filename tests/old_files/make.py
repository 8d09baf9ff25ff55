"""Makes the museum's newest file, as this version of the program writes it. Run once per version:

    python tests/old_files/make.py

What each file must hold when today's program has opened it is written anew every time.
v1 was written through the tables of step 0001, since no program of that version was released.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))

from perfdesk.domain.change import Act, Change, Edit, change_of, removal, setting  # noqa: E402
from perfdesk.domain.records import Indicator, Kind  # noqa: E402
from perfdesk.store import reading, schema  # noqa: E402
from perfdesk.store.store import Store  # noqa: E402
from tests.store.sample import RECORDS, YEAR, actual, make  # noqa: E402

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
    """Make this version's file if it is not there, and tell anew what all of them hold."""
    newest = HERE / f"v{schema.VERSION}.perfdesk"
    if not newest.exists():
        with make(newest, (*RECORDS, *YEAR)) as store:
            life(store)
    for path in sorted(HERE.glob("*.perfdesk")):
        keep_dump(path)


if __name__ == "__main__":
    main()
