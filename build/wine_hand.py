"""A hand at the Windows under Wine: starts programs, presses keys, looks at disk, registry and screen."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import bundle
from bundle import identity
from machine import CannotGoOn
from wine_root import DISPLAY, WineRoot

_UNINSTALL = ("HKCU", "Software", "Microsoft", "Windows", "CurrentVersion", "Uninstall", identity.APP)
UNINSTALL_KEY = "\\".join(_UNINSTALL)
_DESKTOP_KEY = "\\".join(("HKCU", "Control Panel", "Desktop"))
CLASSES = "\\".join(("HKCU", "Software", "Classes"))
_SYSTEM_KEY = "\\".join(("HKLM", "Software", "Microsoft", "Windows NT", "CurrentVersion"))
_PATIENCE = 60.0  # seconds until something that has to happen counts as not happening


def expect(condition: bool, what: str) -> None:
    """Stop the bench where something is not as it must be."""
    if not condition:
        raise CannotGoOn(f"The bench stops: {what}.")


class Hand:
    """The account of the Windows under Wine and what is done there."""

    def __init__(self, place: Path, pictures: Path) -> None:
        self.root = WineRoot(place)
        self.place, self.pictures = place, pictures
        self.user = self.root.prefix / "drive_c" / "users" / "root"
        self.local = self.user / "AppData" / "Local"
        self.program = self.local / "Programs" / identity.APP
        self.data = self.local / identity.APP
        self.documents = self.user / "业务 数据"
        menu = self.user / "AppData/Roaming/Microsoft/Windows/Start Menu/Programs" / identity.TITLE
        name = f"{identity.TITLE}.lnk"
        self.links = (menu / name, menu / f"卸载{name}", self.user / "Desktop" / name)

    def clean(self) -> None:
        """What an earlier run left goes."""
        for path in (self.program, self.data, self.documents, self.user / "自检", self.links[0].parent):
            shutil.rmtree(path, ignore_errors=True)
        for link in self.links:
            link.unlink(missing_ok=True)
        for key in (UNINSTALL_KEY, f"{CLASSES}\\{identity.PROG_ID}", f"{CLASSES}\\{identity.SUFFIX}"):
            self.root.wine("reg", "delete", key, "/f")

    # -- running

    def wine(
        self,
        *words: str,
        code: int = 0,
        timeout: float = 120,
        folder: str = "/place",
        env: dict[str, str] | None = None,
    ) -> str:
        """Run a Windows program to its end and return what it printed; stops where the code is another."""
        done = self.root.wine(*words, timeout=timeout, folder=folder, env=env)
        expect(done.returncode == code, f"{words} ended with {done.returncode}: {done.stdout[-1500:]}")
        return done.stdout

    def setup(self, name: str, *words: str, code: int = 0, mounts: str = "") -> None:
        """Run a setup silently."""
        done = self.root.wine(f"/place/{name}", "/S", *words, timeout=400, mounts=mounts)
        expect(done.returncode == code, f"{name} ended with {done.returncode}, not {code}: {done.stdout}")
        self.settle()

    def uninstall(self, *words: str) -> None:
        """Remove silently, and look that nothing of the program is left."""
        self.wine(self.installed("uninstall.exe"), "/S", *words)
        # It copies itself away and goes on there, so the end of the first process is not the end.
        self.settle()
        self.expect_removed()

    def expect_removed(self) -> None:
        """Stop where program, links or registry entries are left."""
        left = [path.name for path in self.program.rglob("*")]
        expect(not self.program.exists(), f"left behind: {left[:5]}")
        for link in self.links:
            expect(not link.exists(), f"{link.name} is still there")
        expect(not self.links[0].parent.exists(), "the menu folder is still there")
        for key in (UNINSTALL_KEY, f"{CLASSES}\\{identity.PROG_ID}", f"{CLASSES}\\{identity.SUFFIX}"):
            expect(self.root.wine("reg", "query", key).returncode != 0, f"{key} is still there")

    def settle(self) -> None:
        """Wait until every Windows program has ended."""
        self.root.inside("WINEPREFIX=/wp /usr/lib/wine/wineserver64 -w", timeout=300)

    @contextmanager
    def running(self, *words: str, keys: str = "ctrl+q", mounts: str = "") -> Iterator[None]:
        """A program with a window while the block runs; ended by its own keys, else by force."""
        command = self.root.words(self.root.wine_words(*words), mounts)
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            self.wait_for_window(identity.TITLE)
            yield

            def ended() -> bool:
                self.press(keys)
                return process.poll() is not None

            wait_until(ended, f"{words[0]} does not end by {keys}", pause=2.0)
        finally:
            if process.poll() is None:
                self.root.inside("WINEPREFIX=/wp /usr/lib/wine/wineserver64 -k")
                process.wait(_PATIENCE)

    @contextmanager
    def holding(self, path: Path) -> Iterator[None]:
        """A file is open in another program, as a virus scanner has it, while the block runs."""
        flag = self.place / "held"
        flag.unlink(missing_ok=True)
        lines = (
            "import pathlib, time",
            "flag = pathlib.Path('Z:/place/held')",
            f"with open({self.windows_path(path)!r}, 'rb'):",
            "    flag.touch()",
            "    while flag.exists():",
            "        time.sleep(0.2)",
        )
        words = self.root.wine_words("/place/winpy/python.exe", "-c", "\n".join(lines))
        process = subprocess.Popen(self.root.words(words), stdin=subprocess.DEVNULL)
        try:
            wait_until(flag.exists, f"{path.name} is not held")
            yield
        finally:
            flag.unlink(missing_ok=True)
            process.wait(_PATIENCE)

    # -- looking

    def installed(self, name: str) -> str:
        """A file of the installed program as it is called inside."""
        return self.inside(self.program / name)

    def inside(self, path: Path) -> str:
        """A path as the Debian 13 has it."""
        return "/" + path.relative_to(self.root.guest).as_posix()

    def windows_path(self, path: Path) -> str:
        """A path as Windows has it."""
        return "C:\\" + str(path.relative_to(self.root.prefix / "drive_c")).replace("/", "\\")

    def registered(self, name: str) -> str:
        """A value of the entry in the list of installed programs."""
        return self.wine("reg", "query", UNINSTALL_KEY, "/v", name).strip().split()[-1]

    def data_now(self) -> dict[str, str]:
        """Digests of all that belongs to the clerk."""
        return {**bundle.digests(self.documents), **bundle.digests(self.data)}

    @contextmanager
    def another_windows(self, version: str, build: str) -> Iterator[None]:
        """Let the programs of the block see an older Windows."""
        old = self.wine("reg", "query", _SYSTEM_KEY, "/v", "CurrentBuildNumber").strip().split()[-1]
        self._number_windows(version, build)
        try:
            yield
        finally:
            self._number_windows("10.0", old)

    @contextmanager
    def scaled(self, per_cent: int) -> Iterator[None]:
        """Let the programs of the block see a screen that is scaled so."""
        self._set_dots(96 * per_cent // 100)
        try:
            yield
        finally:
            self._set_dots(96)

    def _set_dots(self, per_inch: int) -> None:
        kind = ("/t", "REG_DWORD", "/d", str(per_inch))
        self.wine("reg", "add", _DESKTOP_KEY, "/v", "LogPixels", *kind, "/f")
        self.settle()

    def _number_windows(self, version: str, build: str) -> None:
        """Both views of the registry at once: every program that is started costs seconds."""
        major, _, minor = version.partition(".")
        values = [f'"{name}"="{build}"' for name in ("CurrentBuildNumber", "CurrentBuild")]
        values += [f'"CurrentVersion"="{version}"']
        values += [f'"CurrentMajorVersionNumber"=dword:{int(major):08x}']
        values += [f'"CurrentMinorVersionNumber"=dword:{int(minor):08x}']
        lines = ["REGEDIT4", ""]
        for software in ("Software", "Software\\Wow6432Node"):
            key = "\\".join(("HKEY_LOCAL_MACHINE", software, "Microsoft", "Windows NT", "CurrentVersion"))
            lines += [f"[{key}]", *values, ""]
        (self.place / "windows.reg").write_text("\r\n".join(lines), encoding="ascii", newline="")
        self.wine("regedit", "/S", "Z:\\place\\windows.reg")
        self.settle()

    # -- the screen

    def window(self, title: str) -> str:
        """The number of a visible window whose title holds the text; "" where there is none."""
        told = self._screen(f"xdotool search --onlyvisible --name '{title}'")
        return told.split()[-1] if told.split() else ""

    def wait_for_window(self, title: str) -> str:
        """Wait until there is such a window and nothing on the screen moves any more."""
        wait_until(lambda: bool(self.window(title)), f"no window {title}")
        self.wait_for_rest()
        return self.window(title)

    def wait_for_rest(self, equal: int = 2) -> None:
        """Wait until so many looks at the screen, a while apart, are the same; a caret blinks."""
        looks: list[str] = []

        def same() -> bool:
            looks.append(self._look())
            return len(looks) >= equal and len(set(looks[-equal:])) == 1

        wait_until(same, "the screen never comes to rest", pause=1.0)

    def press(self, *keys: str) -> None:
        """Keys to the window in front."""
        self._screen(f"xdotool key --clearmodifiers {' '.join(keys)}")

    def click(self, title: str, x: int, y: int) -> None:
        """A click at a place inside a window."""
        self._screen(f"xdotool mousemove --window {self.window(title)} {x} {y} click 1")

    def picture(self, name: str, title: str = "") -> None:
        """Keep a picture of the screen, or of the window with this title."""
        what = self.window(title) if title else "root"
        self._screen(f"import -window {what} /place/look.png")
        self.pictures.mkdir(parents=True, exist_ok=True)
        shutil.move(self.place / "look.png", self.pictures / f"{name}.png")
        print(f"  picture {name}.png")

    def _look(self) -> str:
        return self._screen("import -window root rgb:- | sha256sum")

    def _screen(self, words: str) -> str:
        return self.root.inside(f"export DISPLAY={DISPLAY} HOME=/root LC_ALL=C.UTF-8; {words}").stdout


def wait_until(
    happened: Callable[[], bool], otherwise: str, pause: float = 0.3, patience: float = _PATIENCE
) -> None:
    """Wait until it is so; the bench stops where it never is."""
    end = time.monotonic() + patience
    while not happened():
        expect(time.monotonic() < end, otherwise)
        time.sleep(pause)
