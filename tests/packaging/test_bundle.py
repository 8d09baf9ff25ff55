"""What is packed is packed the same way every time, whatever the names."""

import io
import os
import tarfile
import zipfile
from pathlib import Path

import pytest

import bundle
from machine import CannotGoOn

posix = pytest.mark.skipif(os.name != "posix", reason="links and modes as Linux has them")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program, a library in a folder and a link."""
    made = tmp_path / "程序"
    (made / "lib 库").mkdir(parents=True)
    (made / "perfdesk").write_bytes(b"program")
    (made / "perfdesk").chmod(0o711)
    (made / "lib 库" / "b.so.1").write_bytes(b"library")
    if os.name == "posix":
        (made / "lib 库" / "b.so").symlink_to("b.so.1")
    return made


def test_a_zip_does_not_tell_when_it_was_made(folder: Path, tmp_path: Path) -> None:
    (folder / "lib 库" / "b.so").unlink(missing_ok=True)
    packs = []
    for name, moment in (("1.zip", 1_000_000_000), ("2.zip", 1_500_000_000)):
        os.utime(folder / "perfdesk", (moment, moment))
        bundle.zip_folder(folder, tmp_path / name, "root", {"portable.flag": b""})
        packs.append((tmp_path / name).read_bytes())
    assert packs[0] == packs[1]
    with zipfile.ZipFile(tmp_path / "1.zip") as packed:
        assert packed.namelist() == ["root/lib 库/b.so.1", "root/perfdesk", "root/portable.flag"]
        assert packed.testzip() is None


@posix
def test_a_tar_keeps_links_and_what_may_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1234567890")
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as packed:
        bundle.tar_folder(folder, packed, "root")
    with tarfile.open(fileobj=io.BytesIO(held.getvalue())) as packed:
        modes = {entry.name: oct(entry.mode) for entry in packed}
        assert packed.getmember("root/lib 库/b.so").linkname == "b.so.1"
        assert {entry.mtime for entry in packed} == {1234567890}
        assert {(entry.uid, entry.uname) for entry in packed} == {(0, "root")}
    assert modes["root/perfdesk"] == "0o755"
    assert modes["root/lib 库/b.so.1"] == "0o644"


@posix
def test_a_difference_is_named(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    (other / "lib 库").mkdir(parents=True)
    (other / "perfdesk").write_bytes(b"another")
    (other / "lib 库" / "b.so.1").write_bytes(b"library")
    assert bundle.differences(folder, folder) == []
    assert bundle.differences(folder, other) == ["lib 库/b.so", "perfdesk"]
    assert bundle.whole_digest(folder) != bundle.whole_digest(other)


def test_a_folder_that_outgrew_its_size_stops_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bundle.require_size(folder, "windows") < 1
    with (folder / "large").open("wb") as file:
        file.truncate((bundle.LARGEST_INSTALLED_MB["windows"] + 1) * bundle.MEGA)
    with pytest.raises(CannotGoOn, match="146 MB"):
        bundle.require_size(folder, "windows")


def test_the_moment_is_a_number_even_without_git(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert bundle.moment() > 1_000_000_000
