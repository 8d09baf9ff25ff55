"""What forms A, B and C cost as PDF, workbook and document, against bare libraries writing the strings.

Run as a script. Floors: a reportlab canvas with one drawString a cell, an openpyxl sheet with one plain cell
a string, and lxml serialising one element a string. Figures are CPU seconds of the writing alone, the median
of the rounds, floor and subject taking turns. With `--rounds N --projects 20,100`.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT))

from perfdesk.forms.fill import Group, Heading, fill  # noqa: E402
from perfdesk.forms.form import Form  # noqa: E402
from perfdesk.forms.monitoring import MONITORING  # noqa: E402
from perfdesk.forms.self_evaluation import SELF_EVALUATION  # noqa: E402
from perfdesk.forms.sheet import Sheet  # noqa: E402
from perfdesk.forms.target_application import TARGET_APPLICATION  # noqa: E402
from perfdesk.operations.reporting import write_sheet  # noqa: E402
from tests.bench.bench_pdf import text_of  # noqa: E402

FORMS = {"A": TARGET_APPLICATION, "B": MONITORING, "C": SELF_EVALUATION}
PER_PROJECT = 20
# A workbook holds every place under a merged cell, about six for each string the floor writes.
GOALS = {".pdf": 1.25, ".xlsx": 15.0, ".docx": 6.0}


def sheet_of(form: Form, projects: int) -> Sheet:
    """So many projects of made-up indicators, filled into the form."""
    return fill(form, [_group(number) for number in range(projects)], _HEADING)


_HEADING = Heading("", "某市财政局", "2022", "1-7月", 7, False, None)


def _group(number: int) -> Group:
    shared = {
        "project.name": text_of(number, 14),
        "project.annual_goal": text_of(number + 2_000_000, 90 + number % 60),
        "project.budget": f"{number * 37 % 9000}.5",
    }
    rows = [
        shared
        | {
            "indicator.level1": ("产出指标", "效益指标")[row // 12],
            "indicator.level2": f"{'数质时成经社'[row // 4]}类指标",
            "indicator.name": text_of(number * 100 + row, 9 + row % 8),
            "indicator.target": f"≥{row * 7 % 997}家",
            "entry.actual": f"{row * 9 % 997}家",
            "entry.deviation_reason": text_of(number * 90 + row, row % 30),
        }
        for row in range(PER_PROJECT)
    ]
    return Group(shared["project.name"], tuple(rows))


def strings(sheet: Sheet) -> list[str]:
    """What is written, cell by cell."""
    return [cell.text for block in sheet.blocks for cell in block.cells if cell.text]


def floor_pdf(sheet: Sheet, path: Path) -> None:
    """Every string on a bare canvas."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfgen.canvas import Canvas

    from perfdesk.exchange.fonts import Face, font

    font(Face.BODY)
    canvas = Canvas(str(path), pagesize=landscape(A4), pageCompression=1, invariant=1)
    for at, text in enumerate(strings(sheet)):
        if at % 160 == 0:
            if at:
                canvas.showPage()
            canvas.setFont(Face.BODY.value, 9)
        canvas.drawString(45 + at % 8 * 95, 540 - at % 160 // 8 * 25, text)
    canvas.save()


def floor_xlsx(sheet: Sheet, path: Path) -> None:
    """Every string in a plain cell."""
    from openpyxl import Workbook

    book = Workbook()
    ws = book.active
    assert ws is not None
    for at, text in enumerate(strings(sheet)):
        ws.cell(at // 12 + 1, at % 12 + 1, text)
    book.save(path)


def floor_docx(sheet: Sheet, path: Path) -> None:
    """Every string as paragraph and run of a bare document."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    end = document.element.body.sectPr
    for text in strings(sheet):
        paragraph = parse_xml(f"<w:p {nsdecls('w')}><w:r><w:t/></w:r></w:p>")
        paragraph[0][0].text = text
        end.addprevious(paragraph)
    document.save(str(path))


FLOORS: dict[str, Callable[[Sheet, Path], None]] = {
    ".pdf": floor_pdf,
    ".xlsx": floor_xlsx,
    ".docx": floor_docx,
}


def spent(work: Callable[[], object]) -> float:
    """CPU seconds of a call."""
    began = time.process_time()
    work()
    return time.process_time() - began


def ratio(sheet: Sheet, suffix: str, rounds: int) -> tuple[float, float]:
    """Median seconds of ours, and median of ours over the floor of the same round."""
    ours, over = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"out{suffix}"
        write_sheet(sheet, path)  # imports and fonts are not what is compared
        FLOORS[suffix](sheet, path)
        for _ in range(rounds):
            floor = spent(lambda: FLOORS[suffix](sheet, path))
            ours.append(spent(lambda: write_sheet(sheet, path)))
            over.append(ours[-1] / floor)
    return statistics.median(ours), statistics.median(over)


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--projects", default="20,100")
    asked = parser.parse_args()
    missed = False
    print("form  projects  file     seconds   x floor")
    for count in map(int, asked.projects.split(",")):
        for name, form in FORMS.items():
            sheet = sheet_of(form, count)
            for suffix, goal in GOALS.items():
                seconds, over = ratio(sheet, suffix, asked.rounds)
                missed |= over > goal
                print(f"{name:<6}{count:>8}  {suffix:<6}{seconds:>10.3f}{over:>10.2f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
