"""The files for Linux: what Debian's own tool and the desktop find in them."""

import os
import re
import shutil
import subprocess
import tarfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

import linux_package
from perfdesk import identity
from perfdesk.cli import _parser

pytestmark = pytest.mark.skipif(os.name != "posix", reason="made on Linux, of shell scripts")
needs_dpkg = pytest.mark.skipif(not shutil.which("dpkg-deb"), reason="needs Debian's dpkg-deb")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A program that says what it was given, as small as a program can be."""
    made = tmp_path / "dist" / identity.APP
    (made / "_internal").mkdir(parents=True)
    (made / identity.APP).write_text('#!/bin/sh\necho "$0 $*"\n', encoding="utf-8")
    (made / identity.APP).chmod(0o755)
    (made / "_internal" / "libx.so.1").write_bytes(b"\x7fELF GLIBC_2.17 GLIBC_2.4 GLIBC_2.34 x")
    (made / "_internal" / "notes.txt").write_bytes(b"GLIBC_2.99")
    return made


def test_the_oldest_system_is_read_from_the_libraries(folder: Path) -> None:
    assert linux_package.oldest_glibc(folder) == "2.34"


@needs_dpkg
def test_debian_takes_the_package(folder: Path, tmp_path: Path) -> None:
    package = linux_package.make_deb(folder, tmp_path / "perfdesk.deb", "1.2.3")
    told = _deb("--field", str(package))
    assert "Version: 1.2.3" in told
    assert "libc6 (>= 2.34)" in told
    assert "libegl1 | libegl1t64" in told
    assert "glibc 2.34" in told
    listed = _deb("--contents", str(package))
    assert re.search(r"-rwxr-xr-x root/root .* \./usr/lib/perfdesk/perfdesk$", listed, re.MULTILINE)
    command = linux_package.unpacked(package, tmp_path / "system") / identity.APP
    done = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("--version\n")


@needs_dpkg
def test_two_packages_of_the_same_program_are_equal(folder: Path, tmp_path: Path) -> None:
    for make in (linux_package.make_deb, linux_package.make_tar):
        made = [make(folder, tmp_path / name, "1.2.3").read_bytes() for name in ("one", "two")]
        assert made[0] == made[1]


@pytest.fixture
def started(folder: Path, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Unpacks the archive, and runs a script of it on a system that calls its C library so."""
    place, tools = tmp_path / "解开 的 & 文件夹", tmp_path / "tools"
    with tarfile.open(linux_package.make_tar(folder, tmp_path / "x.tar.xz", "1.2.3")) as packed:
        packed.extractall(place, filter="data")
    tools.mkdir()

    def run(library: str, script: str, *words: str) -> "subprocess.CompletedProcess[str]":
        told = f"echo '{library}'" if library else "exit 1"
        (tools / "getconf").write_text(f"#!/bin/sh\n{told}\n", encoding="utf-8")
        (tools / "getconf").chmod(0o755)
        env = {"PATH": f"{tools}:/usr/bin:/bin", "HOME": str(tmp_path)}
        command = [place / "perfdesk-1.2.3" / script, *words]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=False)

    return run


@pytest.mark.parametrize("library", ["glibc 2.34", "glibc 2.41", "glibc 3.0"])
def test_the_unpacked_program_starts_where_the_system_is_new_enough(
    started: Callable[..., "subprocess.CompletedProcess[str]"], library: str
) -> None:
    done = started(library, identity.APP, "read", "我的 文件.txt")
    assert done.stdout.endswith("/bin/perfdesk read 我的 文件.txt\n")
    assert done.returncode == 0


@pytest.mark.parametrize("library", ["glibc 2.31", "glibc 2.4", ""])
@pytest.mark.parametrize("script", [identity.APP, "install.sh"])
def test_on_an_older_system_a_sentence_says_so(
    started: Callable[..., "subprocess.CompletedProcess[str]"], library: str, script: str, tmp_path: Path
) -> None:
    done = started(library, script)
    assert (done.returncode, done.stdout) == (3, "")
    assert "需要 glibc 2.34" in done.stderr
    assert not (tmp_path / ".local").exists()


def test_the_menu_entry_is_put_into_an_account_and_taken_out(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "解开 的 & 文件夹"
    place.mkdir()
    with tarfile.open(linux_package.make_tar(folder, tmp_path / "x.tar.xz", "1.2.3")) as packed:
        packed.extractall(place, filter="data")
    script = place / "perfdesk-1.2.3" / "install.sh"
    share = tmp_path / "share"
    env = {"PATH": "/usr/bin:/bin", "XDG_DATA_HOME": str(share), "HOME": str(tmp_path)}
    subprocess.run([script], env=env, check=True, capture_output=True)
    entry = (share / "applications" / "perfdesk.desktop").read_text(encoding="utf-8")
    assert f'Exec="{place}/perfdesk-1.2.3/perfdesk" open %f' in entry.splitlines()
    subprocess.run([script, "remove"], env=env, check=True, capture_output=True)
    left = [p for p in share.rglob("*perfdesk*") if p.is_file() and "packages" in p.parts]
    assert left == []
    assert not (share / "applications" / "perfdesk.desktop").exists()


@pytest.mark.parametrize("file", [[], ["数据.perfdesk"]])
def test_the_menu_entry_is_a_command_the_program_knows(file: list[str]) -> None:
    """%f is the file, or nothing at all when the program is started from the menu."""
    (line,) = [line for line in linux_package.desktop_entry().splitlines() if line.startswith("Exec=")]
    program, *words = line.removeprefix("Exec=").split()
    assert program == identity.APP
    assert words[-1] == "%f"
    parsed = _parser().parse_args([*words[:-1], *file])
    assert (parsed.desk.name if parsed.desk else None) == (file[0] if file else None)


def test_menu_entry_and_file_type_speak_of_the_same_kind() -> None:
    kinds = ElementTree.fromstring(linux_package.file_type())
    (kind,) = list(kinds)
    assert f"MimeType={kind.get('type')};" in linux_package.desktop_entry().splitlines()
    assert [glob.get("pattern") for glob in kind if glob.tag.endswith("glob")] == ["*" + identity.SUFFIX]


def _deb(*words: str) -> str:
    return subprocess.run(["dpkg-deb", *words], capture_output=True, text=True, check=True).stdout
