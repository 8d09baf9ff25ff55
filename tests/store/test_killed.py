"""Killed at every call that changes the disk: creating, upgrading, backing up, putting back."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from perfdesk.domain.errors import DeskError
from perfdesk.store.store import Store, restore
from tests.store.sample import RECORDS, make

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to kill at a given call"),
]
ROOT = Path(__file__).parents[2]
OLD = ROOT / "tests" / "old_files" / "v1.perfdesk"
CALLS = ("pwrite64", "ftruncate", "fsync", "fdatasync", "rename", "unlink")
START = "import sys; from pathlib import Path; from perfdesk.store.store import *\n"
START += "a, b = map(Path, sys.argv[1:3])\n"
# Of the many writes only some; with PERFDESK_FUZZ=1 all.
STRIDE = {"pwrite64": 1 if os.environ.get("PERFDESK_FUZZ") == "1" else 7}


def survived(code: str, a: Path, b: Path, call: str, when: int) -> bool:
    """Run and kill at the call with this number; whether there was none any more."""
    command = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}"]
    command += ["-e", f"inject={call}:signal=KILL:when={when}", sys.executable, "-B", "-c", START + code]
    ran = subprocess.run([*command, a, b], capture_output=True, text=True, check=False, cwd=ROOT)
    assert "Traceback" not in ran.stderr
    return ran.returncode == 0


def each_moment(folder: Path, call: str) -> Iterator[tuple[Path, int]]:
    """A fresh folder and the next number, until the caller breaks off."""
    for when in range(1, 1000, STRIDE.get(call, 1)):
        fresh = folder / f"{call} {when}"
        fresh.mkdir()
        yield fresh, when
        shutil.rmtree(fresh)


@pytest.mark.parametrize("call", CALLS)
def test_killed_while_creating_there_is_a_whole_desk_or_none(tmp_path: Path, call: str) -> None:
    for folder, when in each_moment(tmp_path, call):
        path = folder / "新.perfdesk"
        done = survived("Store.create(a).close()", path, path, call, when)
        if path.exists():
            Store.open(path).close()
        else:
            Store.create(path).close()
        if done:
            break
    assert when > 1


@pytest.mark.parametrize("call", CALLS)
def test_killed_while_upgrading_all_is_there_and_the_next_opening_ends_it(tmp_path: Path, call: str) -> None:
    for folder, when in each_moment(tmp_path, call):
        path = folder / "旧.perfdesk"
        shutil.copyfile(OLD, path)
        done = survived("Store.open(a).close()", path, path, call, when)
        with Store.open(path) as store:
            assert len(store.load()) == 10
            assert store.verify() == []
        if done:
            break
    assert when > 1


@pytest.mark.parametrize("call", CALLS)
def test_killed_while_backing_up_and_putting_back_there_is_a_sound_desk(tmp_path: Path, call: str) -> None:
    code = "s = Store.open(b); s.backup(a.parent, '再'); s.close(); restore(a, b)"
    for folder, when in each_moment(tmp_path, call):
        path = folder / "绩效.perfdesk"
        with make(path) as store:
            backup = store.backup(folder / "备份", "手动")
        done = survived(code, backup, path, call, when)
        for copy in backup.parent.glob("*.perfdesk"):
            Store.open(copy, read_only=True).close()
        if not path.exists():  # killed between setting aside and putting in place
            sound(folder / "绩效-恢复前-1.perfdesk")
            restore(backup, path)
        sound(path)
        if done:
            break
    assert when > 1


def sound(path: Path) -> None:
    """It opens with everything."""
    with Store.open(path) as store:
        assert len(store.load()) == len(RECORDS)
        assert store.verify() == []
    assert not [name for name in os.listdir(path.parent) if name.endswith("-journal")]


def test_what_a_kill_left_beside_the_desk_does_not_hinder_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "绩效.perfdesk"
    make(path).close()
    path.with_name(path.name + ".part").write_bytes(b"half")
    path.with_name(path.name + ".lock").write_bytes(b"")
    sound(path)
    with pytest.raises(DeskError):
        Store.create(path)
