"""What reading costs: from file to grids and to checked documents, against the bare library on the same file.

Run as a script. Each variant has a process of its own (the last has a reading process below it, which is
counted), the variants take turns, and a ratio is the median of those taken inside a round. `--rounds N` for a
quicker look. CPU leaves out imports and interpreter, memory is the peak of the larger process.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

from bench_pdf import rows_of

ROOT = Path(__file__).resolve().parent.parent.parent
ROWS = {"xlsx": 40_000, "docx": 1_000, "pdf": 500}
# kind: largest ratio of CPU, of memory (None: not a goal)
GOALS: dict[str, tuple[float, float | None]] = {"xlsx": (3.0, 2.0), "docx": (1.5, None), "pdf": (12.0, None)}
HEADER = (
    ("序号", "项目名称", "项目概况", "本年预算金额（万元）", "年度绩效目标", "核心绩效指标", "", "", ""),
    ("", "", "", "", "", "指标名称", "运算符", "单位", "年度目标值"),
)
KEYS = (
    *("project.seq", "project.name", "project.overview", "project.budget", "project.annual_goal"),
    *("indicator.name", "indicator.operator", "indicator.unit", "indicator.target"),
)


def table(count: int) -> tuple[list[list[str]], list[tuple[int, int]]]:
    """Rows of a summary with leading cells empty below the first of a project, and where projects stand."""
    lines = [list(texts) for texts in HEADER]
    reach = []
    for rows in rows_of(count):
        reach.append((len(lines) + 1, len(lines) + len(rows)))
        for at, row in enumerate(rows):
            lines.append([row[key] if not at or key.startswith("indicator") else "" for key in KEYS])
    return lines, reach


def make_xlsx(path: Path, count: int) -> None:
    """A workbook whose leading cells are merged; openpyxl would take minutes to merge them itself."""
    import openpyxl

    lines, reach = table(count)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("汇总")
    for texts in lines:
        sheet.append([float(text) if re.fullmatch(r"\d+(\.\d+)?", text) else text or None for text in texts])
    book.save(path)
    ranges = [f'<mergeCell ref="{letter}{a}:{letter}{b}"/>' for a, b in reach if b > a for letter in "ABCDE"]
    with zipfile.ZipFile(path) as source:
        parts = {name: source.read(name) for name in source.namelist()}
    name = "xl/worksheets/sheet1.xml"
    merged = f'</sheetData><mergeCells count="{len(ranges)}">{"".join(ranges)}</mergeCells>'
    parts[name] = parts[name].replace(b"</sheetData>", merged.encode())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for part, data in parts.items():
            target.writestr(part, data)


def make_docx(path: Path, count: int) -> None:
    """A Word document whose project cells are merged down."""
    import docx

    lines, _ = table(count)
    document = docx.Document()
    tags = ("", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    rows = []
    for at, texts in enumerate(lines):
        cells = []
        for column, text in enumerate(texts):
            tag = tags[0 if column > 4 or at < 2 else 1 if texts[0] else 2]
            cells.append(f"<w:tc>{tag}<w:p><w:r><w:t>{text.replace('<', '&lt;')}</w:t></w:r></w:p></w:tc>")
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    from docx.oxml import parse_xml

    document.element.body.insert(0, parse_xml(f"<w:tbl {space}>{''.join(rows)}</w:tbl>"))
    document.save(str(path))


def make_pdf(path: Path, count: int) -> None:
    """A ruled table over pages, as our own writer prints it."""
    from perfdesk.exchange.pdf import write_pdf
    from perfdesk.forms.fill import Group, Heading, fill
    from perfdesk.forms.target_summary import TARGET_SUMMARY

    heading = Heading("", "宁波市地方金融监督管理局", "2022", None, None, False, None)
    groups = [Group(rows[0]["project.name"], tuple(rows)) for rows in rows_of(count)]
    write_pdf(fill(TARGET_SUMMARY, groups, heading), path)


def floor_xlsx(path: Path) -> int:
    """calamine alone, with merged ranges."""
    from python_calamine import CalamineWorkbook

    sheet = CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    rows = sheet.to_python()
    return len(rows) + 0 * len(sheet.merged_cell_ranges or ())


def floor_docx(path: Path) -> int:
    """lxml alone: the texts of all cells, and which continue a vertical merge."""
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(path) as container:
        root = etree.fromstring(container.read("word/document.xml"))
    rows = []
    for row in root.iter(f"{space}tr"):
        cells = []
        for cell in row.iterchildren(f"{space}tc"):
            merge = cell.find(f"{space}tcPr/{space}vMerge")
            joined = "".join(text.text or "" for text in cell.iter(f"{space}t"))
            cells.append(None if merge is not None and merge.get(f"{space}val") is None else joined)
        rows.append(cells)
    return len(rows)


def floor_pdf(path: Path) -> int:
    """pypdfium2 alone: the text of every page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    return sum(len(page.get_textpage().get_text_range()) for page in document)


def whole(path: Path) -> int:
    """From file to checked documents, through the reading process."""
    from perfdesk.exchange.reading import read_document

    return sum(len(project.indicators) for one in read_document(path) for project in one.projects)


def grids(path: Path) -> int:
    """From file to grids in this process: what the reader itself costs."""
    from perfdesk.exchange.readers.choose import grids_of
    from perfdesk.exchange.readers.progress import silent

    return sum(len(grid.rows) for grid in grids_of(path, None, silent))


FLOORS: dict[str, Callable[[Path], int]] = {"xlsx": floor_xlsx, "docx": floor_docx, "pdf": floor_pdf}
VARIANTS = ("floor", "grids", "whole")


def child(variant: str, path: Path) -> None:
    """Measure one variant in this process and print it."""
    work = FLOORS[path.suffix[1:]] if variant == "floor" else {"grids": grids, "whole": whole}[variant]
    if variant != "whole":
        warm(path.suffix)
    began = time.process_time()
    count = work(path)
    own, below = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = time.process_time() - began + below.ru_utime + below.ru_stime
    print(json.dumps({"cpu": cpu, "peak": max(held(own.ru_maxrss), below.ru_maxrss) / 1024, "count": count}))


def held(otherwise: int) -> int:
    """The peak of this process in KiB; what getrusage says of it counts whoever started it too."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found.group(1)) if found else otherwise


def warm(suffix: str) -> None:
    """Import what the variants need, so that neither pays for it alone."""
    import lxml.etree
    import pypdfium2.raw
    import python_calamine

    import perfdesk.exchange.readers.docx
    import perfdesk.exchange.readers.pdf
    import perfdesk.exchange.readers.xlsx
    import perfdesk.exchange.reading

    assert all((suffix, lxml.etree, pypdfium2.raw, python_calamine, perfdesk))


def measure(path: Path, rounds: int) -> dict[str, list[dict[str, float]]]:
    """All rounds by variant."""
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in VARIANTS}
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(path.parent / "code")}
    # An installed program has its byte code; a checkout may be told to keep none.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    for turn in range(-1, rounds):
        for name in VARIANTS if turn % 2 == 0 else VARIANTS[::-1]:
            command = [sys.executable, __file__, "--child", name, "--file", str(path)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            if turn >= 0:  # the round before the first writes the byte code
                taken[name].append(json.loads(done.stdout))
    return taken


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--child", choices=VARIANTS)
    parser.add_argument("--file", type=Path)
    asked = parser.parse_args()
    if asked.child:
        child(asked.child, asked.file)
        return 0
    missed = False
    print(
        "".join(f"{name:>10}" for name in ("kind", "rows", "variant", "CPU s", "CPU x", "peak MiB", "peak x"))
    )
    makers = {"xlsx": make_xlsx, "docx": make_docx, "pdf": make_pdf}
    with tempfile.TemporaryDirectory() as folder:
        for kind, rows in ROWS.items():
            path = Path(folder) / f"表.{kind}"
            makers[kind](path, rows)
            taken = measure(path, asked.rounds)
            for name in VARIANTS:
                pairs = list(zip(taken[name], taken["floor"], strict=True))
                cpu, peak = (statistics.median(a[key] / b[key] for a, b in pairs) for key in ("cpu", "peak"))
                seconds, memory = (statistics.median(a[key] for a, _ in pairs) for key in ("cpu", "peak"))
                print(
                    f"{kind:>10}{rows:>10}{name:>10}{seconds:>10.3f}{cpu:>10.2f}{memory:>10.0f}{peak:>10.2f}"
                )
                if name == ("whole" if kind == "xlsx" else "grids"):
                    most_cpu, most_peak = GOALS[kind]
                    missed |= cpu > most_cpu or (most_peak is not None and peak > most_peak)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
