"""What a PDF costs: our writer against a bare reportlab canvas that draws the same strings, unbroken.

Run as a script. Each variant has a process of its own, the variants take turns, a figure is the median of the
rounds: CPU of the whole process (imports, fonts, making the rows), its peak memory, and CPU per row of the
writing alone. With `--rounds N --rows 75,2000` for a quicker look.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (75, 2_000, 8_000)
PER_PROJECT = 20
WORDS = (
    "融资担保是破解小微企业和三农融资难问题的重要手段和关键环节宁波政府性融资担保体系新发展格局初见雏形特色一体化"
    "加速推进整体工作进度领先全省全市机构注册资本在保户数余额放大倍数提高分别增长平均费率远低于标准推动普惠金融贷款"
    "重要窗口模范生提供坚强人才支撑上市公司家数直接融资总额辅导期企业专精特新小巨人国家级单项冠军服务满意度"
)


def text_of(seed: int, length: int) -> str:
    """Made-up prose: no two seeds alike, with punctuation, a year and a figure now and then."""
    out = []
    state = seed * 2_654_435_761 % 2**32
    while len(out) < length:
        state = (state * 1_103_515_245 + 12_345) % 2**31
        start = state % (len(WORDS) - 12)
        out.extend(WORDS[start : start + 6 + state % 7])
        out.extend(("，", "、", "。", "2022年", f"{state % 997}.5亿元，")[state // 7 % 5])
    return "".join(out[:length])


def rows_of(count: int) -> list[list[dict[str, str]]]:
    """Projects of indicator rows, shaped like the Ningbo table."""
    per_project = 7 if count < 100 else PER_PROJECT
    projects = []
    for number, first in enumerate(range(0, count, per_project), 1):
        shared = {
            "project.seq": str(number),
            "project.name": text_of(number, 14),
            "project.overview": text_of(number + 1_000_000, 200 + number % 150),
            "project.budget": f"{number * 37 % 9000}.5",
            "project.annual_goal": text_of(number + 2_000_000, 90 + number % 60),
        }
        projects.append(
            [
                shared
                | {
                    "indicator.name": text_of(row + 3_000_000, 9 + row % 8),
                    "indicator.operator": "≥≤=><"[row % 5],
                    "indicator.unit": ("家", "亿元", "%", "万人", "次")[row % 5],
                    "indicator.target": str(row % 997),
                }
                for row in range(first, min(first + per_project, count))
            ]
        )
    return projects


def subject(count: int, path: Path) -> float:
    """Our writer; returns the CPU seconds of filling and writing."""
    from perfdesk.exchange.pdf import write_pdf
    from perfdesk.forms.fill import Group, Heading, fill
    from perfdesk.forms.target_summary import TARGET_SUMMARY

    projects = rows_of(count)
    heading = Heading("", "宁波市地方金融监督管理局", "2022", None, None, False, None)
    began = time.process_time()
    groups = [Group(rows[0]["project.name"], tuple(rows)) for rows in projects]
    write_pdf(fill(TARGET_SUMMARY, groups, heading), path)
    return time.process_time() - began


def floor(count: int, path: Path) -> float:
    """The same strings in the same face and size, one drawString each and a rule under each row."""
    from reportlab.lib.pagesizes import A4, landscape
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    from perfdesk.paths import resources

    projects = rows_of(count)
    began = time.process_time()
    for name in ("NotoSerifSC-Regular", "NotoSerifSC-Bold"):
        registerFont(TTFont(name, str(resources() / "fonts" / f"{name}.ttf")))
    canvas = Canvas(str(path), pagesize=landscape(A4), pageCompression=1, invariant=1)
    heads = (
        "序号",
        "项目名称",
        "项目概况",
        "本年预算金额 (万元)",
        "年度绩效目标",
        "指标名称",
        "运算符",
        "单位",
        "年度目标值",
    )
    keys = (
        *("project.seq", "project.name", "project.overview", "project.budget", "project.annual_goal"),
        *("indicator.name", "indicator.operator", "indicator.unit", "indicator.target"),
    )
    xs = (45, 70, 150, 330, 380, 530, 680, 715, 755)
    y = 0.0
    for rows in projects:
        for position, row in enumerate(rows):
            if y < 60:
                if y:
                    canvas.showPage()
                canvas.setFont("NotoSerifSC-Bold", 9)
                for x, head in zip(xs, heads, strict=True):
                    canvas.drawString(x, 540, head)
                canvas.setFont("NotoSerifSC-Regular", 9)
                y = 520.0
            for x, key in zip(xs, keys, strict=True):
                if position == 0 or not key.startswith("project."):
                    canvas.drawString(x, y, row[key])
            canvas.line(45, y - 4, 797, y - 4)
            y -= 18
    canvas.save()
    return time.process_time() - began


VARIANTS = {"floor": floor, "subject": subject}


def child(variant: str, count: int) -> None:
    """Measure one variant in this process and print it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "out.pdf"
        work = VARIANTS[variant](count, path)
        size = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"cpu": time.process_time(), "work": work, "peak": peak, "size": size / 1e6}))


def measure(count: int, rounds: int) -> dict[str, dict[str, float]]:
    """Medians by variant; the ratio columns are taken inside a round."""
    taken: dict[str, list[dict[str, float]]] = {name: [] for name in VARIANTS}
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    for turn in range(rounds):
        for name in list(VARIANTS) if turn % 2 == 0 else list(reversed(VARIANTS)):
            command = [sys.executable, __file__, "--child", name, "--rows", str(count)]
            done = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
            taken[name].append(json.loads(done.stdout))
    found = {
        name: {key: statistics.median(one[key] for one in runs) for key in runs[0]}
        for name, runs in taken.items()
    }
    pairs = list(zip(taken["subject"], taken["floor"], strict=True))
    found["ratio"] = {key: statistics.median(a[key] / b[key] for a, b in pairs) for key in pairs[0][0]}
    return found


def main() -> int:
    """Print the table; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--rows", default=",".join(map(str, SIZES)))
    parser.add_argument("--child", choices=tuple(VARIANTS))
    asked = parser.parse_args()
    sizes = [int(one) for one in asked.rows.split(",")]
    if asked.child:
        child(asked.child, sizes[0])
        return 0
    per_row: dict[int, float] = {}
    missed = False
    print(
        "".join(f"{name:>9}" for name in ("rows", "floor s", "ours s", "CPU x", "peak x", "us/row", "size x"))
    )
    for count in sizes:
        found = measure(count, asked.rounds)
        ratio, ours = found["ratio"], found["subject"]
        per_row[count] = ours["work"] / count
        missed |= ratio["cpu"] > 1.25 or ratio["peak"] > 1.3
        figures = (found["floor"]["cpu"], ours["cpu"], ratio["cpu"], ratio["peak"])
        shown = "".join(f"{one:>9.3f}" for one in figures)
        print(f"{count:>9}{shown}{per_row[count] * 1e6:>9.0f}{ratio['size']:>9.2f}")
    if 2_000 in per_row:
        for count, one in per_row.items():
            if count > 2_000:
                growth = one / per_row[2_000]
                missed |= growth > 1.2
                print(f"time per row at {count} against 2000: {growth:.2f}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
