"""One writer per file, and any number that look."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from perfdesk.domain.errors import FileMoved, StoreBusy
from perfdesk.store.lock import host_name, lock_path
from perfdesk.store.store import Store, holder
from tests.store.sample import RECORDS, actual, held, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "某局 绩效" / "绩效 2022.perfdesk"
    make(found).close()
    return found


def test_a_second_writer_is_told_who_holds_the_desk_since_when(path: Path) -> None:
    with Store.open(path) as store:
        said = json.loads(lock_path(path).read_text("utf-8"))
        assert (said["host"], said["pid"]) == (host_name(), os.getpid())
        now = f"{datetime.fromisoformat(said['since']):%H:%M}"
        with pytest.raises(StoreBusy, match=f"本机（自 {now}）.*只读方式打开"):
            Store.open(path)
        assert now in (holder(path) or "")
        store.apply(actual("27.40", "1"))
    assert holder(path) is None
    assert not lock_path(path).exists()
    Store.open(path).close()


def test_a_second_writer_in_another_process_is_refused_too(path: Path) -> None:
    code = "import sys, pathlib, perfdesk.store.store as s; s.Store.open(pathlib.Path(sys.argv[1]))"
    with Store.open(path):
        ran = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, check=False)
    assert "StoreBusy" in ran.stderr


def test_a_holder_on_another_computer_is_named_with_it(path: Path) -> None:
    with Store.open(path):
        lock_path(path).write_text(
            json.dumps({"host": "KS-02", "user": "复核", "pid": 1, "since": "2022-02-03T09:12:00+08:00"}),
            "utf-8",
        )
        with pytest.raises(StoreBusy, match="复核 在电脑 KS-02（自 2 月 3 日 09:12）"):
            Store.open(path)


@pytest.mark.parametrize("left", ['{"host": "x", "user": "y", "pid": 1, "since": "2022-01-01"}', "", "{"])
def test_a_lock_file_left_by_a_crash_is_taken_over_without_a_word(path: Path, left: str) -> None:
    lock_path(path).write_text(left, "utf-8")
    assert holder(path) is None
    with Store.open(path) as store:
        store.apply(actual("27.40", "1"))


def test_looking_beside_a_writer_sees_whole_changes_only(path: Path) -> None:
    with Store.open(path) as writer, Store.open(path, read_only=True) as reader:
        writer.apply(actual("27.40", "1"))
        assert held(reader.load()) == held(writer.load())
        writer._connection.execute("BEGIN IMMEDIATE")
        writer._connection.execute("UPDATE entry SET narrative = '一半'")
        seen = reader.load().entry(9, 6)
        assert seen is not None
        assert seen.narrative != "一半"
        with Store.open(path, read_only=True) as another:
            assert another.verify() == []
        writer._connection.execute("ROLLBACK")
        writer.apply(actual("1", "2"))
        assert reader.verify() == []
        assert reader.anchor() == writer.anchor()


def test_reading_the_history_slowly_does_not_hold_up_the_writer(path: Path) -> None:
    with Store.open(path) as writer, Store.open(path, read_only=True) as reader:
        lines = reader.history()
        next(lines)
        writer.apply(actual("27.40", "1"))
        assert len(list(lines)) >= len(RECORDS) - 1


def test_another_program_in_a_transaction_is_busy_not_a_crash(path: Path) -> None:
    with Store.open(path) as store:
        store._connection.execute("PRAGMA busy_timeout = 50")
        tool = sqlite3.connect(path, isolation_level=None)
        tool.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="没有保存"):
            store.apply(actual("27.40", "1"))
        tool.execute("ROLLBACK")
        tool.close()
        store.apply(actual("27.40", "1"))
        assert store.verify() == []


movable = pytest.mark.skipif(os.name == "nt", reason="Windows lets nobody move a file that is open")


def moved(path: Path) -> None:
    path.rename(path.with_name("改名.perfdesk"))


def replaced(path: Path) -> None:
    copy = path.with_name("旧副本")
    shutil.copyfile(path, copy)
    os.replace(copy, path)


@movable
@pytest.mark.parametrize("happened", [moved, replaced, Path.unlink])
def test_a_file_that_was_moved_replaced_or_deleted_takes_no_more_edits(path: Path, happened: object) -> None:
    with Store.open(path) as store:
        store.apply(actual("27.40", "1"))
        assert callable(happened)
        happened(path)
        for _ in range(2):
            with pytest.raises(FileMoved, match="移动、删除或替换"):
                store.apply(actual("1", "2"))
    assert not [name for name in os.listdir(path.parent) if name.endswith(".lock")]


@movable
def test_a_file_moved_away_just_before_the_acknowledgement_is_not_acknowledged(
    path: Path,
) -> None:
    with Store.open(path) as store:
        store._connection.set_trace_callback(lambda sql: moved(path) if sql == "COMMIT" else None)
        with pytest.raises(FileMoved):
            store.apply(actual("27.40", "1"))
        store._connection.set_trace_callback(None)
