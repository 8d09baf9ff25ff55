"""Prove that a Windows program folder asks for no library a bare Windows 10 lacks: pe_check.py FOLDER.

Needs pefile; build/requirements-windows.txt holds it. A library that is missing would show only on the
computer of a clerk, as a message nobody understands.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pefile

# What Windows 10 1809 has in its own folder, as far as the libraries of Python and Qt ask for it.
OF_WINDOWS = frozenset(
    [
        "kernel32",
        "ntdll",
        "user32",
        "gdi32",
        "advapi32",
        "shell32",
        "ole32",
        "oleaut32",
        "comctl32",
        "comdlg32",
        "ws2_32",
        "winmm",
        "version",
        "mpr",
        "userenv",
        "authz",
        "netapi32",
        "crypt32",
        "bcrypt",
        "bcryptprimitives",
        "secur32",
        "iphlpapi",
        "dnsapi",
        "winhttp",
        "rpcrt4",
        "shlwapi",
        "shcore",
        "uxtheme",
        "dwmapi",
        "imm32",
        "setupapi",
        "d3d9",
        "d3d11",
        "d3d12",
        "dxgi",
        "d2d1",
        "dwrite",
        "wtsapi32",
        "propsys",
        "uiautomationcore",
        "winspool.drv",
        "opengl32",
        "msvcrt",
        "psapi",
        "dbghelp",
        "powrprof",
        "cfgmgr32",
        "hid",
        "ncrypt",
        "msi",
        "usp10",
        "dcomp",
        "runtimeobject",
        "mscms",
        "wintrust",
    ]
)
_SETS = ("api-ms-win-", "ext-ms-")  # names behind which Windows hides its own libraries
_TABLES = ("IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT")


def main(folder: Path) -> int:
    """Print every missing library with who asks for it; 1 where there is one, or nothing to look at."""
    files = [file for file in folder.rglob("*") if file.suffix.lower() in (".dll", ".pyd", ".exe")]
    own = {file.name.lower() for file in files}
    missing = sorted(
        (library, file.name) for file in files for library in asked(file) if not is_there(library, own)
    )
    for library, file_name in missing:
        print(f"missing {library}, asked for by {file_name}")
    print(f"{len(files)} program files, {len(missing)} requests without an answer")
    return 1 if missing or not files else 0


def asked(file: Path) -> Iterator[str]:
    """The libraries a program file is linked against, in small letters."""
    program = pefile.PE(str(file), fast_load=True)
    program.parse_data_directories([pefile.DIRECTORY_ENTRY[table] for table in _TABLES])
    for table in ("DIRECTORY_ENTRY_IMPORT", "DIRECTORY_ENTRY_DELAY_IMPORT"):
        for entry in getattr(program, table, []):
            yield entry.dll.decode("ascii").lower()
    program.close()


def is_there(library: str, own: set[str]) -> bool:
    """Whether the folder or Windows has it."""
    return library in own or library.startswith(_SETS) or library.removesuffix(".dll") in OF_WINDOWS


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
