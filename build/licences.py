"""The licence folder that travels with the program: a notice naming every part, and every part's own texts.

Made while PyInstaller collects, so that it tells of what is really in the folder: the libraries of Python
that were installed, Python itself, Qt, the fonts and icons, and on Linux what came from the build system.
A part under GPL or AGPL alone stops the build.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
NOTICE = "许可说明.txt"
_TEXT_NAMES = re.compile(r"(licen[cs]e|copying|notice|copyright)[^/\\]*$", re.IGNORECASE)
# Parts of file names; what links against one of them would be GPL as a whole.
GPL_LIBRARIES = ("libreadline", "libgdbm", "libmysqlclient", "libhistory")
_GPL = re.compile(r"\bA?GPL|Affero|(?<!Lesser )(?<!Library )General Public Licen[cs]e", re.IGNORECASE)
# Built into Qt's own libraries; pdfium has the same ones inside, and its wheel carries their texts.
_IN_QT_AND_PDFIUM = {
    "ICU": ("Unicode-3.0", "icu"),
    "FreeType": ("FTL", "freetype"),
    "HarfBuzz": ("MIT", "harfbuzz"),
    "libpng": ("libpng-2.0", "libpng"),
    "zlib": ("Zlib", "zlib"),
}
_IN_QT = {"PCRE2": "BSD-3-Clause", "double-conversion": "BSD-3-Clause", "MD4C": "MIT"}
COMMON = "Debian 通用许可文本"
_COMMON_TEXTS = Path("/usr/share/common-licenses")
_HEAD = """绩效台 {version} 的许可说明

绩效台以 MIT 许可发布，随附的各部分仍按各自的许可使用，许可全文在本文件夹内同名的子文件夹中。

界面使用 Qt 和 Qt for Python（PySide6、shiboken6），按 GNU LGPL 第 3 版使用，未作修改。Qt 的各个库是
程序文件夹里单独的文件，可以换成自己编译的同版本库；为此允许反向工程。LGPL 第 3 版和它引用的 GPL
第 3 版的全文见 LGPL-3.0.txt 和 GPL-3.0.txt。Qt 的源代码可从 Qt 项目取得，版本 {qt}。
lxml 所含的 iconv 按 LGPL 第 2.1 版使用，全文见 LGPL-2.1.txt。

各部分：
"""


class GplOnly(Exception):
    """A part may only be passed on under GPL or AGPL; names it."""


@dataclass(frozen=True)
class Part:
    """One thing that is shipped: name, version, the licence it states, its licence texts."""

    name: str
    version: str
    licence: str
    texts: tuple[tuple[str, Path], ...]  # name below the part's folder, where it lies now


def collect(target: Path, project: dict[str, object], binaries: Iterable[tuple[str, str]]) -> Path:
    """Write notice and texts to `target`; `binaries` are pairs of name inside the folder and source file.

    `project` is the table of pyproject.toml. Raises GplOnly.
    """
    collected = list(binaries)
    refuse_gpl(name for name, _ in collected)
    libraries = python_parts(list(project["dependencies"]))  # type: ignore[call-overload]
    parts = [*_own_parts(), *_parts_of_qt(), *libraries, *_system_parts(collected)]
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    lines = []
    for part in parts:
        lines.append(f"- {part.name} {part.version}：{part.licence}")
        for name, text in part.texts:
            place = target / part.name / name
            place.parent.mkdir(exist_ok=True)
            shutil.copyfile(text, place)
    for text in sorted((ROOT / "resources" / "licences").glob("*.txt")):
        shutil.copyfile(text, target / text.name)
    head = _HEAD.format(version=project["version"], qt=distribution("PySide6-Essentials").version)
    (target / NOTICE).write_text(head + "\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    return target


def refuse_gpl(names: Iterable[str]) -> None:
    """Raise GplOnly where a library that is GPL alone lies among the collected files."""
    for name in names:
        base = name.replace("\\", "/").rsplit("/", 1)[-1].lower()
        if base.startswith(GPL_LIBRARIES) or base.startswith("readline."):
            raise GplOnly(f"{name} is GPL only; leave it out of the program folder.")


def distributions(requirements: list[str], system: Mapping[str, str]) -> dict[str, Distribution]:
    """Every installed distribution the requirements lead to, by name.

    `system` holds markers such as sys_platform where another system than this one is meant.
    """
    found: dict[str, Distribution] = {}
    wanted = [Requirement(line) for line in requirements]
    while wanted:
        one = wanted.pop()
        name = one.name.lower().replace("_", "-")
        if name in found or (one.marker and not one.marker.evaluate({"extra": "", **system})):
            continue
        found[name] = distribution(name)
        wanted += [Requirement(line) for line in found[name].requires or []]
    return found


def python_parts(requirements: list[str]) -> list[Part]:
    """What the requirements lead to on this system, in order of name; raises GplOnly."""
    parts = []
    for name, one in sorted(distributions(requirements, {}).items()):
        choices = choices_of(one)
        refuse_gpl_choices(name, choices)
        parts.append(Part(name, one.version, " 或 ".join(choices), _texts_of(one)))
    return parts


def refuse_gpl_choices(name: str, choices: list[str]) -> None:
    """Raise GplOnly where a part states no licence, or nothing but GPL and AGPL."""
    if not choices:
        raise GplOnly(f"{name} states no licence.")
    if all(_GPL.search(choice) for choice in choices):
        raise GplOnly(f"{name} is {' or '.join(choices)}.")


def choices_of(one: Distribution) -> list[str]:
    """The licences one may choose from; a conjunction stays one choice, for all of it binds."""
    stated = one.metadata.get("License-Expression") or ""
    classified = [line for line in one.metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    if not stated and classified:
        return [line.rsplit("::", 1)[1].strip() for line in classified]
    # Older ones put the whole text here; its first line says which it is.
    stated = stated or (one.metadata.get("License") or "").strip().partition("\n")[0]
    return [choice.strip(" ()") for choice in re.split(r"\s+OR\s+", stated) if choice.strip()]


def _texts_of(one: Distribution) -> tuple[tuple[str, Path], ...]:
    """The licence texts of a distribution; a path of folders becomes one name, or equal names would meet."""
    found = []
    for file in one.files or []:
        _, met, inside = str(file).replace("\\", "/").partition(".dist-info/")
        if met and (inside.startswith("licenses/") or _TEXT_NAMES.search(inside)):
            found.append((inside.removeprefix("licenses/").replace("/", "-"), Path(str(file.locate()))))
    return tuple(found)


def _named(*texts: Path) -> tuple[tuple[str, Path], ...]:
    return tuple((text.name, text) for text in texts)


def _own_parts() -> Iterator[Part]:
    resources = ROOT / "resources"
    yield Part("绩效台", "", "MIT", _named(ROOT / "LICENSE"))
    yield Part("Noto Serif SC", "", "OFL-1.1", _named(*sorted((resources / "fonts").glob("OFL-*.txt"))))
    yield Part("Lucide", "", "ISC", _named(resources / "icons" / "LICENSE.txt"))
    if sys.platform == "win32":
        yield Part("Microsoft Visual C++ 运行库", "", "按微软的再分发条款随附，未作修改", ())
    yield Part("Python", sys.version.split()[0], "PSF-2.0", _named(*_python_texts()))
    try:
        maker = distribution("pyinstaller")
    except PackageNotFoundError:
        return
    # The starter of the program is PyInstaller's; its exception frees what is started.
    stated = "GPL-2.0-or-later，启动程序部分另有例外，可以随任何程序发布"
    yield Part("PyInstaller", maker.version, stated, _texts_of(maker))


def _parts_of_qt() -> Iterator[Part]:
    """What is built into Qt's libraries and has its own licence; the wheels of Qt carry no text at all."""
    texts = dict(_texts_of(distribution("pypdfium2")))
    for name, (licence, known) in _IN_QT_AND_PDFIUM.items():
        yield Part(f"{name}（Qt 内）", "", licence, (("LICENSE.txt", texts[f"BUILD_LICENSES-{known}.txt"]),))
    for name, licence in _IN_QT.items():
        yield Part(f"{name}（Qt 内）", "", licence, _named(ROOT / "resources/licences/qt" / f"{name}.txt"))


def _python_texts() -> Iterator[Path]:
    """Windows keeps LICENSE.txt beside python.exe, others in the library; PyInstaller needs neither."""
    library = Path(re.__file__).parent.parent
    for candidate in (Path(sys.base_prefix, "LICENSE.txt"), library / "LICENSE.txt"):
        if candidate.is_file():
            yield candidate
            return


def _system_parts(binaries: list[tuple[str, str]]) -> Iterator[Part]:
    """Debian packages whose libraries PyInstaller took along, each with its copyright file."""
    if not shutil.which("dpkg-query"):
        return
    prefixes = tuple(str(Path(place).resolve()) for place in (sys.prefix, sys.base_prefix))
    sources = sorted({str(Path(source).resolve()) for _, source in binaries if source})
    outside = [source for source in sources if not source.startswith(prefixes)]
    owners = sorted({owner for source in outside for owner in _owners(source)})
    common: set[Path] = set()
    for owner in owners:
        version = _asked("dpkg-query", "-W", "-f", "${Version}", owner)
        copyright_file = Path("/usr/share/doc", owner.partition(":")[0], "copyright")
        texts = _named(copyright_file) if copyright_file.is_file() else ()
        common |= {text for _, file in texts for text in _common_texts(file)}
        yield Part(owner.partition(":")[0], version, "见 copyright", texts)
    if common:
        texts = tuple((f"{text.name}.txt", text) for text in sorted(common))
        yield Part(COMMON, "", "上面各 copyright 所指的全文", texts)


def _common_texts(copyright_file: Path) -> Iterator[Path]:
    """The texts that a copyright file of Debian names and does not hold; other systems do not have them."""
    told = copyright_file.read_text(encoding="utf-8", errors="replace")
    for name in sorted(set(re.findall(rf"{_COMMON_TEXTS}/([A-Za-z]+(?:-\d+(?:\.\d+)*)?)", told))):
        if (_COMMON_TEXTS / name).is_file():
            yield _COMMON_TEXTS / name


def _owners(source: str) -> Iterator[str]:
    # dpkg lists a library under the name it had before /lib became a link to /usr/lib.
    for name in (source, source.removeprefix("/usr")):
        for line in _asked("dpkg-query", "-S", name).splitlines():
            yield line.rsplit(": ", 1)[0].split(",")[0]


def _asked(*command: str) -> str:
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
