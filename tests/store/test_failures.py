"""What is acknowledged is kept; what fails leaves everything as it was."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from perfdesk.domain.change import Change, Edit
from perfdesk.domain.errors import StoreFull
from perfdesk.domain.records import Entry, Kind
from perfdesk.store.store import Store
from tests.store.sample import actual, held, make

WRITER = """
import sys
from pathlib import Path
from perfdesk.domain.change import Change, Edit
from perfdesk.domain.records import Kind
from perfdesk.store.store import Store
with Store.open(Path(sys.argv[1])) as store:
    entry = store.load().entry(9, 6)
    old = (entry.actual, entry.narrative, entry.note)
    print("ready", flush=True)
    turn = int(entry.note or 0)
    while True:
        turn += 1
        new = (str(turn), "第" * (turn * 37 % 5000) + str(turn), str(turn))
        store.apply(Change(f"录入 {turn}", tuple(
            Edit(Kind.ENTRY, 10, name, before, after)
            for name, before, after in zip(("actual", "narrative", "note"), old, new))))
        print(turn, flush=True)
        old = new
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "某局 绩效" / "绩效 2022.perfdesk"
    make(found).close()
    return found


def fill(path: Path) -> None:
    """Take all the space that is left."""
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as stream:
        while stream.write(b"x" * 1024):
            pass


@pytest.mark.slow
def test_a_program_killed_at_any_moment_keeps_all_that_was_acknowledged_and_no_half_batch(
    path: Path,
) -> None:
    random, kept = Random(9), 0
    for _ in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, path], stdout=subprocess.PIPE, text=True
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
            heard = [writer.stdout.readline() for _ in range(random.randrange(1, 40))]
            writer.kill()
            said = [int(line) for line in ("".join(heard) + writer.stdout.read()).split("\n")[:-1]]
        acknowledged = max([kept, *said])
        with Store.open(path) as store:
            entry = store.load().entry(9, 6)
            assert isinstance(entry, Entry)
            kept = int(entry.note or 0)
            # The one in flight may have reached the disk without being told of.
            assert acknowledged <= kept <= acknowledged + 1
            assert entry.actual == (str(kept) if kept else "27.40")
            assert store.verify() == []
    assert kept > 50


def test_a_full_disk_saves_nothing_loses_nothing_and_goes_on_when_there_is_space(path: Path) -> None:
    with Store.open(path) as store:
        before, anchor = held(store.load()), store.anchor()
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        big = Change("长文", (Edit(Kind.ENTRY, 10, "note", None, "长" * 100_000),))
        with pytest.raises(StoreFull, match="没有保存，已保存的内容不受影响"):
            store.apply(big)
        assert held(store.load()) == before
        assert store.anchor() == anchor
        store._connection.execute("PRAGMA max_page_count = 100000")
        assert store.apply(big) == 2
        assert store.verify() == []


def test_a_disk_that_fills_up_under_many_edits_keeps_every_acknowledged_one(tmp_path: Path) -> None:
    disk = tmp_path / "U 盘"
    disk.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", str(disk)]
    if sys.platform != "linux" or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("cannot mount a disk here")
    try:
        store, before, full = make(disk / "绩效.perfdesk"), "27.40", 0
        ballast = disk / "占用"
        for turn in range(400):
            if turn % 40 == 20:  # fill what is left
                fill(ballast)
            elif turn % 40 == 30:
                ballast.unlink(missing_ok=True)
            after = str(turn)
            try:
                store.apply(actual(before, after))
                before = after
            except StoreFull:
                full += 1
        entry = store.load().entry(9, 6)
        assert entry is not None
        assert entry.actual == before
        assert full > 5
        store.close()
        ballast.unlink(missing_ok=True)
        with Store.open(disk / "绩效.perfdesk") as store:
            found = store.load().entry(9, 6)
            assert found is not None
            assert found.actual == before
            assert store.verify() == []
    finally:
        subprocess.run(["umount", str(disk)], check=True)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace to make calls fail")
@pytest.mark.parametrize("call", ["fsync,fdatasync", "pwrite64", "ftruncate"])
def test_every_disk_call_may_fail_once_without_a_lost_or_half_edit(path: Path, call: str) -> None:
    code = (
        "import sys; from pathlib import Path; from perfdesk.store.store import Store;"
        "from tests.store.sample import actual; from perfdesk.domain.errors import DeskError\n"
        "store = Store.open(Path(sys.argv[1])); before = sys.argv[2]\n"
        "failed = ''\n"
        "for turn in range(4):\n"
        "    after = sys.argv[3] + str(turn)\n"
        "    try: store.apply(actual(before, after)); before = after\n"
        "    except DeskError as error: assert '保存' in str(error), error; failed = failed or after\n"
        "print(before, failed if store._stopped else '')"
    )
    before = "27.40"
    for when in range(1, 14):
        command = ["strace", "-f", "-o", "/dev/null", "-e", f"trace={call}"]
        command += ["-e", f"inject={call}:error=EIO:when={when}", sys.executable, "-c", code]
        ran = subprocess.run(
            [*command, path, before, f"{when}0"],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
            cwd=Path(__file__).parents[2],
        )
        assert ran.returncode == 0, ran.stderr
        told, _, in_flight = ran.stdout.strip().partition(" ")
        with Store.open(path) as store:
            entry = store.load().entry(9, 6)
            assert entry is not None
            # After a failed flush the store stops; the edit it refused then may still be there, whole.
            assert entry.actual in (told, in_flight or told)
            assert store.verify() == []
            before = entry.actual or ""
