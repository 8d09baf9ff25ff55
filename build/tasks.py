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

import bundle
import installer
import linux_package
import release as releasing
from bundle import FOLDER, OUT, PACKAGES, identity
from machine import LOCK, ROOT, WINDOWS_LOCK, CannotGoOn, prepare, run_quietly, say, venv_python

UV = "uv==0.13.9"
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
if sys.platform == "win32":
    # Without a screen Qt looks for faces in its own folder, which has none, and not where Windows keeps them.
    OFFSCREEN["QT_QPA_FONTDIR"] = str(Path(os.environ.get("SYSTEMROOT", "C:\\Windows"), "Fonts"))


def main(arguments: list[str] | None = None) -> int:
    """Parse, prepare the machine, do the chore; the exit code is the chore's."""
    choice = _parser().parse_args(arguments)
    try:
        # What is given to users is built from the lock that holds nothing but its parts.
        for_users = choice.chore in (package, install_test, release)
        prepare(WINDOWS_LOCK if for_users and sys.platform == "win32" else LOCK)
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
            "frozen self-test": lambda: freeze(choice) or _frozen_self_test(FOLDER),
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
    # No addresses and no header: the files have to read the same from every mirror.
    command = [str(uv), "pip", "compile", "pyproject.toml", "--quiet", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--no-emit-index-url"]
    command += ["--upgrade"] if choice.upgrade else []
    windows = ["--group", "package", "--python-platform", "x86_64-pc-windows-msvc", "--only-binary", ":all:"]
    windows += ["--constraints", LOCK.name, "-o", str(WINDOWS_LOCK.relative_to(ROOT))]
    every = ["--group", "dev", "--universal", "-o", LOCK.name]
    return _run([*command, *every]) or _run([*command, *windows])


def freeze(_: argparse.Namespace) -> int:
    """Build the program folder out/dist/perfdesk with PyInstaller."""
    return _python(*bundle.pyinstaller("out/work", "out/dist"), env=bundle.settings())


def package(choice: argparse.Namespace) -> int:
    """Build, prove and pack the program for this system into out/packages."""
    version = bundle.version()
    if freeze(choice):
        return 1
    system = "windows" if sys.platform == "win32" else "linux"
    say(f"The program folder has {bundle.require_size(FOLDER, system):.1f} MB")
    if choice.twice and _differs_when_built_again():
        return 1
    if sys.platform == "win32":
        if _python("build/pe_check.py", str(FOLDER)) or _frozen_self_test(FOLDER):
            return 1
        made = [
            installer.make_setup(FOLDER, PACKAGES / installer.setup_name(version), version),
            installer.make_portable(FOLDER, PACKAGES / installer.portable_name(version), version),
        ]
    else:
        made = linux_package.make_all(FOLDER, PACKAGES, version)
        if _frozen_self_test(linux_package.unpacked(made[0], OUT / "unpacked")):
            return 1
    print(releasing.sums(made), end="")
    return 0


def package_windows(choice: argparse.Namespace) -> int:
    """Build and prove the Windows program and its setup under Wine; needs Debian and root."""
    import wine_bench

    wine_bench.run(choice.place.resolve(), twice=choice.twice)
    say("The bench is through")
    return 0


def install_test(choice: argparse.Namespace) -> int:
    """Install what package made, prove it, remove it: on Windows in this account, else in a bare Debian."""
    if sys.platform == "win32":
        import install_test as installing

        installing.run()
    else:
        import linux_bench

        linux_bench.run(choice.place.resolve())
    say("Installed, proved and removed")
    return 0


def release(choice: argparse.Namespace) -> int:
    """Write SHA256SUMS and release notes beside the packages, or set the version everywhere."""
    if choice.set:
        releasing.set_version(ROOT, choice.set)
        return 0
    for file in releasing.make():
        print(file.name)
    for doubt in releasing.doubts():
        say(doubt)
    return 0


def _differs_when_built_again() -> int:
    say("Building once more; both have to be equal")
    if _python(*bundle.pyinstaller("out/work2", "out/dist2"), env=bundle.settings()):
        return 1
    again = OUT / "dist2" / identity.APP
    print(bundle.whole_digest(FOLDER), bundle.whole_digest(again), sep="\n")
    differing = bundle.differences(FOLDER, again)
    for name in differing:
        print(f"differs: {name}", file=sys.stderr)
    return 1 if differing else 0


def _frozen_self_test(folder: Path) -> int:
    """Let the frozen program prove itself, without a screen and on a virtual one; its reports stay in out."""
    program = [str(folder / (f"{identity.APP}.exe" if sys.platform == "win32" else identity.APP))]
    ways = {"selftest": (program, OFFSCREEN)}
    if screen := shutil.which("xvfb-run"):
        on_screen = [screen, "-a", "-s", "-screen 0 1920x1080x24", *program]
        ways["selftest-screen"] = (on_screen, {"QT_QPA_PLATFORM": "xcb"})
    elif sys.platform == "win32":
        ways["selftest-screen"] = (program, {})
    for name, (command, platform) in ways.items():
        place = OUT / name
        shutil.rmtree(place, ignore_errors=True)
        code = _run([*command, "self-test", str(place)], platform)
        error = place / "selftest-error.txt"
        if error.exists():
            print(error.read_text(encoding="utf-8"), file=sys.stderr)
        if code:
            return code
    return 0


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
    twice = "build a second time and compare byte for byte"
    add("package", package).add_argument("--twice", action="store_true", help=twice)
    windows = add("package-windows", package_windows)
    windows.add_argument("--twice", action="store_true", help=twice)
    place = "folder for the Debian 13, Wine and the Windows Python, 3 GB"
    windows.add_argument("--place", type=Path, default=OUT / "wine", help=place)
    bare = "on Linux: folder for the bare Debians, 3 GB; root is needed"
    add("install-test", install_test).add_argument("--place", type=Path, default=OUT / "bare", help=bare)
    add("release", release).add_argument("--set", metavar="VERSION", help="write this version everywhere")
    return parser


if __name__ == "__main__":
    sys.exit(main())
