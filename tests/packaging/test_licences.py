"""Whatever is shipped is named with its licence, and nothing under GPL or AGPL alone is shipped."""

import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

import licences
from licences import GplOnly
from machine import ROOT, WINDOWS_LOCK

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def collected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return licences.collect(tmp_path_factory.mktemp("许可") / "licences", PROJECT, [])


def test_the_notice_names_every_part(collected: Path) -> None:
    notice = (collected / licences.NOTICE).read_text(encoding="utf-8")
    for name in (
        "pyside6-essentials 6.9.3",
        "pandas",
        "reportlab",
        "lxml",
        "Noto Serif SC",
        "Lucide",
        "Python",
    ):
        assert f"- {name}" in notice
    assert PROJECT["version"] in notice
    assert "LGPL" in notice


def test_every_part_brings_its_text(collected: Path) -> None:
    """Qt's wheels carry none; LGPL and GPL lie beside the notice for them."""
    without = {"pyside6-essentials", "shiboken6"}
    parts = {part.name for part in licences.python_parts(PROJECT["dependencies"])} - without
    assert {name for name in parts if not any((collected / name).glob("*"))} == set()
    for name in ("绩效台", "Noto Serif SC", "Lucide", "Python", "PyInstaller"):
        assert any((collected / name).glob("*")), name
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt"):
        assert (collected / name).stat().st_size > 5000


def test_texts_of_the_same_name_do_not_overwrite_each_other(collected: Path) -> None:
    numpy = next(p for p in licences.python_parts(PROJECT["dependencies"]) if p.name == "numpy")
    assert len(list((collected / "numpy").iterdir())) == len(numpy.texts) > 5


def test_what_is_built_into_qt_is_named_with_its_text(collected: Path) -> None:
    notice = (collected / licences.NOTICE).read_text(encoding="utf-8")
    for name, word in (
        ("ICU", "UNICODE"),
        ("FreeType", "FreeType"),
        ("PCRE2", "Cambridge"),
        ("MD4C", "free"),
    ):
        assert f"- {name}（Qt 内）" in notice
        (text,) = (collected / f"{name}（Qt 内）").iterdir()
        assert word in text.read_text(encoding="utf-8", errors="replace")
    assert "LGPL-2.1.txt" in notice
    assert (collected / "LGPL-2.1.txt").stat().st_size > 20_000


def test_every_wheel_of_the_windows_program_has_its_notice() -> None:
    """What stands in the lock is shipped, but for what only builds; the notice goes by the requirements."""
    locked = set(re.findall(r"^([a-z0-9-]+)==", WINDOWS_LOCK.read_text(encoding="utf-8"), re.MULTILINE))
    system = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"}
    named = licences.distributions(PROJECT["dependencies"], system)
    tools = {"altgraph", "packaging", "pefile", "pywin32-ctypes", "setuptools"}
    assert locked - tools - {"pyinstaller", "pyinstaller-hooks-contrib"} == named.keys()


@pytest.mark.skipif(not shutil.which("dpkg-query"), reason="needs Debian's packages")
def test_a_library_of_the_system_brings_the_texts_its_notice_names() -> None:
    library = next(Path("/usr/lib").glob("*/libglib-2.0.so.0"))
    part, common = licences._system_parts([("libglib-2.0.so.0", str(library))])
    assert [name for name, _ in part.texts] == ["copyright"]
    assert common.name == licences.COMMON
    assert "LGPL-2.1.txt" in {name for name, _ in common.texts}


@pytest.fixture
def made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], list[str]]:
    """Installs a library that states these lines, and returns it as something the program requires."""

    def install(lines: str) -> list[str]:
        told = tmp_path / "made_up-1.0.dist-info"
        told.mkdir()
        head = "Metadata-Version: 2.4\nName: made-up\nVersion: 1.0\n"
        (told / "METADATA").write_text(f"{head}{lines}\n", encoding="utf-8")
        monkeypatch.syspath_prepend(tmp_path)
        return ["made-up"]

    return install


@pytest.mark.parametrize(
    "lines",
    [
        "License-Expression: AGPL-3.0-only",
        "License-Expression: MIT AND GPL-2.0-or-later",
        "Classifier: License :: OSI Approved :: GNU Affero General Public License v3",
        "License: gpl v3",
        "License: GNU General Public License v3\n        IN NO EVENT OR BY LAW\n        MIT",
        "Summary: says nothing",
    ],
)
def test_a_library_under_gpl_alone_stops_the_build(
    made_up: Callable[[str], list[str]], lines: str, tmp_path: Path
) -> None:
    required = {**PROJECT, "dependencies": [*PROJECT["dependencies"], *made_up(lines)]}
    with pytest.raises(GplOnly, match="made-up"):
        licences.collect(tmp_path / "licences", required, [])


@pytest.mark.parametrize(
    "lines",
    [
        "License-Expression: LGPL-2.1-or-later",
        "Classifier: License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)",
        "License: GNU Library General Public License",
        "License-Expression: GPL-3.0-only OR MIT",
    ],
)
def test_a_library_that_may_be_shipped_is_named(made_up: Callable[[str], list[str]], lines: str) -> None:
    (part,) = licences.python_parts(made_up(lines))
    assert part.licence


@pytest.mark.parametrize(
    "name", ["lib/libreadline.so.8", "readline.cpython-311-x86_64-linux-gnu.so", "C:\\x\\libgdbm.dll"]
)
def test_a_gpl_library_stops_the_build(name: str) -> None:
    with pytest.raises(GplOnly, match="GPL only"):
        licences.refuse_gpl(["lib/libssl.so.3", name])


@pytest.mark.parametrize(
    "choices",
    [
        ["GPL-3.0-only"],
        ["AGPL-3.0"],
        ["GPL-2.0-only", "GPL-3.0-only"],
        ["GNU Affero General Public License"],
        [],
    ],
)
def test_a_part_under_gpl_alone_or_under_nothing_stops_the_build(choices: list[str]) -> None:
    with pytest.raises(GplOnly):
        licences.refuse_gpl_choices("part", choices)


@pytest.mark.parametrize("choices", [["LGPL-3.0-only", "GPL-2.0-only"], ["MIT"], ["BSD-3-Clause AND Zlib"]])
def test_a_part_with_another_choice_goes_through(choices: list[str]) -> None:
    licences.refuse_gpl_choices("part", choices)
