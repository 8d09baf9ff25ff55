"""A bare Debian below a folder: where the Linux packages are installed as on a computer fresh from its disk.

Needs Debian, root and the network the first time. Mounts and processes live in namespaces of each command and
end with it, so nothing stays mounted or running whatever happens.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from machine import CannotGoOn, run_quietly, say
from wine_root import debian_mirror

CLERK, HOME = "clerk", "/srv/经办人"
_PATH = "/usr/local/bin:/usr/bin:/bin"
_ADMIN_PATH = f"/usr/local/sbin:/usr/sbin:/sbin:{_PATH}"


class BareRoot:
    """`original` is kept from run to run, `guest` is the copy that is used; `given` is seen as /given."""

    def __init__(self, place: Path, suite: str, given: Path) -> None:
        self.suite, self.given = suite, given
        self.original = place / suite
        self.guest = place / f"{suite}-used"

    def prepare(self) -> None:
        """Make the copy anew, with an account whose home has a Chinese name."""
        if os.geteuid() != 0:
            raise CannotGoOn("The test makes a Debian below a folder: it has to run as root.")
        if not shutil.which("debootstrap"):
            quiet = {"DEBIAN_FRONTEND": "noninteractive"}
            run_quietly(["apt-get", "install", "-y", "-qq", "debootstrap"], "Install debootstrap.", quiet)
        if not (self.original / ".provided").exists():
            self._make_original()
        shutil.rmtree(self.guest, ignore_errors=True)
        done = subprocess.run(["cp", "-a", str(self.original), str(self.guest)], check=False)
        if done.returncode:
            raise CannotGoOn(f"There is no room for a copy of {self.original}.")
        self.run(f"useradd --create-home --home-dir {HOME} --shell /bin/bash {CLERK}")

    def _make_original(self) -> None:
        say(f"Making a Debian {self.suite} (two minutes)")
        shutil.rmtree(self.original, ignore_errors=True)
        self.original.parent.mkdir(parents=True, exist_ok=True)
        made = ["debootstrap", "--variant=minbase", self.suite, str(self.original), debian_mirror()]
        run_quietly(made, f"debootstrap could not make the Debian {self.suite}.")
        shutil.copyfile("/etc/resolv.conf", self.original / "etc/resolv.conf")
        settings = self.original / "etc/apt/apt.conf.d"
        shutil.copytree("/etc/apt/apt.conf.d", settings, dirs_exist_ok=True)
        (self.original / ".provided").touch()

    def run(self, script: str, *, code: int = 0, timeout: float = 600) -> str:
        """Run shell words as the administrator; CannotGoOn where the exit code is another. Returns output."""
        return self._ended(self.words(script), script, code, timeout)

    def as_clerk(
        self, script: str, *, code: int = 0, timeout: float = 300, env: dict[str, str] | None = None
    ) -> str:
        """The same as the clerk, in his home."""
        return self._ended(self.clerk_words(script, env), script, code, timeout)

    def words(self, script: str) -> list[str]:
        """The command that `run` runs."""
        settings = {"PATH": _ADMIN_PATH, "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
        return self._inside([], settings, script)

    def clerk_words(self, script: str, env: dict[str, str] | None = None) -> list[str]:
        """The command that `as_clerk` runs, for whoever wants to run it beside other things."""
        settings = {"PATH": _PATH, "HOME": HOME, "USER": CLERK, "LANG": "C.UTF-8", **(env or {})}
        return self._inside(["runuser", "-u", CLERK, "--"], settings, f"cd; {script}")

    def _inside(self, account: list[str], settings: dict[str, str], script: str) -> list[str]:
        guest, given = shlex.quote(str(self.guest)), shlex.quote(str(self.given))
        prologue = (
            f"set -e; G={guest}; sockets=/tmp/.X11-unix; mkdir -p $sockets; cd /; "
            'mkdir -p "$G/given" "$G$sockets"; mount -t proc proc "$G/proc"; mount --bind /dev "$G/dev"; '
            f'mount --bind {given} "$G/given"; mount --bind $sockets "$G$sockets"'
        )
        stated = [f"{key}={value}" for key, value in settings.items()]
        command = shlex.join([*account, "env", "-i", *stated, "bash", "-c", script])
        namespaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        return [*namespaces, "sh", "-c", f'{prologue}\nexec chroot "$G" {command}']

    def _ended(self, command: list[str], script: str, code: int, timeout: float) -> str:
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                timeout=timeout,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CannotGoOn(f"No end after {timeout:.0f} s: {script}") from None
        if done.returncode != code:
            raise CannotGoOn(f"{done.stdout[-3000:]}\n{script}: ended with {done.returncode}, not {code}.")
        return done.stdout
