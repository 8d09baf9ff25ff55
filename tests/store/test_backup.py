"""A copy counts only when it was checked, and the way back loses nothing either."""

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from perfdesk.domain.errors import DeskError, FileIsDamaged, FileMissing, StoreBusy, StoreFull
from perfdesk.store.opening import journal_of
from perfdesk.store.store import Store, restore
from tests.store.sample import actual, held, make


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "某局 绩效" / "绩效 2022.perfdesk"
    make(found).close()
    return found


def test_a_backup_is_a_sound_desk_of_its_own_with_number_and_reason(path: Path, tmp_path: Path) -> None:
    folder = tmp_path / "备 份" / "U 盘"
    with Store.open(path) as store:
        first = store.backup(folder, "手动")
        store.apply(actual("27.40", "1"))
        second = store.backup(folder, '导入前: "甲/乙"')
        assert first.name == "绩效 2022-00000001-手动.perfdesk"
        assert second.name == "绩效 2022-00000002-导入前_ _甲_乙_.perfdesk"
        with Store.open(second, read_only=True) as copy:
            assert copy.anchor() == store.anchor()
            assert held(copy.load()) == held(store.load())
            assert copy.verify() == []
    assert sorted(os.listdir(folder)) == [first.name, second.name]


def test_backups_are_numbered_on_whatever_the_clock_says(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        first = store.backup(tmp_path / "备份", "甲")
        os.utime(first, (4e9, 4e9))
        first.rename(first.with_name(first.name.replace("00000001", "00000041")))
        assert "-00000042-" in store.backup(tmp_path / "备份", "乙").name


def test_a_desk_opened_to_look_can_be_backed_up(path: Path, tmp_path: Path) -> None:
    before = sorted(os.listdir(path.parent))
    with Store.open(path, read_only=True) as store:
        copy = store.backup(tmp_path / "备份", "另存")
    assert sorted(os.listdir(path.parent)) == before
    Store.open(copy).close()


def test_a_backup_of_an_altered_desk_is_refused_and_leaves_no_copy(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        tool = sqlite3.connect(path)
        tool.execute("UPDATE entry SET actual = '9'")
        tool.commit()
        tool.close()
        with pytest.raises(FileIsDamaged, match="没有通过检查"):
            store.backup(tmp_path / "备份", "手动")
    assert os.listdir(tmp_path / "备份") == []


def test_a_backup_that_does_not_fit_says_so_before_it_begins(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1))  # type: ignore[attr-defined]
    with Store.open(path) as store, pytest.raises(StoreFull, match="副本没有写成"):
        store.backup(tmp_path / "备份", "手动")
    assert os.listdir(tmp_path / "备份") == []


def test_restoring_puts_the_backup_in_place_and_sets_the_desk_aside_with_its_journal(
    path: Path, tmp_path: Path
) -> None:
    with Store.open(path) as store:
        backup, then = store.backup(tmp_path / "备份", "手动"), held(store.load())
        store.apply(actual("27.40", "1"))
        now = held(store.load())
    journal_of(path).write_bytes(b"")
    restore(backup, path)
    aside = path.with_name("绩效 2022-恢复前-1.perfdesk")
    assert journal_of(aside).exists()
    assert not journal_of(path).exists()
    with Store.open(path) as store, Store.open(aside) as before:
        assert held(store.load()) == then
        assert held(before.load()) == now
        assert store.verify() == before.verify() == []
    restore(backup, path)
    assert path.with_name("绩效 2022-恢复前-2.perfdesk").exists()
    assert backup.exists()


def test_a_journal_left_alone_is_not_played_back_into_a_restored_or_new_desk(
    path: Path, tmp_path: Path
) -> None:
    with Store.open(path) as store:
        backup = store.backup(tmp_path / "备份", "手动")
    for make_it in (lambda: restore(backup, path), lambda: Store.create(path).close()):
        path.unlink()
        journal_of(path).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\1" * 600)
        make_it()
        assert not journal_of(path).exists()
        with Store.open(path) as store:
            assert store.verify() == []


@pytest.mark.parametrize("spoil", ["UPDATE entry SET actual_raw = '9'", "DELETE FROM history WHERE id = 3"])
def test_a_spoiled_backup_is_refused_and_the_desk_stays(path: Path, tmp_path: Path, spoil: str) -> None:
    with Store.open(path) as store:
        backup = store.backup(tmp_path / "备份", "手动")
    tool = sqlite3.connect(backup)
    tool.execute(spoil)
    tool.commit()
    tool.close()
    before = path.read_bytes()
    with pytest.raises(DeskError, match="没有通过检查，没有恢复"):
        restore(backup, path)
    with pytest.raises(FileMissing):
        restore(tmp_path / "没有.perfdesk", path)
    assert path.read_bytes() == before
    assert os.listdir(path.parent) == [path.name]


def test_a_desk_that_is_open_is_not_restored_over(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        backup = store.backup(tmp_path / "备份", "手动")
        with pytest.raises(StoreBusy):
            restore(backup, path)
        store.apply(actual("27.40", "1"))
        assert store.verify() == []


def test_a_damaged_desk_is_replaced_by_its_backup(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        backup = store.backup(tmp_path / "备份", "手动")
    path.write_bytes(b"\0" * 5000)
    restore(backup, path)
    with Store.open(path) as store:
        assert store.verify() == []
    assert path.with_name("绩效 2022-恢复前-1.perfdesk").read_bytes() == b"\0" * 5000
