"""The rules of the design that a machine can hold: rooms, sizes, forbidden doors, order, licences."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from importlinter.cli import lint_imports
from packaging.requirements import Requirement

from licences import python_parts

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "perfdesk"
CHORES = "build"

# (rule, file) -> why this one may. An entry that is no longer needed fails as well.
ALLOWED: dict[tuple[str, str], str] = {
    (
        "broad except",
        "build/entry.py",
    ): "the last stop: it ends the program",
}

LARGEST = {"file": 400, "class": 250, "function": 60}

UNSAFE_MODULES = {"pickle", "marshal", "shelve", "dill", "imp"}
NETWORK_MODULES = {
    *(
        "socket",
        "socketserver",
        "ssl",
        "select",
        "selectors",
        "asyncio",
        "ftplib",
        "smtplib",
        "poplib",
        "imaplib",
    ),
    *("telnetlib", "urllib", "http", "xmlrpc", "requests", "httpx", "aiohttp", "urllib3", "webbrowser"),
}
UNSAFE_CALLS = {"eval", "exec", "yaml.load", "read_pickle", "to_pickle", "os.system"}

TOP_LEVEL = {
    *("perfdesk", "resources", "tests", "build", "pyproject.toml", "perfdesk.spec"),
    *("README.md", "LICENSE", ".gitignore", ".gitattributes", ".ci", ".github", "requirements.lock"),
}


def sources(*rooms: str) -> list[Path]:
    """Every Python file of the given folders, and perfdesk.spec with build."""
    found = [file for room in rooms for file in sorted((ROOT / room).rglob("*.py"))]
    return [*found, ROOT / "perfdesk.spec"] if CHORES in rooms else found


@cache
def tree_of(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def name_of(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def offences(rule: str, places: Iterator[str]) -> list[str]:
    """What breaks the rule in a file that may not, and files that may and do not; a place is `file: what`."""
    found = list(places)
    excused = {file for known, file in ALLOWED if known == rule}
    unused = excused - {place.partition(":")[0] for place in found}
    refused = [place for place in found if place.partition(":")[0] not in excused]
    return refused + [f"{file}: stands in ALLOWED without need" for file in sorted(unused)]


def dotted(node: ast.expr) -> str:
    """`a.b.c` as written, or the last name where the front is no plain name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        front = dotted(node.value)
        return f"{front}.{node.attr}" if front else node.attr
    return ""


def calls(files: list[Path], wanted: Callable[[ast.Call], bool]) -> Iterator[str]:
    for file in files:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Call) and wanted(node):
                yield f"{name_of(file)}: {dotted(node.func)}"


def imports(files: list[Path]) -> Iterator[tuple[str, str]]:
    """Pairs of file and full name of what it imports, inside functions too."""
    for file in files:
        for node in ast.walk(tree_of(file)):
            if isinstance(node, ast.Import):
                yield from ((name_of(file), alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and not node.level:
                yield from ((name_of(file), f"{node.module}.{alias.name}") for alias in node.names)


def test_rooms_know_only_the_rooms_below(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)
    assert code == 0, capsys.readouterr().out


def test_domain_imports_the_standard_library_only() -> None:
    def strangers() -> Iterator[str]:
        for place, name in imports(sources("perfdesk/domain")):
            if name.split(".")[0] not in sys.stdlib_module_names and not name.startswith("perfdesk.domain"):
                yield f"{place}: {name}"

    assert offences("stranger in the domain", strangers()) == []


def test_files_classes_and_functions_stay_small() -> None:
    def large() -> Iterator[str]:
        for file in sources(PROGRAM, CHORES):
            length = len(file.read_text(encoding="utf-8").splitlines())
            if length > LARGEST["file"]:
                yield f"{name_of(file)}: {length} lines"
            for node in ast.walk(tree_of(file)):
                if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                    continue
                kind = "class" if isinstance(node, ast.ClassDef) else "function"
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LARGEST[kind]:
                    yield f"{name_of(file)}: {kind} {node.name} has {length} lines"

    assert offences("too large", large()) == []


def test_nothing_unpickles_or_runs_text() -> None:
    def unsafe(call: ast.Call) -> bool:
        name = dotted(call.func)
        by_shell = any(
            word.arg == "shell" and not (isinstance(word.value, ast.Constant) and word.value.value is False)
            for word in call.keywords
        )
        # connection.exec or dialog.exec() are other things; the bare name is Python's.
        return name in UNSAFE_CALLS or name.split(".")[-1] in {"read_pickle", "to_pickle"} or by_shell

    files = sources(PROGRAM, CHORES)
    modules = (f"{place}: {name}" for place, name in imports(files) if name.split(".")[0] in UNSAFE_MODULES)
    assert offences("unsafe module", modules) == []
    assert offences("unsafe call", calls(files, unsafe)) == []


def test_nothing_opens_a_socket() -> None:
    found = (
        f"{place}: {name}"
        for place, name in imports(sources(PROGRAM))
        if name.split(".")[0] in NETWORK_MODULES or "QtNetwork" in name
    )
    assert offences("network", found) == []


def test_no_except_catches_everything_and_goes_on() -> None:
    def broad() -> Iterator[str]:
        for file in sources(PROGRAM, CHORES):
            for node in ast.walk(tree_of(file)):
                if isinstance(node, ast.ExceptHandler) and _is_broad(node) and not _raises_again(node):
                    yield f"{name_of(file)}: except in line {node.lineno}"

    assert offences("broad except", broad()) == []


def _is_broad(handler: ast.ExceptHandler) -> bool:
    if handler.type is None:
        return True
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return any(dotted(kind) in {"Exception", "BaseException"} for kind in kinds)


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None


def test_nothing_is_left_as_a_stub() -> None:
    def stubs() -> Iterator[str]:
        for file in sources(PROGRAM, CHORES):
            for node in ast.walk(tree_of(file)):
                if (
                    isinstance(node, ast.Raise)
                    and node.exc
                    and "NotImplementedError" in ast.unparse(node.exc)
                ):
                    yield f"{name_of(file)}: stub in line {node.lineno}"

    assert offences("stub", stubs()) == []


def test_figures_never_become_floats() -> None:
    files = sources("perfdesk/domain", "perfdesk/store")
    assert (
        offences("float", calls(files, lambda call: dotted(call.func) in {"float", "builtins.float"})) == []
    )


def test_nothing_spins_the_event_loop_by_hand() -> None:
    found = calls(sources(PROGRAM), lambda call: dotted(call.func).endswith("processEvents"))
    assert offences("processEvents", found) == []


def test_tests_wait_for_states_and_never_for_time() -> None:
    found = calls(
        sources("tests"), lambda call: dotted(call.func) in {"qtbot.wait", "time.sleep", "QTest.qWait"}
    )
    assert offences("fixed wait", found) == []


def test_every_module_says_what_it_is_for() -> None:
    files = sources(PROGRAM, CHORES)
    silent = (f"{name_of(file)}: silent" for file in files if not ast.get_docstring(tree_of(file)))
    assert offences("no docstring", silent) == []


def tracked() -> list[str]:
    """Files that are in the repository or would be added to it, deleted ones left out."""
    git = shutil.which("git")
    if not git or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    # A checkout owned by somebody else is normal in a container.
    command = [git, "-c", f"safe.directory={ROOT}", "ls-files", "-z", "-co", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode("utf-8")
    return sorted(name for name in listed.split("\0") if name and (ROOT / name).exists())


def test_top_level_holds_the_agreed_entries_only() -> None:
    assert {name.split("/")[0] for name in tracked()} == TOP_LEVEL


def test_build_is_a_folder_of_scripts() -> None:
    """With an __init__.py it would shadow the `build` that packagers run with `python -m`."""
    assert [name for name in tracked() if re.fullmatch(r"build/(.*/)?__init__\.py", name)] == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    # In pieces, so that this file does not find itself.
    folders = "|".join(("ro" + "ot", "ho" + "me", "Us" + "ers", "wo" + "rk", "op" + "t"))
    machine = re.compile(rf"(?<![\w.~)}}\]])(?:[A-Za-z]:)?[/\\](?:{folders})[/\\]\w")
    hosts = ("py" + "pi.org", "python" + "hosted", "npm" + "js.", "npm" + "mirror", "tuna" + ".tsinghua")
    more = (
        "mirrors" + ".aliyun",
        "index" + "-url =",
        "extra-index" + "-url",
        "find" + "-links",
        "127.0." + "0.1",
    )
    found = []
    for name in tracked():
        content = (ROOT / name).read_bytes()
        if b"\0" in content:
            continue
        text = content.decode("utf-8", "replace")
        if hit := machine.search(text):
            found.append(f"{name}: {hit.group()}")
        found += [f"{name}: {host}" for host in (*hosts, *more) if host in text]
    assert found == []


def test_nothing_shipped_is_gpl_only() -> None:
    """The build asks the same question of what it collects, and stops."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert {"pyside6-essentials", "pandas", "lxml"} <= {p.name for p in python_parts(project["dependencies"])}


def test_neither_addons_nor_a_copyleft_pdf_library_is_locked() -> None:
    """Addons carry QtCharts and QtGraphs, which are GPL only; PyMuPDF is AGPL and likes to come along."""
    locks = (ROOT / "requirements.lock", ROOT / "build" / "requirements-windows.txt")
    locked = re.findall(
        r"^([\w.-]+)==", "\n".join(lock.read_text(encoding="utf-8") for lock in locks), re.MULTILINE
    )
    refused = {"pyside6", "pyside6-addons", "pymupdf", "pyqt5", "pyqt6", "pyside6-fluent-widgets", "nuitka"}
    assert refused & {name.lower() for name in locked} == set()


def locked_in(lock: str) -> dict[str, set[str]]:
    """Versions by name; a newer Python may get another one."""
    lines = (ROOT / lock).read_text(encoding="utf-8").splitlines()
    pairs = (line.split("==", 1) for line in lines if "==" in line and not line.startswith(" "))
    found: dict[str, set[str]] = {}
    for name, rest in pairs:
        found.setdefault(name, set()).add(rest.split()[0])
    return found


def test_locks_hold_everything_the_project_names() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    shipped = [*project["project"]["dependencies"], *groups["package"]]
    everything = [*shipped, *(line for line in groups["dev"] if isinstance(line, str))]
    for lock, named in (("requirements.lock", everything), ("build/requirements-windows.txt", shipped)):
        assert {Requirement(line).name.lower() for line in named} - locked_in(lock).keys() == set()


def test_windows_gets_the_versions_that_are_tested_here() -> None:
    tested, shipped = locked_in("requirements.lock"), locked_in("build/requirements-windows.txt")
    assert {name for name, versions in shipped.items() if not versions <= tested.get(name, set())} == set()
    # Only Windows needs these, so only its lock would miss them in silence.
    assert {"tzdata", "pefile", "pywin32-ctypes"} <= shipped.keys()
