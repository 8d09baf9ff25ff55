"""The test of the Linux packages: what it says when it cannot begin, and that odd paths do not break it."""

import os
import subprocess
from pathlib import Path

import pytest

import bundle
import linux_bench
from bare_root import BareRoot
from machine import CannotGoOn

pytestmark = pytest.mark.skipif(os.name != "posix", reason="runs on Linux")


def test_without_packages_it_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle, "PACKAGES", tmp_path)
    monkeypatch.setattr(linux_bench.shutil, "which", lambda name: f"/usr/bin/{name}")
    with pytest.raises(CannotGoOn, match="run package first"):
        linux_bench.run(tmp_path / "bare")
    monkeypatch.setattr(linux_bench.shutil, "which", lambda _: None)
    with pytest.raises(CannotGoOn, match="install xvfb"):
        linux_bench.run(tmp_path / "bare")


def test_somebody_else_than_the_administrator_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(CannotGoOn, match="as root"):
        BareRoot(tmp_path, "bookworm", tmp_path).prepare()
    assert list(tmp_path.iterdir()) == []


def test_words_reach_the_clerk_as_they_are(tmp_path: Path) -> None:
    """Chinese, spaces and quotes in folders and words; the namespaces are left out here."""
    script = """printf '%s|' "$HOME" '业务 数据/a"b.perfdesk'"""
    root = BareRoot(tmp_path / "有 空格 的", "bookworm", tmp_path / "给 的")
    *_, words = root.clerk_words(script, {"QT_QPA_PLATFORM": "offscreen"})
    subprocess.run(["sh", "-n", "-c", words], check=True)
    command = words.rpartition('chroot "$G" ')[2].partition("env -i ")[2]
    told = subprocess.run(["sh", "-c", f"env -i {command}"], capture_output=True, text=True, check=False)
    assert told.stdout.endswith('业务 数据/a"b.perfdesk|')
