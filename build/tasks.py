"""Every chore of the repository: python3 build/tasks.py <chore>.

Runs with any Python 3.11 or newer and the standard library; see machine.py for the set-up.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from machine import ROOT, CannotGoOn, prepare, run_quietly, say, venv_python

OUT = ROOT / "out"
UV = "uv==0.13.9"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}


def main(arguments: list[str] | None = None) -> int:
    """Parse, prepare the machine, do the chore; the exit code is the chore's."""
    choice = _parser().parse_args(arguments)
    try:
        prepare()
        return int(choice.chore(choice))
    except CannotGoOn as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def demo(_: argparse.Namespace) -> int:
    """Take the sample office through import, check, score and print, into out/demo."""
    OUT.mkdir(exist_ok=True)
    return _python("-m", "perfdesk", "demo", "--out", "out/demo", env=_where_to_show())


def test(choice: argparse.Namespace) -> int:
    """Run every check: ruff, format, mypy, pytest, the frozen self-test. With paths, only pytest on those."""
    if choice.only:
        return _pytest(*choice.only)
    return _all_of(
        {
            **_style_checks(),
            "pytest": lambda: _pytest("-n", "2", "--dist", "worksteal"),
            "frozen self-test": lambda: freeze(choice) or _frozen_self_test(),
        }
    )


def check(_: argparse.Namespace) -> int:
    """Run ruff and mypy only, a matter of seconds."""
    return _all_of(_style_checks())


def format_code(_: argparse.Namespace) -> int:
    """Let ruff sort imports and lay out the code."""
    return _python("-m", "ruff", "check", "--fix-only", "--quiet", ".") or _python(
        "-m", "ruff", "format", "."
    )


def bench(choice: argparse.Namespace) -> int:
    """Run the measurements of tests/bench one by one; the figures are ratios against a floor."""
    scripts = sorted((ROOT / "tests" / "bench").glob("bench_*.py"))
    chosen = [file for file in scripts if not choice.only or file.stem.removeprefix("bench_") in choice.only]
    if not chosen:
        known = ", ".join(file.stem.removeprefix("bench_") for file in scripts)
        raise CannotGoOn(f"No such measurement; there are: {known or 'none'}.")
    # One after the other: two at a time would measure each other.
    return _all_of({file.stem: lambda file=file: _python(str(file), env=OFFSCREEN) for file in chosen})


def fuzz(choice: argparse.Namespace) -> int:
    """Search the tests marked fuzz with many more examples."""
    return _pytest("-m", "fuzz", "-n", "2", *choice.only, env={"PERFDESK_FUZZ": "1"})


def pictures(_: argparse.Namespace) -> int:
    """Take pictures of every window on a virtual screen."""
    screen = shutil.which("xvfb-run")
    if not screen:
        raise CannotGoOn("Pictures need a virtual screen: install xvfb and xauth.")
    command = [screen, "-a", "-s", "-screen 0 1920x1080x24", str(venv_python()), "tests/stories/pictures.py"]
    return _run(command, {"QT_QPA_PLATFORM": "xcb"})


def fonts(_: argparse.Namespace) -> int:
    """Cut the fonts of resources/fonts anew from their npm packages."""
    return _python("build/fonts.py")


def icons(_: argparse.Namespace) -> int:
    """Fetch the icons of resources/icons anew and draw the program's own."""
    return _python("build/icons.py", env=OFFSCREEN)


def lock(choice: argparse.Namespace) -> int:
    """Resolve pyproject.toml into requirements.lock; keeps what it can."""
    tools = OUT / "tools"
    uv = tools / ("Scripts/uv.exe" if os.name == "nt" else "bin/uv")
    if not uv.exists():
        say("Fetching the resolver")
        run_quietly([sys.executable, "-m", "venv", str(tools)], "The folder out/tools could not be made.")
        pip = [str(uv.with_name("python")), "-m", "pip", "install", "--quiet", UV]
        run_quietly(pip, "The resolver could not be installed; check the network.")
    command = [
        *(str(uv), "pip", "compile", "pyproject.toml", "--group", "dev", "--quiet"),
        *("--universal", "--python-version", "3.11", "--generate-hashes"),
        # No addresses and no header: the file has to read the same from every mirror.
        *("--no-header", "--no-annotate", "--no-emit-index-url", "-o", "requirements.lock"),
    ]
    return _run([*command, "--upgrade"] if choice.upgrade else command)


def freeze(_: argparse.Namespace) -> int:
    """Build the program folder out/dist/perfdesk with PyInstaller."""
    # PyInstaller's own default work folder is ./build, which holds sources here.
    places = ("--workpath", "out/work", "--distpath", "out/dist")
    return _python("-m", "PyInstaller", "-y", "--clean", "--log-level", "WARN", *places, "perfdesk.spec")


def _frozen_self_test() -> int:
    """Let the frozen program take in, enter, print and show on a desk of its own; its report stays in out."""
    place = OUT / "selftest"
    shutil.rmtree(place, ignore_errors=True)
    program = OUT / "dist" / "perfdesk" / ("perfdesk.exe" if sys.platform == "win32" else "perfdesk")
    code = _run([str(program), "self-test", str(place)], OFFSCREEN)
    error = place / "selftest-error.txt"
    if error.exists():
        print(error.read_text(encoding="utf-8"), file=sys.stderr)
    return code


def _where_to_show() -> dict[str, str]:
    """The demo opens its window where there is a screen; elsewhere Qt would abort looking for one."""
    has_screen = not sys.platform.startswith("linux") or {"DISPLAY", "WAYLAND_DISPLAY"} & os.environ.keys()
    return {} if has_screen else OFFSCREEN


def _style_checks() -> dict[str, Callable[[], int]]:
    return {
        "ruff check": lambda: _python("-m", "ruff", "check", "."),
        "ruff format --check": lambda: _python("-m", "ruff", "format", "--check", "."),
        "mypy": lambda: _python("-m", "mypy"),
    }


def _all_of(steps: dict[str, Callable[[], int]]) -> int:
    """Run every step even after a failure, so that one run tells all."""
    failed = []
    for name, step in steps.items():
        say(name)
        if step():
            failed.append(name)
    say("Failed: " + ", ".join(failed) if failed else "All passed")
    return 1 if failed else 0


def _pytest(*arguments: str, env: dict[str, str] | None = None) -> int:
    return _python("-m", "pytest", *arguments, env={**OFFSCREEN, **(env or {})})


def _python(*arguments: str, env: dict[str, str] | None = None) -> int:
    return _run([str(venv_python()), *arguments], env)


def _run(command: list[str], env: dict[str, str] | None = None) -> int:
    # UTF-8 whatever the locale: a bare container has none, a Chinese Windows has GBK.
    environment = {**os.environ, "PYTHONUTF8": "1", **(env or {})}
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False
    ).returncode


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog=f"python3 {Path('build', 'tasks.py')}", description="perfdesk's chores"
    )
    chores = parser.add_subparsers(required=True, metavar="chore")

    def add(name: str, chore: Callable[[argparse.Namespace], int]) -> argparse.ArgumentParser:
        summary = (chore.__doc__ or "").split("\n")[0]
        sub = chores.add_parser(name, help=summary, description=chore.__doc__)
        sub.set_defaults(chore=chore)
        return sub

    add("demo", demo)
    add("test", test).add_argument("only", nargs="*", help="paths: run pytest on these and nothing else")
    add("check", check)
    add("format", format_code)
    add("bench", bench).add_argument("only", nargs="*", help="names, such as start for bench_start.py")
    add("fuzz", fuzz).add_argument("only", nargs="*", help="further words for pytest")
    add("pictures", pictures)
    add("fonts", fonts)
    add("icons", icons)
    add("lock", lock).add_argument("--upgrade", action="store_true", help="take the newest of everything")
    add("freeze", freeze)
    return parser


if __name__ == "__main__":
    sys.exit(main())
