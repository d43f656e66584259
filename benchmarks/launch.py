"""How long from the command to the first painted window with the race in it.

Run: python benchmarks/launch.py [times] [--cold]      --cold: with an empty kernel cache each time
"""

import os
import subprocess
import sys
import tempfile
import time
from statistics import median

CHILD = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication
import explorer.app
application = QApplication([])
window, session = explorer.app.show_window(application)
session_raced = [False]
class First(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and session.race.length and not session_raced[0]:
            session_raced[0] = True
            QTimer.singleShot(0, tell)
        return False
def tell():
    print("painted", time.time() - float(sys.argv[1]), flush=True)
    wait_for_engine()
def wait_for_engine():
    from explorer.core.descent import engine_ready
    document = session.document
    runs = [document.run(0, i) for i in range(len(document.entrants))]
    if engine_ready(runs):
        print("compiled", time.time() - float(sys.argv[1]), flush=True)
        session.close()
        application.quit()
    else:
        QTimer.singleShot(20, wait_for_engine)
first = First()
window.centralWidget().installEventFilter(first)
application.exec()
"""


def launch(cache: str | None) -> dict[str, float]:
    """Start the app once; return seconds to the painted window and to the compiled engine."""
    environment = {**os.environ, **({"EXPLORER_CACHE": cache} if cache else {})}
    result = subprocess.run(
        [sys.executable, "-c", CHILD, str(time.time())],
        capture_output=True,
        text=True,
        env=environment,
        check=True,
        timeout=120,
    )
    lines = (line.split() for line in result.stdout.splitlines())
    return {words[0]: float(words[1]) for words in lines if words[0] in ("painted", "compiled")}


def main() -> None:
    """Measure and print."""
    cold = "--cold" in sys.argv
    numbers = [a for a in sys.argv[1:] if a.isdigit()]
    times = int(numbers[0]) if numbers else 5
    if not cold:
        launch(None)
    runs = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            runs.append(launch(folder if cold else None))
    for what in ("painted", "compiled"):
        seconds = [run[what] for run in runs]
        print(f"{what:10s} median {median(seconds):.2f} s  worst {max(seconds):.2f} s  of {times}")


if __name__ == "__main__":
    main()
