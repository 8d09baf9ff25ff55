"""The data folder: one place, and a sentence instead of a loss where it cannot be used."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from perfdesk import identity, paths
from perfdesk.cli import run
from perfdesk.domain.errors import FolderRefused


def tree(folder: Path) -> dict[str, bytes]:
    """Every file with its content."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An account whose home has Chinese and spaces in its name."""
    made = tmp_path / "用户 的 主文件夹"
    made.mkdir()
    monkeypatch.delenv("PERFDESK_DATA")
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("HOME", str(made))
    monkeypatch.setenv("USERPROFILE", str(made))
    monkeypatch.setenv("LOCALAPPDATA", str(made / "AppData" / "Local"))
    return made


def test_a_new_account_gets_its_folder_without_a_word(home: Path) -> None:
    assert paths.settle_data_folder() is None
    folder = paths.data_folder()
    assert folder.is_dir()
    assert folder.is_relative_to(home)
    assert folder.name == identity.APP
    assert paths.settle_data_folder() is None


def test_a_portable_program_keeps_its_data_beside_it(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = home / "U 盘"
    stick.mkdir()
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(stick / "perfdesk.exe"))
    assert paths.data_folder() != stick / identity.PORTABLE_DATA
    (stick / identity.PORTABLE_FLAG).touch()
    assert paths.data_folder() == stick / identity.PORTABLE_DATA
    assert paths.settle_data_folder() is None


def test_a_folder_of_a_newer_version_stays_as_it_is(home: Path) -> None:
    paths.settle_data_folder()
    folder = paths.data_folder()
    (folder / "settings.ini").write_text("[window]\nnew=1\n", encoding="utf-8")
    (folder / "format").write_text(f"{paths.DATA_FORMAT + 1}\n", encoding="ascii")
    before = tree(folder)
    sentence = paths.settle_data_folder()
    assert sentence is not None
    assert "升级" in sentence
    assert str(folder) in sentence
    assert paths.data_folder() != folder
    (paths.data_folder() / "settings.ini").write_text("", encoding="utf-8")
    assert tree(folder) == before


@pytest.mark.parametrize("mark", ["", "x", "１", "-1", "1\n2", "\x00"])
def test_a_spoilt_mark_is_no_newer_version(home: Path, mark: str) -> None:
    paths.settle_data_folder()
    (paths.data_folder() / "format").write_bytes(mark.encode("utf-8"))
    assert paths.settle_data_folder() is None


def test_a_file_in_the_place_of_the_folder_is_told_and_kept(home: Path) -> None:
    folder = paths.data_folder()
    folder.parent.mkdir(parents=True)
    folder.write_text("a file", encoding="utf-8")
    sentence = paths.settle_data_folder()
    assert sentence is not None
    assert "写不进去" in sentence
    assert folder.read_text(encoding="utf-8") == "a file"
    assert paths.data_folder().is_dir()


@pytest.mark.parametrize("named", ["", "no-such-place"])
def test_an_account_without_a_home_works_in_a_temporary_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    where = str(home / named) if named else ""
    monkeypatch.delenv("LOCALAPPDATA")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, where)

    def no_home() -> Path:
        raise RuntimeError("Could not determine home directory.")

    if not where:
        monkeypatch.setattr(Path, "home", no_home)
    sentence = paths.settle_data_folder()
    assert sentence is not None
    assert "没有主文件夹" in sentence
    assert paths.data_folder().is_dir()
    assert paths.documents_folder().is_dir()


@pytest.mark.parametrize("homeless", [False, True])
def test_where_not_even_a_temporary_folder_can_be_written_a_sentence_says_so(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], homeless: bool
) -> None:
    def nowhere() -> str:
        raise FileNotFoundError("No usable temporary directory found")

    monkeypatch.setattr(tempfile, "gettempdir", nowhere)
    paths.data_folder().parent.mkdir(parents=True)
    paths.data_folder().write_text("a file", encoding="utf-8")
    if homeless:
        monkeypatch.delenv("LOCALAPPDATA")
        for name in ("HOME", "USERPROFILE"):
            monkeypatch.setenv(name, str(home / "no-such-place"))
    with pytest.raises(FolderRefused, match="没有一个文件夹可以写"):
        paths.settle_data_folder()
    assert "PERFDESK_DATA" not in os.environ
    assert run(["self-test"]) == 3
    assert "没有可写的临时文件夹" in capsys.readouterr().err


HOSTILE = ("a\x01b.txt", "一行\n又一行.pdf", "证据\u202etxt.exe", "表\u200b.xlsx", "\x7f")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_name_from_outside_reads_as_it_is(hostile: str) -> None:
    shown = paths.readable(hostile)
    assert len(shown) == len(hostile)
    assert shown.isprintable()
    assert paths.readable("云财预〔2025〕12号 （终稿）.pdf") == "云财预〔2025〕12号 （终稿）.pdf"
