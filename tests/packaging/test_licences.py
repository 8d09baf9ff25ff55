"""Whatever is shipped is named with its licence, and nothing under GPL or AGPL alone is shipped."""

import tomllib
from pathlib import Path

import pytest

import licences
from licences import GplOnly
from machine import ROOT

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
