"""The bench for Windows on Linux: the very program and the very setup, built and run under Wine.

Every step looks at what really lies on the disk and in the registry afterwards. Wine is not Windows, so the
Windows job of .github/workflows builds what is given away; what goes wrong here would go wrong there too.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import bundle
import installer
from bundle import identity
from machine import say
from wine_hand import CLASSES, Hand, expect, wait_until

OLDER = "0.0.9"
DESK = "我的 数据文件.perfdesk"
PICTURES = bundle.OUT / "wine-pictures"
# What the setup says by its exit code; build/windows/perfdesk.nsi has the same numbers.
FAILED, TOO_OLD, RUNNING, NO_PLACE = 2, 4, 5, 6


def run(place: Path, *, twice: bool) -> None:
    """Everything, in order; CannotGoOn at the first step that does not give what it must.

    `twice` also builds a second time and compares byte for byte.
    """
    hand = Hand(place, PICTURES)
    hand.root.prepare()
    shutil.rmtree(PICTURES, ignore_errors=True)
    screen = hand.root.screen()
    try:
        hand.clean()
        for step in (*Building(hand, twice).steps(), *Installing(hand).steps()):
            started = time.monotonic()
            say((step.__doc__ or "").splitlines()[0])
            step()
            print(f"  {time.monotonic() - started:.0f} s", flush=True)
    finally:
        hand.root.inside("WINEPREFIX=/wp /usr/lib/wine/wineserver64 -k")
        screen.terminate()
        screen.wait()


def self_test(hand: Hand, program: str, folder: str, seen: Path) -> None:
    """Run the self-test of a program into a folder that this side sees as `seen`, and read its report."""
    shutil.rmtree(seen, ignore_errors=True)
    done = hand.root.wine(program, "self-test", folder, timeout=300)
    error = seen / "selftest-error.txt"
    if error.exists():
        print(error.read_text(encoding="utf-8"))
    expect(done.returncode == 0, f"the self-test ended with {done.returncode}: {done.stdout[-500:]}")
    report = json.loads((seen / "selftest.json").read_text(encoding="utf-8"))
    expect(report["ok"] and report["version"] == bundle.version(), "the report does not say ok")
    print("  " + "; ".join(f"{name} {step['ms']} ms" for name, step in report["steps"].items()))
    hand.pictures.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(seen / "window.png", hand.pictures / "selftest-window.png")


class Building:
    """The program folder and the files that are given away."""

    def __init__(self, hand: Hand, twice: bool) -> None:
        self.hand, self.twice = hand, twice
        self.place = hand.place
        self.folder = folder_of(hand)

    def steps(self) -> Iterator[Callable[[], None]]:
        """The steps in order."""
        yield self.build
        if self.twice:
            yield self.build_again
        yield self.look_into_the_folder
        yield self.test_the_folder
        yield self.test_the_console
        yield self.make_packages

    def build(self) -> None:
        """Program folder built by PyInstaller under Wine."""
        self._freeze("work", "dist")
        print(f"  {bundle.require_size(self.folder, 'windows'):.1f} MB installed")
        print(f"  sha256 of the folder {bundle.whole_digest(self.folder)}")

    def build_again(self) -> None:
        """The same once more: equal byte for byte."""
        self._freeze("work2", "dist2")
        again = self.place / "dist2" / identity.APP
        print(f"  sha256 of the folder {bundle.whole_digest(again)}")
        differing = bundle.differences(self.folder, again)
        expect(not differing, f"two builds differ: {differing[:5]}")
        shutil.rmtree(again.parent)

    def _freeze(self, work: str, dist: str) -> None:
        shutil.rmtree(self.place / dist, ignore_errors=True)
        words = bundle.pyinstaller(f"Z:\\place\\{work}", f"Z:\\place\\{dist}")
        python = "/place/winpy/python.exe"
        self.hand.wine(python, *words, folder="/src", env=bundle.settings(), timeout=1200)

    def look_into_the_folder(self) -> None:
        """Every library that is asked for is there; version, icon and long paths stand in the program."""
        words = ("build\\pe_check.py", "Z:\\place\\dist\\perfdesk")
        told = self.hand.wine("/place/winpy/python.exe", *words, folder="/src")
        print("  " + told.strip().splitlines()[-1])
        for name in (identity.APP, identity.CONSOLE_APP):
            content = (self.folder / f"{name}.exe").read_bytes()
            expect(b"longPathAware" in content, f"{name}.exe is not aware of long paths")
            expect(identity.TITLE.encode("utf-16-le") in content, f"{name}.exe has no version resource")
        alien = [path.name for path in self.folder.rglob("ucrtwine*")]
        expect(not alien, "the bench's own library got into the folder")

    def test_the_folder(self) -> None:
        """Self-test of the windowed program, from and to folders with Chinese names and spaces."""
        moved = self.place / "程序 文件夹"
        shutil.rmtree(moved, ignore_errors=True)
        shutil.copytree(self.folder, moved)
        program = "/place/程序 文件夹/perfdesk.exe"
        self_test(self.hand, program, "Z:\\place\\自检 结果", self.place / "自检 结果")
        shutil.rmtree(moved)

    def test_the_console(self) -> None:
        """The console program speaks; the windowed one says by its exit code what it cannot print."""
        told = self.hand.wine(f"/place/dist/perfdesk/{identity.CONSOLE_APP}.exe", "--version").strip()
        expect(told == f"perfdesk {bundle.version()}", f"the console program says {told!r}")
        self.hand.wine("/place/dist/perfdesk/perfdesk.exe", "no-such-command", code=2)
        self.hand.wine("/place/dist/perfdesk/perfdesk.exe", "verify", "Z:\\place\\没有.perfdesk", code=3)

    def make_packages(self) -> None:
        """The setup and the portable zip; the setup made twice is equal byte for byte."""
        version = bundle.version()
        setup = installer.make_setup(self.folder, bundle.PACKAGES / installer.setup_name(version), version)
        size = setup.stat().st_size / bundle.MEGA
        print(f"  {setup.name} {size:.1f} MB, sha256 {_sha256(setup)}")
        expect(size <= installer.LARGEST_SETUP_MB, f"the setup has {size:.1f} MB")
        if self.twice:
            again = installer.make_setup(self.folder, bundle.OUT / "work" / "again.exe", version)
            print(f"  made again: sha256 {_sha256(again)}")
            expect(_sha256(again) == _sha256(setup), "two setups differ")
        shutil.copyfile(setup, self.place / "setup.exe")
        portable = installer.make_portable(
            self.folder, bundle.PACKAGES / installer.portable_name(version), version
        )
        print(f"  {portable.name} {portable.stat().st_size / bundle.MEGA:.1f} MB, sha256 {_sha256(portable)}")
        # An older program: the same but for its version, and a file that the newer one has no more.
        older = self.place / "older" / identity.APP
        shutil.rmtree(older.parent, ignore_errors=True)
        shutil.copytree(self.folder, older)
        (older / "_internal" / "stale.txt").write_text("of an older version", encoding="utf-8")
        installer.make_setup(older, self.place / "older-setup.exe", OLDER, quick=True)
        shutil.rmtree(older.parent)


class Installing:
    """The setup on a computer, from a refusal to the last file gone."""

    def __init__(self, hand: Hand) -> None:
        self.hand = hand
        self.place = hand.place
        self.program = hand.installed(f"{identity.APP}.exe")
        self.console = hand.installed(f"{identity.CONSOLE_APP}.exe")
        self.desk = hand.windows_path(hand.documents / DESK)
        self.kept: dict[str, str] = {}

    def steps(self) -> Iterator[Callable[[], None]]:
        """The steps in order."""
        yield self.refuse_what_cannot_be
        yield self.install_older_version
        yield self.work_with_it
        yield self.upgrade
        yield self.fail_to_upgrade_on_a_full_disk
        yield self.refuse_while_it_runs
        yield self.refuse_while_a_file_is_held
        yield self.look_at_a_scaled_screen
        yield self.remove
        yield self.remove_with_data
        yield self.carry_it_on_a_stick
        yield self.refuse_in_words
        yield self.walk_through_the_pages

    def refuse_what_cannot_be(self) -> None:
        """Refused: a Windows that is too old, a folder that cannot be written, a disk that is too small."""
        for version, build in (("6.3", "9600"), ("10.0", "17134")):
            with self.hand.another_windows(version, build):
                self.hand.setup("setup.exe", code=TOO_OLD)
        expect(not self.hand.program.exists(), "something was installed on an old Windows")
        read_only = "mkdir -p $G/locked; mount -t tmpfs -o ro none $G/locked; "
        self.hand.setup("setup.exe", "/D=Z:\\locked\\perfdesk", code=NO_PLACE, mounts=read_only)
        small = "mkdir -p $G/small; mount -t tmpfs -o size=30m none $G/small; "
        self.hand.setup("setup.exe", "/D=Z:\\small\\perfdesk", code=NO_PLACE, mounts=small)

    def install_older_version(self) -> None:
        """Silent installation of an older version, without an administrator."""
        self.hand.setup("older-setup.exe")
        expect((self.hand.program / "_internal" / "stale.txt").exists(), "the older version is not there")
        expect(self.hand.registered("DisplayVersion") == OLDER, "the older version is not registered")
        for link in self.hand.links:
            expect(link.is_file(), f"{link.name} is missing")
        command = "\\".join((CLASSES, identity.PROG_ID, "shell", "open", "command"))
        told = self.hand.wine("reg", "query", command)
        expect('perfdesk.exe" open "%1"' in told.replace('\\"', '"'), f"desk files open with {told!r}")

    def work_with_it(self) -> None:
        """A clerk's data: a desk file and exports in the documents, settings in the data folder."""
        self.hand.documents.mkdir()
        folder = self.hand.inside(self.hand.documents)
        done = self.hand.root.wine(
            self.console, "demo", "--no-window", "--out", ".", folder=folder, timeout=300
        )
        expect(done.returncode == 0, f"the sample was not made: {done.stdout[-800:]}")
        next(self.hand.documents.glob("*.perfdesk")).rename(self.hand.documents / DESK)
        self.hand.data.mkdir(exist_ok=True)
        (self.hand.data / "settings.ini").write_text("[clerk]\nname=经办人\n", encoding="utf-8")
        self.kept = self.hand.data_now()
        expect(len(self.kept) > 5, "there is no data to keep")

    def upgrade(self) -> None:
        """Upgrade in place: nothing of the older program left, all data the same, the new one works."""
        self.hand.setup("setup.exe")
        expect(
            self.hand.registered("DisplayVersion") == bundle.version(), "the new version is not registered"
        )
        wanted = {*bundle.digests(folder_of(self.hand)), "uninstall.exe"}
        there = set(bundle.digests(self.hand.program))
        expect(there == wanted, f"the program is not exactly the new one: {sorted(there ^ wanted)[:5]}")
        expect(self.hand.data_now() == self.kept, "data changed")
        print(f"  {len(self.kept)} files of the clerk unchanged")
        seen = self.hand.user / "自检"
        self_test(self.hand, self.program, self.hand.windows_path(seen), seen)
        shutil.rmtree(seen)
        told = self.hand.wine(self.console, "verify", self.desk)
        expect("完好" in told, f"the desk file does not verify: {told}")
        expect(self.hand.data_now() == self.kept, "data changed by a look")

    def fail_to_upgrade_on_a_full_disk(self) -> None:
        """The disk fills up while unpacking: the program that was there stays whole, data the same."""
        before = len(bundle.digests(self.hand.program))
        # Room enough when the setup asks, then none: a neighbour takes it while the setup unpacks.
        mounts = (
            "mkdir -p $G/full; mount -t tmpfs -o size=600m none $G/full; mkdir $G/full/程序; "
            f"cp -a $G{self.hand.inside(self.hand.program)}/. $G/full/程序/; "
            "(while [ ! -d $G/full/程序/.new/_internal ]; do sleep 0.02; done; "
            "head -c 600M /dev/zero > $G/full/neighbour || true) < /dev/null > /dev/null 2>&1 & "
        )
        script = self.hand.root.wine_words("/place/setup.exe", "/S", "/D=Z:\\full\\程序")
        after = "code=$?; rm -f /full/neighbour; echo files $(find /full/程序 -type f | wc -l)"
        done = self.hand.root.inside(
            f"({script}); {after}; ls -A /full/程序; exit $code", timeout=300, mounts=mounts
        )
        print("  " + " ".join(done.stdout.split()))
        expect(done.returncode == FAILED, f"the setup ended with {done.returncode}")
        expect(f"files {before}\n" in done.stdout, "the program that was there is not whole")
        expect(".new" not in done.stdout, "half a program was left behind")
        self.hand.settle()
        expect(self.hand.data_now() == self.kept, "data changed")
        self.hand.setup("setup.exe", f"/D={self.hand.windows_path(self.hand.program)}")

    def refuse_while_it_runs(self) -> None:
        """Setup and removal refuse while the program runs; a second start hands over to the first."""
        with self.hand.running(self.program, "open", self.desk):
            self.hand.wait_for_window("我的 数据文件")
            self.hand.picture("window")
            self.hand.wine("/place/setup.exe", "/S", code=RUNNING)
            # Told its folder it stays where it is, and its exit code is its own and not that of a copy.
            stay = f"_?={self.hand.windows_path(self.hand.program)}"
            self.hand.wine(self.hand.installed("uninstall.exe"), "/S", stay, code=RUNNING)
            self.hand.wine(self.program, code=0)
            expect(bool(self.hand.window("我的 数据文件")), "the first window is gone")
        expect((self.hand.program / "perfdesk.exe").exists(), "the program is gone")

    def refuse_while_a_file_is_held(self) -> None:
        """A virus scanner holds a file of the program: the setup puts back what it had moved."""
        before = bundle.digests(self.hand.program)
        with self.hand.holding(self.hand.program / f"{identity.CONSOLE_APP}.exe"):
            self.hand.wine("/place/setup.exe", "/S", code=RUNNING)
        expect(bundle.digests(self.hand.program) == before, "the program that was there is not whole")

    def look_at_a_scaled_screen(self) -> None:
        """The window on screens scaled to 125 and 150 %, pictured."""
        for per_cent in (125, 150):
            with self.hand.scaled(per_cent), self.hand.running(self.program, "open", self.desk):
                self.hand.wait_for_window("我的 数据文件")
                self.hand.picture(f"window-{per_cent}")

    def remove(self) -> None:
        """Silent removal: program, links and registry gone, data kept."""
        kept = self.hand.data_now()
        self.hand.uninstall()
        expect(self.hand.data_now() == kept, "data went with the program")
        expect((self.hand.documents / DESK).is_file(), "the desk file is gone")

    def remove_with_data(self) -> None:
        """Installed again and removed with settings and logs; the clerk's own files stay."""
        self.hand.setup("setup.exe")
        self.hand.uninstall("/PURGEDATA")
        expect(not self.hand.data.exists(), "settings and logs are still there")
        expect((self.hand.documents / DESK).is_file(), "the desk file is gone")

    def carry_it_on_a_stick(self) -> None:
        """The portable program keeps its data beside it, and says so where it cannot."""
        stick = self.place / "U 盘"
        shutil.rmtree(stick, ignore_errors=True)
        shutil.unpack_archive(bundle.PACKAGES / installer.portable_name(bundle.version()), stick)
        (home,) = stick.iterdir()
        notes = home / identity.PORTABLE_DATA / "notes"
        with self.hand.running(f"/place/U 盘/{home.name}/perfdesk.exe"):
            wait_until(notes.is_dir, "the window does not come after its first frame")
            self.hand.wait_for_rest()
            self.hand.picture("portable")
        log = home / identity.PORTABLE_DATA / "logs" / "perfdesk.log"
        expect(log.is_file(), "the portable program keeps no log beside it")
        expect(not self.hand.data.exists(), "the portable program wrote into the account")
        self.hand.settle()  # a server that is still up sees the stick as it was before
        there = "$G/place/'U 盘'"
        locked = f"mount --bind '{stick}' {there}; mount -o remount,ro,bind {there}; "
        for left in self._makeshift_notes():
            shutil.rmtree(left.parent)
        with self.hand.running(f"/place/U 盘/{home.name}/perfdesk.exe", mounts=locked):
            wait_until(lambda: bool(self._makeshift_notes()), "no window comes from a locked stick")
            self.hand.wait_for_rest()
            self.hand.picture("portable-read-only")
        shutil.rmtree(stick)

    def _makeshift_notes(self) -> list[Path]:
        """The notes of a window whose data folder could not be written, in the folder that serves instead."""
        return list(self.hand.user.glob(f"**/Temp/{identity.APP}-*/notes"))

    def refuse_in_words(self) -> None:
        """What the setup says to a clerk when it refuses, pictured."""
        with self.hand.another_windows("10.0", "17134"), self.hand.running("/place/setup.exe", keys="Return"):
            self.hand.picture("setup-refuses-old-windows")

    def walk_through_the_pages(self) -> None:
        """Every page of the setup and of the removal, pictured."""
        # The program that the last page starts ends last, so it is the one that the keys have to end.
        with self.hand.running("/place/setup.exe"):
            for page in ("1-welcome", "2-folder", "3-parts"):
                self._page(f"setup-{page}")
            wait_until(lambda: bool(self.hand.window(identity.TITLE)), "the setup is gone")
            self.hand.picture("setup-4-unpacking")
            uninstaller = self.hand.program / "uninstall.exe"
            wait_until(uninstaller.exists, "the setup does not install", patience=300)
            self._page("setup-5-done")
            wait_until((self.hand.data / "notes").is_dir, "the setup does not start the program")
            self.hand.wait_for_rest()
            self.hand.picture("started-by-the-setup")
        self.hand.settle()
        with self.hand.running(self.hand.installed("uninstall.exe"), keys="Return"):
            self._page("removal-1-ask")
            wait_until(lambda: not self.hand.program.exists(), "the removal does not remove")
            self._page("removal-2-data")
            self.hand.wait_for_rest()
            self.hand.picture("removal-3-done")
        self.hand.settle()
        expect(self.hand.data.is_dir(), "settings and logs went without a yes")
        self.hand.expect_removed()

    def _page(self, name: str) -> None:
        """Picture a page that has come to rest and go on by its default button."""
        self.hand.wait_for_rest()
        self.hand.picture(name)
        self.hand.press("Return")


def folder_of(hand: Hand) -> Path:
    """The program folder that was built."""
    return hand.place / "dist" / identity.APP


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
