"""The setup for Windows and the program agree on every name, because the setup states none itself."""

import re
import shutil
import sys
from pathlib import Path

import pytest

import installer
import wine_bench
from perfdesk import identity, paths

TEXT = installer.SCRIPT.read_text(encoding="utf-8")
CODE = "\n".join(line for line in TEXT.splitlines() if not line.lstrip().startswith(";"))


@pytest.fixture
def program_folder(tmp_path: Path) -> Path:
    """A program folder in small, with the names of the real one."""
    folder = tmp_path / "程序 文件夹" / identity.APP
    (folder / "_internal").mkdir(parents=True)
    for name in (f"{identity.APP}.exe", f"{identity.CONSOLE_APP}.exe", "_internal/python311.dll"):
        (folder / name).write_bytes(name.encode() * 50)
    return folder


def test_the_script_states_no_name_that_the_program_decides() -> None:
    decided = (identity.TITLE, identity.MUTEX, identity.SUFFIX, identity.PROG_ID, identity.FILE_KIND)
    assert [name for name in (*decided, str(identity.OLDEST_WINDOWS_BUILD)) if name in CODE] == []


def test_the_script_uses_every_name_it_is_told_and_no_other(program_folder: Path) -> None:
    told = installer.names("1.2.3", program_folder, Path("setup.exe"))
    own = set(re.findall(r"!define (?:/\w+ )?(\w+)", CODE))
    used = set(re.findall(r"\$\{(\w+)\}", CODE))
    from_nsis = {
        "NAMES",
        "Do",
        "ExitDo",
        "Loop",
        *re.findall(r"\$\{((?:If|IfNot|AndIf|OrIf|ElseIf|Else|EndIf)\w*)\}", CODE),
    }
    from_nsis |= {word for given in re.findall(r"!macro \w+ (.*)", CODE) for word in given.split()}
    from_nsis |= {"FileExists", "Errors", "RunningX64", "AtLeastWin10", "AtLeastBuild"}
    from_nsis |= {"GetParent", "GetParameters", "GetOptions", *re.findall(r"Section .* (Sec\w+)", CODE)}
    assert used - own - from_nsis - told.keys() == set()
    assert told.keys() - used == set()


def test_the_data_folder_of_the_setup_is_the_one_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PERFDESK_DATA")
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setenv("LOCALAPPDATA", "local")
    found = paths.data_folder().as_posix()
    assert installer.DATA_FOLDER.replace("$LOCALAPPDATA", "local").replace("\\", "/") == found


def test_the_program_never_lies_in_its_data_folder() -> None:
    """An uninstaller that removes one would take the other along."""
    (place,) = re.findall(r'InstallDir "([^"]+)"', CODE)
    assert place.replace("${APP}", identity.APP) == f"$LOCALAPPDATA\\Programs\\{identity.APP}"


def test_data_go_only_when_that_is_asked_for() -> None:
    asked = CODE.split('"/PURGEDATA"')[1]
    assert CODE.count('RMDir /r "${DATADIR}"') == asked.count('RMDir /r "${DATADIR}"') == 2
    assert "MB_DEFBUTTON2" in asked
    assert "/SD IDNO" in asked


def test_every_box_has_an_answer_for_a_silent_run() -> None:
    boxes = [line for line in CODE.splitlines() if "MessageBox " in line]
    assert len(boxes) >= 6
    assert [line for line in boxes if "/SD " not in line] == []


def test_nothing_is_unpacked_over_the_old_program() -> None:
    section = CODE.split('Section "程序文件')[1].split("SectionEnd")[0]
    unpacked = section.index("File /r")
    assert '$INSTDIR\\.new"' in section[:unpacked].splitlines()[-2]
    moved = re.findall(r'MoveProgram "(.*)" "(.*)"', section)
    here, new, old = "$INSTDIR", "$INSTDIR\\.new", "$INSTDIR\\.old"
    # Out, in; and where a part is held, both ways back.
    assert moved == [(here, old), (new, here), (here, new), (old, here)]
    assert unpacked < section.index("MoveProgram")
    assert "RemoveProgram" not in section


def test_the_bench_knows_the_exit_codes_of_the_setup() -> None:
    stated = dict(re.findall(r"!define (TOO_OLD|RUNNING|NO_PLACE) (\d)", CODE))
    assert stated == {name: str(getattr(wine_bench, name)) for name in stated}
    assert len(stated) == 3


@pytest.mark.skipif(not shutil.which("makensis"), reason="needs nsis")
def test_two_setups_of_the_same_program_are_the_same_file(program_folder: Path, tmp_path: Path) -> None:
    made = [
        installer.make_setup(program_folder, tmp_path / name, "1.2.3", quick=True).read_bytes()
        for name in ("one.exe", "two.exe")
    ]
    assert made[0] == made[1]
    assert made[0].startswith(b"MZ")
    assert "1.2.3".encode("utf-16-le") in made[0]
