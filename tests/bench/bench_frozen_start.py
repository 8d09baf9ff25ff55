"""From starting the process to the first frame: frozen against unfrozen, in turns, in one run.

The moment of the first frame is the program's own line in its log. Needs the program folder, see `freeze`.
Run: python tests/bench/bench_frozen_start.py [rounds]
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from perfdesk.logs import FIRST_FRAME  # noqa: E402

FROZEN = ROOT / "out" / "dist" / "perfdesk" / ("perfdesk.exe" if sys.platform == "win32" else "perfdesk")
GOAL = 1.5
PATIENCE = 60.0


def first_frame(command: list[str]) -> float:
    """Seconds from starting the command to its first frame."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "logs", "perfdesk.log")
        env = {
            **os.environ,
            "PERFDESK_DATA": folder,
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen"),
        }
        started = time.time()
        process = subprocess.Popen(command, env=env, stderr=subprocess.DEVNULL)
        try:
            while time.time() - started < PATIENCE:
                lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
                found = [line for line in lines if line.endswith(FIRST_FRAME)]
                if found:
                    return datetime.strptime(found[0][:23], "%Y-%m-%d %H:%M:%S,%f").timestamp() - started
                try:
                    process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
                break
        finally:
            process.kill()
            process.wait()
    raise SystemExit(f"{command[0]} showed no first frame")


def main(rounds: int = 7) -> None:
    """Measure and print."""
    if not FROZEN.exists():
        print("no program folder; run: python3 build/tasks.py freeze")
        return
    pairs = [
        (first_frame([str(FROZEN)]), first_frame([sys.executable, "-m", "perfdesk"])) for _ in range(rounds)
    ]
    ratios = [frozen / unfrozen for frozen, unfrozen in pairs]
    print(f"unfrozen                  {statistics.median(unfrozen for _, unfrozen in pairs):.3f} s")
    print(f"frozen                    {statistics.median(frozen for frozen, _ in pairs):.3f} s")
    low, high = min(ratios), max(ratios)
    print(f"frozen / unfrozen         {statistics.median(ratios):.2f} ({low:.2f}-{high:.2f}), goal {GOAL}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
