"""Whatever a database tool changes shows in the check, and points at the place."""

import sqlite3
from pathlib import Path

import pytest

from perfdesk.domain.errors import FileIsDamaged
from perfdesk.store import chain
from perfdesk.store.store import Store
from tests.store.sample import actual, make

VALUE, LINE = "与修改记录不一致", "与校验值不符"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "绩效 2022.perfdesk"
    with make(found) as store:
        store.apply(actual("27.40", "30"))
        store.apply(actual("30", "31"))
    return found


def problems(path: Path, *statements: str) -> list[str]:
    """What the check says after a tool ran these statements."""
    tool = sqlite3.connect(path)
    for statement in statements:
        assert tool.execute(statement).rowcount != 0
    tool.commit()
    tool.close()
    with Store.open(path, read_only=True) as store:
        return store.verify()


@pytest.mark.parametrize(
    ("statement", "word"),
    [
        ("UPDATE entry SET actual_raw = '99'", VALUE),
        ("UPDATE entry SET actual = '99'", VALUE),
        ("UPDATE entry SET actual = NULL", VALUE),
        ("UPDATE entry SET actual = '31.0'", VALUE),
        ("UPDATE entry SET narrative = NULL", VALUE),
        ("UPDATE indicator SET target = '1' WHERE target_raw = '优良'", VALUE),
        ("UPDATE book SET title = title || ' ' WHERE id = 1", VALUE),
        ("UPDATE objective SET starred = 0", VALUE),
        ("UPDATE run SET to_month = 7", VALUE),
        ("UPDATE answer SET id = 77", "缺少第 12 条"),
        ("DELETE FROM answer", "缺少第 12 条"),
        ("INSERT INTO answer VALUES (77, 'x', 'y')", "多出第 77 条"),
        ("UPDATE entry SET run = 12", "指向的内容不存在"),
        ("UPDATE history SET after = '32' WHERE id = 14", LINE),
        ("UPDATE history SET who = '科长' WHERE id = 13", LINE),
        ("UPDATE history SET at = '2020-01-01T00:00:00+08:00' WHERE id = 1", LINE),
        ("UPDATE history SET host = '' WHERE id = 1", LINE),
        ("UPDATE history SET title = 'x' WHERE id = 14", LINE),
        ("UPDATE history SET act = 'undo' WHERE id = 14", LINE),
        ("UPDATE history SET batch = 9 WHERE id = 14", LINE),
        ("UPDATE history SET alg = 'none' WHERE id = 14", LINE),
        ("UPDATE history SET hash = hash || '0' WHERE id = 13", LINE),
        ("UPDATE history SET kind = 'nothing' WHERE id = 13", "无法读懂"),
        ("DELETE FROM history WHERE id = 14", VALUE),
        ("DELETE FROM history WHERE id = 3", "缺失或多出"),
        ("DELETE FROM history WHERE id = 1", "缺失或多出"),
        ("DELETE FROM history", "多出第"),
        ("UPDATE history SET id = 99 WHERE id = 14", "缺失或多出"),
        ("INSERT INTO history SELECT 15, at, who, host, batch, act, title, kind, record, field, after,"
         " before, alg, hash FROM history WHERE id = 14", LINE),
    ],
)  # fmt: skip
def test_a_change_made_with_a_database_tool_is_found(path: Path, statement: str, word: str) -> None:
    found = problems(path, statement)
    assert any(word in sentence for sentence in found), found


def test_two_swapped_lines_are_found(path: Path) -> None:
    found = problems(
        path,
        "UPDATE history SET id = 99 WHERE id = 13",
        "UPDATE history SET id = 13 WHERE id = 14",
        "UPDATE history SET id = 14 WHERE id = 99",
    )
    assert any(LINE in sentence for sentence in found)


def test_a_line_inserted_between_others_is_found(path: Path) -> None:
    found = problems(
        path,
        "UPDATE history SET id = 15 WHERE id = 14",
        "INSERT INTO history SELECT 14, at, who, host, batch, act, title, kind, record, field, before,"
        " after, alg, hash FROM history WHERE id = 13",
    )
    assert any(LINE in sentence for sentence in found)


def test_a_rollback_to_an_older_state_shows_against_an_anchor_kept_outside(path: Path) -> None:
    old = path.read_bytes()
    with Store.open(path) as store:
        store.apply(actual("31", "32"))
        anchor = store.anchor()
        assert store.verify(anchor) == []
    path.write_bytes(old)
    with Store.open(path) as store:
        assert store.verify() == []
        assert "旧副本" in store.verify(anchor)[0]
        store.apply(actual("31", "33"))
        assert "旧副本" in store.verify(anchor)[0]


def test_a_desk_whose_last_lines_were_altered_is_not_opened_to_write(path: Path) -> None:
    assert problems(path, "UPDATE history SET after = '32' WHERE id = 14")
    before = path.read_bytes()
    with pytest.raises(FileIsDamaged, match="只读打开"):
        Store.open(path)
    assert path.read_bytes() == before


def test_the_tail_is_checked_from_the_line_before_it(path: Path) -> None:
    with Store.open(path) as store:
        assert all(chain.tail_holds(store._connection, count) for count in range(1, 20))


def test_a_line_slipped_in_while_the_desk_is_open_stops_the_next_write(path: Path) -> None:
    with Store.open(path) as store:
        tool = sqlite3.connect(path)
        tool.execute(
            "INSERT INTO history SELECT 15, at, who, host, batch, act, title, kind, record, field, before,"
            " after, alg, hash FROM history WHERE id = 14"
        )
        tool.commit()
        tool.close()
        with pytest.raises(FileIsDamaged, match="不要继续录入"):
            store.apply(actual("31", "32"))
        assert store.verify()
