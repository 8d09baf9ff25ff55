"""The two files for Linux: a .deb and a .tar.xz of the same program folder."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import tarfile
from pathlib import Path

import bundle
from bundle import identity
from machine import QT_LIBRARIES, ROOT, SCREEN_LIBRARIES, CannotGoOn

_LIBRARY_ROOT = "usr/lib"
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}


def desktop_entry() -> str:
    """The menu entry; a desk file is opened by the same words as on the command line."""
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            f"Name={identity.TITLE}",
            f"Comment={identity.SUMMARY}",
            f"Exec={identity.APP} open %f",
            f"Icon={identity.APP}",
            "Categories=Office;",
            f"MimeType={identity.MIME_TYPE};",
            f"StartupWMClass={identity.APP}",
            "",
        )
    )


def file_type() -> str:
    """The kind of file for the shared MIME database."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">\n'
        f'  <mime-type type="{identity.MIME_TYPE}">\n'
        f'    <comment xml:lang="zh_CN">{identity.FILE_KIND}</comment>\n'
        f'    <icon name="{identity.APP}"/>\n'
        f'    <glob pattern="*{identity.SUFFIX}"/>\n'
        "  </mime-type>\n"
        "</mime-info>\n"
    )


def oldest_glibc(folder: Path) -> str:
    """The oldest glibc with every symbol version that a library or program of the folder asks for."""
    newest = (2, 0)
    for path in bundle.files_of(folder):
        if path.is_symlink() or (not re.search(r"\.so(\.|$)", path.name) and path.suffix):
            continue
        content = path.read_bytes()
        if content.startswith(b"\x7fELF"):
            asked = re.findall(rb"GLIBC_(\d+)\.(\d+)", content)
            newest = max([newest, *((int(major), int(minor)) for major, minor in asked)])
    return ".".join(map(str, newest))


def systems(glibc: str) -> str:
    """What a person needs to know before copying it to a computer."""
    return (
        f"需要 64 位 Linux（与本包同一种处理器），glibc {glibc} 或更新，带图形桌面。"
        "已在 Debian 12 上试过；Debian 12、Ubuntu 24.04 和更新的系统满足要求，"
        "glibc 较旧的系统（Debian 11、统信 UOS 20、银河麒麟 V10）不能运行。"
    )


def make_all(folder: Path, target: Path, version: str) -> list[Path]:
    """The .deb and the .tar.xz."""
    deb, archive = names(version)
    return [make_deb(folder, target / deb, version), make_tar(folder, target / archive, version)]


def names(version: str) -> tuple[str, str]:
    """What the two files are called."""
    architecture = _architecture()
    return (
        f"{identity.APP}_{version}_{architecture}.deb",
        f"{identity.APP}-{version}-linux-{architecture}.tar.xz",
    )


def starter(glibc: str) -> str:
    """What starts the unpacked program, or says in a sentence that the system is too old for it."""
    return _script("perfdesk.sh").replace("@GLIBC@", glibc).replace("@MACHINE@", _machine())


def unpacked(package: Path, place: Path) -> Path:
    """Unpack a .deb with the system's own tool and return the folder its command is in."""
    shutil.rmtree(place, ignore_errors=True)
    done = subprocess.run(["dpkg-deb", "--extract", str(package), str(place)], check=False)
    if done.returncode:
        raise CannotGoOn(f"dpkg-deb does not take {package.name}.")
    return place / "usr" / "bin"


def make_tar(folder: Path, target: Path, version: str) -> Path:
    """The program folder with its menu entry, for any distribution; needs no administrator."""
    root, glibc = f"{identity.APP}-{version}", oldest_glibc(folder)
    held = io.BytesIO()
    with _tar(held) as packed:
        bundle.tar_folder(folder, packed, f"{root}/bin")
        for name, text in (
            ("share/perfdesk.desktop", desktop_entry()),
            ("share/perfdesk.xml", file_type()),
            ("使用说明.txt", _read_me(glibc)),
        ):
            bundle.tar_bytes(packed, f"{root}/{name}", text.encode())
        icon = (ROOT / "resources" / "perfdesk.svg").read_bytes()
        bundle.tar_bytes(packed, f"{root}/share/perfdesk.svg", icon)
        for name, text in (("install.sh", _script("install.sh")), (identity.APP, starter(glibc))):
            bundle.tar_bytes(packed, f"{root}/{name}", text.encode(), 0o755)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(bundle.xz(held.getvalue()))
    return target


def make_deb(folder: Path, target: Path, version: str) -> Path:
    """The Debian package: an ar archive of two tarballs, written here so that it is always the same."""
    glibc = oldest_glibc(folder)
    data = _data(folder)
    members = (
        ("debian-binary", b"2.0\n"),
        ("control.tar.gz", bundle.gz(_control(folder, version, glibc))),
        ("data.tar.xz", bundle.xz(data)),
    )
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("wb") as package:
        package.write(b"!<arch>\n")
        for name, content in members:
            head = f"{name:<16}{bundle.moment():<12}{0:<6}{0:<6}{100644:<8}{len(content):<10}`\n"
            package.write(head.encode("ascii") + content + b"\n" * (len(content) % 2))
    return target


def _data(folder: Path) -> bytes:
    held = io.BytesIO()
    place = f"./{_LIBRARY_ROOT}/{identity.APP}"
    documents = f"./usr/share/doc/{identity.APP}"
    files = {
        f"./usr/share/applications/{identity.APP}.desktop": desktop_entry().encode(),
        f"./usr/share/mime/packages/{identity.APP}.xml": file_type().encode(),
        f"./usr/share/icons/hicolor/scalable/apps/{identity.APP}.svg": (
            ROOT / "resources" / "perfdesk.svg"
        ).read_bytes(),
        f"{documents}/copyright": (ROOT / "LICENSE").read_bytes(),
        f"{documents}/README.txt": _read_me(oldest_glibc(folder)).encode(),
    }
    with _tar(held) as packed:
        for name in _folders_above([place, f"./usr/bin/{identity.APP}", *files]):
            entry = tarfile.TarInfo(name)
            entry.type, entry.mode, entry.mtime = tarfile.DIRTYPE, 0o755, bundle.moment()
            packed.addfile(entry)
        bundle.tar_folder(folder, packed, place)
        for name, content in sorted(files.items()):
            bundle.tar_bytes(packed, name, content)
        link = tarfile.TarInfo(f"./usr/bin/{identity.APP}")
        link.type, link.mode, link.mtime = tarfile.SYMTYPE, 0o777, bundle.moment()
        link.linkname = f"../lib/{identity.APP}/{identity.APP}"
        packed.addfile(link)
    return held.getvalue()


def _tar(held: io.BytesIO) -> tarfile.TarFile:
    # Names in UTF-8 wherever it is made, or they would read otherwise on the next computer.
    return tarfile.open(fileobj=held, mode="w", format=tarfile.GNU_FORMAT, encoding="utf-8")


def _script(name: str) -> str:
    return (ROOT / "build" / "linux" / name).read_text(encoding="utf-8")


def _folders_above(names: list[str]) -> list[str]:
    found = set()
    for name in names:
        parts = name.split("/")[:-1]
        found |= {"/".join(parts[:count]) for count in range(1, len(parts) + 1)}
    return sorted(found)


def _control(folder: Path, version: str, glibc: str) -> bytes:
    needed = [f"libc6 (>= {glibc})", *(_either_name(name) for name in (*QT_LIBRARIES, *SCREEN_LIBRARIES))]
    text = "\n".join(
        (
            f"Package: {identity.APP}",
            f"Version: {version}",
            f"Architecture: {_architecture()}",
            f"Maintainer: {identity.APP} contributors <{identity.APP}@localhost>",
            f"Installed-Size: {round(bundle.megabytes(folder) * 1000)}",
            f"Depends: {', '.join(needed)}",
            "Recommends: fonts-noto-cjk | fonts-wqy-microhei",
            "Section: misc",
            "Priority: optional",
            f"Description: {identity.SUMMARY}",
            f" {systems(glibc)}",
            "",
        )
    )
    held = io.BytesIO()
    with _tar(held) as packed:
        bundle.tar_bytes(packed, "./control", text.encode())
    return held.getvalue()


def _either_name(name: str) -> str:
    """Newer Debian and Ubuntu renamed some libraries when time_t grew to 64 bits."""
    return f"{name} | {name}t64"


def _architecture() -> str:
    if _machine() not in _ARCHITECTURES:
        raise CannotGoOn(f"No Debian package is made for {_machine()}.")
    return _ARCHITECTURES[_machine()]


def _machine() -> str:
    return subprocess.run(["uname", "-m"], capture_output=True, text=True, check=True).stdout.strip()


def _read_me(glibc: str) -> str:
    return (
        f"{identity.TITLE}：{identity.SUMMARY}。\n\n{systems(glibc)}\n\n"
        "tar.xz 解开后可以直接运行 ./perfdesk；运行 ./install.sh 加到菜单，./install.sh remove 去掉。\n"
        "设置和日志放在本人的 ~/.local/share/perfdesk，数据文件放在您自己选的位置，升级和卸载都不动它们。\n"
    )
