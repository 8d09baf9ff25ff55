"""What is not a sound desk is refused in a sentence and stays byte for byte as it was."""

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from perfdesk.domain.errors import (
    DeskError,
    FileIsDamaged,
    FileIsForeign,
    FileIsNewer,
    FileMissing,
    StoreReadOnly,
)
from perfdesk.store import schema
from perfdesk.store.connection import connect
from perfdesk.store.opening import journal_of
from perfdesk.store.store import Store
from tests.store.sample import RECORDS, actual, held, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "某局 绩效" / "绩效 2022.perfdesk"
    make(found).close()
    return found


def surroundings(path: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of the folder with its bytes and its time."""
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in path.parent.iterdir()}


def sql(*statements: str) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        connection = sqlite3.connect(path)
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()

    return run


def patch(at: int, data: bytes) -> Callable[[Path], None]:
    def run(path: Path) -> None:
        with path.open("rb+") as stream:
            stream.seek(at)
            stream.write(data)

    return run


def other_program(path: Path) -> None:
    path.unlink(missing_ok=True)
    sql("CREATE TABLE notes (x)", "INSERT INTO notes VALUES (1)")(path)


REFUSED: list[tuple[str, Callable[[Path], object], type[DeskError], str]] = [
    ("text", lambda p: p.write_text("不是数据库" * 50, "utf-8"), FileIsForeign, "不是绩效台"),
    ("empty", lambda p: p.write_bytes(b""), FileIsForeign, "空文件"),
    ("short", lambda p: p.write_bytes(p.read_bytes()[:60]), FileIsDamaged, "损坏"),
    ("another program's file", other_program, FileIsForeign, "不是绩效台"),
    ("another application_id", sql("PRAGMA application_id = 7"), FileIsForeign, "不是绩效台"),
    ("next version", sql(f"PRAGMA user_version = {schema.VERSION + 1}"), FileIsNewer, "升级"),
    ("version far ahead", sql("PRAGMA user_version = 98"), FileIsNewer, "升级"),
    ("a flipped version", sql(f"PRAGMA user_version = {schema.VERSION + 1001}"), FileIsDamaged, "损坏"),
    ("no version", sql("PRAGMA user_version = 0"), FileIsDamaged, "损坏"),
    ("a foreign table", sql("CREATE TABLE secret (x)"), FileIsDamaged, "内部结构"),
    ("a foreign view", sql("CREATE VIEW v AS SELECT 1"), FileIsDamaged, "内部结构"),
    ("a foreign index", sql("CREATE INDEX i ON entry (actual)"), FileIsDamaged, "内部结构"),
    ("statistics", sql("ANALYZE"), FileIsDamaged, "内部结构"),
    (
        "a foreign trigger",
        sql("CREATE TRIGGER t AFTER UPDATE ON entry BEGIN DELETE FROM entry; END"),
        FileIsDamaged,
        "内部结构",
    ),
    ("a missing table", sql("DROP TABLE answer"), FileIsDamaged, "内部结构"),
    ("damaged magic", patch(0, b"XQLite"), FileIsDamaged, "损坏"),
    ("damaged first page", patch(100, b"\xff" * 200), FileIsDamaged, "损坏"),
    ("cut in half", lambda p: os.truncate(p, p.stat().st_size // 2), FileIsDamaged, "损坏"),
    ("turned into WAL", sql("PRAGMA journal_mode = WAL"), FileIsDamaged, "内部结构"),
]


@pytest.mark.parametrize("read_only", [False, True], ids=["to write", "to look"])
@pytest.mark.parametrize(
    ("spoil", "error", "word"), [row[1:] for row in REFUSED], ids=[r[0] for r in REFUSED]
)
def test_a_file_that_is_no_sound_desk_is_refused_and_left_as_it_was(
    path: Path, spoil: Callable[[Path], object], error: type[DeskError], word: str, read_only: bool
) -> None:
    spoil(path)
    before = surroundings(path)
    with pytest.raises(error, match=word) as refused:
        Store.open(path, read_only=read_only)
    assert path.name in str(refused.value)
    assert surroundings(path) == before


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_and_a_missing_file_are_named_as_such(tmp_path: Path, read_only: bool) -> None:
    with pytest.raises(FileIsForeign, match="文件夹"):
        Store.open(tmp_path, read_only=read_only)
    with pytest.raises(FileMissing, match="找不到"):
        Store.open(tmp_path / "没有.perfdesk", read_only=read_only)
    assert list(tmp_path.iterdir()) == []


def test_creating_refuses_an_existing_file_and_a_missing_folder(path: Path) -> None:
    before = surroundings(path)
    with pytest.raises(DeskError, match="已经存在"):
        Store.create(path)
    assert surroundings(path) == before
    with pytest.raises(FileMissing, match="找不到文件夹"):
        Store.create(path.parent / "没有" / "甲.perfdesk")


def test_opening_and_closing_without_a_change_leaves_the_bytes(path: Path) -> None:
    before = surroundings(path)
    with Store.open(path) as store:
        store.load()
        store.verify()
    assert surroundings(path) == before


def test_looking_writes_nothing_at_all(path: Path) -> None:
    before = surroundings(path)
    with Store.open(path, read_only=True) as store:
        assert sorted(store.load(), key=lambda r: r.id) == list(RECORDS)
        assert store.verify() == []
        assert len(list(store.history())) == len(RECORDS)
        with pytest.raises(StoreReadOnly, match="只读"):
            store.apply(actual("27.40", "1"))
        assert surroundings(path) == before
    assert surroundings(path) == before


def crashed(path: Path) -> Path:
    """A copy of a desk taken in the middle of a commit: half the pages written, the journal beside it."""
    with Store.open(path) as store:
        bulk = "长" * 3000
        connection = store._connection
        connection.execute("PRAGMA cache_size = 2")
        connection.execute("PRAGMA cache_spill = 1")
        connection.execute("BEGIN IMMEDIATE")
        for number in range(200, 260):
            connection.execute("INSERT INTO answer VALUES (?, ?, ?)", (number, str(number), bulk))
        connection.execute("UPDATE entry SET narrative = ?", (bulk,))
        copy = path.with_name("崩溃.perfdesk")
        shutil.copyfile(path, copy)
        shutil.copyfile(journal_of(path), journal_of(copy))
        connection.execute("ROLLBACK")
    assert copy.read_bytes() != path.read_bytes()
    assert journal_of(copy).stat().st_size > 1000
    path.unlink()
    return copy


def test_after_a_crash_in_a_commit_the_file_opens_as_it_was_before(path: Path) -> None:
    copy = crashed(path)
    with Store.open(copy) as store:
        assert sorted(store.load(), key=lambda r: r.id) == list(RECORDS)
        assert store.verify() == []


def test_a_torn_first_page_beside_its_journal_is_repaired_not_refused(path: Path) -> None:
    copy = crashed(path)
    patch(0, b"\0" * 60)(copy)
    with Store.open(copy) as store:
        assert sorted(store.load(), key=lambda r: r.id) == list(RECORDS)


def test_looking_at_a_crashed_file_shows_what_stood_before_and_recovers_nothing(path: Path) -> None:
    copy = crashed(path)
    before = surroundings(copy)
    with Store.open(copy, read_only=True) as store:
        assert sorted(store.load(), key=lambda r: r.id) == list(RECORDS)
        assert store.verify() == []
    assert surroundings(copy) == before


def test_a_foreign_file_with_a_journal_is_not_recovered_for_it(path: Path) -> None:
    copy = crashed(path)
    copy.unlink()
    other_program(copy)
    journal_of(copy).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\0" * 2000)
    before = surroundings(copy)
    with pytest.raises(DeskError):
        Store.open(copy)
    assert surroundings(copy) == before


def damage(random: Random, good: bytes) -> bytes:
    """Some flipped bits, a zeroed or strange block, or a cut."""
    data = bytearray(good)
    match random.randrange(5):
        case 0 | 1 | 2:
            for _ in range(random.choice((1, 1, 2, 8))):
                # Half of them where the meaning is dense: the header and the first page.
                data[random.randrange(len(data) if random.random() < 0.7 else 4096)] ^= 1 << random.randrange(
                    8
                )
        case 3:
            at, size = random.randrange(len(data)), random.choice((16, 512, 4096))
            data[at : at + size] = random.randbytes(len(data[at : at + size]))
        case 4:
            del data[random.randrange(len(data)) :]
    return bytes(data)


def test_random_damage_is_refused_found_or_harmless_and_never_touched(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        for turn in range(30):
            store.apply(actual("27.40" if turn == 0 else str(turn - 1), str(turn)))
        whole, lines = held(store.load()), list(store.history())
    good, random = path.read_bytes(), Random(20220630)
    sentences: set[str] = set()
    seen = {"refused": 0, "found": 0, "harmless": 0}
    for number in range(20_000 if os.environ.get("PERFDESK_FUZZ") == "1" else 250):
        copy = tmp_path / "损坏.perfdesk"
        copy.write_bytes(damage(random, good))
        before = copy.read_bytes()
        try:
            with Store.open(copy, read_only=number % 2 == 0) as store:
                found = store.verify()
                if found:
                    seen["found"] += 1
                else:
                    seen["harmless"] += 1
                    assert held(store.load()) == whole
                    assert list(store.history()) == lines
        except DeskError as refused:
            seen["refused"] += 1
            sentences.add(str(refused))
        assert copy.read_bytes() == before
        copy.unlink()
    assert seen["refused"] > 100
    assert all(said.startswith("“损坏.perfdesk”") and said.endswith("。") for said in sentences)
    assert seen["found"] > 0


def test_a_flipped_bit_in_a_text_does_not_show_the_text(path: Path) -> None:
    data = path.read_bytes()
    at = data.index("已核对".encode())
    patch(at, b"\xff")(path)
    with Store.open(path, read_only=True) as store:
        with pytest.raises(FileIsDamaged) as refused:
            store.load()
        assert "核对" not in str(refused.value)
        assert store.verify()


PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "mmap_size": 0,
    "secure_delete": 1,
    "temp_store": 2,
    "busy_timeout": 5000,
}


@pytest.mark.parametrize("mode", ["ro", "rw"])
def test_every_connection_has_the_pragmas_that_keep_the_work_safe(path: Path, mode: str) -> None:
    connection = connect(path, "ro" if mode == "ro" else "rw")
    found = {name: connection.execute(f"PRAGMA {name}").fetchone() for name in PRAGMAS}
    assert {name: row[0] for name, row in found.items() if row} == {
        name: value for name, value in PRAGMAS.items() if found[name]
    }
    assert connection.isolation_level is None
    connection.close()


def test_only_one_place_connects_to_a_desk_file() -> None:
    folder = Path(schema.__file__).parent
    found = [file.name for file in folder.glob("*.py") if "sqlite3.connect(" in file.read_text("utf-8")]
    # In memory for the expected schema, and the target of a private copy.
    assert sorted(found) == ["connection.py", "schema.py", "store.py", "upgrading.py"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A disk of its own, where one may mount."""
    folder = tmp_path / "U 盘"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(folder)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a disk here")
    return folder


def test_a_disk_that_cannot_be_written_says_so_and_can_be_looked_at(small_disk: Path, path: Path) -> None:
    moved = small_disk / path.name
    shutil.copyfile(path, moved)
    try:
        subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
        with pytest.raises(StoreReadOnly, match="只读方式打开"):
            Store.open(moved)
        with pytest.raises(StoreReadOnly):
            Store.create(small_disk / "新.perfdesk")
        with Store.open(moved, read_only=True) as store:
            assert len(store.load()) == len(RECORDS)
            assert store.verify() == []
    finally:
        subprocess.run(["umount", str(small_disk)], check=True)
