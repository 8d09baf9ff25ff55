"""The command line as a process of its own: streams closed, full or hung up, locales, and kill -9."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from perfdesk.operations.session import Session
from tests.cli_documents import SUMMARY_TEXT

ROOT = Path(__file__).resolve().parents[1]
posix = pytest.mark.skipif(os.name != "posix", reason="streams and signals as POSIX has them")
STATED = ("--unit", "云溪市图书馆", "--year", "2025")


def environment(**more: str) -> dict[str, str]:
    """The environment of a bare machine."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "PERFDESK_DATA") if name in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), **more}


def perfdesk(
    folder: Path, *arguments: str | bytes, env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """One run of the command line in `folder`."""
    command = [sys.executable, "-m", "perfdesk", *arguments]
    return subprocess.run(
        command, cwd=folder, env=env or environment(), capture_output=True, timeout=60, check=False
    )


def shell(folder: Path, line: str) -> subprocess.CompletedProcess[bytes]:
    """A line of shell in which `perfdesk` is the program."""
    started = f'perfdesk() {{ "{sys.executable}" -m perfdesk "$@"; }}; {line}'
    return subprocess.run(
        ["/bin/bash", "-o", "pipefail", "-c", started],
        cwd=folder,
        env=environment(),
        capture_output=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a table and a desk made of it."""
    (tmp_path / "表.txt").write_text(SUMMARY_TEXT, encoding="utf-8")
    assert perfdesk(tmp_path, "import", "台 账.perfdesk", "表.txt", *STATED).returncode == 0
    return tmp_path


@posix
@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('perfdesk dump "台 账.perfdesk" --json | head -c 1', 0),
        ('perfdesk dump "台 账.perfdesk" --json >&-', 0),
        ('perfdesk verify "台 账.perfdesk" >&- 2>&-', 0),
        ("perfdesk dump 没有.perfdesk >&- 2>&-", 3),
        ("perfdesk dump 没有.perfdesk 2>&-", 3),
        ("perfdesk nonsense >&- 2>&-", 2),
        ("perfdesk --help >&- 2>&-", 0),
        ("perfdesk --help | head -c 1", 0),
        ("perfdesk --help >/dev/full", 0),
    ],
)
def test_streams_that_are_closed_or_hung_up_change_nothing(folder: Path, line: str, code: int) -> None:
    done = shell(folder, line)
    assert done.returncode == code
    assert done.stderr == b""


@posix
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_behind_standard_output_is_said(folder: Path) -> None:
    for line, code in (('dump "台 账.perfdesk" --json', 3), ('backup "台 账.perfdesk" --to 备份', 1)):
        done = shell(folder, f"perfdesk {line} >/dev/full")
        assert done.returncode == code
        assert done.stderr.decode().splitlines() == [
            "结果没有写全：输出的磁盘已满或出错。请换一个位置再输出。"
        ]
    assert len(list((folder / "备份").iterdir())) == 1


@posix
def test_a_plain_locale_speaks_and_stores_chinese(folder: Path) -> None:
    plain = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    done = perfdesk(folder, "import", "b.perfdesk", "表.txt", *STATED, env=plain)
    assert done.returncode == 0
    assert "已导入 表.txt：项目 1 个、指标 2 项" in done.stdout.decode()
    assert "云溪市图书馆 2025 年度" in perfdesk(folder, "dump", "b.perfdesk", env=plain).stdout.decode()


@posix
def test_a_name_from_a_gbk_disk_is_stored_as_chinese(folder: Path) -> None:
    named = os.fsencode(folder) + b"/" + "进展表.txt".encode("gb18030")
    Path(os.fsdecode(named)).write_text(SUMMARY_TEXT, encoding="utf-8")
    done = perfdesk(folder, "import", "c.perfdesk", named, *STATED)
    assert (done.returncode, done.stderr) == (0, b"")
    with Session.open(folder / "c.perfdesk", read_only=True) as session:
        assert session.office.books()[0].source == "进展表.txt"


@posix
def test_no_screen_is_a_sentence_not_an_abort(folder: Path) -> None:
    for arguments in ((), ("open", "台 账.perfdesk")):
        done = perfdesk(folder, *arguments)
        assert done.returncode == 3
        assert len(done.stderr.decode().splitlines()) == 1
        assert "图形界面" in done.stderr.decode()


@posix
@pytest.mark.parametrize("screen", [{"DISPLAY": ":4242"}, {"QT_QPA_PLATFORM": "no-such-platform"}])
def test_a_screen_that_does_not_answer_is_a_sentence_not_an_abort(
    folder: Path, screen: dict[str, str]
) -> None:
    """Qt itself would end the process by a signal."""
    done = perfdesk(folder, "open", "台 账.perfdesk", env=environment(**screen))
    assert (done.returncode, done.stdout) == (3, b"")
    assert len(done.stderr.decode().splitlines()) == 1
    assert "图形界面打不开" in done.stderr.decode()


@posix
def test_a_killed_import_leaves_all_or_nothing(folder: Path) -> None:
    """Killed at a dozen moments; each time the desk verifies and holds the old state or the new one."""
    desk = folder / "台 账.perfdesk"
    rows = "".join(f"{at}\t项目{at}\t购书\t1\t目标\t指标{at}\t≥\t册\t3\n" for at in range(2, 3000))
    (folder / "大表.txt").write_text(SUMMARY_TEXT + rows, encoding="utf-8")
    with Session.open(desk, read_only=True) as session:
        before = len(session.office)
    seen = set()
    for moment in range(12):
        started = subprocess.Popen(
            [sys.executable, "-m", "perfdesk", "import", str(desk), "大表.txt", *STATED],
            cwd=folder,
            env=environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            started.wait(0.25 + 0.06 * moment)
        except subprocess.TimeoutExpired:
            started.send_signal(signal.SIGKILL)
            started.wait()
        with Session.open(desk) as session:
            assert session.store.verify() == []
            seen.add(len(session.office))
    assert seen <= {before, before + 2 * 2998}
