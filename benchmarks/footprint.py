"""Memory and processor share of the app, paused and playing four optimizers (Linux).

Run: python benchmarks/footprint.py            (under a display: the window is really shown)
"""

import os
import subprocess
import sys
import time
from pathlib import Path

CHILD = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
import explorer.app
application = QApplication([])
window, session = explorer.app.show_window(application)
window.resize(1200, 800)
session.playback.set_loop(True)
session.playback.set_speed(1.0)
QTimer.singleShot(14000, session.playback.pause)
QTimer.singleShot(30000, application.quit)
application.exec()
session.close()
"""


def processor_seconds(pid: int) -> float:
    """Return user and system time a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    """Return the resident memory of a process."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024
    return float("nan")


def main() -> None:
    """Measure and print."""
    child = subprocess.Popen([sys.executable, "-c", CHILD])
    try:
        time.sleep(8)
        for what in ("playing", "paused"):
            before, began = processor_seconds(child.pid), time.monotonic()
            time.sleep(5)
            share = (processor_seconds(child.pid) - before) / (time.monotonic() - began)
            memory = megabytes(child.pid)
            print(f"{what:8s} {100 * share:5.1f} % of one core, {memory:.0f} MB resident")
            time.sleep(5)
    finally:
        child.terminate()
        child.wait()


if __name__ == "__main__":
    main()
