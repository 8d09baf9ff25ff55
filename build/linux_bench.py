"""The .deb and the .tar.xz as on a real computer: installed by apt in a bare Debian 12, used, removed.

The Debian has nothing but what the package itself asks for, until a desktop's own tools are wanted. Each step
looks at what really lies on the disk afterwards. On a Debian 11, which is too old, both have to say so.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import bundle
import linux_package
from bare_root import CLERK, HOME, BareRoot
from bundle import identity
from machine import ROOT, CannotGoOn, say, venv_python
from perfdesk.logs import FIRST_FRAME
from wine_hand import expect, wait_until

OLDER = "0.0.9"
KEPT = "kept.ini"
DESK = "我的 数据文件.perfdesk"
PICTURES = bundle.OUT / "linux-pictures"
# What a desktop has besides: who knows kinds of files and menu entries, and who opens a file by them.
_DESKTOP = ("shared-mime-info", "desktop-file-utils", "libglib2.0-bin", "hicolor-icon-theme")
_ASIDE = ("/proc", "/dev", "/given", "/tmp", "/var/cache", "/var/log", "/var/lib/apt", "/var/lib/dpkg")
_DISPLAY = ":57"
_INSTALL = "apt-get install -y -q --no-install-recommends"


def run(place: Path) -> None:
    """Everything, in order; CannotGoOn at the first step that does not give what it must."""
    if not shutil.which("Xvfb"):
        raise CannotGoOn("The window is looked at on a virtual screen: install xvfb.")
    packages = linux_package.names(bundle.version())
    for package in packages:
        if not (bundle.PACKAGES / package).is_file():
            raise CannotGoOn(f"There is no {package}: run package first.")
    shutil.rmtree(PICTURES, ignore_errors=True)
    PICTURES.mkdir(parents=True)
    given = place / "given"
    shutil.rmtree(given, ignore_errors=True)
    given.mkdir(parents=True)
    for package in packages:
        shutil.copyfile(bundle.PACKAGES / package, given / package)
    _make_older(given / packages[0], given)
    screen = ["Xvfb", _DISPLAY, "-screen", "0", "1366x768x24", "-nolisten", "tcp", "-ac"]
    with subprocess.Popen(screen, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as display:
        try:
            for step in (*_Debian(place, given).steps(), *_TooOld(place, given).steps()):
                say((step.__doc__ or "").splitlines()[0])
                step()
        finally:
            display.terminate()


def _make_older(package: Path, given: Path) -> None:
    """The same program as an older version, with a file that the newer one has no more."""
    place = given / "older"
    subprocess.run(["dpkg-deb", "--raw-extract", str(package), str(place)], check=True)
    control = place / "DEBIAN" / "control"
    told = control.read_text(encoding="utf-8")
    newer = f"Version: {bundle.version()}\n"
    expect(newer in told, "the package states another version")
    control.write_text(told.replace(newer, f"Version: {OLDER}\n"), encoding="utf-8")
    (place / "usr/lib" / identity.APP / "_internal" / "stale.txt").write_text("older", encoding="utf-8")
    packed = ["dpkg-deb", "-Znone", "--root-owner-group", "--build", str(place), str(given / "older.deb")]
    subprocess.run(packed, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(place)


class _Debian:
    """A Debian 12 and the clerk on it."""

    def __init__(self, place: Path, given: Path) -> None:
        self.root = BareRoot(place, "bookworm", given)
        self.deb, self.tar = linux_package.names(bundle.version())
        self.home = self.root.guest / HOME.lstrip("/")
        self.share = self.home / ".local" / "share"
        self.program = self.root.guest / "usr/lib" / identity.APP
        self.kept: dict[str, str] = {}
        self.before: set[str] = set()

    def steps(self) -> Iterator[Callable[[], None]]:
        """The steps in order."""
        yield self.install_older_version
        yield self.prove_without_a_screen
        yield self.prove_on_a_screen
        yield self.work_with_it
        yield self.upgrade
        yield self.open_by_kind
        yield self.remove
        yield self.purge
        yield self.unpack_the_archive
        yield self.remove_the_archive

    def install_older_version(self) -> None:
        """An older version, installed by apt with nothing but what it asks for."""
        self.root.prepare()
        self.root.run("apt-get update -qq")
        print("  " + self.root.run(f"{_INSTALL} /given/older.deb").strip().splitlines()[-1])
        expect((self.program / "_internal" / "stale.txt").exists(), "the older version is not there")
        expect(self._version() == OLDER, "the older version is not registered")

    def prove_without_a_screen(self) -> None:
        """Self-test of the installed program without a screen."""
        self._prove("perfdesk", "自检", {"QT_QPA_PLATFORM": "offscreen"}, OLDER)

    def prove_on_a_screen(self) -> None:
        """Self-test of the installed program on a screen."""
        self._prove("perfdesk", "自检", {"QT_QPA_PLATFORM": "xcb", "DISPLAY": _DISPLAY}, OLDER)

    def work_with_it(self) -> None:
        """A clerk's data: a desk file and exports in his folder, settings in the data folder."""
        self.root.as_clerk("mkdir '业务 数据'; cd '业务 数据'; perfdesk demo --no-window --out .")
        documents = self.home / "业务 数据"
        next(documents.glob("*.perfdesk")).rename(documents / DESK)
        self.root.as_clerk(
            "mkdir -p .local/share/perfdesk; echo name=经办人 > .local/share/perfdesk/kept.ini"
        )
        self.kept = self._data()
        expect(len(self.kept) > 5, "there is no data to keep")

    def upgrade(self) -> None:
        """Upgrade: nothing of the older program left, all data the same, the desk file whole."""
        self.root.run(f"{_INSTALL} /given/{self.deb}")
        expect(self._version() == bundle.version(), "the new version is not registered")
        self._expect_the_program_itself()
        expect(self._data() == self.kept, "data changed")
        told = self.root.as_clerk(f"perfdesk verify '业务 数据/{DESK}'")
        expect("完好" in told, f"the desk file does not verify: {told}")
        expect(self._data() == self.kept, "data changed by a look")
        print(f"  {len(self.kept)} files of the clerk unchanged")

    def open_by_kind(self) -> None:
        """Menu entry and kind of file; a desk file opens in the program by what it is."""
        self.root.run(f"{_INSTALL} {' '.join(_DESKTOP)}")
        self.root.run(f"desktop-file-validate /usr/share/applications/{identity.APP}.desktop")
        expect(self._handler() == f"{identity.APP}.desktop", "another program opens desk files")
        with self._running(f"gio open '业务 数据/{DESK}'"):
            self._picture("opened-by-kind")

    def remove(self) -> None:
        """Removed: program, menu entry and kind of file gone, data kept."""
        self.root.run("apt-get remove -y -qq perfdesk")
        self._expect_nothing_left()
        expect(self._handler() == "", "desk files are still said to open in the program")
        self.before = self._everything()

    def purge(self) -> None:
        """Installed again and purged: the disk is as it was before, data kept."""
        self.root.run(f"{_INSTALL} /given/{self.deb}")
        self.root.run("apt-get purge -y -qq perfdesk")
        self._expect_nothing_left()
        changed = sorted(self._everything() ^ self.before)
        expect(not changed, f"left behind or gone: {changed[:5]}")

    def unpack_the_archive(self) -> None:
        """The archive, unpacked and started by the clerk alone, in his menu and by the kind of file."""
        self.root.as_clerk("mkdir '解开 的程序'")
        into = self.home / "解开 的程序"
        subprocess.run(["tar", "-xf", str(self.root.given / self.tar), "-C", str(into)], check=True)
        self.root.run(f"chown -R {CLERK}: '{HOME}/解开 的程序'")
        self._prove(f"'解开 的程序'/perfdesk-{bundle.version()}/perfdesk", "自检", {}, bundle.version())
        self.root.as_clerk(f"'解开 的程序'/perfdesk-{bundle.version()}/install.sh")
        self.root.as_clerk(f"desktop-file-validate .local/share/applications/{identity.APP}.desktop")
        expect(self._handler() == f"{identity.APP}.desktop", "another program opens desk files")
        with self._running(f"gio open '业务 数据/{DESK}'"):
            self._picture("opened-from-the-archive")

    def remove_the_archive(self) -> None:
        """Taken out of the menu and deleted: nothing left in the account but data."""
        self.root.as_clerk(f"'解开 的程序'/perfdesk-{bundle.version()}/install.sh remove")
        self.root.as_clerk("rm -r '解开 的程序'")
        expect(self._handler() == "", "desk files are still said to open in the program")
        self._expect_nothing_left()

    # -- looking

    def _prove(self, program: str, folder: str, env: dict[str, str], version: str) -> None:
        """Run a self-test as the clerk and read its report; a picture of its window is kept."""
        platform = env.get("QT_QPA_PLATFORM", "no-screen")
        self.root.as_clerk(f"{program} self-test '{folder} {version}'", env=env)
        seen = self.home / f"{folder} {version}"
        report = json.loads((seen / "selftest.json").read_text(encoding="utf-8"))
        expect(report["ok"] and report["version"] == bundle.version(), "the report does not say ok")
        print("  " + "; ".join(f"{name} {step['ms']} ms" for name, step in report["steps"].items()))
        shutil.copyfile(seen / "window.png", PICTURES / f"selftest-{version}-{platform}.png")
        shutil.rmtree(seen)

    def _data(self) -> dict[str, str]:
        settings = bundle.digests(self.share / identity.APP)
        return {**bundle.digests(self.home / "业务 数据"), KEPT: settings[KEPT]}

    def _version(self) -> str:
        return self.root.run(f"dpkg-query -W -f '${{Version}}' {identity.APP}").strip()

    def _handler(self) -> str:
        """The menu entry that opens desk files; "" where the system knows none."""
        told = self.root.as_clerk(f"gio info -a standard::content-type '业务 数据/{DESK}'")
        if identity.MIME_TYPE not in told:
            return ""
        return self.root.as_clerk(f"gio mime {identity.MIME_TYPE} | head -n 1").rpartition(" ")[2].strip()

    def _expect_the_program_itself(self) -> None:
        wanted, there = bundle.digests(bundle.FOLDER), bundle.digests(self.program)
        expect(there == wanted, f"not exactly the new program: {sorted(wanted.keys() ^ there.keys())[:5]}")

    def _expect_nothing_left(self) -> None:
        named = [name for name in self._everything() if identity.APP in name.lower() and HOME not in name]
        expect(not named, f"left behind: {named[:5]}")
        menus = self.root.run(
            "cat /usr/share/applications/mimeinfo.cache /usr/share/mime/globs 2>/dev/null || true"
        )
        expect(identity.APP not in menus, "menu or kinds of files still name the program")
        data = {name: digest for name, digest in self._data().items() if name in self.kept}
        documents = {name for name in self.kept if name != "kept.ini"}
        expect(data.keys() == self.kept.keys(), f"data is gone: {sorted(self.kept.keys() - data.keys())[:5]}")
        changed = sorted(name for name in documents - {DESK} if data[name] != self.kept[name])
        expect(not changed, f"data changed: {changed[:5]}")
        expect("完好" in self._verified(), "the desk file is not whole any more")

    def _verified(self) -> str:
        from_here = [str(venv_python()), "-m", identity.APP, "verify", str(self.home / "业务 数据" / DESK)]
        return subprocess.run(from_here, cwd=ROOT, capture_output=True, text=True, check=False).stdout

    def _everything(self) -> set[str]:
        """Every name on the disk but what the system and apt keep for themselves."""
        aside = " -o ".join(f"-path {folder}" for folder in _ASIDE)
        return set(self.root.run(rf"find / \( {aside} \) -prune -o -print").splitlines())

    # -- the screen

    @contextmanager
    def _running(self, script: str) -> Iterator[None]:
        """Shell words of the clerk that start a window, while the block runs; from its first frame on."""
        log = self.share / identity.APP / "logs" / "perfdesk.log"
        log.unlink(missing_ok=True)
        words = self.root.clerk_words(f"{script}; sleep 300", {"DISPLAY": _DISPLAY})
        with subprocess.Popen(words, stdin=subprocess.DEVNULL) as process:
            try:
                wait_until(
                    lambda: log.is_file() and FIRST_FRAME in log.read_text(encoding="utf-8"),
                    f"no window comes of {script}",
                )
                lock = self.home / "业务 数据" / f"{DESK}.lock"
                wait_until(lock.exists, "the window does not open the desk file")
                yield
            finally:
                process.terminate()

    def _picture(self, name: str) -> None:
        """Keep a picture of the screen once it rests."""
        looks: list[bytes] = []
        target = PICTURES / f"{name}.png"
        grab = (
            "import sys; from PySide6.QtGui import QGuiApplication as A; a = A([]); "
            "a.primaryScreen().grabWindow(0).save(sys.argv[1])"
        )
        env = {"DISPLAY": _DISPLAY, "QT_QPA_PLATFORM": "xcb", "PATH": "/usr/bin:/bin"}

        def rests() -> bool:
            subprocess.run([str(venv_python()), "-c", grab, str(target)], env=env, check=True)
            looks.append(target.read_bytes())
            return len(looks) > 1 and looks[-1] == looks[-2]

        wait_until(rests, "the screen never comes to rest", pause=1.0)
        print(f"  picture {target.name}")


class _TooOld:
    """A Debian 11, whose glibc is older than what the program was built on."""

    def __init__(self, place: Path, given: Path) -> None:
        self.root = BareRoot(place, "bullseye", given)
        self.deb, self.tar = linux_package.names(bundle.version())

    def steps(self) -> Iterator[Callable[[], None]]:
        """The steps in order."""
        yield self.refuse_the_package
        yield self.refuse_the_archive

    def refuse_the_package(self) -> None:
        """apt on a Debian 11 refuses the package and names what is too old."""
        self.root.prepare()
        self.root.run("apt-get update -qq")
        told = self.root.run(f"{_INSTALL} /given/{self.deb}", code=100)
        expect("libc6 (>= " in told, f"apt does not say why: {told}")
        expect(not (self.root.guest / "usr/lib" / identity.APP).exists(), "half a program was left")

    def refuse_the_archive(self) -> None:
        """The unpacked program on a Debian 11 says in a sentence that the system is too old."""
        home = self.root.guest / HOME.lstrip("/")
        subprocess.run(["tar", "-xf", str(self.root.given / self.tar), "-C", str(home)], check=True)
        for script in (identity.APP, "install.sh"):
            told = self.root.as_clerk(f"./perfdesk-{bundle.version()}/{script}", code=3)
            expect("这台电脑的系统较旧" in told, f"{script} says {told}")
            print("  " + told.strip())
        expect(not (home / ".local").exists(), "the refused program left something in the account")
