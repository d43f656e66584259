"""How many steps a second a net trains, with everything recorded, and how live the window stays.

    python benchmarks/training.py [--steps 5000] [--rounds 3]

Adam, full batch, on 200 examples: weights, slope, loss and accuracy in training and held out are
recorded at every step, and the verdict is in the time as well. Then a thread trains without pause
while the main thread of a Qt application counts how late a timer of 4 ms comes.
"""

import argparse
import threading
import time

import numpy as np
from PySide6.QtCore import QCoreApplication, Qt, QTimer

from explorer.core.nets.data_plan import DataPlan
from explorer.core.nets.tiny_net import TinyNet
from explorer.core.nets.training import train, warm_up
from explorer.core.optimizers import OPTIMIZERS
from explorer.core.run import Run

MOONS = DataPlan(examples=300)
DIGITS = DataPlan("digits", examples=300)
NETS = (
    TinyNet(MOONS, (8,)),
    TinyNet(MOONS, (16, 16)),
    TinyNet(MOONS, (16, 16, 16)),
    TinyNet(DIGITS, (16,), loss="softmax"),
)
SECONDS = 5.0


def main() -> None:
    """Print steps a second of each net, and the lag."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    begun = time.perf_counter()
    warm_up()
    print(f"compiled, or loaded from the disk, in {time.perf_counter() - begun:.1f} s")
    for net in NETS:
        speed(net, options.steps, options.rounds)
    speed(TinyNet(MOONS, (8,), batch=16), options.steps, options.rounds)
    lag()


def run_of(net: TinyNet, steps: int) -> Run:
    """Return a training that uses up all its steps."""
    adam = OPTIMIZERS["adam"](learning_rate=0.003)
    return Run(net, adam, net.suggested_start, steps, tolerance=0.0)


def speed(net: TinyNet, steps: int, rounds: int) -> None:
    """Print how many steps a second a net takes."""
    run, taken = run_of(net, steps), []
    for _ in range(rounds):
        begun = time.perf_counter()
        trace = train(run)
        taken.append(time.perf_counter() - begun)
    assert trace is not None
    assert trace.steps == steps
    best, median = steps / min(taken), steps / float(np.median(taken))
    examples = len(net.data_set.rows("train"))
    batch = f"batches of {net.batch} of" if net.batch else "full batch of"
    name = f"{net.formula}, {net.dim} weights, {batch} {examples}"
    print(f"{name:50s} {best:8,.0f} steps/s, median {median:,.0f}")


def lag() -> None:
    """Print how late a timer on the main thread comes while another thread trains."""
    application = QCoreApplication([])
    timer, late, last = QTimer(), [], [time.perf_counter()]
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    stop = threading.Event()

    def tick() -> None:
        now = time.perf_counter()
        late.append(1e3 * (now - last[0]) - 4.0)
        last[0] = now

    def work() -> None:
        run = run_of(NETS[2], 2000)
        while not stop.is_set():
            train(run, stop.is_set)

    timer.timeout.connect(tick)
    for name, thread in (("idle", None), ("while a thread trains", threading.Thread(target=work))):
        late.clear()
        if thread is not None:
            thread.start()
        last[0] = time.perf_counter()
        timer.start(4)
        QTimer.singleShot(int(1e3 * SECONDS), application.quit)
        application.exec()
        timer.stop()
        stop.set()
        if thread is not None:
            thread.join()
        middle, high, worst = np.percentile(late, (50, 99, 100))
        print(
            f"a timer of 4 ms, {name:22s} is late by {middle:5.2f} ms in the middle, "
            f"99th percentile {high:5.2f}, worst {worst:5.2f}"
        )
        stop.clear()


if __name__ == "__main__":
    main()
