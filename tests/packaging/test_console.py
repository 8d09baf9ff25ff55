"""The console program for Windows hands on what the windowed one prints, and its exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from machine import ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the stand-in is a shell script")
_RUN = "import sys; sys.executable = sys.argv.pop(1); import console; sys.exit(console.main())"


@pytest.fixture
def windowed(tmp_path: Path) -> Path:
    """A stand-in for perfdesk.exe that prints its words and fails as told."""
    folder = tmp_path / "程序 文件夹"
    folder.mkdir()
    program = folder / "perfdesk.exe"
    program.write_text('#!/bin/sh\nprintf "%s|" "$@"\nprintf 坏 >&2\nexit 3\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def _run(windowed: Path, *words: str) -> "subprocess.CompletedProcess[bytes]":
    command = [sys.executable, "-c", _RUN, str(windowed.with_name("perfdesk-cli.exe")), *words]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "build")}
    return subprocess.run(command, env=env, capture_output=True, check=False)


def test_words_output_errors_and_code_come_through(windowed: Path) -> None:
    done = _run(windowed, "read", "我的 文件.txt", "", '"')
    assert done.stdout.decode() == "|".join(["read", "我的 文件.txt", "", '"', ""])
    assert done.stderr.decode() == "坏"
    assert done.returncode == 3


def test_much_output_is_handed_on_whole(windowed: Path) -> None:
    windowed.write_text("#!/bin/sh\nhead -c 3000000 /dev/zero\n", encoding="utf-8")
    assert len(_run(windowed).stdout) == 3_000_000


def test_a_reader_that_hangs_up_ends_the_program(windowed: Path) -> None:
    windowed.write_text("#!/bin/sh\nyes\n", encoding="utf-8")
    command = [sys.executable, "-c", _RUN, str(windowed.with_name("perfdesk-cli.exe"))]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "build")}
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as relay:
        assert relay.stdout is not None
        relay.stdout.read(10)
        relay.stdout.close()
        assert relay.wait(20) != 0
