"""First frame against an empty window with an opened file, in turns, in one run; ratios of CPU time.

Also counts what must not be loaded at the first frame and the longest stall while the rest loads.
Run: python tests/bench/bench_start.py [rounds]
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FORBIDDEN = ("sqlalchemy", "sqlmodel", "pydantic", "pandas", "reportlab", "openpyxl", "numpy")

_FLOOR = """
import os, sqlite3, sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(["floor"])
connection = sqlite3.connect(sys.argv[1])
connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        app.quit()
window = Window()
window.resize(1366, 768)
window.show()
app.exec()
print(time.process_time())
"""

_SUBJECT = """
import json, sys, time
sys.argv = ["perfdesk"]
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from perfdesk.ui.opening import Opening
app = QApplication(["perfdesk"])
app.setQuitOnLastWindowClosed(False)
started = time.perf_counter()
opening = Opening(Path(DESK))
last, longest, ready = 0.0, 0.0, 0.0
def first():
    global cpu, modules, last
    cpu = time.process_time()
    modules = sorted({name.partition(".")[0] for name in sys.modules})
    last = time.perf_counter()
    timer.start()
def there(window):
    global ready
    ready = time.perf_counter() - started
    QTimer.singleShot(1000, app.quit)
def tick():
    global last, longest
    now = time.perf_counter()
    longest = max(longest, now - last)
    last = now
timer = QTimer()
timer.setInterval(1)
timer.timeout.connect(tick)
opening.frame.painted.connect(first)
opening.window_shown.connect(there)
opening.begin()
app.exec()
opening.window.close()
opening.end()
print(json.dumps({"cpu": cpu, "modules": modules, "longest_ms": longest * 1000, "ready_ms": ready * 1000}))
"""


def _run(code: str, *arguments: str) -> str:
    env = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
    }
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=env, capture_output=True, text=True, check=True
    )
    return done.stdout.strip().splitlines()[-1]


def main(rounds: int = 7) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["PERFDESK_DATA"] = folder
        sys.path.insert(0, str(ROOT))
        from perfdesk.operations.sample import make

        desk = make(Path(folder) / "bench")
        ratios, floors, stalls, ready = [], [], [], []
        loaded: set[str] = set()
        for _ in range(rounds):
            floor = float(_run(_FLOOR, str(desk)))
            subject = json.loads(_run(_SUBJECT.replace("DESK", repr(str(desk)))))
            ratios.append(subject["cpu"] / floor)
            floors.append(floor)
            stalls.append(subject["longest_ms"])
            ready.append(subject["ready_ms"])
            loaded |= set(subject["modules"]) & set(FORBIDDEN)
    print(f"floor (empty window + sqlite3)  {statistics.median(floors):.3f} s CPU")
    print(
        f"first frame / floor             {statistics.median(ratios):.2f} "
        f"({min(ratios):.2f}-{max(ratios):.2f}), goal 1.25"
    )
    print(f"forbidden modules at first frame: {', '.join(sorted(loaded)) or 'none'}")
    print(f"whole window there              {statistics.median(ready):.0f} ms after the start of the frame")
    print(
        f"longest stall after first frame {statistics.median(stalls):.0f} ms "
        f"({max(stalls):.0f} worst), goal 50"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
