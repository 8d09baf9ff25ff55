"""A release has one version, says what is new and gives digests that anybody can check."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import perfdesk
import release
from machine import ROOT, CannotGoOn


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what states the version."""
    for name in (*release._STATED, release.CHANGES):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, tmp_path / name)
    return tmp_path


def test_this_version_is_the_same_everywhere() -> None:
    assert release.agreed_version(ROOT) == perfdesk.__version__


def test_a_version_that_differs_in_one_place_is_refused(project: Path) -> None:
    place = project / "perfdesk" / "__init__.py"
    place.write_text('__version__ = "9.9.9"\n', encoding="utf-8")
    with pytest.raises(CannotGoOn, match=r"9\.9\.9"):
        release.agreed_version(project)


def test_a_version_is_set_in_every_place_and_wants_its_change_log(project: Path) -> None:
    old = release.agreed_version(project)
    release.set_version(project, "7.8.9")
    with pytest.raises(CannotGoOn, match=r"what is new in 7\.8\.9"):
        release.agreed_version(project)
    log = (project / release.CHANGES).read_text(encoding="utf-8")
    assert log.index("## 7.8.9") < log.index(f"## {old}")
    new = log.replace("## 7.8.9\n", "## 7.8.9\n\n- 新\n")
    (project / release.CHANGES).write_text(new, encoding="utf-8")
    assert release.agreed_version(project) == "7.8.9"
    assert release.changes_of(new, "7.8.9") == "- 新"
    release.set_version(project, "7.8.9")
    assert (project / release.CHANGES).read_text(encoding="utf-8") == new


@pytest.mark.parametrize(
    "version", ["", "1", "1.2", "1.2.3.4", "v1.2.3", "01.2.3", "1.2.x", "1.2.3\n", "１.2.3"]
)
def test_what_is_no_version_is_refused(project: Path, version: str) -> None:
    with pytest.raises(CannotGoOn, match="no version"):
        release.set_version(project, version)


def test_the_sums_are_those_of_the_files(project: Path, tmp_path: Path) -> None:
    folder = tmp_path / "packages"
    folder.mkdir()
    with pytest.raises(CannotGoOn, match="nothing"):
        release.make(project, folder)
    version = release.agreed_version(project)
    setup = folder / f"perfdesk-{version}-setup.exe"
    setup.write_bytes(b"setup")
    (folder / f"perfdesk-{version}-portable.zip").write_bytes(b"zip")
    (folder / "perfdesk-0.0.1-setup.exe").write_bytes(b"old")
    (folder / f"{setup.name}.part").write_bytes(b"half")
    release.make(project, folder)
    sums = (folder / "SHA256SUMS").read_text(encoding="utf-8")
    assert f"{hashlib.sha256(b'setup').hexdigest()}  {setup.name}\n" in sums
    assert "0.0.1" not in sums
    assert ".part" not in sums
    assert sums in (folder / f"说明-{version}.md").read_text(encoding="utf-8")
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=folder, check=True, capture_output=True)


def test_what_is_missing_or_too_old_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1500000000")
    setup, portable = (tmp_path / name for name in release.wanted(perfdesk.__version__)[:2])
    setup.write_bytes(b"setup")
    told = release.doubts(tmp_path)
    assert not [line for line in told if setup.name in line]
    assert f"{portable.name} is not there: the release is not whole." in told
    os.utime(setup, (1_400_000_000, 1_400_000_000))
    assert f"{setup.name} is older than the last commit: package it again." in release.doubts(tmp_path)


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_what_is_not_committed_is_not_released(project: Path, tmp_path: Path) -> None:
    git = ["git", "-c", "user.name=clerk", "-c", "user.email=clerk@localhost", "-c", "core.autocrlf=false"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run([*git, *words], cwd=project, check=True)
    release.require_committed(project)
    (project / "pyproject.toml").write_text("changed", encoding="utf-8")
    with pytest.raises(CannotGoOn, match=r"pyproject\.toml"):
        release.require_committed(project)
